"""Numbers with their units, and what was measured of them over time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import model_validator

from microsite.content.comparators import EXACT, MEANINGS, RANGE, Meaning
from microsite.content.scalars import (
    Entry,
    KnownComparator,
    KnownUnit,
    Number,
    Sources,
    Text,
    When,
    refused,
)


class Measured(Entry):
    """A number with its unit, or nothing where the source gives no number."""

    unit_from_outside: ClassVar[bool] = False  # whether the entry around it can lend its unit

    value: Number | None = None
    unit: KnownUnit | None = None
    comparator: KnownComparator = EXACT
    up_to: Number | None = None  # the upper end of a range, whose lower end is the value

    @model_validator(mode="after")
    def _paired(self) -> Measured:
        if (self.value is None) != (self.unit is None) and not self.unit_from_outside:
            raise refused("value-and-unit")
        ends = [self.up_to is not None, self.comparator == RANGE]
        if any(ends) and not (all(ends) and self.value is not None):
            raise refused("half-a-range")
        if self.value is not None and self.up_to is not None and self.up_to <= self.value:
            raise refused("range-turned-round", low=str(self.value), high=str(self.up_to))
        return self

    @property
    def meaning(self) -> Meaning | None:
        """What its number is to what was or will be; None for a comparator of the site's own."""
        return MEANINGS.get(self.comparator)


class Dated(Measured):
    """A number on a day; its unit is that of the entry around it unless it says another."""

    unit_from_outside = True

    value: Number
    date: When
    sources: Sources
    note: Text | None = None


class Observation(Dated):
    """What was measured, and when it was so."""

    starting_point: bool = False  # True where the way to a target is counted from here


class EarlierPlan(Dated):
    """What was planned before: a plan, and nothing that was measured."""


class Observed(Measured):
    """A number that was measured again and again, the oldest observation first."""

    observations: tuple[Observation, ...] = ()

    @model_validator(mode="after")
    def _in_order(self, info: Any) -> Observed:
        days = [it.date.last for it in self.observations]
        if days != sorted(days):
            raise refused("observations-out-of-order")
        if any(it.starting_point for it in self.observations[1:]):
            raise refused("second-starting-point")
        return self

    @property
    def start(self) -> Observation | None:
        """Where the way begins, if that is known."""
        first = self.observations[:1]
        return first[0] if first and first[0].starting_point else None

    @property
    def latest(self) -> Observation | None:
        """What was measured last, the starting point aside."""
        later = self.observations[1:] if self.start else self.observations
        return later[-1] if later else None

    @property
    def other_days(self) -> Mapping[tuple[str | int, ...], Dated]:
        """The numbers of other days, by where in the entry they are written."""
        return {("observations", at): it for at, it in enumerate(self.observations)}

    def measured_alike(self, dated: Dated) -> Decimal | None:
        """The number of an observation that may be drawn beside this one: in its unit, and neither a
        floor nor a ceiling."""
        same = dated.unit in (None, self.unit) and dated.meaning == "itself"
        return dated.value if same else None
