"""How wide texts are, before any browser has set them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.map.widths import text_width, wrapped_width

texts = st.text(alphabet="aWi 가漢é9-", min_size=1, max_size=24).map(str.strip).filter(bool)


def greedy(text: str, width: float, whole_words: bool) -> list[str] | None:
    """The lines that a browser would make of a text, or None where a piece is too wide for any."""
    pieces = [[word] if whole_words else between_ideographs(word) for word in text.split(" ")]
    lines = [""]
    for at, parts in enumerate(pieces):
        for number, part in enumerate(parts):
            joined = lines[-1] + (" " if at and not number else "") + part
            if text_width(part) > width + 1e-9:
                return None
            if lines[-1] and text_width(joined) > width + 1e-9:
                lines.append(part)
            else:
                lines[-1] = joined
    return lines


def between_ideographs(word: str) -> list[str]:
    """The pieces of a word that may end a line before each ideograph."""
    parts: list[str] = []
    for letter in word:
        if parts and letter not in "가漢":
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        *(("i", "a"), ("a", "m"), ("a", "A"), ("A", "W"), (" ", "a"), ("A", "가"), ("1", "漢")),
        *(("-", "·"), ("’", "”"), ("s", "ß"), ("e", "&")),
    ],
)
def test_letters_are_as_wide_as_their_kind(narrow: str, wide: str) -> None:
    """A thin one takes less than a broad one, and an ideograph most."""
    assert text_width(narrow) < text_width(wide)


def test_width_is_the_sum_of_the_letters() -> None:
    """Nothing is gained by kerning, so that the estimate is never too small."""
    assert text_width("") == 0
    assert text_width("가나") == 2 * text_width("가") == 2
    assert text_width("ab 1") == pytest.approx(sum(map(text_width, "ab 1")))


def test_mark_over_a_letter_takes_no_room() -> None:
    """An accent of its own stands over the letter before it."""
    assert text_width("e\u0301") == text_width("e")


def test_text_of_one_line_is_as_wide_as_its_letters() -> None:
    """With spaces, which break no line where only one is allowed."""
    assert wrapped_width("Second vote", 1) == text_width("Second vote")


@pytest.mark.parametrize(
    ("text", "lines", "widest"),
    [
        ("Second vote", 2, "Second"),
        ("Build AI by industry", 2, "Build AI by"),
        ("one two three", 3, "three"),
        ("a-long-name", 2, "a-long-name"),  # breaks at spaces only
        ("no\u00a0break", 2, "no\u00a0break"),
        ("Straßenbahnhaltestelle am Kai", 2, "Straßenbahnhaltestelle"),
        ("two words", 9, "words"),
    ],
)
def test_lines_end_at_spaces(text: str, lines: int, widest: str) -> None:
    """A word is never cut: the longest one is the least a text can have."""
    assert wrapped_width(text, lines) == pytest.approx(text_width(widest))


@pytest.mark.parametrize(
    ("whole_words", "widest"), [(True, "自動運転バスを走らせる"), (False, "自動運転バス")]
)
def test_lines_end_between_ideographs_where_words_need_not_stay_whole(whole_words: bool, widest: str) -> None:
    """As in Japanese; Korean keeps its words whole."""
    assert wrapped_width("自動運転バスを走らせる", 2, whole_words) == text_width(widest)


@settings(deadline=None)
@given(texts, st.integers(1, 4), st.booleans())
@example("a b", 2, True)
@example("漢a漢", 2, False)
def test_no_smaller_width_would_do(text: str, lines: int, whole_words: bool) -> None:
    """At the width that is returned the text takes no more lines than allowed, a little below it does."""
    text = " ".join(text.split())
    width = wrapped_width(text, lines, whole_words)
    fitting = greedy(text, width, whole_words)
    assert fitting is not None
    assert len(fitting) <= lines
    smaller = greedy(text, width - 0.01, whole_words)
    assert smaller is None or len(smaller) > lines


@settings(deadline=None)
@given(texts, st.booleans())
def test_more_lines_never_need_more_room(text: str, whole_words: bool) -> None:
    """From one line to several the width only falls, and words that break more freely take no more."""
    widths = [wrapped_width(text, lines, whole_words) for lines in range(1, 6)]
    assert all(after <= before for before, after in pairwise(widths))
    assert wrapped_width(text, 2, False) <= wrapped_width(text, 2, True)


def test_long_text_is_measured_as_fast_as_it_is_read() -> None:
    """A whole page in the place of a name keeps nobody waiting: each word more is only one word more."""
    assert wrapped_width("some words " * 5000) == pytest.approx(text_width("some words " * 2500), rel=1e-3)
