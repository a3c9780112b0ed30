"""Letters that were lost, are seen by nobody, or were read in a wrong encoding."""

from __future__ import annotations

import pytest

from microsite.content.spoilt_letters import mended, spoilt


def said(text: str) -> list[tuple[int, str]]:
    """What is said of a text: offsets and codes."""
    return [(at, message.code) for at, message in spoilt(text)]


@pytest.mark.parametrize(
    "right",
    [
        "C’était là. « Où ? »",
        "Er sagte „heiß“ und „Ä“.",
        "voilà\u00a0» et beauté\u00a0» ; « À\u00a0»",
        "São Paulo, Ãrea, Ñandú, ÎLE",
        "می‌خواهم",  # a joiner that parts letters
        "👩‍🔧️ क्‍ष",
        "Straßen\u00adbahn, 10\u00a0%, A\u2060–\u2060B",
        "휴머노이드와 로봇",
    ],
)
def test_right_letters_are_left_alone(right: str) -> None:
    """Accents, quotes, joiners and soft hyphens in their places are no mistakes."""
    assert said(right) == []
    assert mended(right) == right


@pytest.mark.parametrize(
    ("meant", "encoding"),
    [
        ("’", "cp1252"),
        ("école", "cp1252"),
        ("안녕하세요", "cp1252"),
        ("ひらがな", "latin-1"),
        ("Трамвай", "latin-1"),
        ("ترام", "latin-1"),
        ("🙂", "latin-1"),
    ],
)
def test_letters_misread_are_said_with_what_was_meant(meant: str, encoding: str) -> None:
    """The bytes of UTF-8, read as Windows-1252 or Latin-1, are told from letters that are meant."""
    read = meant.encode("utf-8").decode(encoding, "ignore")
    text = f"So: {read}."
    ((at, message),) = spoilt(text)
    assert message.code == "misread-letters"
    assert str(dict(message.parts)["meant"]) in meant
    assert text.startswith(str(dict(message.parts)["piece"]), at)


@pytest.mark.parametrize("letter", ["\u200b", "\u3164", "\u115f", "\ue000", "\U000e0041", "\u2063"])
def test_what_nobody_sees_is_said_at_its_place(letter: str) -> None:
    """Fillers, private letters and tags have no place in a text."""
    assert said(f"a{letter}b") == [(1, "invisible-character")]


@pytest.mark.parametrize("text", ["로\u200d봇", "a\u200cb", "word\u00ad ", "\u00adword", "a\u00ad\u00adb"])
def test_joiners_and_hyphens_that_do_nothing_are_said(text: str) -> None:
    """Beside Latin letters and Hangul a joiner shapes nothing; a soft hyphen stands between two letters."""
    assert [code for _, code in said(text)] == ["invisible-character"]


def test_a_lost_letter_is_said() -> None:
    """The sign that stands for a letter that could not be read."""
    assert said("na\ufffdve") == [(2, "lost-letter")]
