"""Hostile words in every place of the content: does any of them run in a real browser?

Each page of the built sites is opened twice, under its content policy and without it. A payload has run when
it has called what a script calls (`alert`, `open`, …), has asked another host for anything, or has been kept
from it by the policy; it has broken out when the page has an element or attribute that no template writes.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from microsite.messages.problems import ContentError
from microsite.output.publish import publish
from microsite.parallel import cores
from tests import chromium
from tests.conftest import BROWSER_OPTIONS
from tests.server import serve_folder
from tests.trust.figures import Figure
from tests.trust.fuzz import FRESH
from tests.trust.known import payloads, some
from tests.trust.planted import Planted, batches, plant

ALONE = re.compile(r"(^|/)(records|embed)/")  # pages of one entry, or of a part for pages of others
ONE_IN = 10  # of those, so many are opened

# Before any script of a page: what hostile ones call is written down, and so is what the policy stops.
LISTEN = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...given) => { window.ran.push(`${name}(${given})`.slice(0, 200)); };
addEventListener("securitypolicyviolation", (it) =>
  window.ran.push(`stopped by the policy: ${it.violatedDirective} ${it.blockedURI} ${it.sample}`));
"""
# What no template writes: handlers, other scripts, frames, links that run something.
AUDIT = """
() => {
  const found = [...window.ran];
  const safe = new Set(["http:", "https:", "mailto:"]);
  for (const it of document.querySelectorAll("*")) {
    for (const { name, value } of it.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || name === "formaction")
        found.push(`<${it.localName} ${name}=${value}>`.slice(0, 200));
      if (["href", "src", "action", "xlink:href", "data", "poster"].includes(name)) {
        const scheme = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI).protocol : "";
        if (scheme && !safe.has(scheme)) found.push(`<${it.localName} ${name}=${value}>`.slice(0, 200));
      }
    }
  }
  const strange = "iframe, frame, object, embed, base[href], applet, audio, video, math, portal, template"
    + ", textarea, form[action], meta[http-equiv=refresh], style"
    + ", script:not([src], [type='application/ld+json'])"
    + ", svg script, svg foreignObject"
    + ", svg a, svg animate, svg set, link[rel=import]";
  for (const it of document.querySelectorAll(strange)) found.push(it.outerHTML.slice(0, 200));
  return found;
}
"""


@dataclass
class Seen:
    """What pages have done, by what was seen."""

    pages: int = 0
    ran: list[str] = field(default_factory=list)


@dataclass
class Tried:
    """Where payloads stand or were refused, what else went wrong, and what pages did, by their policy."""

    there: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    seen: dict[bool, Seen] = field(default_factory=lambda: {True: Seen(), False: Seen()})

    def add(self, other: Tried) -> None:
        """Count what another group of payloads came to."""
        self.there += other.there
        self.refused += other.refused
        self.failures += other.failures
        for policy, seen in other.seen.items():
            self.seen[policy].pages += seen.pages
            self.seen[policy].ran += seen.ran


@contextmanager
def opened() -> Iterator[Browser]:
    """A Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=BROWSER_OPTIONS)
        yield browser
        browser.close()


def watch(browser: Browser, root: str, paths: Sequence[str], policy: bool, seen: Seen) -> None:
    """Open pages below an address, with their content policy or without, and note what they do."""
    context = browser.new_context(bypass_csp=not policy)
    context.add_init_script(LISTEN)
    _refuse_others(context, root, seen)
    page = context.new_page()
    page.on("dialog", partial(_dismiss, seen))
    for path in paths:
        _open(page, root + path, seen)
    context.close()


def _dismiss(seen: Seen, dialog: Dialog) -> None:
    seen.ran.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _open(page: Page, address: str, seen: Seen) -> None:
    page.goto(address, wait_until="load")
    if not page.url.startswith(address):
        seen.ran.append(f"{address} leads to {page.url}")
    seen.ran += [f"{address}: {it}" for it in page.evaluate(AUDIT)]
    seen.pages += 1


def _refuse_others(context: BrowserContext, root: str, seen: Seen) -> None:
    """Nothing is fetched from another host, and the asking is noted."""

    def note(address: str) -> None:
        if not address.startswith(root):
            seen.ran.append(f"asked for: {address[:200]}")

    context.on("request", lambda request: note(request.url))
    context.route(lambda address: not address.startswith(root), lambda route: route.abort())


def figures(number: int | None = None) -> Iterator[Figure]:
    """Plant so many payloads, or all, and look at the pages that come of it."""
    tried, all_of_it = some(payloads(), number), Tried()
    with ProcessPoolExecutor(cores(), FRESH) as processes:  # which may split themselves, as a build does
        for one in processes.map(_tried, count(), batches(tried)):
            all_of_it.add(one)
    there, refused = all_of_it.there, all_of_it.refused
    placed, kept = there.total(), refused.total()
    more = f"{len(tried):,} payloads in {len({*there, *refused})} places, {kept:,} of them refused by `check`"
    yield Figure(
        "Payloads planted and built: unforeseen failures", placed + kept, tuple(all_of_it.failures), more
    )
    for policy, seen in all_of_it.seen.items():
        what = "Pages with payloads, " + ("under their content policy" if policy else "without their policy")
        yield Figure(f"{what}: scripts run, hosts asked, markup broken out", seen.pages, tuple(seen.ran))


def _tried(at: int, batch: Sequence[str]) -> Tried:
    """Plant payloads, and open the pages that have them."""
    found = Tried()
    with opened() as browser, tempfile.TemporaryDirectory(prefix="payloads-") as folder:
        site = Path(folder, "site")
        try:
            planted = plant(batch, Path(folder, "content"))
        except ContentError as error:
            found.failures.append(f"group {at}: {error}")
            return found
        found.there, found.refused = planted.there, planted.refused
        publish({name: _light(name, body) for name, body in planted.built.files.items()}, site)
        with serve_folder(site, "/") as root:
            for policy, seen in found.seen.items():
                watch(browser, root, pages_of(planted, at), policy, seen)
    return found


def _light(name: str, body: bytes) -> bytes:
    """A file as it is served here: without what nothing of the content comes to, pages are shown sooner."""
    return b"" if name.endswith((".css", ".png", ".webp")) else body


def pages_of(planted: Planted, at: int) -> list[str]:
    """The pages, but for those that lead on by themselves; of those of one entry alone a few, by `at`.

    What such a page shows stands on the others as well, and there are hundreds of them.
    """
    pages = [
        name
        for name, body in planted.built.files.items()
        if name.endswith(".html") and b'<meta http-equiv="refresh"' not in body
    ]
    alone = [name for name in pages if ALONE.search(name)]
    return [name for name in pages if not ALONE.search(name)] + alone[at % ONE_IN :: ONE_IN]
