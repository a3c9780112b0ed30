"""What the YAML parser could not read: where an editor has to look, and what is wrong there.

The parser stops where it cannot go on, which is often a line below the mistake, and speaks of keys
and blocks; here its words, the lines around and the last text it read tell which slip it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

WIDE_COLON = "\uff1a"

LONGEST_KEY = 1024  # letters; YAML 1.1, 9.1.2, Simple Keys

Slip = tuple[int, int, str]  # line and column, counted from 0, and the code of a message

# A line that would be a key if its colon were one.
UNFINISHED_KEY = re.compile(rf"[ \t]*[\w-]+(?::(?=[^ \t])|(?P<wide>{WIDE_COLON}))")
BARE_KEY = re.compile(r"([ \t]*)[\w-]+")
NEXT_KEY = re.compile(r"[\w-]+:[ \t]")
OPENING = re.compile(r"(?:[:,\[{-][ \t]+|[\[{])([\[{])")

# What the parser says of a text that needs quotation marks, and of a backslash inside them.
UNQUOTED = re.compile("cannot start any token|not allowed|an alias|block scalar")
ESCAPE = re.compile("escape|hexdec")
INDENTED = re.compile("'-' indicator|<document start>")


def slip(error: yaml.MarkedYAMLError, lines: Sequence[str], last: yaml.ScalarEvent | None) -> Slip:
    """Where and what the mistake is; `last` is the last text that was read before it."""
    mark, start = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    assert mark is not None
    assert start is not None
    lines = [*lines, ""]  # the parser counts one more when the last has no end
    said = f"{error.context or ''} {error.problem or ''}"
    if lines[mark.line].startswith("\t", mark.column):
        return mark.line, mark.column, "yaml-tab"
    if "could not find expected ':'" in said and lines[start.line].find(":", start.column + LONGEST_KEY) > 0:
        return start.line, start.column, "yaml-long-key"
    if "could not find expected ':'" in said:
        return _unfinished(lines[start.line], start.line) or (start.line, start.column, "yaml-no-colon")
    if "mapping values are not allowed" in said:
        return _second_colon(lines, mark)
    if "unexpected end of stream" in said:
        return start.line, start.column, "yaml-open-quote"
    if re.search(r"expected (?:key|<block end>|',')", said):
        return _too_much(lines, mark, start, last, "','" in said)
    if UNQUOTED.search(said):
        return start.line, start.column, "yaml-first-character"
    if ESCAPE.search(said):
        return mark.line, lines[mark.line].rfind("\\", 0, mark.column + 1), "yaml-escape"
    return mark.line, mark.column, "yaml-indentation" if INDENTED.search(said) else "yaml-other"


def _unfinished(line: str, at: int) -> Slip | None:
    match = UNFINISHED_KEY.match(line)
    if not match:
        return None
    return at, match.end() - 1, "yaml-wide-colon" if match["wide"] else "yaml-no-space"


def _second_colon(lines: Sequence[str], mark: yaml.Mark) -> Slip:
    """A colon where no key can be: the line above has lost its own, or this one is indented too far."""
    above = next((at for at in range(mark.line - 1, -1, -1) if lines[at].strip()), mark.line)
    if found := _unfinished(lines[above], above):
        return found
    if bare := BARE_KEY.fullmatch(lines[mark.line][: mark.column].rstrip()):
        return mark.line, bare.end(1), "yaml-indentation"
    return mark.line, mark.column, "yaml-colon-in-text"


def _too_much(
    lines: Sequence[str], mark: yaml.Mark, start: yaml.Mark, last: yaml.ScalarEvent | None, brackets: bool
) -> Slip:
    """Something stands behind a value that is already whole; with `brackets`, inside them."""
    before, rest = lines[mark.line][: mark.column], lines[mark.line][mark.column :]
    begin, end = (last.start_mark, last.end_mark) if last and last.style in ("'", '"') else (None, None)
    if begin and end and end.line == mark.line:
        if begin.line < mark.line:
            return begin.line, begin.column, "yaml-open-quote"
        if not (brackets and NEXT_KEY.match(rest)) and rest[:1] not in ("]", "}"):
            return mark.line, end.column - 1, "yaml-quote-inside"
    if rest[:1] in ("]", "}"):
        return mark.line, mark.column, "yaml-odd-bracket"
    if brackets and start.line < mark.line:
        return start.line, start.column, "yaml-open-bracket"
    if before.rstrip().endswith(("]", "}")) and (opening := [*OPENING.finditer(before)]):
        return mark.line, opening[-1].start(1), "yaml-first-character"
    return mark.line, mark.column, "yaml-no-comma" if brackets else "yaml-indentation"
