"""Places as the pages show them: rows with what a place is called and holds, and the tree of a desa."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from anyelir.regions.models import Level, LevelName, Region, RegionQuerySet
from anyelir.regions.scope import within

# At these levels a page lists what lies directly inside; below it shows everything.
LISTED_LEVELS = (Level.PROVINSI, Level.KABKOTA, Level.KECAMATAN)
Kind = Region.Kind
# Where the code tells more than the level; a desa may have a local name, a kelurahan has none.
SAME_EVERYWHERE = (Kind.KABUPATEN, Kind.KOTA, Kind.KELURAHAN, Kind.DESA_ADAT)


@dataclass(frozen=True)
class TreeRow:
    """A place, what it is called where it lies, how many places lie directly in it, and its depth in a tree."""

    region: Region
    kind: str
    inside: int
    depth: int = 0


class Kinds:
    """What places are called (Kelurahan, Nagari, Distrik, RW), with one query for all of a page."""

    def __init__(self) -> None:
        local = LevelName.objects.values_list("province_code", "level", "name")
        self._local = {(province, level): name for province, level, name in local}

    def __call__(self, region: Region) -> str:
        if region.kind in SAME_EVERYWHERE:
            return str(Kind(region.kind).label)
        usual = "Desa" if region.level == Level.DESAKEL else Level(region.level).label
        return self._local.get((region.code[:2], region.level), str(usual))


def rows(places: RegionQuerySet) -> list[TreeRow]:
    """The places with the number of places in force directly in each."""
    kind_of = Kinds()
    counted = places.annotate(inside=Count("children", filter=Q(children__valid_to=None)))
    return [TreeRow(place, kind_of(place), place.inside) for place in counted]


def plain_rows(places: Iterable[Region]) -> list[TreeRow]:
    """The places as they are, for search results."""
    kind_of = Kinds()
    return [TreeRow(place, kind_of(place), 0) for place in places]


def below(region: Region) -> dict[str, object]:
    """All inside a desa, RW or RT: ``nodes`` as a tree in reading order, ``ended`` places, ``tally`` by kind."""
    places = list(within(Region.objects.all(), region.code, "code").exclude(pk=region.pk).order_by("code"))
    kind_of = Kinds()
    by_parent: dict[str, list[Region]] = {}
    tally: dict[str, int] = {}
    for place in places:
        if place.valid_to is None:
            by_parent.setdefault(place.parent_id, []).append(place)
            tally[kind_of(place)] = tally.get(kind_of(place), 0) + 1
    nodes: list[TreeRow] = []
    _walk(region.code, 0, by_parent, kind_of, nodes)
    return {"nodes": nodes, "ended": [place for place in places if place.valid_to], "tally": tally}


def _walk(
    code: str, depth: int, by_parent: dict[str, list[Region]], kind_of: Kinds, nodes: list[TreeRow]
) -> None:
    for place in by_parent.get(code, ()):
        nodes.append(TreeRow(place, kind_of(place), len(by_parent.get(place.code, ())), depth))
        _walk(place.code, depth + 1, by_parent, kind_of, nodes)
