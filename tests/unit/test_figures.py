"""What is typed beside a figure: its unit or comparator once more, a particle that does not go with it."""

from __future__ import annotations

import pytest

from microsite.content.reading import read_draft
from microsite.language.particles import particles_of
from microsite.rules.figures import typed_beside
from microsite.rules.shared_numbers import uneven
from tests.samples import CONTENT

GUIDE, OTHER = read_draft(CONTENT["guide"])[0], read_draft(CONTENT["other"])[0]


def said(words: str, lang: str = "ko") -> list[str]:
    """What is typed wrongly, as it stands, and for a particle what is right."""
    draft = GUIDE if lang in ("ko", "en") else OTHER
    found = []
    for at, message in typed_beside(draft, lang, words, None):
        parts = dict(message.parts)
        assert words.startswith(str(parts["typed"]), at)
        found.append(" → ".join(str(parts[it]) for it in ("typed", "right") if it in parts))
    return found


@pytest.mark.parametrize(
    ("words", "lang", "twice"),
    [
        ("{2028}년에", "ko", "년"),
        ("{2030s}년대에", "ko", "년대"),
        ("{2025-09-10}일", "ko", "일"),
        ("{humanoid-1000}대를", "ko", "대"),
        ("{humanoid-1000} 이상", "ko", "이상"),
        ("약 {members-launch}", "ko", "약"),
        ("**{members-launch}**곳", "ko", "곳"),
        ("{goal-value-added} 원.", "ko", "원"),
        ("At least {humanoid-1000}", "en", "At least"),
        ("KRW {goal-value-added}", "en", "KRW"),
        ("{members-launch} organisations", "en", "organisations"),
        ("September {2025-09}", "en", "September"),
        ("environ **{network-budget}**", "fr", "environ"),
        ("{vote-count} Stimmen", "de", "Stimmen"),
    ],
)
def test_unit_or_comparator_twice(words: str, lang: str, twice: str) -> None:
    """Whatever the figure prints itself need not be typed."""
    assert said(words, lang) == [twice]


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("{humanoid-1000} 대비 두 배", "ko"),
        ("{humanoid-1000}대비 두 배", "ko"),
        ("{humanoid-1000.value} 이상", "ko"),
        ("계약 {members-launch}", "ko"),
        ("{members-launch} 곳곳", "ko"),
        ("{2028} 연말", "ko"),
        ("at most {humanoid-1000}", "en"),
        ("{members-launch} organised", "en"),
        ("format least {humanoid-1000}", "en"),
        ("{vote-count} Stimmenthaltungen", "de"),
        ("{network-budget}, environ", "fr"),
        ("{nothing}대 {2028-13}년 {^members-launch}", "ko"),
    ],
)
def test_other_words_beside_a_figure(words: str, lang: str) -> None:
    """What only begins like a unit, or says something else, is left alone."""
    assert said(words, lang) == []


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("{humanoid-1000}를 만든다", "를 → 을"),
        ("{humanoid-1000.value}을 만든다", "을 → 를"),
        ("{members-launch}가 모였다", "가 → 이"),
        ("{2028}로 미뤘다", "로 → 으로"),
        ("{divisions-launch}으로 나뉜다", "으로 → 로"),
        ("**{members-launch}**{^hosts}는", "는 → 은"),
        ("[휴머노이드](term:humanoid)을", "을 → 를"),
        ("**로봇**를", "를 → 을"),
    ],
)
def test_particle_goes_by_the_sound_before_it(words: str, right: str) -> None:
    """What is printed decides, marks and links aside."""
    assert said(words) == [right]


@pytest.mark.parametrize(
    "words",
    [
        "{humanoid-1000}을 {humanoid-1000.value}를 {members-launch}이 {2028}으로 {divisions-launch}로",
        "{humanoid-1000}을(를) {humanoid-1000}를(을)",
        "{members-launch} 가운데 {2028} 로봇",
        "{members-launch}까지 {2028}에는",
        "[로봇](term:humanoid)이라는 **서울**로",
    ],
)
def test_right_particles(words: str) -> None:
    """Right forms, both forms, and other words."""
    assert said(words) == []


@pytest.mark.parametrize(
    ("before", "typed", "right"),
    [
        ("10", "를", "을"),
        ("12", "을", "를"),
        ("7", "으로", "로"),
        ("3", "로", "으로"),
        ("20%", "을", "를"),
        ("kg", "를", None),
        ("2028년", "에서", None),
    ],
)
def test_signs_are_read(before: str, typed: str, right: str | None) -> None:
    """Digits and signs have their readings; of Latin letters nobody knows."""
    assert particles_of("ko").right_form(before, typed) == right
    assert particles_of("en").right_form(before, typed) is None


@pytest.mark.parametrize(
    ("ko", "en", "differ"),
    [
        ("모두 50개가 있다.", "There are 40 of them.", ("50", "40")),
        ("2031년에 본다.", "Seen again in 2032.", ("2031", "2032")),
        ("3월 5일 50개", "On 5 March, 40 of them", ("50", "40")),
        ("모두 50개가 있다.", "There are fifty of them.", None),
        ("3월 5일에 열렸다.", "It opened on 5 March.", None),
        ("7곳과 50개", "7 places and fifty of them", None),
        ("모두 1만 2,000개다.", "There are 12,000 of them.", None),
        ("100만 명", "1 million people", None),
        ("{2028} {humanoid-1000}, 50개", "{2029} 50", None),
        ("CES 2026, F-35, 5G", "CES 2026, F-35, 5G", None),
        ("[글](https://example.org/12) 3", "[text](https://example.org/34) 3", None),
    ],
)
def test_numbers_that_halves_do_not_share(ko: str, en: str, differ: tuple[str, str] | None) -> None:
    """Only what each half has in digits and the other has not; one may say it in words, or group it."""
    found = [dict(message.parts) for _, message in uneven(GUIDE, {"ko": ko, "en": en})]
    assert [(it["ours"], it["theirs"]) for it in found] == ([differ] if differ else [])
