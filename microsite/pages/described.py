"""A page as it is listed, cited and shown elsewhere: its summary, its version, its reference, its parts."""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup

from microsite.content.files import SITE
from microsite.history.freshness import Freshness, freshness_of
from microsite.language.phrases import Phrases
from microsite.language.scripts import with_territory
from microsite.pages.citation import Citation, reference_day, unjoined
from microsite.pages.embeds import FITTING, EmbedPart, frame_of
from microsite.pages.kinds import files_of, files_shown
from microsite.pages.links import PageLinks
from microsite.pages.plan import ROOT_PATH
from microsite.pages.records import freshness_of_record
from microsite.pages.structured import Node, structured
from microsite.pages.summaries import Summary, summary_of, summary_of_all


class Described(PageLinks):
    """What is said of a page where others list it, cite it or show a part of it."""

    @cached_property
    def summary(self) -> Summary:
        """What the page is called and what it is about, where others show it."""
        if self.page.path == ROOT_PATH:
            return summary_of_all([Phrases(self.site, lang) for lang in self.site.settings.languages])
        return summary_of(self, self.page.key)

    @cached_property
    def freshness(self) -> Freshness:
        """When the page last changed, where it can be corrected, what it is behind."""
        if self.page.key[0] == "record":
            return freshness_of_record(self._edition, self.page.key[1], self.lang)
        key, history = self.page.key, self._edition.history
        files, shown = files_of(self.site, key, self.lang), files_shown(self.site, key)
        if self.page.path == ROOT_PATH:
            files, shown = (SITE.pattern,), ()
        return freshness_of(files, self.lang, history, self.site.settings.repository, self.today, shown)

    @property
    def structured(self) -> Node:
        """What the page says in a form for machines."""
        return structured(self, self.summary, self.freshness.changed)

    @property
    def locales(self) -> list[str]:
        """The language and territory of the page, then those of its other languages."""
        languages = self.site.settings.languages
        ordered = sorted(languages, key=lambda lang: lang != self.lang)
        return list(dict.fromkeys(with_territory(languages[lang].locale) for lang in ordered))

    def citation(self, title: str) -> Citation:
        """How the page is cited under a title: the version of its last change, or of the last check."""
        settings = self.site.settings
        checked = min(settings.checked.last, self.today) if settings.checked else self.today
        return Citation(
            title=unjoined(title),
            site=unjoined(self.plain(settings.title)),
            publisher=unjoined(self.plain(settings.publisher)) if settings.publisher else None,
            day=self.freshness.changed or checked,
            address=self.canonical,
            names=(*self.page.key, self.lang),
        )

    def cited(self, citation: Citation) -> str:
        """The reference in words."""
        site = self.words["comma"].join(filter(None, (citation.within, citation.author)))
        day = self.own_day(citation.day)
        parts = {"title": citation.title, "site": site, "date": day, "address": citation.address}
        return unjoined(self.fill(self.words["cited"], **parts).striptags())

    def apa(self, citation: Citation) -> str:
        """The reference as APA has it."""
        return citation.apa(reference_day(citation.day, self.language, self.words["comma"]))

    @property
    def embeddable(self) -> tuple[EmbedPart, str] | None:
        """The part of the site that this page has in full and pages of others can show, and its id."""
        kind, subject = self.page.key
        if kind == "sector":
            return "sector", subject
        if kind == "record" and subject in self.site.targets:
            return "promise", subject
        return ("map", "") if kind in ("home", "timeline") and self._edition.maps else None

    def frame(self, part: EmbedPart, id: str = "") -> str:
        """The line of HTML by which a page of others shows a part of the site."""
        drawn = self._edition.maps.get(self.lang) if part == "map" else None
        return frame_of(self, part, id, drawn)

    @property
    def fitting_script(self) -> str:
        """The line of HTML by which such a page fits the heights of its frames."""
        return str(Markup('<script src="{}" async></script>').format(self.site.settings.base_url + FITTING))
