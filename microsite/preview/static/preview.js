// The page follows what is saved. It stays where it is: what has changed is morphed in place, so that scroll, focus,
// filters, open parts and whatever a script or a reader has done to the page are kept.

import { Idiomorph } from "./idiomorph/idiomorph.esm.js";
import { showBar } from "./bar.js";
import { apply } from "./colours.js";
import { showMistakes } from "./mistakes.js";
import { given, keepFor, remember, restore } from "./state.js";
import "./whence.js";

const VERSION = 'meta[name="preview-version"]';
const BASE = new URL("../", import.meta.url).pathname;
const SHORTEST_WAIT = 100;
const LONGEST_WAIT = 2000; // milliseconds before another try, when the preview does not answer
const SLOWEST_SHEET = 1000; // milliseconds that a style sheet may take before the page goes on without it

// What scripts of the page hold on to: when some of these come or go, the page is loaded anew behind the change.
const HELD = "details, form, input, select, table, textarea, tr, [data-of], [data-enhance]";
const ENHANCED = "[data-enhance], .filtered";

const name = (link) => new URL(link.href, location).pathname;
const sheets = () => [...document.querySelectorAll('head > link[rel="stylesheet"]')];
const scripts = (page) =>
  [...page.querySelectorAll("script[src]")].map((it) => it.getAttribute("src")).join();
const policy = (page) => page.querySelector("meta[http-equiv]")?.content;

function reload() {
  remember();
  location.reload();
}

// Resolves when the new versions of sheets are there, to a function that puts them in the place of the old ones.
async function swap(addresses) {
  const old = sheets();
  const fresh = addresses.filter((it) => !old.some((link) => link.getAttribute("href") === it));
  const links = fresh.map((href) =>
    Object.assign(document.createElement("link"), { rel: "stylesheet", href, media: "not all" }),
  );
  const loaded = links.map((link) => {
    const before = old.find((it) => name(it) === name(link));
    const come = new Promise((done) => {
      link.onload = link.onerror = done;
      setTimeout(done, SLOWEST_SHEET);
    });
    (before ?? document.head.lastElementChild).after(link);
    return come;
  });
  await Promise.all(loaded);
  return () => {
    for (const link of links) link.removeAttribute("media");
    for (const link of old) if (!addresses.includes(link.getAttribute("href"))) link.remove();
  };
}

async function morph(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (scripts(page) !== scripts(document) || policy(page) !== policy(document)) return reload();
  const links = [...page.querySelectorAll('head > link[rel="stylesheet"]')];
  const put = await swap(links.map((it) => it.getAttribute("href")));
  let held = false;
  const counts = (node) => {
    const area = node.nodeType === Node.ELEMENT_NODE && node.parentElement?.closest(ENHANCED);
    held ||= area && (node.matches(HELD) || node.querySelector(HELD) !== null);
  };
  put();
  keepFor(() =>
    Idiomorph.morph(document.documentElement, page.documentElement, {
      callbacks: {
        afterNodeAdded: counts,
        beforeNodeMorphed: given.morphed,
        beforeNodeRemoved: (node) => {
          if (given.kept(node)) return false;
          counts(node);
        },
        beforeAttributeUpdated: given.attribute,
      },
    }),
  );
  if (held) reload();
}

const follow = {
  mistakes: ({ title, problems }) => showMistakes(title, problems),
  moved: ({ base }) => location.replace(base + location.pathname.slice(BASE.length)),
  pages: async ({ html }) => {
    showMistakes("", []);
    if (html) await morph(html);
  },
  styles: async ({ sheets: addresses, version }) => {
    showMistakes("", []);
    (await swap(addresses))();
    document.querySelector(VERSION).content = version;
  },
};

let wait = SHORTEST_WAIT;
let last = Promise.resolve(); // one change after the other
function connect() {
  const socket = new WebSocket(new URL("live", import.meta.url.replace(/^http/, "ws")));
  socket.onopen = () => {
    wait = SHORTEST_WAIT;
    const version = document.querySelector(VERSION)?.content ?? "";
    socket.send(JSON.stringify({ page: location.pathname, version }));
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    last = last
      .then(() => follow[message.kind](message))
      .catch(reload)
      .then(() => {
        document.dispatchEvent(new CustomEvent("preview:followed", { detail: message }));
      });
  };
  socket.onclose = () => {
    setTimeout(connect, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  };
}
restore();
if (window === top) showBar();
else apply();
connect();
