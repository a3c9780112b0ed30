from __future__ import annotations

import pytest

from microsite.messages.catalogue import Message
from microsite.messages.problems import (
    ContentError,
    Place,
    Problem,
    did_you_mean,
    in_order,
    pass_warnings,
    stop_if_any,
)

MISTAKE = Problem(Place("b.yaml", 1), "", Message("unfilled"))
WARNING = Problem(Place("a.yaml", 1), "", Message("comment-behind-text"), "warning")
SECOND_WARNING = Problem(Place("c.yaml", 1), "", Message("comment-behind-text"), "warning")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
    ],
)
def test_place_leaves_out_unknown_numbers(place: Place, shown: str) -> None:
    """A place is file:line:column as far as it is known."""
    assert str(place) == shown


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("x › title", "a.yaml:1  x › title: a blank (____) is left here; fill it in."),
        ("", "a.yaml:1  a blank (____) is left here; fill it in."),
    ],
)
def test_problem_is_one_line(where: str, line: str) -> None:
    """A problem is its place, its key if it has one, and the sentence."""
    assert str(Problem(Place("a.yaml", 1), where, Message("unfilled"))) == line


def test_error_lists_each_problem_once_in_order() -> None:
    """Problems come sorted by file and line as numbers, without repeats."""
    second, tenth = (Problem(Place("a.yaml", line), "", Message("refused", reason="x")) for line in (2, 10))
    elsewhere = Problem(Place("b.yaml", 1), "", Message("refused", reason="x"))
    assert str(ContentError([elsewhere, tenth, second, tenth])) == "a.yaml:2  x.\na.yaml:10  x.\nb.yaml:1  x."


def test_gate_stays_open_without_problems() -> None:
    """Nothing is raised when there is nothing to report."""
    stop_if_any(iter(()))


def test_gate_closes_on_a_problem() -> None:
    """Whatever an iterator yields is raised."""
    with pytest.raises(ContentError, match=r"a\.yaml  x\."):
        stop_if_any(iter([Problem(Place("a.yaml"), "", Message("refused", reason="x"))]))


@pytest.mark.parametrize(
    ("word", "hint"),
    [("souces", ' Did you mean "sources"?'), ("elephant", ""), ("", "")],
)
def test_hint_only_for_a_near_miss(word: str, hint: str) -> None:
    """A word that is close to a known one brings that one, any other brings nothing."""
    assert str(did_you_mean(word, ["sources", "title"])) == hint


def test_hint_of_a_known_word_is_none() -> None:
    """A word that is right needs no hint, and of several near misses the nearest is offered."""
    assert did_you_mean("sources", ["sources", "source"]) == ""
    assert str(did_you_mean("sourcs", ["sectors", "source", "sources"])) == ' Did you mean "sources"?'


def test_order_is_by_file_line_and_column() -> None:
    """Lines and columns are compared as numbers, then keys; the same problem stands once."""
    places = [
        Place("b.yaml"),
        Place("a.yaml", 10),
        Place("a.yaml", 2, 10),
        Place("a.yaml", 2, 9),
        Place("a.yaml"),
    ]
    problems = [Problem(place, "", Message("unfilled")) for place in places]
    keyed = Problem(Place("a.yaml", 2, 9), "x", Message("unfilled"))
    found = in_order([*problems, keyed, *problems])
    assert [str(it.place) for it in found] == [
        "a.yaml",
        "a.yaml:2:9",
        "a.yaml:2:9",
        "a.yaml:2:10",
        "a.yaml:10",
        "b.yaml",
    ]
    assert found[2] == keyed


def test_warnings_pass_in_order() -> None:
    """Without an error the gate is open; the warnings come out sorted, each once."""
    assert pass_warnings([SECOND_WARNING, WARNING, WARNING]) == (WARNING, SECOND_WARNING)
    assert pass_warnings([]) == ()


def test_warnings_are_shown_with_errors() -> None:
    """An error closes the gate, and whoever mends it sees the warnings as well."""
    with pytest.raises(ContentError) as caught:
        pass_warnings([MISTAKE, SECOND_WARNING, WARNING])
    assert caught.value.problems == (WARNING, MISTAKE, SECOND_WARNING)


def test_strict_gate_closes_on_warnings() -> None:
    """In a strict run a warning is enough; nothing is still nothing."""
    with pytest.raises(ContentError) as caught:
        pass_warnings([WARNING], strict=True)
    assert caught.value.problems == (WARNING,)
    assert pass_warnings([], strict=True) == ()
