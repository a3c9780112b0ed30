// Filters work by style alone. Here they also keep their state in the address, with back and forward.

for (const form of document.querySelectorAll('[data-enhance="filters"]')) {
  const reset = form.querySelector('[type="reset"]');
  const tell = () => {
    reset.disabled = ![...form.elements].some((choice) => choice.checked);
    document.dispatchEvent(new Event("filtered"));
  };
  const showAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const choice of form.elements) choice.checked = choice.value === wanted.get(choice.name);
    tell();
  };
  const keep = () => {
    const search = new URLSearchParams(new FormData(form)).toString();
    history.pushState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
    tell();
  };
  form.addEventListener("change", keep);
  let answered = false;
  form.addEventListener("reset", (event) => {
    if (answered) {
      setTimeout(keep); // the choices are cleared after this event
    } else {
      event.preventDefault(); // answer at once, and bring the whole list back after that is painted
      reset.disabled = true;
      requestAnimationFrame(() => setTimeout(() => form.reset()));
    }
    answered = !answered;
  });
  addEventListener("popstate", showAddress);
  showAddress();
}
