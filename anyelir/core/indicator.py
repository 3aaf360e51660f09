"""Indicators declared once: dashboards, forms, exports and documents all read the same declaration.

A ``Measure`` is a whole number that can be added up the region tree.
An ``Indicator`` names the measures of its numerator and denominator. A percentage is never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from django.utils.functional import Promise

from anyelir.core.grain import Grain
from anyelir.core.permission import Permission, Viewer
from anyelir.core.registry import Registry

if TYPE_CHECKING:
    from anyelir.core.overview import Overview
    from anyelir.core.staleness import Staleness

Text: TypeAlias = str | Promise
Numbers = Mapping[str, int]


@dataclass(frozen=True)
class Fact:
    """A named table of facts: one row per child and month, per open day, per referral.

    ``columns`` maps a column to its Ibis type; ``leaf`` (int32), the position of the row's unit and month in the
    list of leaves being folded, is always there and not listed. ``rows`` loads the facts of given leaves.
    """

    name: str
    description: Text
    columns: Mapping[str, str]
    rows: Callable[[list[Any]], list[dict[str, Any]]]


@dataclass(frozen=True)
class Measure:
    """A count over one fact: ``expression`` takes the fact's Ibis table and gives a boolean or integer column.

    A NULL counts as nothing. The same expression runs on DuckDB and on Spark.
    """

    key: str
    title: Text
    fact: Fact
    expression: Callable[[Any], Any]
    # A zero is a count only where one of these measures says that somebody looked; otherwise nothing is known.
    known_by: tuple[str, ...] = ()
    # Part of what a posyandu signs with its month; False for what goes on afterwards, such as answers.
    is_signed: bool = True

    def is_known(self, numbers: Numbers) -> bool:
        """Whether the number is an observation, not the silence of those who have not reported."""
        return not self.known_by or any(numbers.get(key, 0) for key in (self.key, *self.known_by))


@dataclass(frozen=True)
class Indicator:
    """What a number means, how it is made from measures, and how it may be shown."""

    code: str
    title: Text
    definition: Text
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    form_ref: str = ""
    higher_is_better: bool | None = None
    # Measures whose sum should be the first numerator when everything is stated; the rest is "belum dinyatakan".
    stated_parts: tuple[str, ...] = ()
    # A numerator from 1 to one less tells of single people: who does not care for them sees it in larger places only.
    minimum_cell: int = 0
    # The lowest level of region at which it may be shown to them; empty down to single units.
    lowest_level: str = ""
    # Who may see it beside those who care for the people: "internal" offices, or everybody ("published").
    audience: str = "internal"
    # 100 shows a percentage, 1 a mean ("kader a day"); ``per`` says of what in words ("hari buka").
    scale: int = 100
    per: Text = ""
    dated_by: Text = ""
    # The value that each measure of the numerator counts ("-5 %", "0 %", "+5 %"): the indicator is their median, and
    # the numerator says of how many. Of fewer than ``fewest`` nobody is told.
    values: tuple[int, ...] = ()
    fewest: int = 0
    # The share without which the count is never said: "150 trained" alone tells nothing of what they do with it.
    shown_with: str = ""
    example: tuple[Numbers, float | None] | None = field(default=None)

    @property
    def is_ratio(self) -> bool:
        return bool(self.denominator)

    def fraction(self, numbers: Numbers) -> tuple[int, int | None]:
        """Numerator and denominator (None for a plain count) from summed measures."""
        above = sum(numbers[key] for key in self.numerator)
        return above, sum(numbers[key] for key in self.denominator) if self.is_ratio else None

    @property
    def is_median(self) -> bool:
        return bool(self.values)

    def value(self, numbers: Numbers) -> float | None:
        """The count, the ratio times ``scale``, or the median; None where the denominator is 0, never 0."""
        if self.is_median:
            counts = [numbers[key] for key in self.numerator]
            return median_of_counts(self.values, counts) if sum(counts) >= max(self.fewest, 1) else None
        above, below = self.fraction(numbers)
        if below is None:
            return above
        return self.scale * above / below if below else None


def median_of_counts(values: Sequence[int], counts: Sequence[int]) -> float:
    """The median of so many of each value, which ascend; between the two in the middle of an even number."""
    total = sum(counts)
    middle = [(total - 1) // 2, total // 2]
    ends = list(accumulate(counts))
    low, high = (values[next(at for at, end in enumerate(ends) if place < end)] for place in middle)
    return (low + high) / 2


class Leaf(NamedTuple):
    """A unit, by its key as text, in a period, by its first day: the smallest thing that is counted."""

    key: str
    period: date


class Listed(NamedTuple):
    """A unit in a table and on a map."""

    key: str
    name: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Unit:
    """What is counted one by one and lies in a region: a posyandu each month, a business each year.

    ``places`` gives the region of each key that still exists, ``firsts`` the first period in which each unit can
    have numbers, ``signed`` the numbers that were signed for leaves whose period is closed.
    """

    kind: str
    title: Text
    grain: Grain
    places: Callable[[Iterable[str]], Mapping[str, str]]
    firsts: Callable[[], Mapping[str, date]]
    # Units that exist now, each of which has a leaf from the first day of a period on.
    standing: Callable[[], Iterable[str]]
    # Those in the subtree of a region, as a table lists them; ``page`` is the address of one in a period. None for a
    # unit that is a place itself: its line is that of the place.
    listed: Callable[[str], Sequence[Listed]] | None
    page: Callable[[str, str], str] = field(default=lambda key, period: "")
    signed: Callable[[Sequence[Leaf]], Mapping[Leaf, Numbers]] = field(default=lambda leaves: {})
    # Whether the pages of the units in a region are open to somebody who reads its numbers.
    opens: Callable[[Viewer, str], bool] = field(default=lambda user, code: True)


class Catalogue:
    """All measures and indicators of one unit, in declared order, with unique keys."""

    def __init__(
        self,
        unit: Unit,
        measures: Iterable[Measure],
        indicators: Iterable[Indicator],
        *,
        counted: str,
        reported_by: tuple[str, ...],
        staleness: Staleness,
        cared_for_by: Permission,
        read_by: Permission = Permission.REPORT_VIEW,
        overview: Overview | None = None,
        rank: int = 50,
    ) -> None:
        """``counted`` is the measure of the units there are, ``reported_by`` those of the units that said something,
        ``staleness`` says which acts change the numbers. Whoever has the right ``cared_for_by`` somewhere reads the
        records of the people there, and sees every number of it; ``read_by`` is the right to read the numbers at
        all. Of several catalogues the one of the lowest ``rank`` stands first.

        Raises ValueError for a count that is shown with something that is no share.
        """
        self.unit = unit
        self.measures = {measure.key: measure for measure in measures}
        self.indicators = {indicator.code: indicator for indicator in indicators}
        self.facts = {measure.fact.name: measure.fact for measure in self.measures.values()}
        self.guarded = {
            code: each for code, each in self.indicators.items() if each.minimum_cell or each.lowest_level
        }
        # What is part of a signature; the rest goes on after the period was closed.
        self.counted, self.reported_by, self.overview, self.rank = counted, reported_by, overview, rank
        self.staleness, self.cared_for_by, self.read_by = staleness, cared_for_by, read_by
        self.shares = {
            key: each.shown_with
            for each in self.indicators.values()
            if each.shown_with
            for key in (each.code, *each.numerator)
        }
        for code, share in self.shares.items():
            if share not in self.indicators or not self.indicators[share].is_ratio:
                raise ValueError(f"{code} is shown with {share}, which is no share")
        self.signed = tuple(key for key, measure in self.measures.items() if measure.is_signed)

    @property
    def kind(self) -> str:
        return self.unit.kind

    @property
    def zero(self) -> dict[str, int]:
        """Every measure with nothing counted."""
        return dict.fromkeys(self.measures, 0)

    def reporting(self, numbers: Numbers) -> tuple[int, int]:
        """How many units reported (the most that any of ``reported_by`` says), and how many there are."""
        return max(numbers[key] for key in self.reported_by), numbers[self.counted]

    def is_known(self, code: str, numbers: Numbers) -> bool:
        """Whether the measure, or what the indicator counts in its numerator, was observed at all."""
        keys = (code,) if code in self.measures else self.indicators[code].numerator
        return all(self.measures[key].is_known(numbers) for key in keys)

    def measures_of(self, fact: Fact) -> list[Measure]:
        return [measure for measure in self.measures.values() if measure.fact is fact]


CATALOGUES: Registry[Catalogue] = Registry("catalogues", key="kind", order=lambda each: each.rank)
