// Columns that say how they sort get a button that does it; pressing it again turns the order round.
// The heading answers at once; the rows, of which there may be many, move after that is painted.

for (const table of document.querySelectorAll('[data-enhance="sortable"]')) {
  const body = table.tBodies[0];
  for (const heading of table.querySelectorAll("th[data-sort]")) {
    const button = heading.querySelector("button");
    const key = (row) => row.cells[heading.cellIndex].dataset.value;
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
    button.addEventListener("click", () => {
      const turned = heading.getAttribute("aria-sort") === "ascending";
      const rows = [...body.rows].sort(
        (a, b) => !key(a) - !key(b) || order.compare(key(a), key(b)) * (turned ? -1 : 1),
      );
      for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", turned ? "descending" : "ascending");
      requestAnimationFrame(() => setTimeout(() => body.append(...rows)));
    });
    button.hidden = false;
  }
}
