// A term, or the note behind a mark, opens where it stands; without script its link leads to the glossary, or to the
// list of notes.

const notes = new Map(); // made of the list of notes, each at its first press
let explained; // the word, or the mark, whose explanation was opened last
let closedByPress; // a press outside a popover closes it before the click arrives

const wordOf = (event) => event.target.closest?.("a[data-term], a.mark");
const isOpen = (word) => word.nextElementSibling?.matches(".term:popover-open");

const madeFrom = (item) => {
  const note = document.createElement("div");
  note.className = "term";
  note.popover = "auto";
  note.setAttribute("role", "note");
  const text = document.createElement("p");
  text.append(...item.cloneNode(true).childNodes);
  text.querySelector(".notes__back").remove();
  note.append(text);
  return note;
};
const explanationOf = (word) => {
  const item = document.getElementById(word.hash.slice(1));
  if (word.dataset.term) return document.getElementById("term-" + word.dataset.term);
  if (item && !notes.has(item)) notes.set(item, madeFrom(item));
  return notes.get(item);
};

if (document.body.showPopover) {
  for (const word of document.querySelectorAll("a[data-term], a.mark"))
    word.setAttribute("aria-expanded", "false");

  addEventListener("pointerdown", (event) => {
    const word = wordOf(event);
    closedByPress = word && isOpen(word) && word;
  });
  addEventListener("click", (event) => {
    const word = wordOf(event);
    if (!word || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const note = explanationOf(word);
    if (!note) return;
    event.preventDefault();
    if (isOpen(word)) {
      note.hidePopover();
    } else if (!(event.detail && closedByPress === word)) {
      word.after(note); // so that what is read and tabbed to next is the explanation
      note.showPopover();
    }
  });
  const say = (event) => {
    const word = event.target.previousElementSibling;
    if (!event.target.matches(".term")) return;
    if (event.newState === "open") {
      explained?.setAttribute("aria-expanded", "false"); // its explanation may have gone to this word in silence
      explained = word;
    }
    word.setAttribute("aria-expanded", event.newState === "open");
  };
  addEventListener("beforetoggle", say, true);
}
