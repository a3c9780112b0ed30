"""The catalogue of sentences: whole, in every language, and neither more nor less than the code says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from microsite.commands.main import main
from microsite.content.complaints import PATTERN_MESSAGES
from microsite.content.documents import read_yaml
from microsite.messages import catalogue
from microsite.messages.catalogue import (
    BLANK,
    FIELDS,
    MESSAGES,
    Message,
    descriptions,
    language_of,
    languages,
    messages,
    sentence,
)
from microsite.messages.problems import Problem
from tests.samples import ROOT

PACKAGE = ROOT / "microsite"
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")
}

# Who takes a code, and which of its arguments that is.
SPEAKERS = {
    **dict.fromkeys(("Message", "said", "refused"), 0),
    **dict.fromkeys(("refuse", "_problem", "problem", "fault"), 1),
    **dict.fromkeys(("show", "complain"), 2),
}

# Braces in sentences that are shown as they stand, as an editor is to write them.
SHOWN = {"id", "n", "file"}


def calls() -> Iterator[tuple[ast.Call, ast.expr]]:
    """Each call that says something, and the expression of its code."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                at = SPEAKERS.get(name.split(".")[-1])
                if at is not None and len(node.args) > at:
                    yield node, node.args[at]


def codes(expression: ast.expr) -> Iterator[str]:
    """The codes that an expression can be, as far as it says them itself."""
    match expression:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp():
            yield from codes(expression.body)
            yield from codes(expression.orelse)


def families(tree: ast.AST) -> Iterator[str]:
    """What codes begin with that are put together, as in `Message(f"kind-{kind}")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield str(node.values[0].value)


SAID = {code for _, expression in calls() for code in codes(expression)}
FAMILIES = {family for _, expression in calls() for family in families(expression)}
WORDS = {
    node.value
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def test_codes_are_found_in_the_code() -> None:
    """The calls that these tests speak of are seen at all, in each of their forms."""
    assert {"unfilled", "id-taken", "number-taken", "anchor", "missing-half", "warnings-counted"} <= SAID
    assert {"missing-key", "missing-sources"} <= SAID
    assert {"kind-", "scheme-", "vision-"} <= FAMILIES


def test_every_code_has_its_sentence() -> None:
    """What the code says is in the catalogue, codes that are put together included."""
    assert sorted(SAID - messages().keys()) == []
    assert sorted(set(PATTERN_MESSAGES.values()) - messages().keys()) == []
    assert sorted(word for word in WORDS if word.startswith("yaml-") and word not in messages()) == []
    assert [family for family in FAMILIES if not any(code.startswith(family) for code in messages())] == []


def test_every_sentence_is_said() -> None:
    """The catalogue holds nothing that no code says."""
    idle = [code for code in messages() if code not in WORDS and not code.startswith(tuple(FAMILIES))]
    assert idle == []


def test_every_kind_of_entry_that_is_named_has_its_word() -> None:
    """The kinds that a field of the model or a link can name are words of the catalogue."""
    named = {
        ast.literal_eval(node.args[0])
        for node in ast.walk(TREES["content/scalars.py"])
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_known"
    }
    assert "source" in named
    assert sorted(f"kind-{kind}" for kind in named if f"kind-{kind}" not in messages()) == []


def test_every_sentence_is_in_every_language() -> None:
    """Each sentence and each description has all languages, in one order, and words in each."""
    for code, halves in messages().items():
        assert tuple(halves) == languages(), code
        assert all(words.strip() for words in halves.values()), code
    for shape, fields in descriptions().items():
        assert all(set(halves) == set(languages()) for halves in fields.values()), shape


def test_halves_of_a_sentence_have_the_same_blanks() -> None:
    """A translation fills in what the original fills in."""
    uneven = [
        code for code, it in messages().items() if len({frozenset(BLANK.findall(it[n])) for n in it}) > 1
    ]
    assert uneven == []


def test_every_blank_is_filled() -> None:
    """Whoever says a sentence gives what its blanks ask for, and nothing that it has no blank for."""
    wrong = []
    for call, expression in calls():
        if ast.unparse(call.func).endswith("show"):
            continue  # its code is said elsewhere
        given = {keyword.arg for keyword in call.keywords}
        for code in codes(expression):
            blanks = set(BLANK.findall(messages()[code][languages()[0]]))
            open_blanks = blanks - given - SHOWN if None not in given else set()  # None is `**parts`
            if open_blanks or (ast.unparse(call.func) == "Message" and given - blanks - {None}):
                wrong.append((code, sorted(blanks), ast.unparse(call)))
    assert wrong == []


@pytest.mark.parametrize("file", [MESSAGES, FIELDS], ids=lambda file: file.name)
def test_catalogue_is_read_as_content_is(file: Path) -> None:
    """The files of the catalogue keep the rules of content files; some sentences speak of a blank."""
    problems: list[Problem] = []
    document = read_yaml(file, file.name, problems)
    assert [problem for problem in problems if problem.message.code != "unfilled"] == []
    assert document is not None
    loaded: Any = messages() if file == MESSAGES else descriptions()
    assert document.data == loaded


def test_language_of_messages_is_added_by_its_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a line behind each of the others, the locale and the option know it."""
    first = languages()[0]
    more = {code: {**halves, "eo": f"EO {halves[first]}"} for code, halves in messages().items()}
    (tmp_path / "messages.yaml").write_text(yaml.safe_dump(more, sort_keys=False), "utf-8")
    monkeypatch.setattr(catalogue, "MESSAGES", tmp_path / "messages.yaml")
    messages.cache_clear()
    try:
        assert language_of({"LANG": "eo.UTF-8"}) == "eo"
        assert main(["check", "--content", str(tmp_path / "none"), "--lang", "eo"]) == 1
    finally:
        monkeypatch.undo()
        messages.cache_clear()
    assert "EO there is no such folder" in "".join(capsys.readouterr())


def test_blanks_are_filled_with_words_numbers_and_messages() -> None:
    """A message in a blank is said in the same language, and braces that are no blank stay."""
    advice = Message("yaml-tab")
    first, *others = languages()
    assert sentence(Message("not-yaml", advice=advice), first).endswith(sentence(advice, first))
    for lang in others:
        assert sentence(Message("not-yaml", advice=advice), lang).endswith(sentence(advice, lang))
    assert "7" in sentence(Message("warnings-counted", number=7), first)
    assert "{id}" in sentence(Message("stray-brace", words="x"), first)
    assert "{id} {words}" in sentence(Message("stray-brace", words="{id} {words}"), first)
    assert str(Message("unfilled")) == sentence(Message("unfilled"), first)


def test_code_without_a_sentence_is_a_mistake_of_ours() -> None:
    """A message outside the catalogue cannot be said."""
    with pytest.raises(KeyError):
        sentence(Message("no-such-code"), languages()[0])


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko"}, "ko"),
        ({"LANG": "ko-KR"}, "ko"),
        ({"LANG": "ko_KR@hangul"}, "ko"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "", "LC_ALL": ""}, "ko"),
        ({"LANGUAGE": "ko", "LC_CTYPE": "ko_KR.UTF-8"}, "en"),
    ],
)
def test_locale_chooses_the_language(environment: dict[str, str], lang: str) -> None:
    """`LC_ALL` is stronger than `LC_MESSAGES`, and that than `LANG`; what is not spoken gives the default."""
    assert language_of(environment) == lang
