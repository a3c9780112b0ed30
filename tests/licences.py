"""Under what licences the packages are that a build is made with: read from what is installed, into a table.

python -m tests.licences       renew docs/licences.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files, metadata

from tests.samples import ROOT

LOCK = ROOT / "requirements.txt"
PAGE = ROOT / "docs" / "licences.md"
PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ; (\S.*\S))? \\$", re.MULTILINE)
TABLE = re.compile(r"(?<=<!-- licences -->\n).*?(?=<!-- /licences -->)", re.DOTALL)
# What packages call their licences, by the names of SPDX.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "MIT License": "MIT",
    "MPL 2.0": "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# What licences say, for packages that have the text alone.
TEXTS = {
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software": "MIT"
}


@dataclass(frozen=True)
class Package:
    """One pinned package; the licence is empty where it is not installed on this system."""

    name: str
    version: str
    licence: str
    where: str  # the systems that it is for, in words of the lock; empty for all

    @property
    def row(self) -> str:
        licence = self.licence or f"not installed here ({self.where})"
        return f"| [{self.name}](https://pypi.org/project/{self.name}/) | {self.version} | {licence} |"


def packages() -> Iterator[Package]:
    """Every package that is pinned for a build."""
    for name, version, where in PINNED.findall(LOCK.read_text("utf-8")):
        try:
            yield Package(name, version, _licence(name), where)
        except PackageNotFoundError:
            yield Package(name, version, "", where)


def _licence(name: str) -> str:
    about = metadata(name).json
    classifiers = [it for it in about.get("classifier", ()) if it.startswith("License ::")]
    said = [about.get("license_expression"), about.get("license")]
    said += [it.rpartition(" :: ")[2] for it in classifiers]
    short = next((it for it in said if isinstance(it, str) and 0 < len(it) < 60 and it != "OSI Approved"), "")
    return SPDX.get(short, short) or next(_licences_in_text(name), "")


def _licences_in_text(name: str) -> Iterator[str]:
    """The licences whose words are in a package's own file."""
    for file in files(name) or ():
        if file.name.startswith("LICENSE"):
            text = " ".join(file.read_text("utf-8").split())
            yield from (licence for words, licence in TEXTS.items() if words in text)


def table() -> str:
    """The packages as a table."""
    rows = ["| Package | Version | Licence |", "| --- | --- | --- |", *(it.row for it in packages())]
    return "".join(f"{row}\n" for row in rows)


def main() -> None:
    """Renew the page."""
    PAGE.write_text(TABLE.sub(lambda _: table(), PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
