"""What builds have found out: the next one keeps of it whatever still stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from microsite.content.readings import Readings
from microsite.content.site import Draft
from microsite.content.whence import Whence
from microsite.fingerprints import Fingerprints
from microsite.folders import TEMPLATES, Folders
from microsite.history.halves import Past
from microsite.language.markdown import ParsedTexts
from microsite.output.publish import Published
from microsite.pages.environment import template_environment
from microsite.pages.marked import Printing
from microsite.tracking import Findings


class Memory:
    """What is known of a content folder and of the site made of it."""

    def __init__(self) -> None:
        self.fingerprints = Fingerprints()
        self.readings = Readings(self.fingerprints)
        self.texts = ParsedTexts()  # prose as the parser has it
        self.past = Past()
        self.rules = Findings()
        self.neglects = Findings()
        self.pages = Findings()
        self.published = Published()
        self._environments: dict[bool, tuple[Mapping[str, bytes], Environment]] = {}
        self.printing = Printing()

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_environments": {}, "printing": Printing()}

    def whence_of(self, draft: Draft) -> Whence:
        """Where what pages print is written; who marks it knows it from now on."""
        self.printing.whence = Whence.of_draft(draft, self.readings)
        return self.printing.whence

    def environment(self, folders: Folders, marked: bool = False) -> Environment:
        """The environment of the templates as they are now; of `marked` pages, `printing` says where texts
        are written."""
        state = folders.state(TEMPLATES)
        if marked not in self._environments or self._environments[marked][0] != state:
            finalize = self.printing if marked else None
            self._environments[marked] = (state, template_environment(folders, finalize))
        return self._environments[marked][1]
