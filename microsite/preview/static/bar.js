// The bar at the bottom edge: what is to be looked at on this page, and the page as others see it.

import { apply, choose, chosen, sheetOf } from "./colours.js";

const FOLDED = "preview-folded";

const made = (tag, properties = {}, ...children) => {
  const { data = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const problem = ({ place, address, message }) => {
  const spot = address ? made("a", { href: address }, place) : made("span", {}, place);
  spot.className = "bar__place";
  return made("li", {}, spot, made("span", { className: "bar__message" }, message));
};

// `shown` gives the windows with the page, the first one for what is asked; `beside` the language of the other one,
// '' where there is none; `phone` says whether it is shown as wide as a phone; `framed`, whether it is in frames.
export function showBar({ shown = () => [window], beside = () => "", phone = false, framed = false } = {}) {
  const host = made("div");
  host.dataset.preview = "bar";
  const root = host.attachShadow({ mode: "open" });
  const style = made("link", { rel: "stylesheet", href: new URL("bar.css", import.meta.url) });
  root.append(style);
  const place = () => shown()[0].location;

  // A page of the preview that has the page in frames.
  function inFrames(parts) {
    const { pathname, search, hash } = place();
    const query = new URLSearchParams({ page: pathname + search + hash, ...parts });
    location.assign(new URL(`frames.html?${query}`, import.meta.url));
  }
  const alone = () => location.assign(place().pathname + place().search + place().hash);
  const toggle = (on, text, go) =>
    made("button", { type: "button", onclick: on ? alone : go, data: { "aria-pressed": on } }, text);

  let row, list, problems;
  let unfolded = false; // the list of problems

  function put({ lang, words, problems: found, said, twins, day, today }) {
    const focus = root.activeElement?.dataset.name;
    const close = () => {
      unfolded = false;
      list.hidden = true;
      problems.setAttribute("aria-expanded", "false");
      problems.focus();
    };
    problems = made(
      "button",
      {
        type: "button",
        disabled: found.length === 0,
        onclick: () => {
          unfolded = list.hidden;
          list.hidden = !unfolded;
          problems.setAttribute("aria-expanded", String(unfolded));
        },
        data: {
          "aria-expanded": unfolded && found.length > 0,
          "aria-controls": "problems",
          "data-name": "problems",
        },
      },
      said,
    );
    list = made(
      "ul",
      { id: "problems", className: "bar__problems", hidden: !unfolded || found.length === 0 },
      ...found.map(problem),
    );
    const languages = twins.map((it) =>
      toggle(beside() === it.lang, it.said, () => inFrames({ beside: it.href })),
    );
    const colours = made(
      "select",
      {
        onchange: () => {
          choose(colours.value);
          for (const it of new Set([window, ...shown()])) apply(it.document);
        },
        data: { "data-name": "colours" },
      },
      ...["", "light", "dark"].map((it) => made("option", { value: it }, words[`colours-${it || "own"}`])),
    );
    colours.value = chosen();
    const date = made("input", {
      type: "date",
      required: true,
      value: day || today,
      onchange: () => date.validity.valid && setDay(date.value === today ? "" : date.value),
      data: { "data-name": "day" },
    });
    const back = made("button", { type: "button", onclick: () => setDay("") }, words.today);
    back.hidden = !day;
    const fold = (to) => () => {
      sessionStorage.setItem(FOLDED, to);
      arrange();
      (to === "yes" ? unfold : folding).focus();
    };
    const folding = made(
      "button",
      {
        type: "button",
        className: "bar__fold",
        title: words.fold,
        onclick: fold("yes"),
        ariaLabel: words.fold,
      },
      "⌄",
    );
    const unfold = made(
      "button",
      {
        type: "button",
        className: "bar__unfold",
        title: words.unfold,
        onclick: fold("no"),
        ariaLabel: words.unfold,
      },
      found.length ? String(found.length) : "⌃",
    );
    row = made(
      "div",
      { className: "bar__row" },
      problems,
      ...languages,
      toggle(phone, words.phone, () => inFrames({ phone: "yes" })),
      made("button", { type: "button", onclick: () => shown()[0].print() }, words.print),
      made("label", {}, made("span", {}, words.colours), colours),
      made("label", { data: day ? { "data-other": "" } : {} }, made("span", {}, words.day), date),
      back,
      made("span", { className: "bar__hint" }, words.hint),
      folding,
    );
    const bar = made(
      "section",
      {
        className: "bar",
        lang,
        dir: "ltr",
        ariaLabel: words.name,
        onkeydown: (event) => {
          if (event.key === "Escape" && !list.hidden) close();
        },
      },
      list,
      row,
      unfold,
    );
    function arrange() {
      const away = sessionStorage.getItem(FOLDED) === "yes";
      bar.toggleAttribute("data-folded", away);
      row.hidden = away;
      unfold.hidden = !away;
      if (away) list.hidden = true;
      make_room();
    }
    root.querySelector(".bar")?.remove();
    root.append(bar);
    arrange();
    const on = row.querySelector('[aria-pressed="true"]');
    on?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
    if (focus) root.querySelector(`[data-name="${focus}"]`)?.focus();
  }

  // The foot of the page can be scrolled to above the bar; a folded one leaves the page as it is.
  function make_room() {
    if (framed) return;
    const height = row?.offsetHeight || "";
    sheetOf(document, "room").replaceSync(
      height &&
        `@media screen { :root { padding-block-end: ${height}px; scroll-padding-block-end: ${height}px; } }`,
    );
  }
  new ResizeObserver(make_room).observe(host);
  style.onload = make_room;

  async function setDay(day) {
    await fetch(new URL("day", import.meta.url), { method: "POST", body: JSON.stringify({ day }) });
  }

  let asked = 0;
  async function ask() {
    const number = ++asked;
    const answer = await fetch(
      `${new URL("page", import.meta.url)}?at=${encodeURIComponent(place().pathname)}`,
    );
    if (!answer.ok || number !== asked) return;
    put(await answer.json());
  }

  document.documentElement.append(host);
  apply();
  document.addEventListener("preview:followed", ask);
  ask();
  return ask;
}
