"""What a change of the format is: from the files of a site to its files, with a note of each thing done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from microsite.content.files import SITE
from microsite.messages.catalogue import Message
from microsite.upgrades.yaml_text import YamlText

Files = Mapping[str, YamlText]  # by their names in the content folder; the settings are always there


@dataclass(frozen=True)
class Note:
    """What was done to a file, for editors."""

    file: str
    message: Message


Changed = tuple[Files, tuple[Note, ...]]
Change = Callable[[Files], Changed]


def _as_it_is(text: YamlText) -> YamlText:
    return text


def moved(
    files: Files,
    file: str,
    key: str,
    new: str,
    after: str = "",
    change: Callable[[YamlText], YamlText] = _as_it_is,
) -> Changed:
    """A key of the top of a file under another name in the settings, behind `after`.

    `change` is for the entry on the way, which has its old name still. Where the settings have the new
    key already, that one holds.
    """
    text = files.get(file)
    if not text or key not in text.data:
        return files, ()
    entry, files = text.lines_of(key), without(files, file, key)
    settings = files[SITE.pattern]
    if new in settings.data:
        return files, (Note(file, Message("upgrade-there", key=key, new=new, to=SITE.pattern)),)
    entry = change(entry)
    entry = entry.replaced(entry.entry(key).key, new)
    note = Note(file, Message("upgrade-moved", key=key, new=new, to=SITE.pattern))
    return {**files, SITE.pattern: settings.put(entry, after)}, (note,)


def added(files: Files, key: str, value: str) -> Changed:
    """A key of the settings that had no name before; one that is there stays as it is."""
    settings = files[SITE.pattern]
    if key in settings.data:
        return files, ()
    line = f"{key}: {value}"
    note = Note(SITE.pattern, Message("upgrade-added", line=line))
    return {**files, SITE.pattern: settings.put(YamlText(f"\n{line}\n"))}, (note,)


def without(files: Files, file: str, *path: str) -> Files:
    """The files without an entry of one, and without a file that has no other."""
    text = files[file].without(*path)
    rest = {name: it for name, it in files.items() if name != file}
    return {**rest, file: text} if text.holds_entries else rest
