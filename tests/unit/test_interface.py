from __future__ import annotations

from pathlib import Path

import pytest

from microsite.line import read
from microsite.messages.problems import ContentError
from tests.samples import DAY, edit


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("home:", "homme:", '"home" is missing; add it.'),
        ("home:", "homme:", '"homme" is not a key that is known here. Did you mean "home"?'),
        ("  related: {fr:", "  relate: {fr:", '"relate" is not one of'),
        ("  related: {fr:", "  # related: {fr:", '"related" is missing; add it.'),
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
    """A word that is missing or unknown is named, and so is a pattern without its placeholder."""
    text = (content / "interface.yaml").read_text("utf-8")
    at = 0 if text.startswith(old) else text.index(f"\n{old}" if old == "home:" else old)
    (content / "interface.yaml").write_text(text[:at] + text[at:].replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    assert any(said in str(problem.message) for problem in caught.value.problems), caught.value


def test_word_in_one_language_only_is_refused(content: Path) -> None:
    """Each word stands in every language of the site."""
    edit(content / "interface.yaml", 'fr: "Aller au texte", ', "")
    with pytest.raises(ContentError, match=r'skip_to_content: the text in "fr" is missing; write it\.'):
        read(content, DAY)
