"""Reads of business centres: which desa and kelurahan of a place have named one, and which have not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import in_force
from anyelir.enterprise.trade.models import Business, Sentra
from anyelir.regions.models import Level, Region
from anyelir.regions.queries import children
from anyelir.regions.scope import at_level, is_within, level_of, within


@dataclass(frozen=True)
class CoveredPlace:
    """A desa or kelurahan with its centre, or without one."""

    region: Region
    sentra: Sentra | None


@dataclass(frozen=True)
class CoverageRow:
    """A place with how many of its desa and kelurahan have named a centre; ``places`` only where they are few."""

    region: Region
    named: int
    total: int
    places: list[CoveredPlace] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return self.total - self.named


@dataclass(frozen=True)
class SentraCoverage:
    rows: list[CoverageRow]

    @property
    def named(self) -> int:
        return sum(row.named for row in self.rows)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


def sentras_in(code: str) -> QuerySet[Sentra]:
    """Those in force today."""
    rows: QuerySet[Sentra] = Sentra.objects.filter(is_within(code), in_force(today_at(code)))
    return rows.select_related("region")


def coverage(code: str) -> SentraCoverage:
    """By kabupaten and kota of a province, by kecamatan of a kabupaten or kota; of a smaller place that place alone."""
    if level_of(code) == Level.PROVINSI:
        return _of_province(code)
    top = at_level(code, Level.DESAKEL) or code
    is_wide = level_of(top) == Level.KABKOTA
    parts = list(children(top)) if is_wide else [Region.objects.get(pk=top)]
    by_place = {sentra.region_id: sentra for sentra in sentras_in(top)}
    places: dict[str, list[CoveredPlace]] = {part.pk: [] for part in parts}
    for place in _desas(top):
        above = at_level(place.pk, Level.KECAMATAN) if is_wide else top
        if above in places:
            places[above].append(CoveredPlace(place, by_place.get(place.pk)))
    return SentraCoverage([_row(part, places[part.pk]) for part in parts])


def _row(region: Region, places: list[CoveredPlace]) -> CoverageRow:
    named = sum(place.sentra is not None for place in places)
    return CoverageRow(region, named, len(places), places)


def _of_province(code: str) -> SentraCoverage:
    """Counts alone: a province has thousands of desa."""

    def above(place: str) -> str | None:
        return at_level(place, Level.KABKOTA)

    total = Counter(above(pk) for pk in _desas(code).values_list("pk", flat=True))
    named = Counter(above(pk) for pk in sentras_in(code).values_list("region_id", flat=True))
    return SentraCoverage([CoverageRow(part, named[part.pk], total[part.pk]) for part in children(code)])


def _desas(code: str) -> QuerySet[Region]:
    rows: QuerySet[Region] = within(Region.objects.current(), code, "code").filter(level=Level.DESAKEL)
    return rows.order_by("code")


def possible_members(sentra: Sentra, visible: QuerySet[Business]) -> QuerySet[Business]:
    """Open businesses of its place that belong to no centre yet."""
    return within(visible, sentra.region_id).filter(sentra=None).exclude(stage=Business.Stage.CLOSED)
