"""`verify`: is a published site exactly what these sources make?"""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from microsite import __version__, line
from microsite.commands import printing
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, in_order, stop_if_any
from microsite.output.comparison import differences, not_served
from microsite.output.record import RECORD, Record, read_record
from microsite.output.served import Folder, Host, Served
from microsite.pages.render import Wish
from microsite.pages.urls import CARD


def run(given: Namespace) -> int:
    """Build in memory what the site says it is, and compare; 1 where anything differs.

    Day and addresses are those that are given, or else those that the site has recorded. Raises
    `ContentError` for mistakes in the content, and for a site of which nobody says the day.
    """
    served = _served(given.site)
    said = _said(served)
    if said is None and given.today is None:
        stop_if_any([Problem(Place(RECORD), "", Message("no-record"))])
    made = line.build(
        given.content,
        given.today or (said.today if said else None),
        given.base_url or (said.base_url if said else None),
        repository=given.repository or (said.repository if said else None),
        wish=Wish(cards=_has_cards(served, said)),
    )
    own = read_record(made.files[RECORD])
    found = in_order(differences(made.files, served, said))
    if not found:
        printing.print_summary(Message("verified", files=len(made.files), day=made.today.isoformat()), given)
        return 0
    hints = _hints(own, said) if own and said else ()
    printing.show([*found, *hints], given, "not-as-made")
    return 1


def _served(site: str) -> Served:
    if re.match("https?://", site):
        return Host(site)
    if not Path(site).is_dir():
        stop_if_any([Problem(Place(site), "", Message("no-site"))])
    return Folder(Path(site))


def _said(served: Served) -> Record | None:
    """What the site says about itself, if it does. Raises `ContentError` where it cannot be asked."""
    (answer,) = served.answers([RECORD])
    if isinstance(answer, OSError):
        stop_if_any([not_served(RECORD, answer)])
    return read_record(answer) if isinstance(answer, bytes) else None


def _has_cards(served: Served, said: Record | None) -> bool:
    """Whether a site was made with cards: only what `build` writes is."""
    (answer,) = served.answers([CARD])
    return isinstance(answer, bytes) or (said is not None and CARD in said.files)


def _hints(own: Record, said: Record) -> Iterator[Problem]:
    """What may be why: another engine, another state of the content."""
    if own.engine != said.engine:
        message = Message("other-engine", found=said.engine, here=__version__)
        yield Problem(Place(RECORD), "", message, "warning")
    if said.content and own.content != said.content:
        yield Problem(Place(RECORD), "", Message("other-content", commit=said.content), "warning")
