"""The line of an entry that says what it was called before, in the text of its file."""

from __future__ import annotations

import re

import yaml

from microsite.commands.mentions import Edit, Nodes
from microsite.content.documents import KeyPath

KEY = "moved"
LINE_END = re.compile(r"\r\n|\r|\n")
REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def called_before(nodes: Nodes, entry: KeyPath, old: str, new: str) -> Edit:
    """The entry at a path, which is to be called `new`, says that it was called `old`; what it is to be
    called is no old name of it any more."""
    names = nodes.values.get((*entry, KEY))
    if isinstance(names, yaml.SequenceNode):
        for item in names.value:
            if item.value == new:
                return nodes.written(item, new, old)
        return _among(nodes, names, old)
    group = nodes.values[entry]
    assert isinstance(group, yaml.MappingNode)
    line = f"{KEY}: [{old}]"
    (first, _), (_, last) = group.value[0], group.value[-1]
    if group.flow_style:
        end = _end(nodes, last)
        return Edit(end, end, f", {line}")
    return _line_below(nodes, _end(nodes, last), " " * _column(first) + line)


def _among(nodes: Nodes, names: yaml.SequenceNode, old: str) -> Edit:
    """One more old name in a list that is there."""
    start, _ = nodes.span(names)
    if names.flow_style:
        return Edit(start + 1, start + 1, f"{old}, " if names.value else old)
    end = _end(nodes, names)
    return _line_below(nodes, end, " " * _column(names) + f"- {old}")


def _line_below(nodes: Nodes, end: int, line: str) -> Edit:
    """A line of its own below the one that has a character, with the line end that the file has."""
    match = REST_OF_LINE.match(nodes.text, end)
    assert match is not None
    at, ending = match.end(), LINE_END.search(nodes.text)
    new = ending[0] if ending else "\n"
    unended = not nodes.text[:at].endswith(("\n", "\r"))
    return Edit(at, at, f"{new if unended else ''}{line}{new}")


def _end(nodes: Nodes, node: yaml.Node) -> int:
    """Where a value ends; to the parser, a block reaches to the next key, over comments in between."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(nodes, last[1] if isinstance(node, yaml.MappingNode) else last)
    return nodes.span(node)[1]


def _column(node: yaml.Node) -> int:
    assert node.start_mark
    return int(node.start_mark.column)
