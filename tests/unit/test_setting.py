"""Texts on pictures: measured by the fonts they are set in, and broken where their language breaks."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from microsite.cards.drawing import png_of
from microsite.fonts.setting import MORE, Style, fitted
from microsite.fonts.typefaces import BOLD, REGULAR, Font, Typefaces, typefaces

FACES = typefaces()
WORDS = st.text("가나다 AMiw.,()", max_size=80)


def ink(text: str, weight: int) -> float:
    """How wide a text is drawn at 100 px."""
    (run,) = FACES.runs(text)
    words = f'<text x="50" y="120" font-family="{run.family}" font-weight="{weight}" font-size="100"'
    svg = f"{words}>{run.text}</text>"
    size = 'xmlns="http://www.w3.org/2000/svg" width="2000" height="200"'
    drawn = Image.open(io.BytesIO(png_of(f"<svg {size}>{svg}</svg>", FACES.files)))
    box = drawn.getchannel("A").getbbox()
    return box[2] - 50 if box else 0


@pytest.mark.parametrize(
    "text", ["제조 AI 연합이 커지는 사이", "AVAToW, 2030.", "بورت أمالا: عودة الترام", "Straßenbahn"]
)
@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_no_text_is_wider_than_it_is_measured(text: str, weight: int) -> None:
    """Nor much narrower: joined letters take off a quarter at most."""
    measured = Style(FACES, weight).width(text, 100)
    assert 0.75 * measured < ink(text, weight) <= measured + 1


@settings(max_examples=60, deadline=None)
@given(WORDS, st.sampled_from((200, 400)), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, width: float, whole: bool) -> None:
    """And there are no more of them than may be, whatever is written."""
    style = Style(FACES, whole_words=whole)
    lines = fitted(text, style, width, (40, 30, 20), (1, 2, 3))
    assert all(style.width(line, lines.size) <= width for line in lines.texts)
    assert len(lines.texts) <= (40, 30, 20).index(round(lines.size)) + 1
    kept = "".join(lines.texts).replace(" ", "")
    assert kept == text.replace(" ", "") or kept.endswith(MORE)


def test_korean_breaks_between_words() -> None:
    """And in lines about as long as each other."""
    text = "제조 AI 연합이 커지는 사이 첫 약속들의 기한이 지났다"
    lines = fitted(text, Style(FACES), 620, (60,), (3,))
    assert " ".join(lines.texts) == text
    assert (
        lines.texts == ("제조 AI 연합이 커지는", "사이 첫 약속들의", "기한이 지났다") or len(lines.texts) == 2
    )


def test_ideographs_break_anywhere_but_at_signs() -> None:
    """No line begins with what closes, or ends with what opens."""
    faces = Typefaces(
        [Font(FACES.fonts[0].file, "", "Wide", 400, dict.fromkeys(map(ord, "語「」。、"), 1000))]
    )
    style = Style(faces, whole_words=False)
    assert fitted("語語語。語「語」語", style, 30, (10,), (9,)).texts == ("語語", "語。語", "「語」", "語")
    assert fitted("語語\u2060語", style, 20, (10,), (9,)).texts == ("語", "語\u2060語")


def test_family_that_is_named_first_is_taken_first() -> None:
    """A text stands in one family where one has all of it; else each letter in the first that has it."""
    one = Font(FACES.fonts[0].file, "", "One", 400, dict.fromkeys(map(ord, "ab "), 500))
    two = Font(FACES.fonts[0].file, "", "Two", 400, dict.fromkeys(map(ord, "abcd "), 700))
    three = Font(FACES.fonts[0].file, "", "Three", 400, dict.fromkeys(map(ord, "z"), 900))
    faces = Typefaces([one, two, three])
    assert [(it.text, it.family) for it in faces.runs("ab\u00a0a")] == [("ab a", "One")]
    assert [(it.text, it.family) for it in faces.runs("abc")] == [("abc", "Two")]
    assert [(it.text, it.family) for it in faces.runs("azcq")] == [("a", "One"), ("z", "Three"), ("c", "Two")]
    assert faces.missing("aqzq") == "q"
