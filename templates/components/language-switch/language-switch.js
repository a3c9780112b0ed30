// The language switch keeps the reader's place on the page and what was filtered.

for (const link of document.querySelectorAll(".language-switch a")) {
  const keepPlace = () => {
    link.hash = location.hash;
    link.search = location.search;
  };
  keepPlace();
  addEventListener("hashchange", keepPlace);
  document.addEventListener("filtered", keepPlace);
}
