"""Which content files a page is made of, when they last changed, and where they can be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from microsite.content.site import PageKey, Site, page_named
from microsite.history.halves import History


@dataclass(frozen=True)
class Upkeep:
    """What a page says of its own state; what is not known is None."""

    correct: str | None  # the address of its first file in the repository's editor
    changed: date | None
    changes: str | None  # the address of what was changed in the file that changed last
    behind: date | None  # the day of the oldest change in another language that it has not followed


def upkeep_of(site: Site, key: PageKey, lang: str, history: History, today: date) -> Upkeep:
    """The state of one page in one language; what is not committed yet changed `today`."""
    files = files_of(site, key, lang)
    days = {file: history.changed[file].day or today for file in files if file in history.changed}
    newest = max(days, key=days.__getitem__, default=None)
    since = [
        half.since.day if half.since and half.since.day else today
        for file in files
        for half in history.behind_in(file)
        if half.lang == lang
    ]
    repository = site.settings.repository
    return Upkeep(
        correct=repository.edit_address(files[0]) if repository and files else None,
        changed=days[newest] if newest else None,
        changes=repository.history_address(newest) if repository and newest else None,
        behind=min(since, default=None),
    )


def files_of(site: Site, key: PageKey, lang: str) -> tuple[str, ...]:
    """The content files that a page is made of, the one with most of its words first."""
    kind, subject = key
    match kind:
        case "compare":
            return files_of(site, page_named(subject), lang)
        case "sector":
            return (f"sectors/{subject}.{lang}.md", f"sectors/{subject}.yaml")
        case "year":
            named = (site.written_in[id] for id, it in site.stations.items() if str(it.date.year) == subject)
            return tuple(dict.fromkeys(named))
        case "shelf":
            return ("sources.yaml",)
        case "samples":
            return ()
    entries = {
        "launch": ("launch.yaml",),
        "glossary": ("glossary.yaml",),
        "method": ("conflicts.yaml",),
        "changes": ("changes.yaml",),
    }
    return (f"pages/{kind}.{lang}.md", f"pages/{kind}.yaml", *entries.get(kind, ()))
