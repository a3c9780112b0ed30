// Filters work by style alone. Here they also keep their state in the address, with back and forward.

for (const form of document.querySelectorAll('[data-enhance="filters"]')) {
  const showAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const choice of form.elements) {
      if (choice.type === "radio") choice.checked = choice.value === (wanted.get(choice.name) ?? "");
    }
    document.dispatchEvent(new Event("filtered"));
  };
  form.addEventListener("change", () => {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const search = new URLSearchParams(chosen).toString();
    history.pushState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
    document.dispatchEvent(new Event("filtered"));
  });
  addEventListener("popstate", showAddress);
  if (location.search) showAddress();
}
