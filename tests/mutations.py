"""The made-up town's content, damaged: what can be done to its files, and how hypothesis draws it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.samples import CONTENT, tree_of

Files = Mapping[str, bytes]

WHOLE: Files = tree_of(CONTENT["other"])
YAML = sorted(name for name in WHOLE if name.endswith(".yaml"))
PROSE = sorted(name for name in WHOLE if name.endswith(".md"))

KEY = re.compile(r"[\w-]+(?=:(?:\s|$))", re.MULTILINE)
VALUE = re.compile(r'(?<=: )(?:"[^"\n]*"|\[[^\]\n]*\]|\{[^}\n]*\}|[^\s"{\[][^,}\n]*)')
ALL_HALVES = re.compile(r'fr: "[^"\n]*"[,\s]+ar: "[^"\n]*"[,\s]+de: "[^"\n]*"')

# --- what is put in -----------------------------------------------------------------------------

# What means something to YAML, to Markdown or to this generator, and what the eye takes for
# something else or does not see at all.
PIECES = (
    *(": ", ":", " #", "#", "{", "}", "[", "]", "*", "**", "&", "!", "|", ">", "%", "@", "`", '"', "'"),
    *("\\", "- ", "? ", ", ", "~", "<<: ", "---", "...", "%YAML 1.1\n---\n", "=", "|\n", ">-\n"),
    *("\n", "\n\n", "\t", "  ", "\r", "\x0b", "\x0c", "\x85", "\xa0", "\u2028", "\u2029", "\u3000"),
    *("\0", "\a", "\x1b[31m", "\x7f", "\xad", "\u1160", "\u200b", "\u202e", "\ufeff", "\ufffd", "\ufffe"),
    *("\u0301", "\u0323", "\u0958", "\U000e0041", "🚋", "👩\u200d👧", "ש", "ﬁ", "：", "１２", "٣", "а", "Α"),
    *(
        "____",
        "{value}",
        "{year}",
        "{date}",
        "{start}",
        "{latest}",
        "{earlier}",
        "{vote-count}",
        "{^vote}",
        "{2025-13}",
        "{n}",
    ),
    *("{#open}", "\n## a {#a}\n", "\n# a\n", "\n> ", "\n1. ", "\n***\n", "\n```\n", "\n| a |\n|---|\n"),
    *("[a](term:rame)", "[a](term:x)", "[a](\nterm:x)", "<term:x>", "<page:x>", "\n\n[a]: term:x\n\n[a]"),
    *("![a](b)", "[a](http://[)", "<https://[>", "[a](https://ex℀mple.org)", "&amp;", "&#58;", "<b>", "<!--"),
    *("2 400", "1 000 000", "12 %", "2019"),
)
# What hurts only when there is much of it.
PILES = (
    *("[", "{", "(", "](", "[](", "[a](b", "{{", "- ", "> ", "*", "**a", "_a_", "`", "``a", "#", "# ", "~~"),
    *(" ", "\t", "\n", "\n\n", "a", "é", "\u0301\u0323", "\u200b", "а", "a: ", "a: {", "{a: ", "? ", "!"),
    *("&a ", "<", "<a", "&#", "\\", '"', "'", "|", "a\n- ", "{2019}", "{x}", "____"),
    *("0", "1 ", "1\u202f000 ", "1.000", "1,0", "000 ", "12 %"),
)
TIMES = (3, 30, 1000, 4000, 20_000)

# What stands where something else should.
VALUES = (
    *("", '""', '" "', "~", "null", "NO", "yes", "true", "false", "all", "a", "A", "..", "../..", "/", "red"),
    *("[]", "{}", "[a]", "[[a]]", "[all]", "{a: b}", "{a: {b: c}}", "{fr: a, ar: b, de: c}"),
    *("{fr: '', ar: '', de: ''}", "{fr: [a], ar: {a: b}, de: }", "|\n  a\n  b", ">\n  a\n\n  b", "a\n  b: c"),
    *("0", "-0", "-1", "1", "1.5", "007", "+1", "1_000", "1,5", ".5", "5.", "1e3", "1e-3", "1e30", "1e999"),
    *("1e400000", "1e-400000", "1e999999999", "1e-999999999", "0.00000001", "9" * 20, "9" * 40, "9" * 5000),
    *("NaN", "sNaN", "-Infinity", "inf", "１２", "٣", "½", "²", "0x10", "12:30"),
    *("2019", "2035", "1000", "9999", "0000", "0001", "2025-02-30", "2025-2-3", "9999-12-31", "0001-01-01"),
    *(
        "２０２５",
        '"#000000"',
        '"#ffffff"',
        '"#0b6e8f"',
        "#0b6e8f",
        "https://[",
        "https://[/",
        "https://a:1/",
    ),
    *(
        "https://ex℀mple.org/",
        "http://a/\\",
        "https://a/%zz/",
        "https://a/?b#c/",
        "page:home",
        "page:compare",
    ),
    *("vote", "port", "port-riders", "vote-count", "rame", "x" * 300, "UTC", "localtime", "fr", "de", "FR"),
    *("fr_FR", "fa", "my", "root", "und", "en_US_POSIX", "zh_Hant", "x-y", "ar@numbers=arab"),
    *('"\\0"', '"\\e[31m"', '"\\x85"', '"\\u202e"', '"\\uFEFF"', '"\\ud800"', '"\\U0010ffff"', '"\\n"'),
    *('"a\\nb"', '"a\\\n  b"', '"{value}"', '"{vote-count}"', '"{vote.date}"', '"{"', '"{{n}}"', '"{n}"'),
    *('"{n} {n}"', f'"{{n}}{" " * 40}a"', '"**a**"', '"[a](b)"', '"<b>&amp;"'),
    *("&a b", "*a", "!a b", "!!int 3", "'a''b'"),
)
NAMES = (
    *("a", "zz", "null", "fr", "FR", "A", "а", "é", "1", "<<", '""', "a b", "? a", "- a", "x" * 300),
    *("vote", "port", "sources", "title", "value", "unit", "note", "style-guide", "side-by-side"),
    *("constructor", "__class__", "model_config", "root"),
)
NEW_FILES = (
    *("a.yaml", "a.md", "a.txt", ".a.yaml", "reviewed.yaml", "site.yml", "home.fr.md", "pages/a.yaml"),
    *("pages/home.xx.md", "sectors/a.yaml", "sectors/A.yaml", "sectors/a.b.yaml", "sectors/a.fr.md"),
    *("sectors/a\nb.yaml", "sectors/side-by-side.yaml", "stations/a.yaml", "stations/a/b.yaml"),
    *("stations/.yaml", "stations/a b.yaml", "stations/é.yaml", "stations/e\u0301.yaml"),
    *("stations/\u202e.yaml", "stations/\udcff.yaml", "sectors/\udcff.yaml", "pages/\udcff.md"),
)
# Other values of the kind that stands there.
ALIKE = {
    r"-?\d{1,3}|-?\d{5,}|\d+\.\d+": (
        *("0", "-0", "-1", "1", "2", "10", "-0.5", "0.000001", "1000000", "2000000000"),
        *("999999999999999", "123456789012345.654321"),
    ),
    r"\d{4}(-\d\d){0,2}": (
        *("1000", "9999", "2019", "2035", "0001", "0001-01-01", "2019-12-31", "2026-11-22", "2026-11-23"),
    ),
    r'"#[0-9a-f]{6}"': ('"#000000"', '"#767676"', '"#0b6e8f"', '"#ff0000"', '"#00008b"', '"#555555"'),
    r'"https?://\S+"': (
        *(
            '"https://a"',
            '"http://a/b?c=d&e=[f]#g"',
            '"https://u:p@a/"',
            '"https://ü.org/"',
            '"https://a/<>/"',
        ),
    ),
    r"\[[\w:, -]+\]": ("[]", "[port]", "[port, port]", "[gazette-2019, gazette-2019]", "[vote]", "all"),
    r"[a-z][\w-]*": (
        *(
            "true",
            "exact",
            "about",
            "under",
            "in",
            "by",
            "from",
            "kept",
            "postponed",
            "whole",
            "agency",
            "month",
            "event",
            "target",
        ),
        *("rtl", "fr", "de", "en_US", "fa", "UTC"),
    ),
}
RAW = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\r")
CODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig", "cp1252", "utf-7")
INDENTS = (" ", "  ", "    ", "\t", "\u3000", "\xa0", "- ", "# ", "? ", "> ")
LINE_ENDS = ("\r\n", "\r", "\n\n", "\x85", "\u2028", "\x0b", " ")
SMALL_FILES = ("", "\n", " ", "\ufeff", "{}", "[]", "a", "a: b", "null", "---\n---\n", "# a", "____")


@dataclass(frozen=True)
class Step:
    """One change to a file. `at` counts lines, keys, values or letters, round and round."""

    how: str
    file: str
    at: int = 0
    what: str = ""
    times: int = 1


# --- what can be done to a text -----------------------------------------------------------------


def _insert(text: str, at: int, what: str) -> str:
    at %= len(text) + 1
    return text[:at] + what + text[at:]


def _cut(text: str, at: int, what: str) -> str:
    return text[: at % (len(text) + 1)]


def _lines(change: Callable[[list[str], int, str], list[str]]) -> Callable[[str, int, str], str]:
    """A change to the list of lines, one of which is meant."""

    def changed(text: str, at: int, what: str) -> str:
        lines = text.split("\n")
        return "\n".join(change(lines, at % len(lines), what))

    return changed


def _delete_entry(lines: list[str], at: int, what: str) -> list[str]:
    """Without a line, and those that are indented further below it."""
    end, depth = at + 1, _depth(lines[at])
    while end < len(lines) and _depth(lines[end]) > depth:
        end += 1
    return lines[:at] + lines[end:]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _nth(pattern: re.Pattern[str]) -> Callable[[str, int, str], str]:
    """Something else in the place of one of those that are found."""

    def changed(text: str, at: int, what: str) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text + what
        one = found[at % len(found)]
        return text[: one.start()] + what + text[one.end() :]

    return changed


def _alike(text: str, at: int, what: str) -> str:
    """Another value of the same kind in the place of one; the length of `what` tells which."""
    found = [(it, kind) for it in VALUE.finditer(text) for kind in ALIKE if re.fullmatch(kind, it[0])]
    if not found:
        return text
    old, kind = found[at % len(found)]
    values = [*ALIKE[kind], *(match[0] for match, other in found if other == kind)]
    return text[: old.start()] + values[len(what) % len(values)] + text[old.end() :]


def _halves(text: str, at: int, what: str) -> str:
    """The same at the end of each half of one short text."""
    found = list(ALL_HALVES.finditer(text))
    if not found:
        return text + what
    one = found[at % len(found)]
    halves = re.sub(r'(?<=\S)"(?=[,}\s]|$)', lambda quote: f"{what}{quote[0]}", one[0])
    return text[: one.start()] + halves + text[one.end() :]


TEXT: Mapping[str, Callable[[str, int, str], str]] = {
    "insert": _insert,
    "cut": _cut,
    "value": _nth(VALUE),
    "key": _nth(KEY),
    "alike": _alike,
    "halves": _halves,
    "delete": _lines(lambda lines, at, _: lines[:at] + lines[at + 1 :]),
    "delete-entry": _lines(_delete_entry),
    "double": _lines(lambda lines, at, _: lines[: at + 1] + lines[at:]),
    "swap": _lines(lambda lines, at, _: lines[:at] + lines[at : at + 2][::-1] + lines[at + 2 :]),
    "shorten": _lines(lambda lines, at, _: [*lines[:at], lines[at][: len(lines[at]) // 2], *lines[at + 1 :]]),
    "indent": _lines(lambda lines, at, what: [*lines[:at], what + lines[at], *lines[at + 1 :]]),
    "outdent": _lines(lambda lines, at, _: [*lines[:at], lines[at].removeprefix(" "), *lines[at + 1 :]]),
    "line": _lines(lambda lines, at, what: [*lines[:at], what, *lines[at:]]),
    "line-ends": lambda text, _, what: text.replace("\n", what),
}


# --- what can be done to files ------------------------------------------------------------------


def _into_folder(files: dict[str, bytes], step: Step) -> None:
    files[f"{step.file}/a{step.what}"] = files.pop(step.file)


def _into_file(files: dict[str, bytes], step: Step) -> None:
    """Where the file's folder was is the file."""
    raw, folder = files[step.file], step.file.partition("/")[0]
    for name in [name for name in files if name.startswith(f"{folder}/")]:
        del files[name]
    files[folder] = raw


def _rename(files: dict[str, bytes], step: Step) -> None:
    files[step.what] = files.pop(step.file)


def _copy(files: dict[str, bytes], step: Step) -> None:
    files[step.what] = files[step.file]


def _remove(files: dict[str, bytes], step: Step) -> None:
    del files[step.file]


def _replace(files: dict[str, bytes], step: Step) -> None:
    files[step.file] = step.what.encode()


def _encode(files: dict[str, bytes], step: Step) -> None:
    files[step.file] = files[step.file].decode("utf-8", "replace").encode(step.what, "replace")


def _raw(files: dict[str, bytes], step: Step) -> None:
    raw = files[step.file]
    at = step.at % (len(raw) + 1)
    files[step.file] = raw[:at] + step.what.encode("latin-1") + raw[at:]


def _everywhere(files: dict[str, bytes], step: Step) -> None:
    """The same in every half of a prose text, at the end of one of its lines."""
    stem = step.file.split(".")[0]
    for name in [name for name in files if name.startswith(f"{stem}.") and name.endswith(".md")]:
        lines = files[name].decode("utf-8", "surrogateescape").split("\n")
        lines[step.at % len(lines)] += step.what * step.times
        files[name] = "\n".join(lines).encode("utf-8", "surrogateescape")


FILE: Mapping[str, Callable[[dict[str, bytes], Step], None]] = {
    "remove": _remove,
    "rename": _rename,
    "copy": _copy,
    "replace": _replace,
    "encode": _encode,
    "raw": _raw,
    "everywhere": _everywhere,
    "into-folder": _into_folder,
    "into-file": _into_file,
}


def damaged(steps: tuple[Step, ...], files: Files = WHOLE) -> dict[str, bytes]:
    """The files after all steps; one whose file has gone is passed over."""
    changed = dict(files)
    for step in steps:
        if step.file in changed:
            if step.how in FILE:
                FILE[step.how](changed, step)
            else:
                text = changed[step.file].decode("utf-8", "surrogateescape")
                text = TEXT[step.how](text, step.at, step.what * step.times)
                changed[step.file] = text.encode("utf-8", "surrogateescape")
    # Where a file stands now no folder can.
    return {
        name: raw
        for name, raw in changed.items()
        if not any(parent.as_posix() in changed for parent in PurePosixPath(name).parents)
    }


@dataclass
class Folder:
    """A folder on the disk that is only written where it differs: examples come by the hundred."""

    path: Path
    files: Files = field(default_factory=dict, repr=False)

    def hold(self, files: Files) -> None:
        """Make the folder hold these files and no others."""
        if files.keys() != self.files.keys():
            shutil.rmtree(self.path, ignore_errors=True)
            self.files = {}
        for name, raw in files.items():
            if self.files.get(name) != raw:
                (self.path / name).parent.mkdir(parents=True, exist_ok=True)
                (self.path / name).write_bytes(raw)
        self.files = dict(files)

    def look(self) -> None:
        """Something else was written into the folder."""
        self.files = tree_of(self.path)


# --- how many examples there are -----------------------------------------------------------------


def examples(number: int, **more: Any) -> settings:
    """The same examples in every run; with MUTATIONS as many as that says, and others each time."""
    asked = os.environ.get("MUTATIONS")
    usual = {"suppress_health_check": [HealthCheck.too_slow]}
    # A deadline would wait for the end of an example that hangs.
    return settings(
        max_examples=int(asked or number),
        derandomize=not asked,
        database=None,
        deadline=None,
        **{**usual, **more},
    )


# --- how it is drawn ----------------------------------------------------------------------------

AT = st.integers(0, 20_000)
COUNT = st.text("a", max_size=60)  # only its length matters
FRESH = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)

# What each change takes; the others take nothing.
WHAT: Mapping[str, st.SearchStrategy[str]] = {
    "insert": st.sampled_from(PIECES) | FRESH,
    "line": st.sampled_from(PIECES) | FRESH,
    "halves": st.sampled_from(PIECES) | FRESH,
    "everywhere": st.sampled_from(PIECES) | FRESH | st.sampled_from(PIECES).map("\n\n".__add__),
    "value": st.sampled_from(VALUES) | FRESH,
    "key": st.sampled_from(NAMES) | FRESH,
    "alike": COUNT,
    "indent": st.sampled_from(INDENTS),
    "line-ends": st.sampled_from(LINE_ENDS),
    "replace": st.sampled_from(SMALL_FILES),
    "encode": st.sampled_from(CODINGS),
    "raw": st.sampled_from(RAW).map(lambda raw: raw.decode("latin-1")),
    "rename": st.sampled_from([*NEW_FILES, *WHOLE]),
    "copy": st.sampled_from([*NEW_FILES, *WHOLE]),
    "into-folder": st.sampled_from(["", ".yaml", ".md"]),
}
PILED = ("insert", "line", "halves", "everywhere", "value", "key")


def step(file: st.SearchStrategy[str], *ways: str) -> st.SearchStrategy[Step]:
    return st.one_of([st.builds(Step, st.just(way), file, AT, WHAT.get(way, st.just(""))) for way in ways])


IN_YAML, IN_PROSE = st.sampled_from(YAML), st.sampled_from(PROSE)
PILE = st.builds(
    Step, st.sampled_from(PILED), IN_YAML | IN_PROSE, AT, st.sampled_from(PILES), st.sampled_from(TIMES)
)

# Anything at all.
STEPS = st.lists(step(IN_YAML | IN_PROSE, *TEXT, *FILE) | PILE, min_size=1, max_size=4).map(tuple)

# What may well leave content that can be built: other values, more in all halves of a text.
QUIET = step(IN_YAML, "value", "alike", "alike", "halves", "delete-entry") | step(IN_PROSE, "everywhere")
QUIET_STEPS = st.lists(QUIET, min_size=1, max_size=3).map(tuple)

# What an editor may type or paste where words are asked for.
ODD_TEXTS = st.text() | st.lists(
    st.sampled_from([*PIECES, *VALUES, "a", " ", ",", "\udcff"]), max_size=5
).map("".join)
