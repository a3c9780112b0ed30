"""A language of the site -> its web app manifest: what systems call the site where readers keep it.

Web App Manifest: https://www.w3.org/TR/appmanifest/. Readers keep a page, not a program: it stays in the
browser, with its address and the way back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from microsite.content.site import Site
from microsite.language.phrases import Phrases
from microsite.pages import urls
from microsite.pages.brand import ICONS, icon_of
from microsite.pages.edition import Edition
from microsite.pages.environment import Renderer
from microsite.pages.plan import ROOT_PATH


def web_manifest_files(edition: Edition, _: Renderer) -> dict[str, bytes]:
    """The manifest of each language by its path."""
    site = edition.site
    return {
        urls.manifest(lang): json.dumps(_manifest(site, lang), ensure_ascii=False, indent=2).encode() + b"\n"
        for lang in site.settings.languages
    }


def _manifest(site: Site, lang: str) -> dict[str, Any]:
    settings, phrases, here = site.settings, Phrases(site, lang), urls.manifest(lang)
    paper = settings.theme.colours.paper.light
    return {
        "name": phrases.plain(settings.title),
        "short_name": phrases.plain(settings.name),
        "description": phrases.plain(settings.summary),
        "lang": lang,
        "dir": settings.languages[lang].direction,
        "start_url": urls.relative(here, urls.page_path(site, lang, ("home", ""))),
        "scope": urls.relative(here, ROOT_PATH),
        "display": "browser",
        "theme_color": paper,
        "background_color": paper,
        "icons": list(_icons(site, here)),
    }


def _icons(site: Site, here: str) -> Iterator[dict[str, str]]:
    """The icon as it is drawn, if it has every size, and the pictures of it."""
    icon = icon_of(site)
    if PurePosixPath(icon.file).suffix == ".svg":
        yield {"src": urls.relative(here, icon.file), "type": icon.type, "sizes": "any"}
    for name, (pixels, whole) in ICONS.items():
        size = {"src": urls.relative(here, name), "type": "image/png", "sizes": f"{pixels}x{pixels}"}
        yield {**size, "purpose": "maskable"} if whole else size
