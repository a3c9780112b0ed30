"""The search in a browser: what it finds, how it is used, and that nothing is asked for before."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.browser.test_pages import AXE, tab
from tests.conftest import Served
from tests.samples import expect_none

PHONE = {"width": 360, "height": 740}
BOXES = """all => all.filter((it) => it.getClientRects().length)
  .map((it) => it.getBoundingClientRect().toJSON())"""
FIND = """async ([address, titles, query]) => {
  const { find, prepared } = await import(address);
  const index = prepared({ groups: [{ name: "all", entries: titles.map((title) => ({ title })) }] });
  return find(index, query).flatMap((group) => group.hits.map((hit) => hit.entry.title.text));
}"""
KOREAN = pytest.mark.parametrize("sample", ["guide"], indirect=True, scope="session")
TOWN = pytest.mark.parametrize("sample", ["other"], indirect=True, scope="session")


@pytest.fixture
def home(served: Served, browser: Browser) -> Iterator[Page]:
    """The first page in the first language."""
    with tab(browser, viewport=PHONE, reduced_motion="reduce") as page:
        page.goto(served.address(served.sample.page("home").path))
        yield page


def ask(page: Page, query: str) -> None:
    """Open the search and write; wait for the answer."""
    page.locator(".search__open").click()
    page.locator(".search__close").wait_for()
    page.locator(".search__field").fill(query)


def options(page: Page) -> list[str]:
    found: list[str] = page.locator(".search__option").evaluate_all("all => all.map((it) => it.href)")
    return found


def sector_of(served: Served, lang: str | None = None) -> tuple[str, str, str]:
    """The sector with the longest name: its id, its name, its address."""
    site, sample = served.sample.site, served.sample
    first = lang or sample.languages[0]
    id = max(site.sectors, key=lambda it: len(site.sectors[it].name[first].split()[-1]))
    return id, site.sectors[id].name[first], served.address(sample.page("sector", lang, id).path)


def test_nothing_is_asked_for_before_use(served: Served, browser: Browser) -> None:
    """Then a script, a style sheet and an index of the site itself, which the policy of the page allows."""
    with tab(browser) as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(served.address(served.sample.page("home").path), wait_until="networkidle")
        assert not [url for url in asked if "search" in url]
        before = len(asked)
        ask(page, sector_of(served)[1])
        page.locator(".search__option").first.wait_for()
        files = sorted(url.removeprefix(served.root).partition("?h=")[0] for url in asked[before:])
        lang = served.sample.languages[0]
        assert files == sorted(["css/fetched/search.css", "js/search.js", f"{lang}/search.json"])
        assert all("?h=" in url for url in asked[before:] if not url.endswith(".json"))
        page.keyboard.press("Escape")
        ask(page, "a")  # the index may be another by now, the script has its version
        assert [url.rpartition("/")[2] for url in asked[before + 3 :]] == ["search.json"]
        assert said == []


def test_name_is_found_in_every_language(served: Served, browser: Browser) -> None:
    """Whatever the direction of its writing: first, marked, under the name of its kind."""
    for lang in served.sample.languages:
        _, name, address = sector_of(served, lang)
        with tab(browser) as page:
            page.goto(served.address(served.sample.page("home", lang).path))
            ask(page, f" {name.upper()}")
            expect(page.locator(".search__option mark").first).to_have_text(name)
            assert options(page)[0] == address
            group = page.locator(".search__group").first
            assert group.get_attribute("aria-label") == group.locator("p").inner_text().split()[0]


def test_name_of_another_language_leads_to_the_same(home: Page, served: Served) -> None:
    """It is shown beside the title, since the title does not say why it was found."""
    id, _, address = sector_of(served)
    other = served.sample.site.sectors[id].name[served.sample.languages[1]]
    ask(home, other)
    row = home.locator(f'.search__option[href="{address}"]')
    expect(row.locator(".search__about mark")).to_have_text(other)


def test_one_wrong_letter_is_forgiven(home: Page, served: Served) -> None:
    """Changed with its neighbour, missing, too much, another."""
    _, name, address = sector_of(served)
    word = max(name.split(), key=len)
    assert len(word) > 4
    before, a, b, after = word[:2], word[2], word[3], word[4:]
    ask(home, "")
    for wrong in (
        before + b + a + after,
        before + b + after,
        before + a + a + b + after,
        before + "ø" + b + after,
    ):
        home.locator(".search__field").fill(wrong)
        assert address in options(home), wrong


@KOREAN
def test_initial_consonants_find_syllables(home: Page, served: Served) -> None:
    """Also where an input method has put two of them together."""
    _, name, address = sector_of(served)
    initials = [unicodedata.normalize("NFD", it)[0] for it in name if "가" <= it <= "힣"]
    typed = "".join("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[ord(it) - 0x1100] for it in initials)
    ask(home, typed)
    assert address in options(home)
    expect(home.locator(f'.search__option[href="{address}"] mark')).to_have_text(name)


@TOWN
@pytest.mark.parametrize(
    ("title", "queries"),
    [
        ("국산 실험", ["ㄱㅅㅅㅎ", "ㄳㅅㅎ", "국산실험", "구", "국사", "국ㅅ", "산시", "국산 싦험"]),
        ("과학 값어치", ["고", "과ㅎ", "갑", "값"]),
        ("Crème brûlée, Straße", ["creme", "BRULEE", "strasse", "ｂｒｕｌｅｅ", "crmee", "creme strase"]),
        ("مُحَمَّد", ["محمد", "محـمد"]),
        ("ガラス工場", ["ガラス", "ｶﾞﾗｽ", "工場"]),
        ("A.B-C 1,000", ["abc", "ab c", "A.B", "1000", "1,000"]),
        ("robotics", ["robot", "robtics", "robottcs", "orbotics", "roboticss", "tics"]),
    ],
)
def test_letters_are_compared_as_readers_write_them(
    home: Page, served: Served, title: str, queries: list[str]
) -> None:
    """Without case, accents, width and vowel marks; syllables from their first letter on."""
    script = f"{served.root}js/search.js"
    for query in queries:
        assert home.evaluate(FIND, [script, [title, "나무"], query]) == [title], query
    assert home.evaluate(FIND, [script, [title], "xyzq"]) == []


@TOWN
def test_what_is_written_so_comes_first(home: Page, served: Served) -> None:
    """The whole title, its beginning, the beginning of a word, the inside of one; then what may become it."""
    titles = ["the tramway", "a streettram", "old tram", "trams", "tram"]
    found = home.evaluate(FIND, [f"{served.root}js/search.js", titles, "tram"])
    assert found == ["tram", "trams", "the tramway", "old tram", "a streettram"]
    found = home.evaluate(FIND, [f"{served.root}js/search.js", ["각도", "가도"], "가"])
    assert found == ["가도", "각도"]


def test_keys_are_enough(home: Page, served: Served) -> None:
    """`/` opens, arrows go round, Enter leads on; before anything is chosen, to the first."""
    field = home.locator(".search__field")
    home.keyboard.press("/")
    expect(field).to_be_focused()
    home.locator(".search__close").wait_for()
    home.keyboard.type("1")
    assert field.input_value() == "1"
    count = home.locator(".search__option").count()
    assert count > 1
    chosen = home.locator('.search__option[aria-selected="true"]')
    assert chosen.count() == 0
    home.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert chosen.get_attribute("href") == options(home)[-1]
    home.keyboard.press("ArrowDown")
    assert chosen.get_attribute("href") == options(home)[0]
    home.keyboard.press("ArrowDown")
    second = options(home)[1]
    home.keyboard.press("Enter")
    home.wait_for_url(second)


def test_escape_gives_the_focus_back(home: Page) -> None:
    button = home.locator(".search__open")
    button.focus()
    home.keyboard.press("Enter")
    expect(home.locator(".search__field")).to_be_focused()
    home.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert home.locator("dialog").count() == 0


def test_key_can_be_switched_off(home: Page) -> None:
    """For good, as who speaks to the computer needs it; and it never opens while somebody writes."""
    button = home.locator(".search__open")
    assert button.get_attribute("aria-keyshortcuts") == "/"
    ask(home, "")
    home.keyboard.type("/")
    assert home.locator(".search__field").input_value() == "/"
    home.locator(".search__key input").uncheck()
    home.keyboard.press("Escape")
    home.reload()
    assert button.get_attribute("aria-keyshortcuts") is None
    home.keyboard.press("/")
    assert home.locator("dialog").count() == 0
    ask(home, "")
    expect(home.locator(".search__key input")).not_to_be_checked()


@KOREAN
def test_input_method_is_waited_for(home: Page, served: Served) -> None:
    """What is being composed is looked for, but told only when it is whole; its Enter leads nowhere."""
    _, name, address = sector_of(served)
    syllables = "".join(it for it in name if "가" <= it <= "힣")
    ask(home, "")
    home.locator(".search__field").focus()
    session = home.context.new_cdp_session(home)
    begun = syllables[:1]
    session.send("Input.imeSetComposition", {"text": begun, "selectionStart": 1, "selectionEnd": 1})
    home.locator(".search__option").first.wait_for()
    assert home.locator(".search__found").inner_text() == ""
    before = home.url
    home.locator(".search__field").evaluate(
        """it => it.dispatchEvent(new KeyboardEvent("keydown",
          { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    assert home.url == before
    session.send("Input.insertText", {"text": begun})
    number = served.sample.site.interface.search_found[served.sample.languages[0]]
    expect(home.locator(".search__found")).to_contain_text(number.partition("{")[0].strip())
    home.keyboard.insert_text(syllables[1:])
    assert address in options(home)


def test_nothing_found_leads_to_the_pages(home: Page, served: Served) -> None:
    ask(home, "qxzqxzqxz")
    said = served.sample.site.interface.search_none[served.sample.languages[0]]
    expect(home.get_by_text(said.replace("\u00a0", " "))).to_be_visible()
    links = home.locator(".search li a").evaluate_all("all => all.map((it) => it.href)")
    menu = home.locator(".site-header nav:first-child a").evaluate_all("all => all.map((it) => it.href)")
    assert links == menu


@pytest.mark.parametrize(("query", "first"), [("humaniod", "Humanoids"), ("ai factroy", "AI Factory")])
def test_kinds_that_begin_alike_stand_in_their_order(
    home: Page, served: Served, query: str, first: str
) -> None:
    """A line that begins with what is asked for comes before a term that is all of it, misspelt or not."""
    index = {
        "groups": [
            {"name": "lines", "entries": [{"title": "Humanoids"}, {"title": "AI Factory"}]},
            {"name": "pages", "entries": [{"title": "Korea’s factory-AI alliance"}]},
            {"name": "terms", "entries": [{"title": "Humanoid"}, {"title": "AI factory"}]},
        ]
    }
    found = home.evaluate(
        """async ([address, index, query]) => {
  const { find, prepared } = await import(address);
  return find(prepared(index), query).map((group) => group.hits[0].entry.title.text);
}""",
        [f"{served.root}js/search.js", index, query],
    )
    assert found[0] == first


@TOWN
@pytest.mark.parametrize("late", ["js/search.js", "css/fetched/search.css"])
def test_what_is_typed_before_the_box_is_there_is_kept(home: Page, late: str) -> None:
    """On a slow line its parts come late; the keys go nowhere else meanwhile."""
    held: list[Route] = []
    home.route(f"**/{late}*", lambda route: held.append(route))
    with home.expect_request(f"**/{late}*"):
        home.keyboard.press("/")
    home.keyboard.type("no/ma")
    assert home.locator("dialog").count() == 0
    held[0].continue_()
    field = home.locator(".search__field")
    expect(field).to_have_value("no/ma")
    home.keyboard.type("d")
    expect(field).to_have_value("no/mad")
    home.keyboard.press("Escape")
    expect(field).to_have_count(0)
    home.keyboard.press("/")
    home.keyboard.type("x")  # in place of what was asked for last
    expect(field).to_have_value("x")


@TOWN
def test_failure_is_said_and_passes(home: Page, served: Served) -> None:
    """The next time it is opened, it is tried again."""
    home.route("**/search.json", lambda route: route.abort())
    home.keyboard.press("/")
    said = served.sample.site.interface.search_failed[served.sample.languages[0]]
    expect(home.locator(".search__found")).to_have_text(said)
    home.unroute("**/search.json")
    home.keyboard.press("Escape")
    ask(home, "1")
    home.locator(".search__option").first.wait_for()


@TOWN
def test_box_that_is_not_to_be_had_is_said(home: Page, served: Served) -> None:
    """The page is as it was, and stays in use."""
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    home.on("dialog", dismiss)
    home.route("**/js/search.js*", lambda route: route.abort())
    home.locator(".search__open").click()
    home.wait_for_function("() => document.activeElement?.matches('.search__open')")
    assert said == [served.sample.site.interface.search_failed[served.sample.languages[0]]]
    assert home.locator("dialog").count() == 0


def test_box_without_its_style_can_be_used(home: Page, served: Served) -> None:
    """It is plain."""
    home.route("**/search.css*", lambda route: route.abort())
    ask(home, "1")
    home.locator(".search__option").first.wait_for()


@TOWN
def test_texts_are_no_markup(home: Page, served: Served) -> None:
    """Whatever an entry is called, it is shown as it is written."""
    title = '<img src=x onerror="document.title=1"> & <b>bold</b>'
    address = f"{served.root}{served.sample.languages[0]}/search.json"
    index: dict[str, Any] = json.loads(served.sample.files[address.removeprefix(served.root)])
    index["groups"] = [{"name": title, "entries": [{"title": title, "at": "./", "about": title}]}]
    home.route("**/search.json", lambda route: route.fulfill(json=index))
    ask(home, "bold")
    assert home.locator(".search__title").inner_text() == title
    assert home.locator(".search img, .search b").count() == 0


def test_without_script_there_is_no_search(served: Served, browser: Browser) -> None:
    """And no room is kept for it."""
    with tab(browser, java_script_enabled=False) as page:
        page.goto(served.address(served.sample.page("home").path))
        assert page.locator(".search__open").bounding_box() is None


def test_search_moves_nothing(served: Served, browser: Browser) -> None:
    """Its room is kept until it is there; on paper it is not."""
    with tab(browser, viewport=PHONE) as page:
        home = served.address(served.sample.page("home").path)
        others = page.locator(".site-header :is(a, button):not(.search__open)")
        page.route("**/site.js*", lambda route: route.abort())
        page.goto(home)
        expect(page.locator(".search__open")).to_be_hidden()
        before = others.evaluate_all(BOXES)
        page.unroute("**/site.js*")
        page.goto(home)
        expect(page.locator(".search__open")).to_be_visible()
        assert others.evaluate_all(BOXES) == before
        page.emulate_media(media="print")
        expect(page.locator(".search__open")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_box_can_be_used_by_everybody(served: Served, browser: Browser, scheme: Any) -> None:
    """Nothing for axe to find, or to be unsure of: with results, one of them chosen, and with none.

    A badge is not looked at: of a single digit axe cannot say whether it is text. The window is as high as
    what is found, and the page behind is taken away: axe does not know that a box like this lies above it.
    """
    for lang in served.sample.languages:
        with tab(browser, viewport={"width": 360, "height": 3000}, color_scheme=scheme) as page:
            page.goto(served.address(served.sample.page("home", lang).path))
            ask(page, sector_of(served, lang)[1])
            page.locator("body > :not(dialog)").evaluate_all("all => all.forEach((it) => it.remove())")
            page.keyboard.press("ArrowDown")
            for query in ("", "qxzqxzqxz"):
                if query:
                    page.locator(".search__field").fill(query)
                context = {"include": [[".search"]], "exclude": [[".badge"]]}
                found = Axe().run(page, context=context, options=AXE).response
                told = [*found["violations"], *found["incomplete"]]
                expect_none(f"{it['id']}: {node['html']}" for it in told for node in it["nodes"])


def test_what_is_pressed_is_large_enough(home: Page) -> None:
    """For a finger, on a phone; and nothing reaches beyond the window."""
    ask(home, "1")
    boxes = home.locator(".search :is(a, button, label, .search__field), .search__open").evaluate_all(BOXES)
    assert min(it["height"] for it in boxes) >= 44
    assert min(it["width"] for it in boxes) >= 44
    assert min(it["left"] for it in boxes) >= 0
    assert max(it["right"] for it in boxes) <= PHONE["width"]
