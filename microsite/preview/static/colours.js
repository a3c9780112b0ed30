// Light or dark, whatever the machine has: chosen in the bar, kept as long as the tab is open.

const KEPT = "preview-colours";

export const chosen = () => sessionStorage.getItem(KEPT) ?? "";

// The style sheet of the preview in a page itself, whose policy allows no styles in its elements.
export function sheetOf(page, name) {
  let sheet = page.adoptedStyleSheets.find((it) => it.preview === name);
  if (!sheet) {
    sheet = new page.defaultView.CSSStyleSheet();
    sheet.preview = name;
    page.adoptedStyleSheets.push(sheet);
  }
  return sheet;
}

// Shows a page in the colours that are chosen; '' is as the machine has it.
export function apply(page = document) {
  const colours = chosen();
  sheetOf(page, "colours").replaceSync(colours && `:root { color-scheme: ${colours} !important; }`);
}

export function choose(colours) {
  sessionStorage.setItem(KEPT, colours);
}
