"""What a page is called and what it is about, where others show it: a browser's tab, lists of search results,
cards, machines."""

from __future__ import annotations

from typing import NamedTuple

from microsite.content.entries import UNDATED
from microsite.content.moments import read_moment
from microsite.content.pages import PageKey, page_named
from microsite.language.phrases import Phrases
from microsite.language.plain import words_of
from microsite.language.results import Room, room_of, shortened, without_middle

SHORTEST = 12  # letters of a name that still say which


class Summary(NamedTuple):
    """Plain texts: the name of a page, the same with that of the site, and a sentence or two."""

    name: str
    title: str
    description: str


def summary_of(phrases: Phrases, key: PageKey) -> Summary:
    """A page in the language of `phrases`.

    The name of the site stands behind that of a page where both find room. What an editor has written as
    a description stands whole, what is made of other words is cut to the room that there is.
    """
    settings, room = phrases.site.settings, room_of(phrases.language.locale)
    name = _name(phrases, key)
    if key[0] == "record":
        return _of_record(phrases, key[1], name, room)
    if key[0] == "home":
        title = name
    else:
        title = f"{name} – {phrases.plain(settings.name)}"
        title = title if len(title) <= room.title.most else name
    return Summary(name, title, _written(phrases, key) or shortened(_made(phrases, key), room.description))


def _of_record(phrases: Phrases, id: str, name: str, room: Room) -> Summary:
    """The page of an entry: what it says in a sentence, or else its name and what the page has of it; no more
    of a long name than there is room for."""
    title, description = phrases.words["record_title"], phrases.words["record_description"]
    end = f" – {phrases.plain(phrases.site.settings.name)}"
    ways = (title.replace("{title}", name) + end, name + end, name)
    called = next((it for it in ways if len(it) <= room.title.most), None)
    left = max(SHORTEST, room.description.most - len(description.replace("{title}", "")))
    called = called or without_middle(name, room.title.most)
    citable = phrases.site.citables[id]
    sentence = phrases.plain(citable.sentence, citable.entry) if citable.sentence else ""
    if len(sentence) >= room.description.least:
        return Summary(name, called, shortened(sentence, room.description))
    return Summary(name, called, description.replace("{title}", without_middle(name, left)))


def summary_of_all(languages: list[Phrases]) -> Summary:
    """The page that offers the languages: its title in each, and what it is about in the first; in all of
    them where the home page says the same."""
    first = languages[0]
    site = first.site
    name = " · ".join(dict.fromkeys(it.plain(site.settings.title) for it in languages))
    described = [it.plain(site.settings.summary) for it in languages]
    if described[0] != first.plain(site.pages["home"].description):
        return Summary(name, name, described[0])
    room = room_of(first.language.locale).description
    return Summary(name, name, shortened(" · ".join(dict.fromkeys(described)), room))


def _name(phrases: Phrases, key: PageKey) -> str:
    kind, subject = key
    words = phrases.words
    if kind == "home":
        return phrases.plain(phrases.site.settings.title)
    if kind == "samples":
        return str(words["samples"])
    if kind == "record":
        named = phrases.site.citables[subject]
        return phrases.plain(named.label, named.entry)
    if kind == "compare":
        return _compared(phrases, page_named(subject))
    if kind == "year":
        return _filled(phrases, "stations_of", when=phrases.when(read_moment(subject)))
    if kind == "shelf":
        if subject == UNDATED:
            return str(words["undated_sources"])
        return _filled(phrases, "sources_of", when=phrases.year(int(subject)))
    return phrases.plain(phrases.site.title_of(key))


def _compared(phrases: Phrases, original: PageKey) -> str:
    """A page in all its languages, under the short name of the page where the long one finds no room."""
    site, room = phrases.site, room_of(phrases.language.locale)
    name = _filled(phrases, "compare_title", title=phrases.plain(site.title_of(original)))
    nav = None if original[0] == "sector" else site.page_text(original).nav
    if nav and len(name) > room.title.most:
        return _filled(phrases, "compare_title", title=phrases.plain(nav))
    return name


def _written(phrases: Phrases, key: PageKey) -> str:
    """What an editor has written for lists of results; empty where nobody has."""
    kind, subject = key
    if kind == "sector":
        written = phrases.site.sectors[subject].description
        return phrases.plain(written) if written else ""
    if kind in ("samples", "compare", "year", "shelf"):
        return ""
    return phrases.plain(phrases.site.page_text(key).description)


def _made(phrases: Phrases, key: PageKey) -> str:
    """What there is to say where nobody has written it for the purpose."""
    kind, subject = key
    site = phrases.site
    if kind == "sector":
        return phrases.plain(site.sectors[subject].answer)
    if kind == "samples":
        return str(phrases.words["samples_description"])
    if kind == "compare":
        title = phrases.plain(site.title_of(page_named(subject)))
        return _filled(phrases, "compare_description", title=title)
    if kind == "year":
        period = read_moment(subject)
        number = sum(station.date.period == period for station in site.stations.values())
        when = phrases.when(period)
        return _filled(phrases, "year_description", when=when, number=phrases.number(number))
    number = sum(source.shelf == subject for source in site.sources.values())
    name = _name(phrases, key)
    return _filled(phrases, "shelf_description", sources=name, number=phrases.number(number))


def _filled(phrases: Phrases, word: str, **parts: object) -> str:
    """A pattern of the interface as plain text."""
    return words_of(phrases.fill(phrases.words[word], **parts))
