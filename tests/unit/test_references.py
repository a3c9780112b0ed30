from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.content.references import references, split, stray_braces


@pytest.mark.parametrize(
    ("written", "name", "part"),
    [
        ("{members}", "members", "quantity"),
        ("{five-lines-2}", "five-lines-2", "quantity"),
        ("{members.value}", "members", "value"),
        ("{members.start}", "members", "start"),
        ("{members.latest}", "members", "latest"),
        ("{members.earlier}", "members", "earlier"),
        ("{members.year}", "members", "year"),
        ("{members.date}", "members", "date"),
        ("{value}", "", "value"),
        ("{start}", "", "start"),
        ("{latest}", "", "latest"),
        ("{earlier}", "", "earlier"),
        ("{year}", "", "year"),
        ("{date}", "", "date"),
        ("{^members}", "members", "mark"),
        ("{^24h-news}", "24h-news", "mark"),
        ("{2025}", "2025", "moment"),
        ("{2025-12}", "2025-12", "moment"),
        ("{2025-09-10}", "2025-09-10", "moment"),
        ("{2025-13-40}", "2025-13-40", "moment"),  # a date for the calendar to refuse
    ],
)
def test_braces_say_what_they_name(written: str, name: str, part: str) -> None:
    """Each form of braces is read as the fact it names and the part of it."""
    (found,) = references(f"before {written} after")
    assert (found.name, found.part, found.offset, found.written) == (name, part, 7, written)


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "{Members}",
        "{members.unit}",
        "{members.baseline}",
        "{ members }",
        "{^}",
        "{#name}",
        "{멤버}",
        "{",
        "}",
        "{20}",
    ],
)
def test_other_braces_are_stray(written: str) -> None:
    """Braces that name nothing are no references, and each of them is found."""
    assert list(references(written)) == []
    assert [written[at] for at in stray_braces(written)] == [letter for letter in written if letter in "{}"]


def test_braces_of_references_are_not_stray() -> None:
    """Only the braces outside references are stray."""
    assert list(stray_braces("{a} } {b.year}{")) == [4, 14]


@given(st.text(st.sampled_from("ab{}^.-2025 年"), max_size=40))
def test_split_keeps_every_letter(text: str) -> None:
    """The stretches and references of a text, put together again, are the text."""
    parts = list(split(text))
    assert "".join(part if isinstance(part, str) else part.written for part in parts) == text
    assert [part for part in parts if not isinstance(part, str)] == list(references(text))
    assert "" not in parts
