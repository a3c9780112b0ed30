from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from microsite.content.documents import MAX_DEPTH, Document, read_yaml
from microsite.content.text_files import MAX_BYTES, Prose, read_prose
from microsite.messages.catalogue import languages
from microsite.messages.problems import Place
from microsite.messages.report import report


def read(tmp_path: Path, written: bytes | str) -> tuple[Document | None, list[str]]:
    """Read a YAML file; return it and the complaints about it."""
    problems: list[Any] = []
    path = tmp_path / "a.yaml"
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return read_yaml(path, "a.yaml", problems), report(problems, languages()[0]).splitlines()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("2025-09-10", "2025-09-10"),
        ("1_000", "1_000"),
        ('"null"', "null"),
        ('""', ""),
        ("null", None),
        ("~", None),
        ("", None),
        ("'it''s'", "it's"),
        ('"a\\u00a0b"', "a\u00a0b"),
        ("[a, {b: c}, []]", ["a", {"b": "c"}, []]),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_values_stay_as_they_are_written(tmp_path: Path, written: str, value: object) -> None:
    """No text is turned into a number, a date or a truth value; only an empty value is nothing."""
    document, complaints = read(tmp_path, f"key: {written}")
    assert complaints == []
    assert document is not None
    assert document.data == {"key": value}


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_lists_and_keys_go_so_deep_and_no_deeper(tmp_path: Path, opening: str) -> None:
    """As many as are allowed inside each other are read; one more is refused, and nothing is read."""
    closing = {"[": "]", "{a: ": "}"}[opening]
    inside = MAX_DEPTH - 1  # the file itself is one
    document, complaints = read(tmp_path, f"key: {opening * inside}x{closing * inside}\n")
    assert document is not None
    assert complaints == []
    document, complaints = read(tmp_path, f"key: {opening * (inside + 1)}x{closing * (inside + 1)}\n")
    assert document is None
    assert len(complaints) == 1


def test_every_key_has_its_place(tmp_path: Path) -> None:
    """A value is found at its line and column; one that is not written, at its nearest parent."""
    document, _ = read(tmp_path, "# comment\na:\n  b: [x, 가, z]\n")
    assert document is not None
    assert document.place(("a", "b", 2)) == Place("a.yaml", 3, 13)
    assert document.place(("a", "b", 2, "deeper")) == Place("a.yaml", 3, 13)
    assert document.place(("a", "missing")) == Place("a.yaml", 3, 3)
    assert document.place(("missing",)) == Place("a.yaml", 2, 1)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("a: &x 1\n", "a.yaml:1:4  anchors and aliases (& and *) are not used here; write it out."),
        ("a: *x\n", "a.yaml:1:4  anchors and aliases (& and *) are not used here; write it out."),
        ("a: !!int 1\n", "a.yaml:1:4  tags (!) are not used here; put the text in quotes."),
        ("a: !x {}\n", "a.yaml:1:4  tags (!) are not used here; put the text in quotes."),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1  a second document starts here; remove the line of ---."),
        ("? [a]\n: 1\n", "a.yaml:1:3  a key must be a plain word."),
        ("- a\n", 'a.yaml:1  this file must hold keys, such as "title: …".'),
        ("text\n", 'a.yaml:1  this file must hold keys, such as "title: …".'),
        ("", 'a.yaml:1  this file must hold keys, such as "title: …".'),
        ("# only a comment\n", 'a.yaml:1  this file must hold keys, such as "title: …".'),
        (
            "a: b: c\n",
            'a.yaml:1:5  this is not valid YAML: a text with ": " in it must stand in double quotes.',
        ),
        (
            "a: @x\n",
            "a.yaml:1:4  this is not valid YAML: "
            "a text that starts with this character must stand in quotes.",
        ),
        (
            "a: b c: d\n",
            'a.yaml:1:7  this is not valid YAML: a text with ": " in it must stand in double quotes.',
        ),
        (
            'a: {b:"x"}\n',
            'a.yaml:1:5  the ":" of this key has no space behind it; write one, as in key: text.',
        ),
        ("a: {b\uff1a x}\n", 'a.yaml:1:5  there is a wide colon (\uff1a) here; write ":" and a space.'),
    ],
)
def test_mistakes_are_refused_in_plain_words(tmp_path: Path, written: str, complaint: str) -> None:
    """Each mistake of form gives no document, and one sentence at its place."""
    document, complaints = read(tmp_path, written)
    assert document is None
    assert complaints == [complaint]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("a: 1\nb: 2\na: 3\n", 'a.yaml:3:1  "a" is here twice; the first is on line 1.'),
        ("x:\n  a: 1\n  a: 2\n", 'a.yaml:3:3  "a" is here twice; the first is on line 2.'),
        (
            "a: the world's #1 port\n",
            'a.yaml:1:16  a: the text ends here: "#1 port" is taken for a comment; '
            "put the whole text in double quotes.",
        ),
        (
            "a: #1f6f8b\n",
            'a.yaml:1:4  a: the text ends here: "#1f6f8b" is taken for a comment; '
            "put the whole text in double quotes.",
        ),
        (
            "a:\n  b: [x, y #1]\n  ]\n",
            'a.yaml:2:12  a › b › 2: the text ends here: "#1]" is taken for a comment; '
            "put the whole text in double quotes.",
        ),
        (
            "a: two words # seen today\n",
            "a.yaml:1:14  warning: a: what stands behind this # is a comment and is not printed; "
            "move it to a line of its own, or put the whole text in double quotes.",
        ),
        ("a: ____\n", "a.yaml:1:4  a: a blank (____) is left here; fill it in."),
        (
            "a: #____\n",
            'a.yaml:1:4  a: the text ends here: "#____" is taken for a comment; '
            "put the whole text in double quotes.",
        ),
        ("a: x\u200by\n", "a.yaml:1:5  there is an invisible character (U+200B) here; delete it."),
        (
            "a: p\u043ert\n",
            'a.yaml:1:5  "\u043e" is no Latin letter, though it looks like one '
            "(CYRILLIC SMALL LETTER O); type the word again.",
        ),
        (
            "\u3000a: b\n",
            "a.yaml:1:1  a no-break or wide space stands at this key; type ordinary spaces instead.",
        ),
    ],
)
def test_mistakes_that_leave_the_form_whole(tmp_path: Path, written: str, complaint: str) -> None:
    """These are said, and the rest of the file is read all the same."""
    document, complaints = read(tmp_path, written)
    assert complaints == [complaint]
    assert document is not None


@pytest.mark.parametrize(
    "written", ["a: 2029 # from the ministry\n", 'a: "#1"\n', "a: b#c\n", "a: |\n  b #1\n"]
)
def test_comments_are_left_alone(tmp_path: Path, written: str) -> None:
    """A note behind a number, and a number sign that starts no comment."""
    assert read(tmp_path, written)[1] == []


def test_misshapen_words_are_read_as_they_look(tmp_path: Path) -> None:
    """A hidden character or letter of another script is said once, and nobody is blamed for its word."""
    document, complaints = read(tmp_path, "p\u043ert: a\nsta\u200btion: b\n\u3000sea: c\n")
    assert len(complaints) == 3
    assert document is not None
    assert document.data == {"port": "a", "station": "b", "sea": "c"}


def test_odd_space_explains_what_follows_from_it(tmp_path: Path) -> None:
    """An indentation with a no-break space in it breaks the form; that is said as one mistake."""
    document, complaints = read(tmp_path, 'a:\n  b: "c"\n\u00a0 d: "e"\n  f: "g"\n')
    assert document is None
    assert complaints == [
        "a.yaml:3:1  a no-break or wide space stands at this key; type ordinary spaces instead."
    ]


def test_every_key_has_a_place_of_its_own(tmp_path: Path) -> None:
    """A key is found where it stands, which may be lines above its value."""
    document, _ = read(tmp_path, "a:\n\n  b: 1\nc: [x]\n")
    assert document is not None
    assert document.key_place(("a",)) == Place("a.yaml", 1, 1)
    assert document.place(("a",)) == Place("a.yaml", 3, 3)
    assert document.key_place(("c", 0)) == Place("a.yaml", 4, 5)
    assert document.key_place(("a", "missing")) == document.place(("a", "missing"))


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 4_000])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int) -> None:
    """Brackets beyond the limit are refused before anything breaks."""
    document, complaints = read(tmp_path, "a: " + "[" * depth + "]" * depth)
    assert document is None
    (complaint,) = complaints
    assert complaint.endswith("the brackets are nested too deeply.")


def test_nesting_within_the_limit_is_read(tmp_path: Path) -> None:
    """The mapping and the brackets inside it may be as deep as the limit."""
    inner = MAX_DEPTH - 1
    assert read(tmp_path, "a: " + "[" * inner + "]" * inner)[1] == []


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"a: 1\nb: \xff\n", "a.yaml:2:4  this is not UTF-8; save the file as UTF-8."),
        ("a: 한글\n".encode("euc-kr"), "a.yaml:1:4  this is not UTF-8; save the file as UTF-8."),
        (b"#" * (MAX_BYTES + 1), "a.yaml  this file is too big, 2.0 MB; split it (limit 2 MB)."),
    ],
)
def test_unreadable_files_are_refused(tmp_path: Path, raw: bytes, complaint: str) -> None:
    """A file of another encoding or of huge size gives one sentence."""
    assert read(tmp_path, raw) == (None, [complaint])


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A file that cannot be opened gives one sentence."""
    problems: list[Any] = []
    assert read_yaml(tmp_path / "none.yaml", "none.yaml", problems) is None
    (problem,) = problems
    assert str(problem).startswith("none.yaml  this file cannot be opened: ")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"\xef\xbb\xbfkey: a\n", "a"),
        (b"key: |\r\n  a\r\n  b\r\n", "a\nb\n"),
        (b"key: |\r  a\r  b\r", "a\nb\n"),
        ("key: e\u0301".encode(), "é"),
        ("key: \u1112\u1161\u11ab".encode(), "한"),
    ],
)
def test_ways_of_saving_make_no_difference(tmp_path: Path, raw: bytes, value: str) -> None:
    """A byte order mark, other line ends and decomposed letters are read as the plain text."""
    document, complaints = read(tmp_path, raw)
    assert complaints == []
    assert document is not None
    assert document.data == {"key": value}


@pytest.mark.parametrize("written", ["", " \n\n"])
def test_empty_prose_is_refused(tmp_path: Path, written: str) -> None:
    """A Markdown file without words is a problem."""
    problems: list[Any] = []
    (tmp_path / "a.md").write_text(written, "utf-8")
    assert read_prose(tmp_path / "a.md", "a.md", problems) is None
    assert [str(problem) for problem in problems] == ["a.md  this file is empty; write the text."]


def test_prose_is_read_as_plain_text(tmp_path: Path) -> None:
    """A byte order mark, other line ends and decomposed letters leave no trace in a text."""
    problems: list[Any] = []
    (tmp_path / "a.md").write_bytes("\ufeffe\u0301\r\n\r\nb\r".encode())
    assert read_prose(tmp_path / "a.md", "a.md", problems) == Prose("a.md", "é\n\nb\n")
    assert problems == []


def test_prose_knows_its_lines() -> None:
    """An offset in a text is a line and a column, both counted from 1."""
    prose = Prose("a.md", "가나\n다라마\n")
    assert [prose.place(at) for at in (0, 1, 3, 5)] == [
        Place("a.md", 1, 1),
        Place("a.md", 1, 2),
        Place("a.md", 2, 1),
        Place("a.md", 2, 3),
    ]
