// Filters work by style alone. Here they also say how much they leave, unfold the parts of a list that have some of
// it, and keep their state in the address, with back and forward.

for (const form of document.querySelectorAll('[data-enhance="filters"]')) {
  const area = form.closest(".filtered") ?? form; // a form by itself has no list
  const status = area.querySelector("[data-filter-status]");
  const entries = [...area.querySelectorAll(".station-brief[data-of], tr[data-of]")];
  const parts = new Set(entries.map((entry) => entry.closest("details")));
  const unfolded = new Set();
  parts.delete(null);

  const boxes = () => [...form.elements].filter((it) => it.type === "checkbox");
  const stays = (entry) => !getComputedStyle(entry).getPropertyValue("--shown");

  const tell = () => {
    const pressed = boxes().some((it) => it.checked);
    const left = entries.filter((it) => !pressed || stays(it));
    const filled = new Set(left.map((entry) => entry.closest("details")));
    for (const part of parts) {
      const link = area.querySelector(`[href="#${part.lastElementChild.id}"]`);
      part.hidden = link.parentElement.hidden = !filled.has(part);
      if (pressed && filled.has(part) && !part.open) unfolded.add(part);
      if (unfolded.has(part)) part.open = pressed;
      if (!pressed) unfolded.delete(part);
    }
    if (status) {
      const { none, shown, locale } = status.dataset;
      const counts = { shown: left.length, all: entries.length };
      const digits = new Intl.NumberFormat(locale);
      const said = (left.length ? shown : none).replace(/{(\w+)}/g, (_, name) => digits.format(counts[name]));
      status.textContent = pressed ? said : "";
    }
    document.dispatchEvent(new Event("filtered"));
  };
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
    requestAnimationFrame(() => setTimeout(tell)); // what was pressed answers first
  };
  // A box that stands elsewhere on the page changes outside the form.
  addEventListener("change", (event) => event.target.form === form && keep());
  form.addEventListener("reset", () => setTimeout(keep)); // the boxes are cleared after this event
  addEventListener("popstate", showAddress);
  showAddress();
}
