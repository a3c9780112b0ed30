from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from microsite.content.shipped import shipped
from microsite.line import read
from microsite.messages.problems import ContentError
from tests.samples import DAY, edit


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("home:", "homme:", '"homme" is not a key that is known here. Did you mean "home"?'),
        ("  overdue:\n", "  overdu:\n", '"overdu" is not one of'),
        ("  differ:\n", "  differs:\n", '"differs" is not one of'),
        ("  starting-point:\n", "  start:\n", '"start" is not one of'),
        ("  quoted:\n", "  quote:\n", '"quote" is not one of'),
        ('fr: "{quantity} ({when})"', 'fr: "{quantity}"', "must hold {quantity} {when} once"),
        ('"au moins {quantity}"', '"au moins {amount}"', 'the text in "fr" must hold {quantity} once'),
        ('"au moins {quantity}"', '"{quantity} {quantity}"', 'the text in "fr" must hold {quantity} once'),
        ('"au moins {quantity}"', '"au moins {quantity}}"', 'the text in "fr" must hold {quantity} once'),
    ],
)
def test_words_of_the_interface_are_complete(content: Path, old: str, new: str, said: str) -> None:
    """A word that is unknown is named, and so is a pattern without its placeholder."""
    text = (content / "interface.yaml").read_text("utf-8")
    at = 0 if text.startswith(old) else text.index(f"\n{old}" if old == "home:" else old)
    (content / "interface.yaml").write_text(text[:at] + text[at:].replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    assert any(said in str(problem.message) for problem in caught.value.problems), caught.value


def test_word_that_a_site_leaves_out_is_the_engines(content: Path) -> None:
    """In any language, of any group, and without the file at all."""
    edit(content / "interface.yaml", 'fr: "Aller au texte", ', "")
    words = read(content, DAY).site.interface
    assert words.skip_to_content["fr"] == shipped_word("fr", "skip_to_content")
    assert words.skip_to_content["de"] == "Zum Text springen"
    (content / "interface.yaml").unlink()
    words = read(content, DAY).site.interface
    assert words.skip_to_content["de"] == shipped_word("de", "skip_to_content")
    assert words.weight["single"]["fr"] == shipped_word("fr", "weight", "single")


def shipped_word(lang: str, *keys: str) -> str:
    brought = shipped(lang)
    assert brought
    word: Any = brought["words"]
    for key in keys:
        word = word[key]
    return str(word)
