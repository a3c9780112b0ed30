// What keeps the page from following: the sentences of `check`, over the last good page, until they are mended.

const host = document.createElement("div");
host.dataset.preview = "mistakes";
const root = host.attachShadow({ mode: "open" });
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("preview.css", import.meta.url);
const panel = document.createElement("section");
panel.className = "mistakes";
panel.setAttribute("role", "alert");
panel.hidden = true;
root.append(style, panel);
document.documentElement.append(host);

const made = (tag, className, text) =>
  Object.assign(document.createElement(tag), { className, textContent: text });

const item = ({ place, address, message }) => {
  const spot = made(address ? "a" : "span", "mistakes__place", place);
  if (address) spot.href = address;
  const line = document.createElement("li");
  line.append(spot, " ", made("span", "mistakes__message", message));
  return line;
};

export function showMistakes(title, problems) {
  panel.hidden = problems.length === 0;
  if (panel.hidden) return panel.replaceChildren();
  const list = made("ul", "mistakes__list", "");
  list.append(...problems.map(item));
  return panel.replaceChildren(made("h2", "mistakes__title", title), list);
}
