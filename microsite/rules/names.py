"""Names of places on pages: of two things with one name, a link would always find the first.

Ids of entries, names of headings in prose and ids that templates have share one namespace a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from microsite.content.documents import where
from microsite.content.files import IdKind
from microsite.content.pages import PageKey, PageKind
from microsite.content.site import Draft
from microsite.language.markdown import ParsedTexts
from microsite.language.markdown_source import headings
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem


@dataclass(frozen=True)
class Anchors:
    """What templates put on pages: ids as they stand, and beginnings of ids that end in another name."""

    fixed: Set[str]
    samples: Set[str]  # of the style guide, which shows entries, but has no prose
    beginnings: Set[str]  # such as `note-`
    listed: Mapping[PageKind, tuple[IdKind, ...]]  # entries that stand on pages beside their own

    def taken(self, id: str, names: Set[str]) -> bool:
        """Whether templates use an id; `names` are those of the content, and footnotes have two hyphens."""
        endings = (id.removeprefix(start) for start in self.beginnings if id.startswith(start))
        return id in self.fixed or any(rest in names or rest.isdecimal() or "--" in rest for rest in endings)


def problems_of(draft: Draft, anchors: Anchors) -> Iterator[Problem]:
    """Yield each entry that has the name of something that templates put on pages."""
    for named in draft.index:
        if not named.around and (named.id in anchors.samples or anchors.taken(named.id, draft.ids)):
            yield Problem(draft.place_of(named), where(named.path), Message("name-of-a-page", id=named.id))


def headings_named(draft: Draft, key: PageKey, texts: ParsedTexts, anchors: Anchors) -> Iterator[Problem]:
    """Yield each heading of a page's text that has the name of something else there."""
    groups = [draft.entries_at.get(at, {}) for at in (key, *anchors.listed.get(key[0], ()))]
    there = {id: named for group in groups for id, named in group.items()}
    entries = [named for named in there.values() if named.kind != "sector"]  # those are pages
    there |= {old: named for named in entries for old in getattr(named.entry, "moved", ())}
    for lang in draft.known.get("language", ()):
        prose = draft.prose.get((key, lang))
        if prose is None:
            continue
        for heading in headings(prose.text, texts.of(prose)):
            name, place = heading.name, prose.place(heading.offset)
            if name in there:
                first = str(draft.place_of(there[name]))
                yield Problem(place, "", Message("heading-is-an-entry", id=name, first=first))
            elif name and anchors.taken(name, draft.ids):
                yield Problem(place, "", Message("name-of-a-page", id=name))
