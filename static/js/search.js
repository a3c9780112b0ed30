// The box, what is found, and how it is shown. `search.js` of the component calls `open`.
//
// The index holds texts as they are written. A letter is compared without its case, width and marks, by what Unicode
// says of it; no language is known here. Of Hangul, whose syllables are computed from their letters, an initial
// consonant stands for every syllable that begins with it, and a syllable that is still being typed for all that it
// may become. What is found nowhere is looked for once more, in titles and names, as misspelt by one letter.

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".normalize("NFKD"); // as letters of syllables
const ONLY_INITIALS = new RegExp(`^[${INITIALS}]+$`);
const FINALS =
  " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
    .normalize("NFKD")
    .split(" "); // each as the initials that it is typed with, the first for none
const FIRST = 0xac00; // 가
const LAST = 0xd7a3; // 힣
const FIRST_VOWEL = 0x1161; // ᅡ
const FIRST_FINAL = 0x11a7; // the place before ᆨ
const BY_INITIAL = 588; // syllables that begin alike
const BY_VOWEL = 28; // of these, with one vowel
const BROADER = { 8: 3, 13: 3, 18: 1 }; // vowels that the next ones of their row are typed from: ㅗ ㅜ ㅡ

const NO_LETTER = /[\p{M}\p{Cf}\u0640.,'’]/gu; // marks, invisible signs, the stroke that draws words out, and what stands inside of names and numbers
const BETWEEN = /[\s\p{P}]+/gu;

// --- letters ---------------------------------------------------------------------------------

const known = new Map();
const folded = (letter) => {
  let it = known.get(letter);
  if (it === undefined) {
    it = letter.normalize("NFKD").replace(NO_LETTER, "").replace(BETWEEN, " ");
    it = it.toUpperCase().toLowerCase().normalize("NFC");
    it = it.replace(/[\u11a8-\u11c2]/g, (final) => FINALS[final.charCodeAt(0) - FIRST_FINAL]);
    known.set(letter, it);
  }
  return it;
};

// A text as it is compared, and where in the text each letter stands: no two spaces follow each other.
export const fold = (text) => {
  let letters = "";
  const places = [];
  let place = 0;
  for (const letter of text) {
    for (const it of folded(letter)) {
      if (it === " " && (!letters || letters.endsWith(" "))) continue;
      letters += it;
      for (let unit = 0; unit < it.length; unit++) places.push(place);
    }
    place += letter.length;
  }
  return { text, letters: letters.trimEnd(), places };
};

const span = (first, last) => `${String.fromCharCode(first)}-${String.fromCharCode(last)}`;
const beginningWith = (initial) => {
  const first = FIRST + INITIALS.indexOf(initial) * BY_INITIAL;
  return span(first, first + BY_INITIAL - 1);
};

// What a letter of a query stands for; the last one may not be typed to its end.
const standsFor = (letter, isLast) => {
  if (INITIALS.includes(letter)) return `[${letter}${beginningWith(letter)}]`;
  const code = letter.charCodeAt(0);
  if (!isLast || code < FIRST || code > LAST) return letter.replace(/[$+^|\\]/g, "\\$&");
  const final = (code - FIRST) % BY_VOWEL;
  if (!final) {
    const broader = BROADER[((code - FIRST) % BY_INITIAL) / BY_VOWEL] ?? 0;
    return `[${span(code, code + (broader + 1) * BY_VOWEL - 1)}]`;
  }
  // The final may be the first of two, or the initial of the next syllable.
  const typed = FINALS[final];
  const open = code - final;
  const finals = FINALS.map((it, at) => (at && it.startsWith(typed) ? String.fromCharCode(open + at) : ""));
  const before = open + FINALS.indexOf(typed.slice(0, -1));
  const next = `${String.fromCharCode(before)}[${beginningWith(typed.at(-1))}]`;
  return `(?:[${finals.join("")}]|${next})`;
};

const SPACED = 3; // letters of a word that may be written with a space somewhere
const pattern = (word) => {
  const letters = [...word];
  const parts = letters.map((it, at) => standsFor(it, at === letters.length - 1));
  return parts.join(letters.length < SPACED ? "" : " ?");
};

const soughtAs = (word) => ({ word, expression: new RegExp(pattern(word), "gu") });

// --- one word in one text --------------------------------------------------------------------

const WHOLE = 0;
const START = 1;
const WORD_START = 2;
const INSIDE = 3;
const HALF = 0.5; // what only may become the word comes behind what is it

// How good the best match is, and where it stands in `letters`; nothing where there is none.
const bestOf = ({ word, expression }, { letters }) => {
  let best;
  for (const match of letters.matchAll(expression)) {
    const { index, 0: found } = match;
    let rank = index === 0 ? START : letters[index - 1] === " " ? WORD_START : INSIDE;
    if (found === letters) rank = WHOLE;
    if (found.replaceAll(" ", "") !== word) rank += HALF;
    if (!best || rank < best.rank) best = { rank, from: index, to: index + found.length };
  }
  return best;
};

// Where `word` stands in `letters` from a place on, but for one letter that is wrong, missing, too much or changed
// with its neighbour: the place behind it.
const nearlyAt = (word, letters, from) => {
  let same = 0;
  while (same < word.length && word[same] === letters[from + same]) same++;
  if (same === word.length) return from + same;
  if (
    same === 0 &&
    word[1] !== letters[from + 1] &&
    word[0] !== letters[from + 1] &&
    word[1] !== letters[from]
  )
    return undefined; // most places
  const rest = (mine, theirs) => letters.startsWith(word.slice(same + mine), from + same + theirs);
  const end = from + word.length;
  const isMore = from + same < letters.length;
  if (isMore && rest(1, 1)) return end;
  const [a, b] = [word[same], word[same + 1]];
  if (a === letters[from + same + 1] && b === letters[from + same] && rest(2, 2)) return end;
  if (isMore && rest(0, 1)) return end + 1;
  return rest(1, 0) ? end - 1 : undefined;
};

const LEAST = 4; // letters of what may be misspelt: two syllables are typed with as many
const isCased = (letter) => letter.toUpperCase() !== letter.toLowerCase();
// The letters that syllables are typed with, and of each the place of its syllable.
const apartOf = new Map();
const takenApart = (letter) => {
  const code = letter.charCodeAt(0) - FIRST;
  if (code < 0 || code > LAST - FIRST) return letter;
  if (!apartOf.has(letter)) {
    const vowel = FIRST_VOWEL + Math.floor((code % BY_INITIAL) / BY_VOWEL);
    const initial = INITIALS[Math.floor(code / BY_INITIAL)];
    apartOf.set(letter, initial + String.fromCharCode(vowel) + FINALS[code % BY_VOWEL]);
  }
  return apartOf.get(letter);
};
const taken = (letters) => {
  let typed = "";
  const places = [];
  for (let at = 0; at < letters.length; at++) {
    const apart = takenApart(letters[at]);
    typed += apart;
    for (let unit = 0; unit < apart.length; unit++) places.push(at);
  }
  return { typed, places };
};

// Scripts with capitals write words apart; in others a word may stand inside of what is written together.
const nearly = (word, letters, placeOf) => {
  // One mistake touches two of three parts at most.
  const third = Math.floor(word.length / 3);
  const parts = [word.slice(0, third), word.slice(third, 2 * third), word.slice(2 * third)];
  if (!parts.some((part) => letters.includes(part))) return undefined;
  let best;
  for (let at = 0; at < letters.length; at++) {
    const end = nearlyAt(word, letters, at);
    if (end === undefined) continue;
    const begins = at === 0 || letters[at - 1] === " ";
    if (!begins && (isCased(letters[at]) || placeOf(at) === placeOf(at - 1))) continue;
    const whole = end === letters.length || letters[end] === " ";
    const rank = begins ? (whole || at === 0 ? START : WORD_START) : INSIDE;
    if (!best || rank < best.rank) best = { rank, from: placeOf(at), to: placeOf(end - 1) + 1 };
  }
  return best;
};

// What queries with a mistake are compared with, ahead of the first of them.
const spell = ({ title, also }) => {
  for (const text of [title, ...also]) text.taken ??= taken(text.letters);
};

// Who types is wrong by a letter, who remembers by a syllable.
const nearest = (word, typed, text) => {
  text.taken ??= taken(text.letters);
  const found = nearly(typed, text.taken.typed, (at) => text.taken.places[at]);
  return found || word === typed || word.length < LEAST ? found : nearly(word, text.letters, (at) => at);
};

// --- all that is found -----------------------------------------------------------------------

const OTHER_NAME = 4; // how far behind what is found in the title
const ABOUT = 8;

// How well an entry answers: every word is found in its title, in another name of it or in what is said about it.
const answer = (entry, words, look) => {
  const marks = new Map(); // text -> what is found there
  let rank = 0;
  for (const word of words) {
    const places = [[entry.title, 0], ...entry.also.map((name) => [name, OTHER_NAME]), [entry.about, ABOUT]];
    let best;
    for (const [text, behind] of places) {
      if (best && best.rank <= behind) break;
      const found = look(word, text, behind);
      if (found && (!best || found.rank + behind < best.rank))
        best = { ...found, rank: found.rank + behind, text };
    }
    if (!best) return undefined;
    rank = Math.max(rank, best.rank);
    marks.set(best.text, [...(marks.get(best.text) ?? []), best]);
  }
  return { entry, rank, marks };
};

// The index with its texts folded, once.
export const prepared = (index) => ({
  ...index,
  groups: index.groups.map(({ name, entries }) => ({
    name,
    entries: entries.map(({ also = [], about = "", ...it }) => ({
      ...it,
      title: fold(it.title),
      also: also.map(fold),
      about: fold(about),
    })),
  })),
});

const groupsOf = ({ groups }, words, look) =>
  groups
    .map(({ name, entries }) => ({
      name,
      hits: entries
        .map((entry) => answer(entry, words, look))
        .filter(Boolean)
        .sort((a, b) => a.rank - b.rank),
    }))
    .filter(({ hits }) => hits.length)
    .sort((a, b) => nearness(a) - nearness(b));
// Of what begins as it is asked for, the kind counts more than whether that is all of it.
const nearness = ({ hits }) => Math.max(START, Math.floor(hits[0].rank));

// The groups of what is found, the one with the best answer first, and in each its best answers first.
export const find = (index, query) => {
  const words = fold(query.normalize("NFC")).letters.split(" ").filter(Boolean);
  if (!words.length) return [];
  const looking = (them) => {
    const sought = new Map(them.map((it) => [it, soughtAs(it.replaceAll(" ", ""))]));
    return (word, text) => bestOf(sought.get(word), text);
  };
  const phrase = [words.join(" ")];
  let groups = words.length > 1 ? groupsOf(index, phrase, looking(phrase)) : [];
  if (!groups.length) groups = groupsOf(index, words, looking(words));
  if (groups.length) return groups;
  const misspelt = new Map(words.filter((it) => !ONLY_INITIALS.test(it)).map((it) => [it, taken(it).typed]));
  for (const [word, { length }] of misspelt) if (length < LEAST) misspelt.delete(word);
  const exactly = looking(words);
  const look = (word, text, behind) =>
    misspelt.has(word) && behind < ABOUT ? nearest(word, misspelt.get(word), text) : exactly(word, text);
  return misspelt.size ? groupsOf(index, words, look) : [];
};

// --- the box ---------------------------------------------------------------------------------

const ROWS = 60; // that are shown, shared by the groups
const FEWEST = 5; // of a group
const make = (name, properties = {}, ...parts) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...parts);
  return made;
};

// A text with what is found in it marked; of a line that is cut where it ends, what stands long before that is left out.
const MARK = /\p{M}/u;
const BEFORE = 24; // letters before what is found
const marked = ({ text, places }, found = [], cut = false) => {
  const spots = found.map(({ from, to }) => {
    let last = places[to - 1] + String.fromCodePoint(text.codePointAt(places[to - 1])).length;
    while (MARK.test(text[last] ?? "")) last++;
    return [places[from], last];
  });
  spots.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let end = 0;
  if (cut && spots[0]?.[0] > 2 * BEFORE) {
    end = text.indexOf(" ", spots[0][0] - BEFORE) + 1;
    if (!end || end > spots[0][0]) end = spots[0][0] - BEFORE;
    parts.push("… ");
  }
  for (const [first, last] of spots) {
    if (first < end) continue;
    parts.push(text.slice(end, first), make("mark", {}, text.slice(first, last)));
    end = last;
  }
  return [...parts, text.slice(end)];
};

const option = ({ entry, marks }, index, id) => {
  const { title, also, about, at, lang, line } = entry;
  const row = make("a", { className: "search__option", href: new URL(at, index.address), id, tabIndex: -1 });
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", "false");
  const name = make("span", { className: "search__title" }, ...marked(title, marks.get(title)));
  if (lang) name.lang = lang;
  if (line) {
    const number = make("span", { className: "badge" }, index.lines[line]);
    number.dataset.line = line;
    row.append(number, " ");
  }
  row.append(name);
  const other = also
    .filter((it) => marks.has(it))
    .map((it) => make("span", {}, ...marked(it, marks.get(it))));
  const known = about.text ? [make("span", {}, ...marked(about, marks.get(about), true))] : [];
  const below = [...other, ...known].flatMap((it, at) => (at ? [" · ", it] : [it]));
  if (below.length) row.append(" ", make("span", { className: "search__about" }, ...below));
  return row;
};

// The sheet of the box: it comes once, and pages do without it. Where it is not to be had, the box is plain.
let styled;
const withStyle = () =>
  (styled ??= new Promise((resolve) => {
    const link = make("link", { rel: "stylesheet", onload: resolve, onerror: resolve });
    link.href = new URL("../css/fetched/search.css", import.meta.url);
    document.head.append(link);
  }));

let asked = ""; // when it was open last

// Opens the box; what there is to be found comes while the first letters are typed. `taken` gives those that were typed
// before there was a box.
export async function open(opener, taken) {
  await withStyle();
  const typed = taken();
  if (document.querySelector(":modal")) return; // pressed twice
  const { failed, index } = opener.dataset;
  const box = make("dialog", { className: "search", ariaLabel: opener.ariaLabel });
  const field = make("input", {
    className: "search__field",
    type: "text",
    value: typed || asked,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    enterKeyHint: "go",
    ariaLabel: opener.ariaLabel,
    placeholder: opener.ariaLabel,
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
  if (!typed) field.select();
  try {
    await attend({ box, field, found, opener, index: new URL(index, document.baseURI) });
  } catch {
    found.textContent = failed;
  }
}

// Resolves when the box answers to what is written in it.
async function attend({ index: address, ...parts }) {
  const answer = await fetch(address, { cache: "no-cache" }); // asked whether it has changed, it is never stale
  if (!answer.ok) throw new Error(answer.statusText);
  const index = { ...prepared(await answer.json()), address };
  furnish(parts, index);
  const later = window.requestIdleCallback ?? setTimeout; // most queries never need it
  for (const { entries } of index.groups) later(() => entries.forEach(spell));
}

// Whether "/" opens the search: the button says so, the browser keeps it.
const SHORTCUT = "aria-keyshortcuts";
const keepKey = (opener, wanted) => {
  try {
    localStorage.setItem("search-key", wanted ? "on" : "off");
    if (wanted) opener.setAttribute(SHORTCUT, "/");
    else opener.removeAttribute(SHORTCUT);
  } catch {
    // It stays off.
  }
};

function furnish({ box, field, found, opener }, index) {
  const { words, menu } = index;
  const locale = document.documentElement.lang;
  const digits = new Intl.NumberFormat(locale);
  const list = make("div", { className: "search__results", id: "search:results" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.ariaLabel);
  const links = menu.map(([name, at]) =>
    make("li", {}, make("a", { href: new URL(at, index.address) }, name)),
  );
  const none = make("div", { hidden: true }, make("p", {}, words.search_none), make("ul", {}, ...links));
  const close = make("button", { className: "search__close", type: "button", ariaLabel: words.close });
  const choice = make("input", { type: "checkbox", checked: opener.hasAttribute(SHORTCUT) });
  const foot = make(
    "p",
    { className: "search__key" },
    make("label", {}, choice, make("span", {}, words.search_key)),
  );
  field.after(close);
  box.append(list, none, foot);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  }))
    field.setAttribute(name, value);

  let options = [];
  let active = -1;
  let shown; // the query that is answered
  let composing = false;

  const activate = (at) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    options[active]?.setAttribute("aria-selected", "true");
    options[active]?.scrollIntoView({ block: "nearest" });
    if (options[active]) field.setAttribute("aria-activedescendant", options[active].id);
    else field.removeAttribute("aria-activedescendant");
  };
  const show = () => {
    const query = field.value.trim();
    if (query === shown) return;
    shown = query;
    activate(-1);
    const groups = find(index, query);
    const room = Math.max(FEWEST, Math.floor(ROWS / (groups.length || 1)));
    options = [];
    list.replaceChildren(
      ...groups.map(({ name, hits }) => {
        const rows = hits
          .slice(0, room)
          .map((hit, at) => option(hit, index, `search:${options.length + at}`));
        options.push(...rows);
        const heading = make("p", { className: "search__kind", ariaHidden: "true" }, name);
        if (rows.length < hits.length)
          heading.append(
            " ",
            make("span", {}, `${digits.format(rows.length)} / ${digits.format(hits.length)}`),
          );
        const group = make("div", { className: "search__group", ariaLabel: name }, heading, ...rows);
        group.setAttribute("role", "group");
        return group;
      }),
    );
    list.scrollTop = 0;
    field.setAttribute("aria-expanded", String(options.length > 0));
    none.hidden = !query || options.length > 0;
    list.hidden = !options.length;
    tell(groups);
  };
  // Spoken when the syllable is whole: not at each of its letters.
  const tell = (groups) => {
    const number = groups.reduce((sum, { hits }) => sum + hits.length, 0);
    const said = number ? words.search_found.replace("{number}", digits.format(number)) : "";
    if (!composing) found.textContent = said;
  };
  const moves = {
    ArrowDown: () => activate((active + 1) % options.length),
    ArrowUp: () => activate((active < 1 ? options.length : active) - 1),
    Enter: () => options[Math.max(active, 0)].click(),
  };
  field.addEventListener("keydown", (event) => {
    // 229: the key belongs to an input method, which Safari says in no other way.
    if (event.isComposing || event.keyCode === 229 || event.altKey || !options.length) return;
    if (!Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    moves[event.key]();
  });
  field.addEventListener("input", (event) => {
    composing = event.isComposing;
    show();
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    shown = undefined;
    show();
  });
  box.addEventListener("cancel", (event) => composing && event.preventDefault());
  box.addEventListener("click", (event) => {
    const leaves = event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (leaves || event.target === box || event.target === close) box.close();
  });
  choice.addEventListener("change", () => keepKey(opener, choice.checked));
  show();
}
