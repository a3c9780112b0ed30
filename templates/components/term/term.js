// A term is explained where it stands; without script its link leads to the glossary.

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
