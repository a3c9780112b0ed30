"""What a step reads is noted, and what it found holds as long as all of that is the same."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from microsite.content.scalars import Text
from microsite.tracking import Extent, Findings, Part, Read, derived, same, tracked


@dataclass(frozen=True)
class Town(Part):
    """A part with a plain attribute, mappings, and what is worked out of them."""

    name: str = "Amala"
    lines: Mapping[str, int] = field(default_factory=lambda: {"port": 1, "hills": 2})
    stops: Mapping[str, str] = field(default_factory=dict)

    @derived
    def total(self) -> int:
        return sum(self.lines.values())

    @property
    def loud(self) -> str:
        return self.name.upper()

    def number(self, line: str) -> int:
        return self.lines[line]


@dataclass(frozen=True)
class Guide(Part):
    """A part that leads to another one."""

    town: Town

    @derived
    def title(self) -> str:
        return f"{self.town.name} in {self.town.total} lines"


WHOLE, NAMES = Extent.WHOLE, Extent.NAMES


@pytest.mark.parametrize(
    ("look", "reads"),
    [
        (lambda town: town.name, {("name", WHOLE)}),
        (lambda town: town.loud, {("name", WHOLE)}),
        (lambda town: town.number("port"), {("lines", "port")}),
        (lambda town: town.lines.get("port"), {("lines", "port")}),
        (lambda town: "tram" in town.lines, {("lines", "tram")}),
        (lambda town: list(town.lines), {("lines", NAMES)}),
        (lambda town: len(town.lines), {("lines", NAMES)}),
        (lambda town: {**town.lines}, {("lines", NAMES), ("lines", "port"), ("lines", "hills")}),
        (lambda town: list(town.lines.items()), {("lines", WHOLE)}),
        (lambda town: list(town.lines.values()), {("lines", WHOLE)}),
        (lambda town: town.total, {("total", WHOLE)}),
    ],
)
def test_each_look_is_noted(look: object, reads: set[tuple[str, object]]) -> None:
    """An attribute as a whole; of a mapping the key, the keys, or everything."""
    found: set[Read] = set()
    assert callable(look)
    look(tracked(Town(), found))
    assert found == {Read("Town", *read) for read in reads}


def test_parts_that_a_part_leads_to_are_tracked() -> None:
    found: set[Read] = set()
    assert tracked(Guide(Town()), found).town.lines["hills"] == 2
    assert found == {Read("Town", "lines", "hills")}


def followed(*towns: Town) -> list[str]:
    """What two steps do in builds of these towns: `port` reads one line, `all` all of them."""
    findings, said = Findings(), list[str]()

    def port(town: Town) -> int:
        said.append("port")
        return town.lines["port"]

    def every(town: Town) -> int:
        said.append("all")
        return town.total

    for town in towns:
        findings.begin()
        findings.enter(town)
        assert findings.recall("port", port, town) == town.lines["port"]
        assert findings.recall("all", every, town) == sum(town.lines.values())
        findings.close()
        said.append("|")
    return said


@pytest.mark.parametrize(
    ("second", "again"),
    [
        (Town(), []),
        (Town(name="Bela"), []),
        (Town(lines={"port": 1, "hills": 3}), ["all"]),
        (Town(lines={"port": 2, "hills": 1}), ["port"]),  # their sum is the same
        (Town(lines={"port": 2, "hills": 2}), ["port", "all"]),
        (Town(lines={"hills": 2, "port": 1}), []),
    ],
)
def test_only_what_has_changed_is_found_again(second: Town, again: list[str]) -> None:
    """A step is taken again when something that it read is another; what it did not read does not matter."""
    assert followed(Town(), second) == ["port", "all", "|", *again, "|"]


def test_what_was_found_before_the_last_build_does_not_come_back() -> None:
    """Every build is compared with the one before it, not with older ones."""
    one, two = Town(), Town(lines={"port": 5, "hills": 2})
    assert followed(one, two, one) == ["port", "all", "|", "port", "all", "|", "port", "all", "|"]


def test_failed_build_changes_nothing() -> None:
    """The next build is compared with the last one that went well."""
    findings, town = Findings(), Town()
    findings.enter(town)
    findings.recall("port", lambda it: it.lines["port"], town)
    findings.close()
    findings.begin()
    findings.enter(Town(lines={"port": 7}))  # and this one is never closed
    findings.begin()
    findings.enter(Town())
    assert findings.standing("port")


def test_arguments_are_compared_as_a_whole() -> None:
    findings, town = Findings(), Town()
    for given in ({"a": 1, "b": 2}, {"a": 1, "b": 2}, {"b": 2, "a": 1}):
        findings.begin()
        findings.enter(town)
        findings.recall("given", lambda it, given: list(given), town, given)
        found = findings.found("given")[1]
        findings.close()
    assert found == ["b", "a"]


def test_derived_properties_are_carried_over() -> None:
    """One that has read nothing that changed is not worked out again, and one that has, is."""
    findings, first = Findings(), Guide(Town())
    assert first.title == "Amala in 3 lines"
    findings.enter(first.town, first)
    findings.close()
    findings.begin()
    same_again, other = Guide(Town()), Guide(Town(name="Bela"))
    findings.enter(same_again.town, same_again)
    assert vars(same_again)["title"] is first.title
    findings.begin()
    findings.enter(other.town, other)
    assert "title" not in vars(other)
    assert vars(other.town)["total"] == 3
    assert other.title == "Bela in 3 lines"


def test_findings_outlive_a_process() -> None:
    findings, town = Findings(), Town()
    findings.enter(town)
    findings.recall("port", lambda it: it.lines["port"], town)
    findings.close()
    again = pickle.loads(pickle.dumps(findings))
    again.begin()
    again.enter(Town())
    assert again.standing("port")
    again.begin()
    again.enter(Town(lines={"port": 9}))
    assert not again.standing("port")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ([{"a": 1}], [{"a": 1}], True),
        ([1, 2], [1, 2, 3], False),
        ((1,), [1], False),
        (1, True, False),
        (Text({"fr": "a", "de": "b"}), Text({"fr": "a", "de": "b"}), True),
        (Text({"fr": "a", "de": "b"}), Text({"de": "b", "fr": "a"}), False),
        (Town(), Town(), True),
        (Town(), Town(stops={"quay": "x"}), False),
    ],
)
def test_values_are_the_same_down_to_the_order_of_keys(one: object, other: object, alike: bool) -> None:
    """Pages show entries in the order in which they are written."""
    assert same(one, other) is alike
