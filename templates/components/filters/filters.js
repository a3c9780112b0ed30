// Filters work by style alone. Here they also say how much they leave, unfold the parts of a list that have some of
// it, and keep their state in the address, with back and forward.

for (const form of document.querySelectorAll('[data-enhance="filters"]')) {
  const area = form.closest(".filtered");
  const status = area.querySelector("[data-filter-status]");
  const entries = [...area.querySelectorAll(".station-brief[data-of], tr[data-of]")];
  const unfolded = new Set();
  const boxes = () => [...form.elements].filter((it) => it.type === "checkbox");
  const stays = (entry) => !getComputedStyle(entry).getPropertyValue("--shown");

  const tell = () => {
    const pressed = boxes().some((it) => it.checked);
    const left = new Set(entries.filter((it) => !pressed || stays(it)));
    for (const part of area.querySelectorAll("details:has([data-of])")) {
      const any = [...part.querySelectorAll("[data-of]")].some((it) => left.has(it));
      part.hidden = !any;
      for (const item of area.querySelectorAll(`li:has([href="#${part.lastElementChild.id}"])`)) item.hidden = !any;
      if (pressed && any && !part.open) unfolded.add(part);
      if (unfolded.has(part)) part.open = pressed && any;
      if (!pressed) unfolded.delete(part);
    }
    const counts = { shown: left.size, all: entries.length };
    const digits = new Intl.NumberFormat(status.dataset.locale);
    const said = left.size ? status.dataset.shown : status.dataset.none;
    status.textContent = pressed ? said.replace(/{(\w+)}/g, (_, name) => digits.format(counts[name])) : "";
    document.dispatchEvent(new Event("filtered"));
  };
  const tellSoon = () => requestAnimationFrame(() => setTimeout(tell)); // what was pressed answers first
  const showAddress = () => {
    const wanted = new URLSearchParams(location.search);
    for (const it of boxes()) it.checked = wanted.getAll(it.name).includes(it.value);
    tell();
  };
  const keep = () => {
    const address = new URL(location);
    for (const it of boxes()) address.searchParams.delete(it.name);
    for (const it of boxes()) if (it.checked) address.searchParams.append(it.name, it.value);
    history.pushState(null, "", address);
    tellSoon();
  };
  // A box that stands elsewhere on the page changes outside the form.
  document.addEventListener("change", (event) => event.target.form === form && keep());
  form.addEventListener("reset", () => setTimeout(keep)); // the boxes are cleared after this event
  addEventListener("popstate", showAddress);
  showAddress();
}
