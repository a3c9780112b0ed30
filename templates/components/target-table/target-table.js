// Columns that say how they sort get a button: pressed once it sorts, again the other way, a third time it
// brings the order of the page back. The order is kept in the address (`?sort=due&order=descending`), with
// back and forward, and holds for every such table of the page. What has no value stays last; what belongs
// to groups, such as numbers to their units, stays with its group.

const tables = [...document.querySelectorAll('[data-enhance="sortable"]')].map((table) => ({
  body: table.tBodies[0],
  headings: [...table.querySelectorAll("th[data-sort]")],
  given: [...table.tBodies[0].rows],
}));
const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
const compare = (a, b) => a - b || words.compare(a, b);

const ordered = ({ given }, at, turned) => {
  const value = (row) => row.cells[at].dataset.value;
  const group = (row) => row.cells[at].dataset.group ?? "";
  return [...given].sort(
    (a, b) =>
      !value(a) - !value(b) ||
      (words.compare(group(a), group(b)) || compare(value(a), value(b))) * (turned ? -1 : 1),
  );
};
// The headings answer at once; the rows, of which there may be many, move after that is painted.
const show = (move) => {
  const wanted = new URLSearchParams(location.search);
  const order = wanted.get("order") === "descending" ? "descending" : "ascending";
  for (const table of tables) {
    for (const heading of table.headings) heading.removeAttribute("aria-sort");
    const heading = table.headings.find((it) => it.dataset.sort === wanted.get("sort"));
    heading?.setAttribute("aria-sort", order);
    move(() => {
      const rows = heading ? ordered(table, heading.cellIndex, order === "descending") : table.given;
      table.body.append(...rows);
    });
  }
};
const press = (heading) => {
  const address = new URL(location);
  const before = heading.getAttribute("aria-sort");
  address.searchParams.delete("order");
  if (before === "descending") address.searchParams.delete("sort");
  else address.searchParams.set("sort", heading.dataset.sort);
  if (before === "ascending") address.searchParams.set("order", "descending");
  history.pushState(null, "", address);
  show((move) => requestAnimationFrame(() => setTimeout(move)));
};
for (const heading of tables.flatMap((table) => table.headings)) {
  const button = heading.querySelector("button");
  button.addEventListener("click", () => press(heading));
  button.hidden = false;
}
const showNow = () => show((move) => move());
addEventListener("popstate", showNow);
if (new URLSearchParams(location.search).has("sort")) showNow();
