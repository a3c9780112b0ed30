"""The line map in a browser: names that never meet, its two forms, lines that are lifted and unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast, get_args

import pytest
from playwright.sync_api import Browser, Page, expect

from microsite.content.pages import PageKind
from microsite.content.promises import State
from tests import looks
from tests.browser.test_pages import tab
from tests.conftest import Served
from tests.samples import ANY_CONTENT, expect_none

WIDTHS = (320, 360, 600, 768, 991, 1024, 1100, 1280, 1440, 1920, 2560)
TEXT_SIZES = (16, 32)  # the browser's own, in pixels
PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1440, "height": 900}
MANY_NAMES = pytest.mark.parametrize("sample", ["other"], indirect=True, scope="session")

# What is drawn and can be seen, as boxes: words by their letters, drawings as they are. A name is not held
# against what is its own: the line that its ring stands on, and what it is itself inside.
DRAWN = """
const map = document.querySelector(".line-map");
const clipped = (el) => el !== map
  && (getComputedStyle(el).clipPath.startsWith("inset(50%") || clipped(el.parentElement));
const seen = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !clipped(el);
const boxed = (selector) => [...map.querySelectorAll(selector)].filter(seen)
  .map((el) => [el, el.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
const letters = (el) => {
  const range = document.createRange();
  const hidden = el.querySelector(".stop__when");
  range.selectNodeContents(el);
  if (hidden) range.setStartAfter(hidden);
  return range.getBoundingClientRect();
};
const worded = (selector) => boxed(selector).map(([el]) => [el, letters(el)]);
const meet = (a, b) =>
  a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
const numbers = ({ left, right, top, bottom }) => [left, right, top, bottom].map((it) => it.toFixed(1));
const said = (el) => `${el.className} “${el.textContent.trim().slice(0, 30)}”`;
const wide = getComputedStyle(map.querySelector(".line__stops")).position === "absolute";
"""

MEETING = f"""() => {{ {DRAWN}
  const names = worded(".stop__label, .line-map__head, .line-map__year span, .line-map__year--none");
  const down = boxed(".line-map__capsule, .line-map__now, .line-map__check");
  const rings = boxed(".stop__mark, .stop__count");
  const found = [];
  names.forEach(([el, box], at) => {{
    const stop = el.closest(".stop");
    const ring = stop && boxed(".stop__mark").find(([mark]) => mark.parentElement === stop);
    for (const [other, around] of names.slice(at + 1)) {{
      if (meet(box, around)) found.push(`${{said(el)}} meets ${{said(other)}}`);
    }}
    for (const [other, around] of down) {{
      const own = ring && ring[1].left <= around.right && around.left <= ring[1].right;
      if (meet(box, around) && !own) found.push(`${{said(el)}} meets ${{said(other)}}`);
    }}
    for (const [other, around] of rings) {{
      if (other.closest(".stop") === stop) continue;
      if (meet(box, around)) found.push(`${{said(el)}} meets the ring of ${{said(other.closest(".stop"))}}`);
    }}
  }});
  return found;
}}"""

OUTSIDE_PILLS = f"""() => {{ {DRAWN}
  return boxed(".stop[data-column] .stop__label").filter(([el, box]) => {{
    const inside = letters(el);
    const room = el.closest(".stop__name").getBoundingClientRect();
    return inside.left < box.left || inside.right > box.right || inside.top < box.top - 1
      || inside.bottom > box.bottom + 1 || box.left < room.left - 1 || box.right > room.right + 1;
  }}).map(([el, box]) => `${{said(el)}}: ${{numbers(letters(el))}} in ${{numbers(box)}}`);
}}"""

CUT_NAMES = f"""() => {{ {DRAWN}
  return boxed(".line__name").filter(([el]) => {{
    const row = el.closest(".line").getBoundingClientRect();
    const box = letters(el);
    return el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1
      || box.left < row.left - 1 || box.right > row.right + 1
      || (!wide && (box.top < row.top - 1 || box.bottom > row.bottom + 1));
  }}).map(([el]) => said(el));
}}"""

# What is pressed and smaller than 44 pixels, and pairs of areas that overlap. What a name at the head is
# pressed by reaches over its letters by a box of its own.
PRESSED = f"""() => {{ {DRAWN}
  const large = (el) => {{
    const style = getComputedStyle(el, "::after");
    const box = el.getBoundingClientRect();
    if (style.content === "none" || style.position !== "absolute") return box;
    return {{ ...box.toJSON(), height: Math.max(box.height, parseFloat(style.height)) }};
  }};
  const pressed = boxed("a, button, input").map(([el]) => el)
    .filter((el) => !el.closest("[popover]") && getComputedStyle(el).pointerEvents !== "none");
  const small = pressed.map((el) => [el, large(el)])
    .filter(([, box]) => Math.min(box.width, box.height) < 43.9)
    .map(([el, box]) => `${{said(el)}} is ${{box.width.toFixed(1)}} × ${{box.height.toFixed(1)}}`);
  const pills = boxed(".stop[data-column] .stop__name");
  pills.forEach(([el, box], at) => {{
    for (const [other, around] of pills.slice(at + 1)) {{
      if (meet(box, around)) small.push(`${{said(el)}} is pressed where ${{said(other)}} is`);
    }}
  }});
  return small;
}}"""

OFF_THE_STRIP = f"""() => {{ {DRAWN}
  return boxed(".line[data-line] .stop__mark").filter(([el, box]) => {{
    const strip = el.closest(".line").querySelector(".line__strokes").getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return x < strip.left - 1 || x > strip.right + 1 || y < strip.top - 1 || y > strip.bottom + 1;
  }}).map(([el]) => said(el.parentElement));
}}"""


def faults(page: Page, script: str) -> list[str]:
    return cast(list[str], page.evaluate(script))


def is_wide(page: Page) -> bool:
    return cast(bool, page.evaluate(f"() => {{ {DRAWN} return wide; }}"))


def homes(served: Served) -> list[str]:
    return [served.sample.page("home", lang).path for lang in served.sample.languages]


@contextmanager
def home(browser: Browser, served: Served, lang: str = "", size: int = 16, **options: Any) -> Iterator[Page]:
    """The home page, opened in a browser whose own text is so many pixels."""
    with tab(browser, reduced_motion="reduce", **options) as page:
        looks.enlarge_text(page, size)
        page.goto(served.address(served.sample.page("home", lang or None).path))
        yield page


@pytest.fixture
def wide(browser: Browser, served: Served) -> Iterator[Page]:
    with home(browser, served, viewport=SCREEN) as page:
        assert is_wide(page)
        yield page


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def narrow(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Page]:
    with home(browser, served, viewport=PHONE, java_script_enabled=request.param) as page:
        yield page


# --- nothing meets ------------------------------------------------------------------------------


@ANY_CONTENT
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_no_name_meets_anything_at_any_width(browser: Browser, served: Served, size: int) -> None:
    """From 320 to 2560 pixels, in every language, at ordinary and double text size: in the wide form names
    keep clear of each other and of all that is drawn; whatever is pressed is large enough, nothing is cut."""
    found, forms = [], set()
    for lang in served.sample.languages:
        with home(browser, served, lang, size) as page:
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                where = f"{lang} at {width}, text of {size}"
                forms.add(is_wide(page))
                checks = [MEETING, OUTSIDE_PILLS] if is_wide(page) else [OFF_THE_STRIP]
                for script in (*checks, CUT_NAMES, PRESSED):
                    found += [f"{where}: {fault}" for fault in faults(page, script)]
                found += [f"{where}: {fault}" for fault in looks.outside(page, ".line-map *")]
    assert True in forms
    expect_none(found)


@ANY_CONTENT
def test_maps_of_other_pages_are_as_clear(browser: Browser, served: Served) -> None:
    """The one of a single line on its own page, and the one over the list of stations."""
    found = []
    for lang in served.sample.languages:
        sectors = [("sector", id) for id in served.sample.site.sectors]
        for kind, subject in (*sectors, ("timeline", "")):
            with tab(browser, viewport=SCREEN) as page:
                path = served.sample.page(cast(PageKind, kind), lang, subject).path
                page.goto(served.address(path))
                for width in (360, 1440):
                    page.set_viewport_size({"width": width, "height": 900})
                    checks = [MEETING, OUTSIDE_PILLS] if is_wide(page) else []
                    for script in (*checks, CUT_NAMES, PRESSED):
                        found += [f"{path} at {width}: {fault}" for fault in faults(page, script)]
                    found += [f"{path} at {width}: {it}" for it in looks.outside(page, ".line-map *")]
    expect_none(found)


@MANY_NAMES
@pytest.mark.parametrize(
    ("script", "broken"),
    [
        (MEETING, ".stop__label { letter-spacing: 1em }"),
        (MEETING, ".line-map__check { translate: -3rem }"),
        (MEETING, ".line { block-size: 1.5rem !important }"),
        (OUTSIDE_PILLS, ".stop__label { font-size: 1.5em; white-space: nowrap }"),
        (PRESSED, ".line__pin { block-size: 2rem !important }"),
        (PRESSED, ".stop[data-column] .stop__name { inline-size: 14rem !important }"),
        (CUT_NAMES, ".line__name { overflow: hidden; white-space: nowrap; inline-size: 4rem !important }"),
    ],
)
def test_what_is_measured_can_fail(browser: Browser, served: Served, script: str, broken: str) -> None:
    """Names that have grown, and whatever else would be wrong, are noticed."""
    with home(browser, served, viewport=SCREEN, bypass_csp=True) as page:
        assert faults(page, script) == []
        page.add_style_tag(content=broken)
        assert faults(page, script)


@ANY_CONTENT
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_wide_form_begins_where_the_names_fit(browser: Browser, served: Served, size: int) -> None:
    """At the width that the geometry reckons with, in the language's own letters, and not a pixel before."""
    for lang in served.sample.languages:
        with home(browser, served, lang, size, viewport=SCREEN) as page:
            least = page.locator(".line-map").evaluate(
                f"(map) => parseFloat(getComputedStyle(map).getPropertyValue('--map-wide')) * {size}"
            )
            for width, form in ((least + 0.5, True), (least - 0.5, False)):
                page.locator(".line-map").evaluate(
                    "(map, width) => { map.style.inlineSize = `${width}px`; }", width
                )
                assert is_wide(page) is form, (lang, width)
                if form:
                    assert faults(page, MEETING) == []
                    assert faults(page, OUTSIDE_PILLS) == []


# --- one set of signs ---------------------------------------------------------------------------

# How the sign of a standing is drawn: its letter, its shape, whether it is filled and with what edge.
SIGN = """(el) => {
  const standing = el.matches(".standing");
  const letter = getComputedStyle(el, "::before").content.replace(/^"|"(?: \\/ "")?$|\u200b/gu, "");
  if (!standing) return letter;
  const style = getComputedStyle(el, "::before");
  const filled = style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.backgroundImage !== "none";
  return [letter, style.clipPath !== "none", filled, style.borderTopStyle].join(" ");
}"""


@MANY_NAMES
def test_every_standing_has_its_own_sign(browser: Browser, served: Served) -> None:
    """Wherever it is said in a word: no two have the same."""
    path = served.sample.page("samples", subject="style-guide").path
    with tab(browser, viewport=SCREEN) as page:
        page.goto(served.address(path))
        found = {
            it.get_attribute("data-state"): it.evaluate(SIGN)
            for it in page.locator('[aria-labelledby="standing"] p:first-of-type > .standing').all()
        }
    assert set(found) == set(get_args(State))
    assert len(set(found.values())) == len(found), found


@MANY_NAMES
def test_signs_of_the_map_are_those_beside_the_words(browser: Browser, served: Served) -> None:
    """On its rows, and in what explains it: whatever has fallen due bears the letter of its standing."""
    with home(browser, served, viewport=SCREEN) as page:
        told = {
            it.get_attribute("data-state"): it.evaluate(SIGN).split(" ")[0]
            for it in page.locator(".map-legend .standing").all()
        }
        marks = page.locator(".stop[data-due] .stop__mark")
        drawn = {
            it.evaluate("(el) => el.parentElement.dataset.kind"): it.evaluate(SIGN) for it in marks.all()
        }
        assert drawn
        assert drawn == told


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_can_be_told_apart_in_the_colours_of_a_reader(
    browser: Browser, served: Served, size: Any, scheme: Any
) -> None:
    """Where the system has few colours: what is ahead is thin, filled is filled, a diamond is whole."""
    style = "(el) => { const it = getComputedStyle(el); return [it.backgroundColor, it.borderTopWidth]; }"
    with home(browser, served, viewport=size, forced_colors="active", color_scheme=scheme) as page:

        def look(selector: str) -> list[str]:
            return cast(list[str], page.locator(selector).first.evaluate(style))

        for where, name in ((".line__checked", ".line__ahead"), (".map-legend__stroke", "[data-kind=ahead]")):
            scope = ".line[data-line] " if where.startswith(".line") else ".map-legend__stroke"
            assert look(where)[1] != look(f"{scope}{name}")[1]
        if size == PHONE and page.locator('.map-legend [data-kind="lead"]').count():
            for scope in (".map-legend ", ".line[data-line] "):
                lead = "[data-kind=lead]" if "legend" in scope else "[data-lead] .stop__mark"
                other = "[data-kind=planned]" if "legend" in scope else ".stop:not([data-lead]) .stop__mark"
                assert look(scope + lead)[0] != look(scope + other)[0]
        for it in page.locator(".stop[data-due] .stop__mark, .standing").all():
            signed = "(el) => getComputedStyle(el, '::before').forcedColorAdjust"
            assert it.evaluate(signed) == "none"
        late = page.locator('.stop[data-kind="overdue"] .stop__mark').first
        if late.count():
            ink, ground = late.evaluate(
                "(el) => [getComputedStyle(el, '::before').color, getComputedStyle(el).backgroundColor]"
            )
            assert ink != ground
            assert {ink, ground} == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}


# --- marks --------------------------------------------------------------------------------------

SHARE = 0.12  # of a mark, that another may lie on

# Marks of a line of which one lies on another, and lines whose marks are not all that has fallen due.
MARKS = f"""(most) => {{ {DRAWN}
  const found = [];
  for (const line of map.querySelectorAll(".line")) {{
    const marks = boxed(".stop__mark").filter(([el]) => line.contains(el))
      .sort(([, one], [, two]) => one.left - two.left);
    marks.slice(1).forEach(([el, box], at) => {{
      const [before, around] = marks[at];
      const share = (around.right - box.left) / Math.min(box.width, around.width);
      const both = `${{said(el.parentElement)}} lies on ${{said(before.parentElement)}}`;
      if (share > most) found.push(`${{both}}: ${{share}}`);
    }});
    const stands = marks.filter(([el]) => el.parentElement.matches("[data-due]"))
      .map(([el]) => Number(getComputedStyle(el, "::before").content.match(/\\d+/u)?.[0] ?? 1));
    const due = line.querySelectorAll(".stop[data-due]").length;
    const shown = stands.reduce((sum, it) => sum + it, 0);
    if (shown !== due) found.push(`${{said(line)}}: ${{shown}} of ${{due}}`);
  }}
  return found;
}}"""


@ANY_CONTENT
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_no_mark_of_a_line_lies_on_another(browser: Browser, served: Served, size: int) -> None:
    """In either form and every language, at double text size as well; nothing that fell due is left out."""
    found = []
    for lang in served.sample.languages:
        with home(browser, served, lang, size) as page:
            for width in (320, 360, 420, 768, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                faulty = cast(list[str], page.evaluate(MARKS, SHARE))
                found += [f"{lang} at {width}, text of {size}: {it}" for it in faulty]
    expect_none(found)


@MANY_NAMES
@pytest.mark.parametrize(
    "broken",
    [
        ".stop__mark { inset-inline-start: 20% !important }",
        ".stop[data-due] .stop__mark { display: none }",
        ".stop[data-column] .stop__mark { inline-size: 3rem !important }",
    ],
)
def test_marks_that_meet_or_are_gone_are_noticed(browser: Browser, served: Served, broken: str) -> None:
    """What is measured can fail."""
    with home(browser, served, viewport=PHONE, bypass_csp=True) as page:
        assert page.evaluate(MARKS, SHARE) == []
        page.add_style_tag(content=broken)
        assert page.evaluate(MARKS, SHARE)


# --- the wide form ------------------------------------------------------------------------------


def opacity(page: Page, selector: str) -> float:
    return cast(float, page.locator(selector).first.evaluate("(el) => Number(getComputedStyle(el).opacity)"))


def two_lines(served: Served) -> tuple[str, str]:
    first, second, *_ = served.sample.site.sectors
    return first, second


def test_checking_a_line_moves_nothing(wide: Page, served: Served) -> None:
    """What appears beside the headline of the map pushes no line away from under the pointer."""
    for id in two_lines(served):
        line = wide.locator(f"#line-{id}")
        before = line.bounding_box()
        line.locator("input").check()
        assert line.bounding_box() == before


@pytest.mark.parametrize("way", ["hover", "check", "address", "focus"])
def test_line_that_is_lifted_dims_the_others(wide: Page, served: Served, way: str) -> None:
    """Under the pointer, with its box checked, by the address, or while something of it has the focus."""
    first, second = two_lines(served)
    lifted, other = (f"#line-{id} .line__strokes" for id in (second, first))
    assert opacity(wide, lifted) == opacity(wide, other) == 1
    if way == "hover":
        wide.locator(f"#line-{second} .line__name").hover()
    elif way == "check":
        wide.locator(f"#line-{second} input").check()
        wide.mouse.move(0, 0)
    elif way == "address":
        wide.goto(f"{wide.url}#line-{second}")
    else:
        wide.locator(f"#line-{first} .line__name a").focus()
        while second != wide.evaluate("document.activeElement.closest('.line')?.dataset.line"):
            wide.keyboard.press("Tab")
    expect(wide.locator(other)).to_have_css("opacity", "0.25")
    assert opacity(wide, lifted) == 1


def test_keys_lead_from_line_to_line_and_let_go(wide: Page, served: Served) -> None:
    """Arrow keys go round the lines, Space picks one, and Escape lets go of all; the address follows."""
    boxes = wide.locator(".line__pin input")
    sectors = list(served.sample.site.sectors)
    boxes.first.focus()
    wide.keyboard.press("ArrowDown")
    expect(boxes.nth(1)).to_be_focused()
    wide.keyboard.press("Space")
    wide.wait_for_url(f"**/?sector={sectors[1]}")
    wide.keyboard.press("ArrowUp")
    wide.keyboard.press("ArrowUp")
    expect(boxes.last).to_be_focused()
    wide.keyboard.press("Escape")
    expect(wide.locator(".line__pin :checked")).to_have_count(0)
    assert "sector" not in wide.url


# Rows whose signs of what has fallen due are more than the names beside them, and what these count.
UNNAMED = f"""() => {{ {DRAWN}
  const number = (el) => Number(el.textContent.normalize("NFKC").replace(/\\D/gu, ""));
  return [...map.querySelectorAll(".line")].filter((line) => {{
    const marks = boxed(".stop[data-due] .stop__mark").filter(([el]) => line.contains(el));
    const own = marks.filter(([el]) => seen(el.parentElement.querySelector(".stop__label")));
    const joined = marks.filter(([el]) => el.parentElement.matches("[data-joined]:not([data-side=above])"));
    const counts = [...line.querySelectorAll(".stop[data-ring] .stop__more")].filter(seen).map(number);
    return own.length + joined.length + counts.reduce((sum, it) => sum + it, 0) !== marks.length;
  }}).map(said);
}}"""


@ANY_CONTENT
def test_every_sign_has_a_name_or_is_counted_by_one(browser: Browser, served: Served) -> None:
    """What has fallen due, in every language; what it counts is told in its card."""
    for lang in served.sample.languages:
        with home(browser, served, lang, viewport=SCREEN) as page:
            assert faults(page, UNNAMED) == []
            for stop in page.locator(".stop[data-ring]:has(.stop__more)").all():
                assert stop.locator(".stop-card__title").count() > 1


@MANY_NAMES
def test_names_without_room_are_read_when_their_line_is_lifted(wide: Page, served: Served) -> None:
    """They stand below their line, and the dimmed ones around give way."""
    line = wide.locator(".line:has([data-side=below])").first
    label = line.locator("[data-side=below] .stop__label").first
    expect(label).to_be_hidden()
    line.locator(".line__name").first.hover()
    expect(label).to_be_visible()


@pytest.mark.parametrize("kind", ["[data-column]", "[data-side=above]"])
def test_station_says_what_it_is_in_place(wide: Page, served: Served, kind: str) -> None:
    """A click opens its date, its title, which leads to it, and closes with Escape."""
    stop = wide.locator(f".line[data-line] .stop{kind}").first
    card = stop.locator("[popover]")
    expect(card).to_be_hidden()
    stop.locator("button").click()
    expect(card).to_be_visible()
    assert card.locator(".stop-card__when").first.inner_text()
    link = card.locator(".stop-card__title a").first
    assert link.inner_text()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SCREEN["width"]
    wide.keyboard.press("Escape")
    expect(card).to_be_hidden()
    stop.locator("button").click()
    link.click()
    expect(wide.locator(":target")).to_be_attached()


def test_what_concerns_every_line_is_read_at_the_head(wide: Page, served: Served) -> None:
    """With its name, which leads to it; before the names of the lines it is said whom it concerns."""
    site = served.sample.site
    named = [id for id, it in site.stations.items() if it.label and it.sectors == "all"]
    links = wide.locator(".line--all .line-map__head a")
    assert links.count() == len(named) > 0
    for link in links.all():
        expect(link).to_be_visible()
        assert (link.get_attribute("href") or "").partition("#")[2] in named
    for head in wide.locator(".line-map__head").all():
        expect(head).to_be_visible()


# --- the narrow form ----------------------------------------------------------------------------

UNFOLDED = """(line) => [...line.querySelectorAll(".stop__name, .stop--undated a, .stop--unnamed a")]
  .filter((el) => el.checkVisibility() && el.getBoundingClientRect().height > 40).length"""


def test_checked_box_unfolds_the_words_of_its_line(narrow: Page, served: Served) -> None:
    """With script and without; each with its date, and unchecking folds them again."""
    line = narrow.locator(".line[data-line]").first
    assert line.evaluate(UNFOLDED) == 0
    line.locator("input").check()
    assert line.evaluate(UNFOLDED) == line.locator(".stop").count() > 0
    for when in line.locator(".stop__when").all():
        expect(when).to_be_visible()
    line.locator("input").uncheck()
    assert line.evaluate(UNFOLDED) == 0


def test_address_unfolds_the_line_that_it_names(narrow: Page, served: Served) -> None:
    """So that another page can lead to it."""
    _, second = two_lines(served)
    narrow.goto(f"{narrow.url}#line-{second}")
    assert narrow.locator(f"#line-{second}").evaluate(UNFOLDED) > 0
    assert narrow.locator(".line[data-line]").first.evaluate(UNFOLDED) == 0


def test_unfolded_station_opens_what_there_is_to_say_of_it(narrow: Page) -> None:
    """As in the wide form; the platform does it, so that it needs no script."""
    line = narrow.locator(".line[data-line]").first
    line.locator("input").check()
    stop = line.locator(".stop:has(button)").first
    stop.locator("button").click()
    expect(stop.locator("[popover]")).to_be_visible()
    narrow.keyboard.press("Escape")
    expect(stop.locator("[popover]")).to_be_hidden()


def test_unfolded_words_lie_on_nothing(browser: Browser, served: Served) -> None:
    """In every language: what is unfolded pushes the next line down, and none of it is cut."""
    for lang in served.sample.languages:
        with home(browser, served, lang, viewport=PHONE) as page:
            for box in page.locator(".line__pin input").all():
                box.check()
            labels = ".line-map .stop__label, .line-map .line__name a, .line-map .stop__when"
            assert looks.crossings(page, labels, ".line-map .stop__mark") == []
            assert looks.outside(page, ".line-map *") == []
            assert faults(page, PRESSED) == []
