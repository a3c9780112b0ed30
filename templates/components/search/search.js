// The search opens at once; what finds things, and what there is to be found, comes when it is opened.
// Besides the button, "/" opens it: a reader who is hindered by that switches it off in the box, and it is off as well
// where that choice cannot be kept.

const opener = document.querySelector('[data-enhance="search"]');

if (opener && window.HTMLDialogElement) {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  let asked = ""; // when it was open last

  const key = {
    get on() {
      try {
        return localStorage.getItem("search-key") !== "off";
      } catch {
        return false;
      }
    },
    set on(wanted) {
      try {
        localStorage.setItem("search-key", wanted ? "on" : "off");
      } catch {
        // It stays off.
      }
      key.tell();
    },
    tell: () =>
      key.on ? opener.setAttribute("aria-keyshortcuts", "/") : opener.removeAttribute("aria-keyshortcuts"),
  };
  const open = async () => {
    const box = make("dialog", { className: "search", ariaLabel: opener.ariaLabel });
    const field = make("input", {
      className: "search__field",
      type: "text",
      value: asked,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: false,
      enterKeyHint: "go",
      ariaLabel: opener.ariaLabel,
    });
    const found = make("p", { className: "search__found" });
    found.setAttribute("role", "status");
    box.dataset.noprint = "";
    box.addEventListener("close", () => {
      asked = field.value;
      box.remove();
    });
    box.append(field, found);
    document.body.append(box);
    box.showModal();
    field.select();
    try {
      const { attend } = await import(new URL(opener.dataset.script, document.baseURI));
      await attend({ box, field, found, key, index: new URL(opener.dataset.index, document.baseURI) });
    } catch {
      found.textContent = opener.dataset.failed;
    }
  };
  const isWriting = (it) =>
    it.isContentEditable || it.matches?.("textarea, select, input:not([type=checkbox], [type=radio])");

  opener.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.defaultPrevented || isWriting(event.target) || document.querySelector(":modal") || !key.on)
      return;
    event.preventDefault();
    open();
  });
  key.tell();
  opener.hidden = false;
}
