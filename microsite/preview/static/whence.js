// From what you see to the line that says it: while Alt is held, an outline shows what would open, with its file and
// line; Alt and a click, or Alt and Enter for what has the focus, open it in the editor.

const WRITTEN = "data-written";
const HERE = new URL("written", import.meta.url);

// What says one thing together: a part of it without a place of its own, such as a sign, has that of the rest.
const TOGETHER =
  "a, article, button, caption, dd, dt, figure, h1, h2, h3, h4, h5, h6, label, legend, li, p, summary, td, th, tr";

const host = document.createElement("div");
host.dataset.preview = "whence";
host.popover = "manual"; // the way above what the page itself has opened
const root = host.attachShadow({ mode: "open" });
const style = Object.assign(document.createElement("link"), { rel: "stylesheet" });
style.href = new URL("whence.css", import.meta.url);
const frame = Object.assign(document.createElement("div"), { className: "frame" });
const label = Object.assign(document.createElement("div"), { className: "label" });
root.append(style, frame, label);
document.documentElement.append(host);

// The element that would be opened, and its place as in `content/launch.yaml:12:5`; null outside of the page.
export function found(element) {
  for (let it = element; it && it !== document.body; it = it.parentElement) {
    const place = it.getAttribute(WRITTEN);
    if (place) return { element: it, place };
    const inside = it.matches(TOGETHER) && it.querySelector(`[${WRITTEN}]`);
    if (inside) return { element: it, place: inside.getAttribute(WRITTEN) };
  }
  const page = document.body.getAttribute(WRITTEN);
  return page && document.body.contains(element) ? { element, place: page } : null;
}

// A place without its column: this much a person wants to know.
const said = (place) => place.replace(/(:\d+):\d+$/, "$1");

let held = false;
let under = null; // what the pointer, or the focus, is on

function show() {
  const it = held && under?.isConnected && found(under);
  if (!it) {
    if (host.matches(":popover-open")) host.hidePopover();
    return;
  }
  if (!host.matches(":popover-open")) host.showPopover();
  const box = it.element.getBoundingClientRect();
  const inset = Math.max(box.top, 0);
  Object.assign(frame.style, {
    blockSize: `${box.height}px`,
    inlineSize: `${box.width}px`,
    transform: `translate(${box.left}px, ${box.top}px)`,
  });
  label.textContent = said(it.place);
  const { offsetWidth: width, offsetHeight: height } = label;
  const left = Math.max(0, Math.min(box.left, document.documentElement.clientWidth - width));
  const above = inset - height;
  const top = above >= 0 ? above : Math.min(box.bottom, innerHeight - height);
  label.style.transform = `translate(${left}px, ${top}px)`;
}

function hold(now) {
  if (held === now && !now) return;
  held = now;
  show();
}

async function open(place) {
  const answer = await fetch(`${HERE}?at=${encodeURIComponent(place)}`);
  const { address } = await answer.json();
  if (!address) return;
  const link = Object.assign(document.createElement("a"), { href: address });
  if (/^https?:/.test(address)) link.target = "_blank";
  link.click();
}

const refuse = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

const ours = (event) => event.composedPath().some((it) => it.dataset?.preview !== undefined);

addEventListener(
  "pointermove",
  (event) => {
    under = ours(event) ? null : event.target;
    if (held || event.altKey) hold(event.altKey);
  },
  true,
);
addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Alt") {
      event.preventDefault(); // some browsers go to their menu
      if (document.activeElement?.matches(":focus-visible")) under = document.activeElement;
      hold(true);
    } else if (event.key === "Enter" && event.altKey && !ours(event)) {
      const it = found(document.activeElement);
      if (!it) return;
      refuse(event);
      open(it.place);
    }
  },
  true,
);
addEventListener("keyup", (event) => event.key === "Alt" && hold(false), true);
addEventListener("blur", () => hold(false));
addEventListener(
  "click",
  (event) => {
    if (!event.altKey || ours(event)) return;
    const it = found(event.target);
    if (!it) return;
    refuse(event);
    open(it.place);
  },
  true,
);
addEventListener("scroll", show, { capture: true, passive: true });
addEventListener("resize", show);
document.addEventListener("preview:followed", show);
