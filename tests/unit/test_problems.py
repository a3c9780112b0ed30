from __future__ import annotations

import pytest

from microsite.catalogue import say
from microsite.problems import ContentError, Place, Problem, did_you_mean, stop_if_any


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
    assert str(Problem(Place("a.yaml", 1), where, say("unfilled"))) == line


def test_error_lists_each_problem_once_in_order() -> None:
    """Problems come sorted by file and line as numbers, without repeats."""
    second, tenth = (Problem(Place("a.yaml", line), "", say("refused", reason="x")) for line in (2, 10))
    elsewhere = Problem(Place("b.yaml", 1), "", say("refused", reason="x"))
    assert str(ContentError([elsewhere, tenth, second, tenth])) == "a.yaml:2  x.\na.yaml:10  x.\nb.yaml:1  x."


def test_gate_stays_open_without_problems() -> None:
    """Nothing is raised when there is nothing to report."""
    stop_if_any(iter(()))


def test_gate_closes_on_a_problem() -> None:
    """Whatever an iterator yields is raised."""
    with pytest.raises(ContentError, match=r"a\.yaml  x\."):
        stop_if_any(iter([Problem(Place("a.yaml"), "", say("refused", reason="x"))]))


@pytest.mark.parametrize(
    ("word", "hint"),
    [("souces", ' Did you mean "sources"?'), ("elephant", ""), ("", "")],
)
def test_hint_only_for_a_near_miss(word: str, hint: str) -> None:
    """A word that is close to a known one brings that one, any other brings nothing."""
    assert str(did_you_mean(word, ["sources", "title"])) == hint
