"""What readers find otherwise in one built site than in another: pages, numbers, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from microsite.content.moments import Moment
from microsite.content.pages import PageKey
from microsite.content.promises import Target
from microsite.content.scalars import Text
from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.language.plain import plain_text, words_of
from microsite.line import Built
from microsite.messages.catalogue import Message
from microsite.pages.plan import Page, plan_pages
from microsite.pages.urls import address

# Kinds of pages that only show again what stands elsewhere.
REPEATS = ("compare", "samples", "record", "data")
# What a page says of its own freshness, which an earlier version has no history for.
OWN_STATE = ".behind, .reuse"


@dataclass(frozen=True)
class PageChange:
    """A page that is another one now: what happened to it in each language where anything did."""

    titles: Mapping[str, str]  # by language, as the next
    addresses: Mapping[str, str]  # inside the site
    what: Mapping[str, Message]


@dataclass(frozen=True)
class FigureChange:
    """A fact, target, figure or station whose number or date reads otherwise; None where there is none."""

    id: str
    label: str
    before: str | None
    now: str | None


def changed_pages(old: Built, new: Built) -> Iterator[PageChange]:
    """Every page with another text, in the order of the new site, those that are gone at the end."""
    before, after = (_by_key(it.site) for it in (old, new))
    for key in dict.fromkeys([*after, *before]):
        here, there = after.get(key, {}), before.get(key, {})
        what: dict[str, Message] = {}
        for lang in dict.fromkeys([*here, *there]):
            if said := _what(old, new, there.get(lang), here.get(lang)):
                what[lang] = said
        if what:
            source, pages = (new, here) if here else (old, there)
            titles = {lang: _title(source.files[page.path]) for lang, page in pages.items()}
            yield PageChange(titles, {lang: address(page.path) for lang, page in pages.items()}, what)


def _by_key(site: Site) -> Mapping[PageKey, Mapping[str, Page]]:
    pages: dict[PageKey, dict[str, Page]] = {}
    for page in plan_pages(site):
        if page.key[0] not in REPEATS:
            pages.setdefault(page.key, {})[page.lang] = page
    return pages


def _what(old: Built, new: Built, before: Page | None, after: Page | None) -> Message | None:
    """What happened to a page in a language; None where it reads as it did."""
    if after is None:
        return Message("report-gone")
    if before is None:
        return Message("report-new")
    if before.path != after.path:
        return Message("report-moved", path=address(before.path))
    then, now = _passages(old.files[before.path]), _passages(new.files[after.path])
    if then == now:
        return None
    steps = SequenceMatcher(None, then, now, autojunk=False).get_opcodes()
    return Message("report-places", number=sum(step[0] != "equal" for step in steps))


def _passages(html: bytes) -> list[str]:
    """The texts of a page one after the other, its title first."""
    tree = LexborHTMLParser(html)
    for node in tree.css(OWN_STATE):
        node.decompose()
    parts = (tree.css_first("title"), tree.css_first("main"))
    texts = (part.text(separator="\n", strip=True) for part in parts if part)
    return [line for text in texts for line in text.split("\n") if line]


def _title(html: bytes) -> str:
    tree = LexborHTMLParser(html)
    heading = tree.css_first("h1") or tree.css_first("title")
    return " ".join(plain_text(heading.text()).split()) if heading else ""


def changed_figures(old: Site, new: Site, lang: str) -> Iterator[FigureChange]:
    """Everything citable whose number or date reads otherwise in a language, what is gone at the end."""
    before, now = _figures(old, lang), _figures(new, lang)
    for id in dict.fromkeys([*now, *before]):
        label, said = now.get(id) or before[id]
        was, this = (it[id][1] if id in it else None for it in (before, now))
        if was != this and (said or was or this):
            yield FigureChange(id, label, was, this)


def _figures(site: Site, lang: str) -> Mapping[str, tuple[str, str]]:
    """What everything citable is called, and its numbers and dates in one line."""
    if lang not in site.settings.languages:
        return {}
    phrases = Phrases(site, lang)
    figures: dict[str, tuple[str, str]] = {}
    for id, named in site.citables.items():
        label: Text = named.label
        figures[id] = (phrases.plain(label, named.entry), " · ".join(_said(named.entry, phrases)))
    return figures


def _said(entry: Any, phrases: Phrases) -> Iterator[str]:
    """Every number and date of an entry, as pages print them."""
    if getattr(entry, "value", None) is not None:
        yield words_of(phrases.promised(entry) if isinstance(entry, Target) else phrases.quantity(entry))
    if isinstance(entry, Target):
        if entry.due:
            yield words_of(phrases.due(entry))
    else:
        for moment in (getattr(entry, "date", None), getattr(entry, "year", None)):
            if moment is not None:
                yield words_of(phrases.when(moment if isinstance(moment, Moment) else Moment(moment)))
    for dated in getattr(entry, "other_days", {}).values():
        yield f"{words_of(phrases.when(dated.date))}: {words_of(phrases.dated(dated, entry.unit))}"
