"""A toy room: wells, counted each year, that live in a dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import Http404

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_anywhere
from anyelir.core.grain import YEAR
from anyelir.core.indicator import CATALOGUES, Catalogue, Fact, Indicator, Leaf, Listed, Measure, Unit
from anyelir.core.overview import Compared, Heading, Mapped, Overview
from anyelir.core.permission import Permission
from anyelir.core.sheet import SHEETS, OfficialSheet, Subject
from anyelir.core.staleness import Act, Stale, Staleness
from anyelir.membership.access import can
from anyelir.regions.scope import contains


@dataclass
class Well:
    key: str
    region: str
    dug_in: int
    depth_m: int
    is_clean: bool


_wells: dict[str, Well] = {}


def _rows(leaves: Sequence[Leaf]) -> list[dict]:
    return [
        {"leaf": position, "depth_m": well.depth_m, "is_clean": well.is_clean}
        for position, leaf in enumerate(leaves)
        if (well := _wells.get(leaf.key)) and well.dug_in <= leaf.period.year
    ]


UNIT = Unit(
    "well",
    "Sumur",
    YEAR,
    places=lambda keys: {key: _wells[key].region for key in keys if key in _wells},
    firsts=lambda: {well.key: date(well.dug_in, 1, 1) for well in _wells.values()},
    standing=lambda: list(_wells),
    listed=lambda code: [
        Listed(well.key, well.key.title()) for well in _wells.values() if contains(code, well.region)
    ],
)


def since_dug(acts: Sequence[Act]) -> Iterator[Leaf]:
    """Every year from the one in which the well was dug, which the line of the trail names."""
    for act in acts:
        first = date(act.detail["dug_in"], 1, 1)
        yield from (Leaf(act.detail["well"], year) for year in YEAR.between(first, today_anywhere()))


STALENESS = Staleness(
    (Stale(("well.dig", "well.fill_in"), since_dug), Stale(("well.look", "well.move"), since_dug)),
    {"well.paint": "The colour of a well is counted nowhere."},
)
WELL = Fact("well", "Satu baris per sumur dan tahun.", {"depth_m": "int32", "is_clean": "boolean"}, _rows)
WELLS = Catalogue(
    UNIT,
    [
        Measure("wells", "Sumur", WELL, lambda t: t.leaf.notnull()),
        Measure("looked_at", "Sumur yang diperiksa", WELL, lambda t: t.leaf.notnull()),
        Measure("clean", "Sumur bersih", WELL, lambda t: t.is_clean, ("looked_at",)),
        Measure("metres", "Meter", WELL, lambda t: t.depth_m),
    ],
    [
        Indicator("well.count", "Sumur", "Sumur yang ada.", ("wells",)),
        Indicator(
            "well.clean", "Sumur bersih", "Bagian sumur yang airnya bersih.", ("clean",), ("looked_at",),
            higher_is_better=True, example=({"clean": 1, "looked_at": 4}, 25.0),
        ),
    ],
    counted="wells",
    reported_by=("looked_at",),
    staleness=STALENESS,
    cared_for_by=Permission.FAMILY_VIEW,
    overview=Overview(
        size="wells",
        size_words="%s sumur",
        counted="sumur",
        headline=lambda place, on, numbers, is_running: f"{numbers.text('wells')} sumur di {place} pada {on.year}.",
        subline=lambda numbers, is_running, stated: "",
        empty=("Belum ada sumur.", ""),
        tiles=("well.clean", "well.count"),
        headings=(Heading("sumur", "Sumur", "wells"), Heading("bersih", "Bersih", "well.clean", is_coverage=True)),
        columns=(("Sumur", "wells"), ("Bersih", "well.clean")),
        trend=(("Bersih", "well.clean"),),
        compared=(Compared("well.clean", "looked_at", "Yang bersih lebih sedikit", "Yang bersih lebih banyak"),),
        mapped=Mapped("well.clean", "Peta sumur bersih", "Bersih", (20, 40, 60, 80)),
        goal=lambda code, on: 80.0 if code == "well.clean" else None,
    ),
)  # fmt: skip


def find_well(user, key: str) -> Well:
    if key not in _wells or not can(user, Permission.REPORT_VIEW, _wells[key].region):
        raise Http404
    return _wells[key]


SHEET = OfficialSheet(
    slug="sumur",
    catalogue=WELLS,
    title="DAFTAR SUMUR",
    form=Path(__file__).with_name("wells.csv"),
    papers="sample.well",
    find=find_well,
    subject=lambda well: Subject(
        well.key, well.key.title(), well.region, well, (("Kedalaman", f"{well.depth_m} m"),)
    ),
    cares=lambda user, well: can(user, WELLS.cared_for_by, well.region),
    headline=lambda numbers, period: f"{numbers.text('well.clean')} air bersih pada {period}.",
    signer="Penjaga sumur",
    note="Air yang jernih belum tentu bersih.",
)


@action("well.dig")
def dig_well(*, key: str, region: str, dug_in: int, depth_m: int, by: Actor) -> None:
    _wells[key] = Well(key, region, dug_in, depth_m, is_clean=False)
    _note("well.dig", _wells[key], by)


@action("well.look")
def look_at_water(*, key: str, is_clean: bool, by: Actor) -> None:
    _wells[key].is_clean = is_clean
    _note("well.look", _wells[key], by)


@action("well.move")
def move_well(*, key: str, region: str, by: Actor) -> None:
    _wells[key].region = region
    _note("well.move", _wells[key], by)


@action("well.fill_in")
def fill_in_well(*, key: str, by: Actor) -> None:
    _note("well.fill_in", _wells.pop(key), by)


@action("well.paint")
def paint_well(*, key: str, by: Actor) -> None:
    _note("well.paint", _wells[key], by)


def _note(verb: str, well: Well, by: Actor) -> None:
    note(by=by, verb=verb, what="sample.well", region=well.region, well=well.key, dug_in=well.dug_in)


@contextmanager
def wells(*known: Well) -> Iterator[dict[str, Well]]:
    """The room with these wells, for the time of a test."""
    is_installed = "well" in CATALOGUES
    CATALOGUES.declare(WELLS)
    SHEETS.declare(SHEET)
    _wells.update({well.key: well for well in known})
    try:
        yield _wells
    finally:
        _wells.clear()
        if not is_installed:
            del CATALOGUES._declared["well"], SHEETS._declared["sumur"]
