"""The changes of every format in their order, from the format that a site has to the newest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microsite.content.files import SITE
from microsite.content.settings import FORMAT
from microsite.messages.catalogue import Message
from microsite.upgrades import format_2
from microsite.upgrades.changes import Change, Changed, Files, Note
from microsite.upgrades.yaml_text import YamlText

# What leads to each format from the one before.
CHANGES: Mapping[int, Sequence[Change]] = {2: format_2.CHANGES}


def upgraded(files: Files, number: int) -> Changed:
    """The files of a site of this format as those of the newest, and what was done, in order."""
    notes: list[Note] = []
    for version in range(number + 1, FORMAT + 1):
        for change in (*CHANGES[version], _numbered(version)):
            files, more = change(files)
            notes += more
    return files, tuple(notes)


def _numbered(version: int) -> Change:
    """The change that is common to all: the settings say which format it is."""

    def change(files: Files) -> Changed:
        settings, line = files[SITE.pattern], f"format: {version}"
        if "format" in settings.data:
            settings = settings.replaced(settings.entry("format").value, str(version))
        else:
            settings = settings.put_first(YamlText(f"{line}\n"))
        return {**files, SITE.pattern: settings}, (Note(SITE.pattern, Message("upgrade-added", line=line)),)

    return change
