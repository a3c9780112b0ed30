"""A YAML file as text that can be changed key by key; whatever is not touched stays byte for byte.

The parser says where keys and values stand, and the text is cut there: nothing is written anew from a
tree, which would lose comments, quotation marks and blank lines.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from microsite.content.documents import Loader

LINE_END = re.compile(r"\r\n|\r|\n")
REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
BLANK_ABOVE = re.compile(r"(?:\A|\n|\r(?!\n))[ \t]*(?:\r\n|\r|\n)\Z|\A\Z")
BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
COMMENT = re.compile(r"(?P<indent>[ \t]*)#")
COMMA = re.compile(r"[ \t]*,[ \t]*")
INDENT = 2
SPACES = re.compile(r"^ +", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A key with its value; `before` is where what stands before it ends, in characters."""

    key: yaml.Node
    value: yaml.Node
    group: yaml.MappingNode  # the mapping that it stands in
    before: int


@dataclass(frozen=True)
class Span:
    """From where to where an entry reaches, in characters.

    One with lines of its own has the comments directly above, and those below that are set in deeper.
    """

    start: int
    stop: int
    lines: bool


@dataclass(frozen=True)
class YamlText:
    """The text of one file that `read_yaml` finds in order. Changes give another text."""

    text: str

    @cached_property
    def _composed(self) -> yaml.Node | None:
        return yaml.compose(self.text, Loader=Loader)

    @property
    def holds_entries(self) -> bool:
        """Whether any entry is left; a file of comments alone cannot be read."""
        return isinstance(self._composed, yaml.MappingNode) and bool(self._composed.value)

    @property
    def root(self) -> yaml.MappingNode:
        assert isinstance(self._composed, yaml.MappingNode)
        return self._composed

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the file holds: nested dicts, lists and strings."""
        data: dict[str, Any] = _data(self.root)
        return data

    # --- looking --------------------------------------------------------------------------------

    def entry(self, *path: str) -> Entry:
        """The entry to which keys lead; `KeyError` where there is none."""
        group: yaml.Node = self.root
        before, found = 0, None
        for name in path:
            found = self._entry_in(group, name, before)
            group, before = found.value, index_of(found.key.end_mark)
        assert found, "the file itself is no entry"
        return found

    def _entry_in(self, group: yaml.Node, name: str, before: int) -> Entry:
        for key, value in group.value if isinstance(group, yaml.MappingNode) else ():
            if _data(key) == name:
                assert isinstance(group, yaml.MappingNode)
                return Entry(key, value, group, before)
            before = self.end(value)
        raise KeyError(name)

    def end(self, node: yaml.Node) -> int:
        """Where a value ends: to the parser, a block reaches to the next key, over comments that are not
        its own."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(node, yaml.MappingNode) else last)
        start, end = index_of(node.start_mark), index_of(node.end_mark)
        return start + len(self.text[start:end].rstrip())

    def written(self, node: yaml.Node) -> str:
        """A key or a value as it is written."""
        return self.text[index_of(node.start_mark) : self.end(node)]

    def span(self, entry: Entry) -> Span:
        """Where an entry stands, with what belongs to it."""
        start, end = index_of(entry.key.start_mark), self.end(entry.value)
        first, stop = self._line_start(start), self._line_end(end)
        if entry.group.flow_style:
            alone = first >= entry.before and not self.text[first:start].strip()
            rest = _past_comma(self.text[end:stop]).strip()
            if not alone or (rest and not rest.startswith("#")):
                return Span(start, end, lines=False)
        indent = start - first
        above = self._comments_above(first, indent, entry.before)
        return Span(above, self._comments_below(stop, indent), lines=True)

    def _line_start(self, index: int) -> int:
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def _line_end(self, index: int) -> int:
        """Behind the line end that comes next."""
        match = REST_OF_LINE.match(self.text, index)
        assert match
        return match.end()

    def _comments_above(self, first: int, indent: int, before: int) -> int:
        """Where the comments directly above a line begin; those at the top of the file are the file's."""
        start = first
        while start > before:
            above = self._line_start(start - (2 if self.text[:start].endswith("\r\n") else 1))
            comment = COMMENT.match(self.text, above)
            if above < before or not comment or len(comment["indent"]) > indent:
                break
            start = above
        return start or first

    def _comments_below(self, stop: int, indent: int) -> int:
        while (comment := COMMENT.match(self.text, stop)) and len(comment["indent"]) > indent:
            stop = self._line_end(stop)
        return stop

    # --- changing -------------------------------------------------------------------------------

    def lines_of(self, key: str) -> YamlText:
        """An entry of the top as a file of its own, with its comments."""
        entry = self.entry(key)
        span, end = self.span(entry), self.end(entry.value)
        behind = self.text[end : span.stop]
        if entry.group.flow_style and COMMA.match(behind):
            behind = f"  {_past_comma(behind)}"
        column = _column(entry.key) if span.lines else 0
        return YamlText(_indented(f"{self.text[span.start : end]}{behind}".rstrip() + "\n", -column))

    def without(self, *path: str) -> YamlText:
        """The file without an entry, and without a group that has no other.

        Of blank lines on both sides of it, those above stay.
        """
        entry = self.entry(*path)
        if len(path) > 1 and len(entry.group.value) == 1:
            return self.without(*path[:-1])
        span = self.span(entry)
        before, after = self.text[: span.start], self.text[span.stop :]
        if span.lines:
            blank = BLANK_LINES.match(after)
            after = after[blank.end() :] if blank and BLANK_ABOVE.search(before) else after
        elif COMMA.match(after):
            after = _past_comma(after)
        elif self.text[entry.before : span.start].strip() == ",":
            before = before[: entry.before]
        return YamlText(before + after)

    def replaced(self, node: yaml.Node, written: str) -> YamlText:
        """The file with something else in the place of a key or a value."""
        return YamlText(self.text[: index_of(node.start_mark)] + written + self.text[self.end(node) :])

    def wrapped(self, block: yaml.MappingNode, key: str, more: str = "") -> YamlText:
        """The file with the entries of a block under another key, and perhaps a line beside it."""
        start, stop = self._line_start(index_of(block.start_mark)), self._line_end(self.end(block))
        lines = [f"{key}:\n", _indented(_indented(self.text[start:stop], -_column(block)), INDENT)]
        lines += [f"{more}\n"] if more else []
        block_lines = _indented("".join(lines), _column(block))
        return YamlText(self.text[:start] + block_lines + self.text[stop:])

    def put(self, more: YamlText, after: str = "") -> YamlText:
        """The file with entries of the top behind one that is named, or else behind all."""
        if not self.data:
            return self.put_first(more)
        entry = self.entry(after if after in self.data else next(reversed(self.data)))
        if self.root.flow_style:
            return self._inserted(self.end(entry.value), f", {_in_brackets(more)}")
        return self._inserted(self.span(entry).stop, _indented(more.text, _column(self.root)))

    def put_first(self, more: YamlText) -> YamlText:
        """The file with entries of the top before all others."""
        if self.root.flow_style:
            comma = ", " if self.data else ""
            return self._inserted(index_of(self.root.start_mark) + 1, _in_brackets(more) + comma)
        first = self.span(self.entry(next(iter(self.data))))
        return self._inserted(first.start, _indented(more.text, _column(self.root)))

    def _inserted(self, index: int, more: str) -> YamlText:
        """The file with more text, in lines that end as those of the file do."""
        before, after = self.text[:index], self.text[index:]
        if more.endswith("\n") and before and before[-1] not in "\r\n":
            before += "\n"
        end = LINE_END.search(self.text)
        return YamlText(before + LINE_END.sub(end[0] if end else "\n", more) + after)


def index_of(mark: yaml.Mark | None) -> int:
    """The character of a file that the parser speaks of."""
    assert mark
    return int(mark.index)


def _column(node: yaml.Node) -> int:
    assert node.start_mark
    return int(node.start_mark.column)


def _data(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_data(key): _data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    return unicodedata.normalize("NFC", node.value)


def _past_comma(text: str) -> str:
    comma = COMMA.match(text)
    return text[comma.end() :] if comma else text


def _indented(lines: str, columns: int) -> str:
    """Lines moved to the right, or to the left as far as they can go."""
    if columns < 0:
        return SPACES.sub(lambda spaces: spaces[0][-columns:], lines)
    return re.sub(r"^(?=[^\r\n])", " " * columns, lines, flags=re.MULTILINE)


def _in_brackets(more: YamlText) -> str:
    """Entries for a mapping in brackets, where no block can stand."""
    return json.dumps(more.data, ensure_ascii=False)[1:-1]
