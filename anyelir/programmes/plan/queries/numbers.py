"""Numbers of a programme: what a place was given, what it and the places below it reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from anyelir.core.clock import today_at
from anyelir.programmes.plan.models import Programme, ProgrammeTarget, Quota, TargetDivision, TargetTally
from anyelir.regions.models import Region
from anyelir.regions.queries import children
from anyelir.regions.scope import contains
from anyelir.rules.region_code import ancestors
from anyelir.rules.targets import Forecast, Progress, ProgressPoint, Target, forecast, progress


def current_targets(programme: Programme) -> list[ProgrammeTarget]:
    """What is promised today, the first unit of the programme first."""
    return [*programme.targets.filter(replaced_at=None).order_by("created_at", "id")]


def announced_division(target: ProgrammeTarget, parent: str) -> TargetDivision | None:
    """The division that counts: the newest that was announced."""
    return TargetDivision.objects.filter(target=target, parent=parent, announced_at__isnull=False).first()


def division_in_the_making(target: ProgrammeTarget, parent: str) -> TargetDivision | None:
    return TargetDivision.objects.filter(target=target, parent=parent, announced_at=None).first()


def number_of_place(target: ProgrammeTarget, region: Region) -> int | None:
    """The whole number for the place of the programme, the announced share of any other, None where it has none."""
    if region.pk == target.programme.body.region_id:
        value: int | None = target.value
        return value
    shares = Quota.objects.filter(
        region=region, division__target=target, division__announced_at__isnull=False
    ).order_by("-division__version")
    share: int | None = shares.values_list("value", flat=True).first()
    return share


@dataclass(frozen=True)
class TargetStanding:
    """The newest count of each place, and the sum by the days on which something was counted."""

    by_place: dict[str, int]
    points: tuple[ProgressPoint, ...]

    @property
    def total(self) -> int:
        return sum(self.by_place.values())

    def sums_of(self, codes: Collection[str]) -> dict[str, int]:
        """Of each of these places with all below it; the places do not lie in each other."""
        sums = dict.fromkeys(codes, 0)
        for place, total in self.by_place.items():
            for code in (place, *ancestors(place)):
                if code in sums:
                    sums[code] += total
        return sums


def standing(programme: Programme, counts: str, code: str = "") -> TargetStanding:
    """Of the whole programme, or of a place within it; each place counts once, however often it was counted."""
    rows = TargetTally.objects.filter(programme=programme, counts=counts).order_by("on", "id")
    by_place: dict[str, int] = {}
    by_day: dict[dt.date, int] = {}
    for place, on, total in rows.values_list("region_id", "on", "total"):
        if not code or contains(code, place):
            by_place[place] = total
            by_day[on] = sum(by_place.values())
    return TargetStanding(by_place, tuple(ProgressPoint(on, total) for on, total in by_day.items()))


def target_of(row: ProgrammeTarget) -> Target:
    return Target(row.value, row.since, row.due_on)


@dataclass(frozen=True)
class TargetView:
    """A promised number on its page: how it stands and where the present pace leads."""

    target: ProgrammeTarget
    unit: str
    progress: Progress
    forecast: Forecast
    standing: TargetStanding


@dataclass(frozen=True)
class PlaceLine:
    """A child of a place: its share, what it reached with all below it; ``value`` None where nothing is announced."""

    region: Region
    value: int | None
    achieved: int

    @property
    def left(self) -> int:
        return max((self.value or 0) - self.achieved, 0)

    @property
    def percent(self) -> int | None:
        return None if not self.value else min(100 * self.achieved // self.value, 100)


def view_of(target: ProgrammeTarget, unit: str) -> TargetView:
    programme = target.programme
    today = today_at(programme.body.region_id)
    stand = standing(programme, target.counts)
    promised = target_of(target)
    return TargetView(
        target, unit, progress(promised, stand.points, today), forecast(promised, stand.points, today), stand
    )


def place_lines(target: ProgrammeTarget, parent: str, stand: TargetStanding) -> list[PlaceLine]:
    """The children of a place in the order of their codes; empty where there are none below."""
    division = announced_division(target, parent)
    values = dict(division.quotas.values_list("region_id", "value")) if division is not None else {}
    regions = _children(parent, values)
    sums = stand.sums_of([region.pk for region in regions])
    return [PlaceLine(region, values.get(region.pk), sums[region.pk]) for region in regions]


def is_outdated(lines: Sequence[PlaceLine], value: int | None) -> bool:
    """Whether the shares below were made of another number than the place has today."""
    shares = [line.value for line in lines if line.value is not None]
    return bool(shares) and sum(shares) != value


def _children(parent: str, values: Iterable[str]) -> list[Region]:
    """Those in force, and those that had a share before they ended."""
    regions = {region.pk: region for region in children(parent)}
    ended = [code for code in values if code not in regions]
    regions |= {region.pk: region for region in Region.objects.filter(code__in=ended)} if ended else {}
    return [regions[code] for code in sorted(regions)]
