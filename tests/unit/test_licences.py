"""What a build is made with is under free licences, and the page that says so is in step with the lock."""

from __future__ import annotations

import re

from tests.licences import LOCK, PAGE, PINNED, packages

FREE = re.compile(
    r"(?:(?:MIT|MIT-CMU|HPND|BSD-\d-Clause|Apache-2\.0|MPL-2\.0|PSF-2\.0|ISC)(?: (?:AND|OR) )?)+"
)


def test_every_package_is_under_a_free_licence() -> None:
    """Each says which one, unless it is for another system."""
    assert len([*packages()]) == len(PINNED.findall(LOCK.read_text("utf-8"))) > 15
    wrong = [it for it in packages() if not FREE.fullmatch(it.licence) and not it.where]
    assert wrong == []


def test_page_names_every_package_and_no_other() -> None:
    """In the versions of the lock; `make licences` renews it."""
    rows = re.findall(r"^\| \[(\S+)\]\(\S+\) \| (\S+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rows == [(name, version) for name, version, _ in PINNED.findall(LOCK.read_text("utf-8"))]
