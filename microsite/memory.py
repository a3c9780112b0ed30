"""What builds have found out: the next one keeps of it whatever still stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from microsite.content.readings import Readings
from microsite.fingerprints import Fingerprints
from microsite.folders import TEMPLATES, Folders
from microsite.history.halves import Past
from microsite.language.markdown import ParsedTexts
from microsite.output.publish import Published
from microsite.pages.environment import template_environment
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
        self._environment: tuple[Mapping[str, bytes], Environment] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_environment": None}

    def environment(self, folders: Folders) -> Environment:
        """The environment of the templates as they are now."""
        state = folders.state(TEMPLATES)
        if self._environment is None or self._environment[0] != state:
            self._environment = (state, template_environment(folders))
        return self._environment[1]
