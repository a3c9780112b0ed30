// A page in frames of the preview: beside its twin in another language, scrolling with it, or as wide as a phone.

import { showBar } from "./bar.js";

const BASE = new URL("../", import.meta.url).pathname;
const asked = new URLSearchParams(location.search);

// An address in this site; anything else is its first page.
function inside(path) {
  const address = new URL(path ?? "", location.origin + BASE);
  const ours = address.origin === location.origin && address.pathname.startsWith(BASE);
  return ours ? address.pathname + address.search + address.hash : BASE;
}

const phone = asked.has("phone");
const beside = asked.get("beside") ? inside(asked.get("beside")) : "";
const frames = [asked.get("page"), beside]
  .filter((it) => it !== "")
  .map((path) => {
    const frame = document.createElement("iframe");
    frame.src = inside(path);
    return frame;
  });
document.body.toggleAttribute("data-phone", phone);
document.body.append(...frames);
const windows = () => frames.map((it) => it.contentWindow);

const language = () => windows()[1]?.document.documentElement.lang ?? "";
const ask = showBar({ shown: windows, beside: language, phone, framed: true });

// How far down a page is, from 0 to 1.
const reached = ({ document: { documentElement: page } }) =>
  page.scrollTop / Math.max(1, page.scrollHeight - page.clientHeight);

let leader = 0; // the frame that the pointer or the keyboard is in; the other one follows
function follow() {
  const [from, to] = leader ? windows().toReversed() : windows();
  const page = to?.document.documentElement;
  page?.scrollTo({
    top: reached(from) * (page.scrollHeight - page.clientHeight),
    behavior: "instant",
  });
}

// The other frame goes where the first one goes, as long as there is such a page in its language.
async function lead() {
  const lang = language();
  const path = windows()[0].location.pathname;
  const answer = await fetch(`${new URL("page", import.meta.url)}?at=${encodeURIComponent(path)}`);
  const twin = (await answer.json()).twins.find((it) => it.lang === lang);
  if (twin && twin.href !== windows()[1].location.pathname) windows()[1].location.replace(twin.href);
}

frames.forEach((frame, at) => {
  frame.addEventListener("load", () => {
    const shown = frame.contentWindow;
    frame.title = shown.document.title;
    ask();
    if (at === 0) {
      document.title = shown.document.title;
      if (frames.length > 1) lead();
    }
    for (const kind of ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"])
      shown.addEventListener(kind, () => (leader = at), { capture: true, passive: true });
    shown.addEventListener("scroll", () => leader === at && follow(), { passive: true });
    shown.document.addEventListener("preview:followed", () => at === 0 && ask());
  });
});
