"""Two kelurahan of one kecamatan, and what a test says of their businesses."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.indicator import Leaf
from anyelir.enterprise.outcome.indicators import CATALOGUE
from anyelir.enterprise.outcome.models import StageDay
from anyelir.enterprise.trade.models import Business, Ownership, SalesNote
from anyelir.reports.engine import measure_leaves
from tests import factories as make

OCTOBER = dt.date(2026, 10, 1)
KECAMATAN, CIRIUNG, PABUARAN = "32.01.01", "32.01.01.1010", "32.01.01.1003"


class Corner:
    """``count`` gives the measures of a place in a month, straight from the facts."""

    def __init__(self) -> None:
        for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), (KECAMATAN, "Cibinong")]:
            make.region(code, name)
        self.ciriung = make.region(CIRIUNG, "Ciriung", kind="kelurahan")
        self.pabuaran = make.region(PABUARAN, "Pabuaran", kind="kelurahan")
        self.rw = make.region(f"{CIRIUNG}/RW014", "RW 014")
        self.by = make.user("wida", "Wida Nurlela")
        make.grant(self.by, "business_companion", self.ciriung)

    def business(self, place=None, name="Keripik Seruni", begun_on=dt.date(2025, 3, 4), **fields) -> Business:
        made = Business.objects.create(region=place or self.rw, name=name, begun_on=begun_on, **fields)
        Ownership.objects.create(business=made, name="Nursiah Rahman", since=begun_on)
        return made

    def known(self, business: Business, on: dt.date, stage="running", confirmed_on=None) -> None:
        StageDay.objects.create(business=business, on=on, stage=stage, confirmed_on=confirmed_on)

    def sold(self, business: Business, month: dt.date, amount_idr: int | None = 100_000, band="") -> None:
        SalesNote.objects.create(business=business, month=month, amount_idr=amount_idr, band=band)

    def count(self, key: str, month: dt.date = OCTOBER, place: str = CIRIUNG) -> int:
        leaf = Leaf(place, month)
        return measure_leaves(CATALOGUE, [leaf])[leaf][key]

    def value(self, code: str, month: dt.date = OCTOBER, place: str = CIRIUNG) -> float | None:
        leaf = Leaf(place, month)
        return CATALOGUE.indicators[code].value(measure_leaves(CATALOGUE, [leaf])[leaf])


@pytest.fixture
def corner(db) -> Corner:
    return Corner()
