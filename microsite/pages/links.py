"""What a page links to: other pages, files, its own addresses, the pages of the menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from microsite.content.entries import Source
from microsite.content.pages import PageKey, PageKind, page_named
from microsite.language.phrases import Phrases
from microsite.messages.catalogue import Message
from microsite.messages.problems import did_you_mean
from microsite.pages import urls
from microsite.pages.brand import TOUCH_ICON, Icon, Logo, icon_of
from microsite.pages.card_words import pictured
from microsite.pages.data.published import Data
from microsite.pages.edition import Edition
from microsite.pages.environment import TemplateNameError
from microsite.pages.kinds import BY_NAME
from microsite.pages.plan import NOT_FOUND_PATH, ROOT_PATH, Page
from microsite.pages.sheets import CHOOSER
from microsite.pages.summaries import summary_of


class PageLinks(Phrases):
    """One page in one language, and what it can link to; it keeps the sources that the page names."""

    def __init__(self, edition: Edition, page: Page) -> None:
        super().__init__(edition.site, page.lang)
        self.page = page
        self.today = edition.today
        self.sources: dict[str, Source] = {}  # those that the page names so far
        self._edition = edition

    @cached_property
    def words(self) -> Mapping[str, Any]:
        return self._edition.words[self.lang]

    def has(self, kind: PageKind) -> bool:
        """Whether the site has a page of this kind."""
        return bool(BY_NAME[kind].keys(self.site))

    def href(self, kind: PageKind, subject: str = "", anchor: str = "") -> str:
        """A link from this page to another in the same language."""
        if path := self._edition.paths.get((self.lang, (kind, subject))):
            return self._link(path, anchor)
        names = [" ".join(filter(None, key)) for key in self._edition.versions]
        wanted = " ".join(filter(None, (kind, subject)))
        raise TemplateNameError(Message("no-such-page", name=wanted, hint=did_you_mean(wanted, names)))

    def href_of(self, key: PageKey, anchor: str = "") -> str:
        """The same from a page key."""
        return self.href(*key, anchor=anchor)

    def filtered_href(self, kind: PageKind, group: str, word: str) -> str:
        """A link to a page with a list that shows only what has a word of a group."""
        return f"{self.href(kind)}?{group}={word}"

    def source_href(self, id: str) -> str:
        """A link to the entry of a source, which the page then names."""
        self.sources[id] = self.site.sources[id]
        return self.href_of(self.site.source_page(id), id)

    def feed(self, sector: str | None = None) -> str:
        """A link to the feed of the whole, or of one sector."""
        return self._link(urls.feed(self.site, self.lang, sector))

    def calendar(self, sector: str | None = None) -> str | None:
        """A link to the calendar of the whole, or of one sector, if that has any date."""
        if sector not in self._edition.digest.with_agenda:
            return None
        return self._link(urls.calendar(self.site, self.lang, sector))

    @property
    def feeds(self) -> list[tuple[str, str]]:
        """The feeds that this page is told in, each with its title and a link to it."""
        kind, subject = self.page.key
        sectors = [None, subject] if kind == "sector" else [None]
        return [(self.feed_title(sector), self.feed(sector)) for sector in sectors]

    def feed_title(self, sector: str | None = None) -> str:
        """What the feed of the whole or of one sector is called."""
        return str(self.fill(self.words["feed_of"], name=self.name_of(sector)).unescape())

    def name_of(self, sector: str | None = None) -> str:
        """The site by its name, or a sector with it, as in the title of its page."""
        name = self.plain(self.site.settings.name)
        return f"{self.plain(self.site.sectors[sector].name)} – {name}" if sector else name

    def record_href(self, id: str) -> str | None:
        """A link to the page that tells of one entry, if there is one."""
        return self.href("record", id) if ("record", id) in self._edition.versions else None

    def asset(self, name: str) -> str:
        """A link to a file of `static/`, with its version."""
        if version := self._edition.assets.get(name):
            return f"{self._link(name)}?h={version}"
        hint = did_you_mean(name, self._edition.assets)
        raise TemplateNameError(Message("no-such-asset", name=name, hint=hint))

    @property
    def search(self) -> str:
        """A link to what readers of the page's language can search for."""
        return self._link(urls.search(self.lang))

    @property
    def data(self) -> Data:
        """The tables of the site, and how large their files are."""
        return self._edition.data

    @property
    def logo(self) -> Logo | None:
        """The picture beside the name of the site."""
        return self._edition.logo

    @property
    def icon(self) -> Icon:
        """The picture in a browser's tab."""
        return icon_of(self.site)

    @property
    def touch_icon(self) -> str:
        """A link to the picture that home screens show."""
        return self._link(TOUCH_ICON)

    @property
    def manifest(self) -> str:
        """A link to what tells a system how to keep the site among its programs."""
        return self._link(urls.manifest(self.lang))

    @property
    def style_sheet(self) -> str:
        """A link to the style sheet of this kind of page, in the page's language."""
        kind = CHOOSER if self.page.path in (ROOT_PATH, NOT_FOUND_PATH) else self.page.sheet
        return self.asset(urls.style_sheet(kind, self.lang))

    @property
    def root(self) -> str:
        """A link to the page that offers the languages."""
        return self._link(ROOT_PATH)

    def _link(self, path: str, anchor: str = "") -> str:
        if self.page.path == NOT_FOUND_PATH:  # served at any depth
            return urls.rooted(self.site.settings.base_url, path)
        return urls.relative(self.page.path, path, anchor)

    @property
    def canonical(self) -> str:
        return urls.absolute(self.site.settings.base_url, self.page.path)

    def absolute_of(self, key: PageKey) -> str:
        """The full address of another page in the same language."""
        return urls.absolute(self.site.settings.base_url, self._edition.paths[self.lang, key])

    card_pixels = urls.CARD_PIXELS

    @property
    def card(self) -> str:
        """The full address of the picture that stands for the page elsewhere."""
        key = pictured(self.site, self.page.key)
        path = self.page.path if key == self.page.key else self._edition.paths[self.lang, key]
        return urls.absolute(self.site.settings.base_url, urls.beside(path, urls.CARD))

    @property
    def trail(self) -> list[tuple[PageKey, str]]:
        """The pages that this one belongs to, the home page first, with their names; none for most."""
        kind, subject = self.page.key
        parent = BY_NAME[kind].parent
        if kind not in ("compare", "record") and not parent:
            return []
        trail: list[tuple[PageKey, str]] = [(("home", ""), self.words["home"])]
        if self.section != self.page.key and self.section[0] != "sector":
            trail.append((self.section, self.plain(self.site.page_text(self.section).short)))
        whole = self.page.key
        if kind == "compare":
            whole = page_named(subject)
        elif kind == "record":
            whole = self.site.citables[subject].page
        if whole not in (self.page.key, self.section) and BY_NAME[whole[0]].subjects:
            trail.append((whole, self.called(whole)))
        return trail

    def called(self, key: PageKey) -> str:
        """What a page is called where another one leads to it."""
        if key[0] == "sector":  # of which the page is to know no more
            _, name = self._edition.digest.sector_names[key[1]]
            return self.plain(name)
        return summary_of(self, key).name

    @property
    def terms_by_name(self) -> Sequence[tuple[str, str]]:
        """The terms of the glossary, each by its name and id, in the order of the alphabet."""
        named = ((self.plain(term.term), id) for id, term in self.site.glossary.items())
        return sorted(named, key=lambda it: it[0].lower())

    def menu_name(self, key: PageKey) -> Markup:
        """What the menu calls a page, and the trail the home page."""
        if key[0] == "home":
            return escape(self.words["home"])
        if key[0] == "sector":
            return self.say(self.site.title_of(key))
        return self.say(self.site.page_text(key).short)

    @property
    def twin(self) -> str | None:
        """A link to the page as Markdown; the pages that offer the languages have none."""
        if self.page.path in (ROOT_PATH, NOT_FOUND_PATH):
            return None
        return self._link(urls.beside(self.page.path, urls.TWIN))

    @property
    def forms(self) -> list[tuple[str, str]]:
        """In what other forms there is what this page says: links, each with what it is called."""
        kind, subject = self.page.key
        sector = subject if kind == "sector" else None
        forms = [
            (self.twin, "Markdown"),
            (self.feed(sector), self.words["feed"]),
            (self.calendar(sector), self.words["calendar"]),
        ]
        if self.has("data") and kind != "data":
            forms.append((self.href("data"), self.plain(self.site.pages["data"].title)))
        return [(link, name) for link, name in forms if link]

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """The page's absolute address in every language, and the default, by language code."""
        base = self.site.settings.base_url
        links = [(page.lang, urls.absolute(base, page.path)) for page in self.versions]
        default = urls.absolute(base, ROOT_PATH) if self.page.key == ("home", "") else links[0][1]
        return [*links, ("x-default", default)]

    @property
    def versions(self) -> tuple[Page, ...]:
        """This page in every language, itself included."""
        return self._edition.versions[self.page.key]

    def file(self, path: str) -> str:
        """A link to a file of the site that is no page and not of `static/`."""
        return self._link(path)

    def link_to(self, page: Page) -> str:
        """A link to any page."""
        return self._link(page.path)

    @property
    def section(self) -> PageKey:
        """The page of the navigation that this one is or belongs to."""
        kind, subject = self.page.key
        if kind == "compare":
            kind, subject = page_named(subject)
        elif kind == "record":
            kind, subject = self.site.citables[subject].page
        parent = BY_NAME[kind].parent
        return (parent, "") if parent and self.has(parent) else (kind, subject)

    @property
    def navigation(self) -> Sequence[tuple[PageKey, str]]:
        """The pages of the navigation with their short names."""
        return self._edition.menus[self.lang]
