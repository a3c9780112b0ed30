"""Texts, numbers and dates of the made-up town as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from microsite.content.entries import Figure
from microsite.content.moments import Moment, read_moment
from microsite.content.promises import Target
from microsite.content.scalars import Text
from microsite.content.settings import Years
from microsite.language.phrases import Phrases
from tests.samples import Sample


@pytest.fixture
def german(other: Sample) -> Phrases:
    """How the made-up town speaks German."""
    return Phrases(other.site, "de")


def said(words: str) -> Text:
    return Text({"de": words})


def spaced(text: str) -> str:
    """The same with plain spaces where words are held together."""
    return text.replace("\u00a0", " ")


def target(phrases: Phrases, id: str) -> Target:
    entry = phrases.site.citables[id].entry
    assert isinstance(entry, Target)
    return entry


@pytest.mark.parametrize(
    ("written", "html", "plain"),
    [
        ("Wege & Ziele <3", "Wege &amp; Ziele &lt;3", "Wege & Ziele <3"),
        (
            "{port-riders}",
            'mindestens <data value="18000">18.000 Fahrgäste am Tag</data>',
            "mindestens 18.000 Fahrgäste am Tag",
        ),
        (
            "{port-riders.value}",
            '<data value="18000">18.000 Fahrgäste am Tag</data>',
            "18.000 Fahrgäste am Tag",
        ),
        (
            "{port-riders.start}",
            'rund <data value="9500">9.500 Fahrgäste am Tag</data>',
            "rund 9.500 Fahrgäste am Tag",
        ),
        (
            "{port-riders.latest}",
            '<data value="11200">11.200 Fahrgäste am Tag</data>',
            "11.200 Fahrgäste am Tag",
        ),
        (
            "{port-riders.earlier}",
            '<data value="15000">15.000 Fahrgäste am Tag</data>',
            "15.000 Fahrgäste am Tag",
        ),
        ("{port-first-tram.date}", '<time datetime="2025-10">Oktober 2025</time>', "Oktober 2025"),
        ("{port-first-tram.year}", '<time datetime="2025">2025</time>', "2025"),
        ("{port-riders.year}", '<time datetime="2028">2028</time>', "2028"),
        ("{2026-03}", '<time datetime="2026-03">März 2026</time>', "März 2026"),
    ],
)
def test_texts_say_what_their_braces_name(german: Phrases, written: str, html: str, plain: str) -> None:
    """Text is escaped; a number keeps its value for machines, a date its day."""
    assert spaced(german.say(said(written))) == html
    assert spaced(german.plain(said(written))) == plain


def test_own_number_and_year_are_those_of_the_entry(german: Phrases) -> None:
    """`{value}` and the like speak of the entry that the text belongs to."""
    riders = target(german, "port-riders")
    assert german.say(said("{value}"), riders) == german.say(said("{port-riders}"))
    assert german.say(said("{year}"), riders) == german.say(said("{port-riders.year}"))
    for part in ("start", "latest", "earlier"):
        assert german.say(said(f"{{{part}}}"), riders) == german.say(said(f"{{port-riders.{part}}}"))
    assert german.say(said("{date}"), german.site.stations["vote"]) == german.when(Moment(2019, 6, 14))


def test_number_of_another_day_may_have_a_unit_of_its_own(german: Phrases) -> None:
    """What a target starts from is said in the target's unit unless it names one."""
    start = target(german, "port-riders").start
    assert start
    assert spaced(german.dated(start, "trams").striptags()) == "rund 9.500 Züge"
    own = start.model_copy(update={"unit": "minutes"})
    assert spaced(german.dated(own, "trams").striptags()) == "rund 9.500 Minuten"


def test_number_of_a_scaled_unit_is_whole_for_machines(german: Phrases) -> None:
    """Millions that are written as a few are a few for people, and all of them for machines."""
    shown = german.say(said("{bank-loan}"))
    assert '<data value="850000000">' in shown
    assert "850" in shown.striptags()


@pytest.mark.parametrize(
    ("comparator", "words"),
    [
        ("exact", ""),
        ("about", "rund "),
        ("under", "weniger als "),
        ("at-most", "höchstens "),
        ("over", "mehr als "),
    ],
)
def test_comparator_stands_around_the_number(german: Phrases, comparator: str, words: str) -> None:
    """How exact a number is is said around it; `bare` leaves that out."""
    figure = Figure.model_validate(
        {"label": {"de": "L"}, "value": "3", "unit": "trams", "comparator": comparator}
    )
    bare = german.quantity(figure, bare=True)
    assert spaced(bare) == '<data value="3">3 Züge</data>'
    assert german.quantity(figure) == words + bare


def test_range_is_one_quantity_with_both_ends_for_machines(german: Phrases) -> None:
    """It is said with its unit once, with and without its comparator; machines get whole values."""
    written = {
        "label": {"de": "L"},
        "value": "3",
        "up_to": "4.5",
        "unit": "mad-million",
        "comparator": "between",
    }
    figure = Figure.model_validate(written)
    said = spaced(german.quantity(figure))
    assert said == '<data value="3000000/4500000">3 bis 4,5 Mio. Dirham</data>'
    assert german.quantity(figure, bare=True) == german.quantity(figure)


def test_comparator_of_the_site_itself_has_its_words(other: Sample) -> None:
    """What a site adds under `comparator:` is said around the number like those that every site has."""
    words = {**other.site.interface.comparator, "nearly": said("fast {quantity}")}
    interface = other.site.interface.model_copy(update={"comparator": words})
    phrases = Phrases(replace(other.site, interface=interface), "de")
    written = {"label": {"de": "L"}, "value": "3", "unit": "trams", "comparator": "nearly"}
    figure = Figure.model_validate(written)
    assert spaced(phrases.quantity(figure)) == 'fast <data value="3">3 Züge</data>'


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2030s", ("in den 2030er-Jahren", "bis in die 2030er-Jahre", "ab den 2030er-Jahren")),
        ("2031", ("im Jahr 2031", "bis 2031", "ab 2031")),
        ("2031-Q2", ("im 2. Quartal 2031", "bis zum 2. Quartal 2031", "ab dem 2. Quartal 2031")),
        ("2031-05", ("im Mai 2031", "bis Mai 2031", "ab Mai 2031")),
        ("2031-05-06", ("am 6. Mai 2031", "bis zum 6. Mai 2031", "ab dem 6. Mai 2031")),
    ],
)
def test_how_a_date_is_meant_agrees_with_how_exact_it_is(
    german: Phrases, due: str, said: tuple[str, ...]
) -> None:
    """Of a day, a month, a quarter and a decade a language says in, by and from in words of their own."""
    pattern = target(german, "port-opening")
    for timing, words in zip(("in", "by", "from"), said, strict=True):
        one = pattern.model_copy(update={"due": read_moment(due), "timing": timing})
        assert spaced(german.due(one).striptags()) == words


def test_dates_that_html_does_not_know_are_plain_text(german: Phrases) -> None:
    """`<time>` has no form for a decade and for a quarter, so they stand without it, in texts as well."""
    assert german.when(read_moment("2030s")) == "die 2030er-Jahre"
    assert spaced(german.when(read_moment("2027-Q3"))) == "3. Quartal 2027"
    assert german.say(said("{2030s}, {2027-Q3}")).count("<time") == 0
    assert spaced(german.within_year(read_moment("2027-Q3"))) == "3. Quartal"
    assert german.within_year(read_moment("2030s")) == "die 2030er-Jahre"


def test_year_of_what_is_due_in_a_decade_is_the_decade(german: Phrases) -> None:
    """`{year}` never says more than is known."""
    riders = target(german, "port-riders").model_copy(update={"due": read_moment("2030s")})
    assert german.say(said("{year}"), riders) == "die 2030er-Jahre"
    riders = riders.model_copy(update={"due": read_moment("2031-Q1")})
    assert german.say(said("{year}"), riders) == '<time datetime="2031">2031</time>'


def test_filled_pattern_is_escaped_with_its_parts(german: Phrases) -> None:
    """Neither a pattern nor what fills it can bring markup in, except markup that was made here."""
    filled = german.fill("<{a}> & {b}, {a}", a="<i>", b=Markup("<b>b</b>"))
    assert filled == "&lt;&lt;i&gt;&gt; &amp; <b>b</b>, &lt;i&gt;"


def test_due_year_says_how_it_is_meant(german: Phrases) -> None:
    """By, from or in a year; a target without one says so."""
    assert german.due(target(german, "port-opening")).striptags() == "bis 2027"
    assert german.due(target(german, "port-riders")).striptags() == "ab 2028"
    assert german.due(target(german, "collines-opening")).striptags() == "im Jahr 2031"
    assert spaced(german.due(target(german, "port-first-tram")).striptags()) == "bis Oktober 2025"
    assert german.due(target(german, "port-traffic")) == german.words["no_year"]


def test_words_are_those_of_the_language(other: Sample) -> None:
    """The words of the interface, groups of them too, are plain texts in one language."""
    for lang in other.languages:
        words = Phrases(other.site, lang).words
        assert words["skip_to_content"] == other.site.interface.skip_to_content[lang]
        assert words["weight"]["differ"] == other.site.interface.weight["differ"][lang]


def test_text_without_notes_has_no_marks(german: Phrases) -> None:
    """Outside of prose nothing leads to sources, even where marks are asked for."""
    assert german.say(said("a{^vote-count}"), marks=True) == "a"
    assert german.mark("vote-count") == ""


def test_days_and_numbers_are_written_in_the_language(german: Phrases) -> None:
    """A day is a date for machines, but not where it is one of the page's own life."""
    assert spaced(german.day(date(2026, 3, 1))) == '<time datetime="2026-03-01">1. März 2026</time>'
    assert spaced(german.own_day(date(2026, 3, 1))) == "1. März 2026"
    assert german.number(12345) == "12.345"
    assert [spaced(german.percent(share)) for share in (0.2, 1.346, -0.5)] == ["20 %", "135 %", "-50 %"]


def test_soft_hyphens_are_for_the_page_only(german: Phrases) -> None:
    """Where a word may be parted shows on the page, and is left out of titles and descriptions."""
    words = said("Gebäude\u00adsanierung bis {2029}")
    assert "Gebäude\u00adsanierung" in german.say(words)
    assert german.plain(words) == "Gebäudesanierung bis 2029"


def test_tight_places_have_short_dates(german: Phrases) -> None:
    """A day in few letters and a year by its last digits are whole for machines."""
    assert german.short_day(date(2026, 3, 1)) == '<time datetime="2026-03-01">01.03.2026</time>'
    assert german.short_year(2027) == '<time datetime="2027">27</time>'
    assert german.short_year(2007) == '<time datetime="2007">07</time>'


@pytest.mark.parametrize(
    ("first", "last", "asked"), [(1990, 2050, 1998), (1990, 2050, 2027), (2019, 2035, 2101)]
)
def test_years_of_several_centuries_are_said_in_full(
    other: Sample, first: int, last: int, asked: int
) -> None:
    """Two digits are enough only where the site and the year asked for share a century."""
    settings = other.site.settings.model_copy(update={"years": Years(first=first, last=last)})
    phrases = Phrases(other.site.with_settings(settings), "de")
    assert phrases.short_year(asked) == f'<time datetime="{asked}">{asked}</time>'
    if asked == 2027:  # among years from 2026 on
        assert phrases.short_year(asked, 2026) == f'<time datetime="{asked}">27</time>'


@pytest.mark.parametrize(
    ("lang", "all_of", "one_of", "span"),
    [
        ("de", "2026, 2028 und 2030", "2028 oder 2030", "2031–2034"),
        ("fr", "2026, 2028 et 2030", "2028 ou 2030", "2031–2034"),
        ("ar", "2026 و2028 و2030", "2028 أو 2030", "2031–2034"),
    ],
)
def test_years_stand_in_a_row(other: Sample, lang: str, all_of: str, one_of: str, span: str) -> None:
    """All of them or one of them, each a date for machines; a span is one text."""
    phrases = Phrases(other.site, lang)
    assert phrases.years_listed([2026, 2028, 2030]).striptags() == all_of
    assert phrases.years_listed([2028, 2030], "or").striptags() == one_of
    assert phrases.years_listed([2028]) == phrases.year(2028)
    assert phrases.years_listed([2028, 2030]).count("<time datetime=") == 2
    assert phrases.year_range(2031, 2034).replace("\u2060", "") == span


def test_what_is_listed_is_escaped(german: Phrases) -> None:
    """Texts are escaped, HTML that was made here is not."""
    assert german.listed(["<a>", Markup("<b>x</b>")]) == "&lt;a&gt; und <b>x</b>"
