"""What can be measured of a page as it looks: words, lines, boxes and screens, in whatever site.

Every function takes a page that is open in a browser, reads it as it stands there and gives the faults it
finds, each in words; a page that looks right gives none. Nothing stays changed.
"""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Page

# The text that is shown: a list of its nodes, those that are there for the ear only left out.
TEXT = """
const clipped = (el) => {
  const { width, height } = el.getBoundingClientRect();
  const small = (width <= 1 || height <= 1) && getComputedStyle(el).overflow !== "visible";
  return small || (el.parentElement ? clipped(el.parentElement) : false);
};
const shownText = (within = document.body) => {
  const nodes = [];
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const el = node.parentElement;
    if (!node.data.trim() || !el.checkVisibility({ visibilityProperty: true })) continue;
    if (el.closest("svg, script, style") || clipped(el)) continue;
    nodes.push(node);
  }
  return nodes;
};
const rangeOf = (node, from, to) => {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
};
const told = (el) => {
  const name = el.className && typeof el.className === "string" ? "." + el.className.split(" ")[0] : "";
  return el.localName + name;
};
"""

# Words that stand on two lines. A break at a hyphen, by hyphenation or between letters of a script without
# blanks is none: such a word keeps its break when `overflow-wrap` is taken away.
CUT = f"""(besides) => {{ {TEXT}
  const WORD = /[\\p{{L}}\\p{{N}}][\\p{{L}}\\p{{M}}\\p{{N}}.,'’·]*/gu;
  const FREE = /[\\p{{sc=Han}}\\p{{sc=Hiragana}}\\p{{sc=Katakana}}ー]/u;
  const lines = (range) => new Set([...range.getClientRects()].filter((r) => r.width > 0)
    .map((r) => Math.round(r.top / 4))).size;
  const cut = [];
  for (const node of shownText()) {{
    const el = node.parentElement;
    const style = getComputedStyle(el);
    if (besides && el.closest(besides)) continue;
    if (lines(rangeOf(node, 0, node.length)) < 2) continue;
    for (const {{ 0: word, index }} of node.data.matchAll(WORD)) {{
      if (FREE.test(word) || (/\\p{{sc=Hangul}}/u.test(word) && style.wordBreak !== "keep-all")) continue;
      const range = rangeOf(node, index, index + word.length);
      if (lines(range) < 2) continue;
      const before = [el.style.overflowWrap, el.style.wordBreak];
      el.style.overflowWrap = "normal";
      if (style.wordBreak.startsWith("break")) el.style.wordBreak = "normal";
      if (lines(range) < 2) cut.push(`${{word}} in ${{told(el)}}`);
      [el.style.overflowWrap, el.style.wordBreak] = before;
    }}
  }}
  return cut;
}}"""

# Lines that begin with what must not begin one in Japanese: the long sound, small kana, closing marks.
STARTS = f"""() => {{ {TEXT}
  const NEVER = /[ーぁぃぅぇぉっゃゅょァィゥェォッャュョ、。）」』]/u;
  const faults = [];
  for (const node of shownText()) {{
    if (!node.parentElement.closest("[lang]")?.lang.startsWith("ja")) continue;
    for (let at = 1; at < node.length; at += 1) {{
      if (!NEVER.test(node.data[at])) continue;
      const [one] = rangeOf(node, at - 1, at).getClientRects();
      const [two] = rangeOf(node, at, at + 1).getClientRects();
      if (one && two && two.top > one.bottom - 2) faults.push(node.data.slice(Math.max(0, at - 6), at + 1));
    }}
  }}
  return faults;
}}"""

# Letters and cells that reach over the edge of the window, but for what scrolls in a frame of its own.
OUTSIDE = f"""(selector) => {{ {TEXT}
  const width = document.documentElement.clientWidth;
  return [...document.querySelectorAll(selector)]
    .filter((el) => el.checkVisibility({{ visibilityProperty: true }}) && !clipped(el))
    .map((el) => [el, el.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < -1 || box.right > width + 1))
    .map(([el, box]) => `${{told(el)}} ${{Math.round(box.left)}}–${{Math.round(box.right)}}: `
      + el.textContent.trim().slice(0, 40));
}}"""

# Lines of prose that are longer than the measure of the language, in paragraphs, lists and meanings.
LONG = f"""() => {{ {TEXT}
  const probe = document.createElement("div");
  probe.style.cssText = "position: absolute; inline-size: var(--measure); visibility: hidden";
  const faults = [];
  for (const el of document.querySelectorAll("main p, main li, main dd")) {{
    const speaks = [...el.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
    if (!speaks || !el.checkVisibility()) continue;
    el.append(probe);
    const most = probe.offsetWidth;
    probe.remove();
    const boxes = shownText(el).flatMap((node) => [...rangeOf(node, 0, node.length).getClientRects()]);
    const rows = new Map();
    for (const box of boxes) {{
      const row = Math.round(box.bottom / 6);
      const [left, right] = rows.get(row) ?? [box.left, box.right];
      rows.set(row, [Math.min(left, box.left), Math.max(right, box.right)]);
    }}
    const longest = Math.max(...[...rows.values()].map(([left, right]) => right - left));
    if (longest > most + 2) faults.push(`${{told(el)}} ${{Math.round(longest)}} of ${{most}}: `
      + el.textContent.trim().slice(0, 40));
  }}
  return faults;
}}"""

# Pairs of boxes that overlap: labels with each other and with each obstacle. What is inside another is
# its own and no fault. Of text the letters count, not the box around them.
CROSSINGS = f"""([labels, obstacles]) => {{ {TEXT}
  const boxed = (selector, letters) => [...document.querySelectorAll(selector || "not-there")]
    .filter((el) => el.checkVisibility({{ visibilityProperty: true, opacityProperty: true }}))
    .map((el) => {{
      const range = document.createRange();
      range.selectNodeContents(el);
      return [el, letters ? range.getBoundingClientRect() : el.getBoundingClientRect()];
    }})
    .filter(([, box]) => box.width && box.height);
  const said = (el) => `${{told(el)}} “${{el.textContent.trim().slice(0, 30)}}”`;
  const meets = (a, b) =>
    a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
  const words = boxed(labels, true);
  const others = boxed(obstacles, false);
  const pairs = [];
  words.forEach(([el, box], at) => {{
    for (const [other, around] of [...words.slice(at + 1), ...others]) {{
      if (el.contains(other) || other.contains(el)) continue;
      if (meets(box, around)) pairs.push(`${{said(el)}} meets ${{said(other)}}`);
    }}
  }});
  return pairs;
}}"""


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return cast(
        int, page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def screens(page: Page) -> float:
    """How many screens high the page is."""
    return cast(float, page.evaluate("document.documentElement.scrollHeight / innerHeight"))


def cut_words(page: Page, besides: str = "") -> list[str]:
    """Words that are cut inside, where no hyphen stands and none is set, but for what is in `besides`."""
    return cast(list[str], page.evaluate(CUT, besides))


def bad_line_starts(page: Page) -> list[str]:
    """Places in Japanese where a line begins with a letter that must not begin one."""
    return cast(list[str], page.evaluate(STARTS))


def outside(page: Page, selector: str = "td, th") -> list[str]:
    """Elements, table cells unless others are named, that reach over the edge of the window."""
    return cast(list[str], page.evaluate(OUTSIDE, selector))


def long_lines(page: Page) -> list[str]:
    """Paragraphs and entries with lines that are longer than the language's measure."""
    return cast(list[str], page.evaluate(LONG))


def crossings(page: Page, labels: str, obstacles: str = "") -> list[str]:
    """Pairs of overlapping boxes: of the labels' letters among each other, and with the obstacles."""
    return cast(list[str], page.evaluate(CROSSINGS, [labels, obstacles]))


def enlarge_text(page: Page, size: int) -> None:
    """Make the browser's own text size so many pixels, as readers do in its settings; then load a page."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
