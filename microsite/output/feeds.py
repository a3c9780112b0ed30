"""Pages -> the files for machines that go beside them: the sitemap and robots.txt."""

from __future__ import annotations

from pathlib import Path

from microsite.content.site import Site
from microsite.pages import urls
from microsite.pages.plan import ROOT_PATH, Page, versions_of
from microsite.pages.render import template_environment


def feed_files(site: Site, pages: tuple[Page, ...], templates: Path) -> dict[str, bytes]:
    """`sitemap.xml` with the languages of each page, and `robots.txt`, by path."""
    environment = template_environment(templates)
    base = site.settings.base_url
    versions = versions_of(pages)
    entries = [(urls.absolute(base, page.path), _alternates(versions[page.key], base)) for page in pages]
    values = {"root": urls.absolute(base, ROOT_PATH), "entries": entries, "base_url": base}
    return {
        name: (environment.get_template(f"feeds/{name}").render(values) + "\n").encode()
        for name in ("sitemap.xml", "robots.txt")
    }


def _alternates(versions: tuple[Page, ...], base: str) -> list[tuple[str, str]]:
    return [(page.lang, urls.absolute(base, page.path)) for page in versions]
