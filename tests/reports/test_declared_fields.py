"""A declared field that nothing reads is a lie: whoever writes it down believes that something follows from it.

Two catalogues, one of them a toy, are folded, shown on pages, maps, sheets and papers, downloaded, documented and
verified, while every read of a field of a declaration is written down.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone

from anyelir.commands.docs_command import indicators_page
from anyelir.core import grain, indicator, overview, sheet, staleness
from anyelir.core.audit import SYSTEM
from anyelir.core.indicator import CATALOGUES, Leaf, Listed
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.day import actions as day
from anyelir.regions.models import Region
from anyelir.regions.scope import parent
from anyelir.reports import columns, engine, table
from anyelir.reports.dashboard import Dashboard
from anyelir.reports.folding import drain_all, mark_leaves, rebuild
from anyelir.reports.keeping import mark_new_period
from anyelir.reports.models import RegionNumbers, ReportedTotal
from anyelir.reports.verifying import verify
from anyelir.rules.dates import add_months
from anyelir.rules.disclosure.limits import Audience
from tests import factories as make
from tests.reports import wells as toy

pytestmark = pytest.mark.django_db
LAST_MONTH = add_months(timezone.localdate().replace(day=1), -1)
MODULES = (indicator, overview, sheet, staleness, grain)
KINDS = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == module.__name__ and dataclasses.is_dataclass(value)
]
# Read by the tests of the declarations themselves.
FOR_TESTS = {("Indicator", "example"), ("Staleness", "harmless")}
Reads = set[tuple[str, str]]


def fields_of(kind: type) -> set[str]:
    return set(kind._fields) if issubclass(kind, tuple) else {each.name for each in dataclasses.fields(kind)}


@contextmanager
def watched(kinds: list[type]) -> Iterator[Reads]:
    """Every field that is read meanwhile, as (class, field)."""
    seen: Reads = set()
    with pytest.MonkeyPatch.context() as patch:
        for kind in kinds:
            patch.setattr(kind, "__getattribute__", _noting(kind, seen), raising=False)
        yield seen


def _noting(kind: type, seen: Reads):
    fields = fields_of(kind)

    def read(self, name):
        # Comparing, hashing and printing are made by ``dataclasses``, whose code comes from no file.
        if name in fields and sys._getframe(1).f_code.co_filename != "<string>":
            seen.add((kind.__name__, name))
        return object.__getattribute__(self, name)

    return read


def unread(kinds: list[type], seen: Reads) -> Reads:
    return {(kind.__name__, name) for kind in kinds for name in fields_of(kind)} - seen - FOR_TESTS


def store(code: str, **numbers: int) -> None:
    live = {
        "target_children": 100, "weighed": 90, "gained": 60, "not_gained": 20, "haz_assessed": 90, "haz_stunted": 12,
        "whz_assessed": 90, "posyandu_count": 5, "posyandu_reporting": 5, "posyandu_closed": 5,
        "sessions_held": 5, "sessions_with_kader": 5, "kader_on_duty": 21, **numbers,
    }  # fmt: skip
    RegionNumbers.objects.create(
        unit_kind="posyandu",
        code=code,
        parent_code=parent(code) if code else None,
        period=LAST_MONTH,
        live=live,
    )


def show_places() -> None:
    """An overview in which places are better and worse, drawn on the map, with totals that were only told."""
    RegionNumbers.objects.filter(unit_kind="posyandu").delete()
    store("32.01.01")
    for number in range(20, 28):
        place = make.region(
            f"32.01.01.10{number}", f"Desa {number}", latitude=-6.4, longitude=106.8 + number / 100
        )
        store(
            place.code,
            **{20: {"weighed": 62}, 21: {"haz_stunted": 0}, 22: {"haz_stunted": 60}}.get(number, {}),
        )
    here = Region.objects.get(pk="32.01.01")
    for measure, value in [("posyandu_count", 80), ("kader", 400), ("posyandu_madya", 3)]:
        ReportedTotal.objects.create(
            region=here, measure=measure, value=value, reported_on=dt.date(2025, 1, 1), source="Laporan"
        )
    for audience in (None, Audience.INTERNAL, Audience.PUBLISHED):
        board = Dashboard(CATALOGUE, here, LAST_MONTH, audience)
        table.sorted_table(CATALOGUE, board.rows, LAST_MONTH, "-ds")


def show_businesses() -> None:
    """Enough of them for a median."""
    RegionNumbers.objects.create(
        unit_kind="business",
        code="32.01.01",
        parent_code="32.01",
        period=LAST_MONTH,
        live={"businesses": 9, "sales_p5": 5},
    )


def declared_anew(catalogue: indicator.Catalogue) -> indicator.Catalogue:
    return indicator.Catalogue(
        catalogue.unit,
        catalogue.measures.values(),
        catalogue.indicators.values(),
        counted=catalogue.counted,
        reported_by=catalogue.reported_by,
        staleness=catalogue.staleness,
        cared_for_by=catalogue.cared_for_by,
        overview=catalogue.overview,
    )


def drive(corner, sign_in) -> None:
    """All that is done with declarations."""
    reader, chair = make.user("kecamatan"), make.user("ketua")
    make.grant(reader, "team_kecamatan", Region.objects.get(pk="32.01.01"))
    make.grant(chair, "posyandu_chair", unit=corner.first)
    child = corner.child(add_months(LAST_MONTH, -14))
    weighed = corner.weigh(child, LAST_MONTH + dt.timedelta(days=9), "9.1", height_cm="76")
    day.close_session(session=weighed.visit.session, by=corner.by, kader_on_duty=4)
    with toy.wells():
        toy.dig_well(key="sumur-1", region="32.01.01.1010", dug_in=2025, depth_m=9, by=SYSTEM)
        drain_all()
        rebuild()
        for catalogue in CATALOGUES:
            mark_new_period(catalogue, timezone.localdate().replace(month=1, day=1))
        assert catalogue.unit.signed([Leaf("sumur-1", LAST_MONTH)]) == {}
        verify()
        indicators_page()
        assert declared_anew(CATALOGUE).signed == CATALOGUE.signed
        sheets = chair_signs(corner, sign_in(chair))
        office = sign_in(reader)
        show_places()
        show_businesses()
        for address in (
            "/ringkasan/32.01.01/", "/ringkasan/32.01.01/unduh.csv", "/ringkasan/32.01.01.1020/",
            "/ringkasan/32.01.01/?satuan=business",
            "/ringkasan/32.01.01.1020/?satuan=well", "/ringkasan/32.01.01/?satuan=well&bulan=2025",
            "/ringkasan/32.01.01.1010/?satuan=well&bulan=2025", "/laporan/sumur/sumur-1/2025/",
            "/laporan/sumur/sumur-1/2025/lembar.pdf", "/laporan/sumur/sumur-1/2025/lembar.xlsx", *sheets,
        ):  # fmt: skip
            assert office.get(address).status_code == 200, address


def chair_signs(corner, chair) -> list[str]:
    sheet = f"/laporan/skdn/{corner.first.pk}/{LAST_MONTH:%Y-%m}/"
    assert chair.post(f"{sheet}tutup/").status_code == 302
    assert chair.post(f"{sheet}buka/", {"reason": "Salah timbang."}).status_code == 302
    assert chair.post(f"{sheet}tutup/").status_code == 302
    drain_all()
    # A fact that came after the signature, as an import past the closed month brings one.
    corner.first.sessions.update(kader_on_duty=5)
    mark_leaves(CATALOGUE, [Leaf(str(corner.first.pk), LAST_MONTH)])
    drain_all()
    return [sheet, f"{sheet}lembar.xlsx", f"{sheet}lembar.pdf"]


@dataclasses.dataclass(frozen=True)
class Lie:
    """A declaration with a field that is read and one that is not."""

    kept: str
    promised: str = "nothing follows from it"


def test_every_declared_field_is_read_and_a_planted_one_is_noticed(corner, sign_in):
    kinds = [*KINDS, Listed, Lie]
    assert {"Fact", "Measure", "Indicator", "Unit", "Overview", "OfficialSheet", "Signing", "Stale"} <= {
        kind.__name__ for kind in kinds
    }
    # What an earlier test had read is remembered, and would not be read again.
    for remembered in (engine._sql, columns.load):
        remembered.cache_clear()
    with watched(kinds) as seen:
        drive(corner, sign_in)
        assert Lie("word").kept and hash(Lie("word")) and repr(Lie("word"))
    assert sorted(unread(kinds, seen)) == [("Lie", "promised")]
