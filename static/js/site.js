// What script adds: the language switch keeps the reader's place on the page, the page that offers
// the languages marks the one that the browser asks for, and a term is explained where it stands.
// Nothing depends on it.

for (const link of document.querySelectorAll(".language-switch a")) {
  const keepPlace = () => {
    link.hash = location.hash;
  };
  keepPlace();
  addEventListener("hashchange", keepPlace);
}

const offers = document.querySelectorAll('[data-enhance="likely-language"] > li');
const wanted = navigator.languages.map((code) => code.split("-")[0]);
const likely = wanted.find((code) => [...offers].some((offer) => offer.lang === code));
for (const offer of offers) {
  offer.toggleAttribute("data-likely", offer.lang === likely);
}

for (const word of document.querySelectorAll("a[data-term]")) {
  const note = document.getElementById("term-" + word.dataset.term);
  if (!note?.showPopover) continue;
  const isOpen = () => word.nextSibling === note && note.matches(":popover-open");
  let closedByPress = false; // a press outside a popover closes it before the click arrives
  word.setAttribute("aria-expanded", "false");
  word.addEventListener("pointerdown", () => {
    closedByPress = isOpen();
  });
  word.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (isOpen()) {
      note.hidePopover();
    } else if (!(event.detail && closedByPress)) {
      word.after(note); // so that what is read and tabbed to next is the explanation
      note.showPopover();
    }
  });
  note.addEventListener("beforetoggle", (event) => {
    word.setAttribute("aria-expanded", event.newState === "open" && word.nextSibling === note);
  });
}
