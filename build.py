#!/usr/bin/env python3
"""Build the site: content/ becomes site/.

    python build.py                      build with today's date
    python build.py check                look for mistakes, write nothing
    python build.py serve                build, show the site, build again at each change

The line, top to bottom: read the content, plan the pages, render them, add the files beside them,
check the whole, publish. Until the last step the built site is a value (path -> bytes); when a
step finds a mistake, every one is printed and the last good site stays as it is.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from microsite import check
from microsite.assets import gather_assets
from microsite.colours import line_colours
from microsite.feeds import feed_files
from microsite.mapping import line_maps, map_styles
from microsite.model import ADDRESS_PATTERN
from microsite.plan import plan_pages
from microsite.problems import ContentError, Place, Problem, stop_if_any
from microsite.publish import publish
from microsite.reading import read_site
from microsite.render import render_pages
from microsite.serve import serve
from microsite.site import Site
from microsite.views import counts

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Built:
    """A finished site that is not written yet."""

    site: Site
    files: dict[str, bytes]


def build(content: Path, today: date | None = None, base_url: str | None = None) -> Built:
    """Make the whole site from a content folder.

    `today` defaults to the current day in the site's time zone, `base_url` to the one in the
    content. Raises `ContentError` with every mistake that a step found.
    """
    site = read_site(content)
    if base_url:
        settings = site.settings.model_copy(update={"base_url": base_url})
        site = site.with_settings(settings)
    pages = plan_pages(site)
    today = today or today_in(site)
    maps = line_maps(site, today)
    colours = line_colours(site)
    styles = {lang: colours + map_styles(site, drawn) for lang, drawn in maps.items()}
    assets = gather_assets(HERE / "static", styles)
    html = render_pages(site, pages, assets, maps, HERE / "templates", today)
    files = {**html, **assets.files, **feed_files(site, pages, HERE / "templates")}
    stop_if_any(check.problems_of(files, pages, site.settings.base_url))
    return Built(site, files)


def today_in(site: Site) -> date:
    """The current day in the site's time zone; `SOURCE_DATE_EPOCH` (seconds) stops the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdecimal():
        message = f'"{epoch}" is not a number of seconds; unset it, or write one such as 1767225600.'
        raise ContentError([Problem(Place("SOURCE_DATE_EPOCH"), "", message)])
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(ZoneInfo(site.settings.time_zone)).date()


def summary(built: Built, seconds: float) -> str:
    """One line about what was built."""
    pages = sum(name.endswith(".html") for name in built.files)
    languages = len(built.site.settings.languages)
    parts = [f"{pages} pages in {languages} languages"]
    parts += [f"{number} {name}" for name, number in counts(built.site).items()]
    return f"{', '.join(parts)}; {seconds:.2f} s"


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Turn a folder of content into a static site in every language of the content.",
        epilog="Mistakes in the content are printed as file:line:column with what to write instead; "
        "the exit code is then 1 and the site stays as it was.",
    )
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=("build", "check", "serve"),
        help="build (the default) writes the site; check only looks for mistakes; "
        "serve shows the site and follows changes",
    )
    parser.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="the content (default: content)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (default: site)"
    )
    parser.add_argument(
        "--base-url",
        type=_base_url,
        metavar="URL",
        help="the address of the published site, such as https://name.github.io/place/ "
        "(default: base_url in site.yaml)",
    )
    parser.add_argument(
        "--today",
        type=_day,
        metavar="YYYY-MM-DD",
        help="build as on this day (default: today in the site's time zone, or SOURCE_DATE_EPOCH)",
    )
    parser.add_argument("--port", type=int, default=8000, help="where serve listens (default: 8000)")
    return parser.parse_args(words)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{word}" is not a day; write one as 2026-01-31') from None


def _base_url(word: str) -> str:
    address = word.rstrip("/") + "/"
    if not re.fullmatch(ADDRESS_PATTERN, address):
        raise argparse.ArgumentTypeError(
            f'"{word}" is not an address; it starts with https:// and a host, as https://name.org/place/'
        )
    return address


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 mistakes in the content."""
    given = arguments(words)

    def once() -> None:
        started = time.perf_counter()
        built = build(given.content, given.today, given.base_url)
        if given.command != "check":
            publish(built.files, given.out)
        print(summary(built, time.perf_counter() - started))

    if given.command == "serve":
        return serve(once, given.out, [given.content, HERE / "templates", HERE / "static"], given.port)
    try:
        once()
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} to mend; nothing was written.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; the site could not be written.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
