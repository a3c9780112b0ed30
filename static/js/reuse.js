// What can be taken along from a page is copied at the press of a button, and its address is shared where the device
// knows how to. `reuse.js` of the component calls this when the block is opened.

export function furnish(block) {
  const { copy, copied, share } = block.dataset;
  for (const text of block.querySelectorAll("[data-taken]")) {
    const item = text.parentElement;
    const add = (label, press) => {
      const button = document.createElement("button");
      const what = document.createElement("span"); // many buttons are called alike
      button.type = "button";
      what.className = "visually-hidden";
      what.textContent = ` ${item.previousElementSibling.textContent}`;
      button.append(label, what);
      button.addEventListener("click", press);
      item.append(button);
    };
    if (navigator.clipboard) {
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      add(copy, async ({ currentTarget }) => {
        try {
          await navigator.clipboard.writeText(text.textContent);
        } catch {
          getSelection().selectAllChildren(text); // to be copied by hand
          return;
        }
        said.textContent = copied;
        currentTarget?.addEventListener("blur", () => said.replaceChildren(), { once: true });
      });
      item.append(said);
    }
    if (navigator.share && text.dataset.taken === "address") {
      const given = { title: document.title, url: text.textContent };
      add(share, () => navigator.share(given).catch(() => {})); // readers may think better of it
    }
  }
}
