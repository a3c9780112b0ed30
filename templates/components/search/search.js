// The button and its key; the box, and what finds things, come when they are wanted. What is typed until then is kept.
// Besides the button, "/" opens it, as long as the button says so: a reader who is hindered by that switches it off in the
// box, and it is off as well where that choice cannot be kept.

const opener = document.querySelector('[data-enhance="search"]');

if (opener && window.HTMLDialogElement) {
  const fetched = () => import("./search.js"); // beside the script of the site
  let typed; // while the box is on its way
  const taken = () => {
    const letters = typed;
    typed = undefined;
    return letters;
  };
  const open = () => {
    typed ??= "";
    fetched().then(
      (it) => it.open(opener, taken),
      () => {
        taken();
        alert(opener.dataset.failed);
      },
    );
  };
  const isWriting = (it) =>
    it.isContentEditable || it.matches?.("textarea, select, input:not([type=checkbox], [type=radio])");

  opener.addEventListener("click", open);
  for (const near of ["pointerenter", "focus"])
    opener.addEventListener(near, () => fetched().catch(() => {}), { once: true });
  addEventListener("keydown", (event) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.defaultPrevented || isWriting(event.target) || document.querySelector(":modal")) return;
    if (typed !== undefined) typed += event.key;
    else if (event.key === "/" && opener.hasAttribute("aria-keyshortcuts")) open();
    else return;
    event.preventDefault();
  });
  try {
    if (localStorage.getItem("search-key") !== "off") opener.setAttribute("aria-keyshortcuts", "/");
  } catch {
    // It stays off.
  }
  opener.hidden = false;
}
