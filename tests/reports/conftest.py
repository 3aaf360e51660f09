"""A small corner of the tree with two posyandu, for everything that counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.register import actions as register_actions
from anyelir.reports.keeping import mark_new_period
from tests import factories as make


class Corner:
    """Two posyandu of two kelurahan under one kecamatan; ``weigh`` goes through the actions."""

    def __init__(self) -> None:
        for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
            make.region(code, name)
        self.kelurahan = make.region("32.01.01.1010", "Ciriung")
        self.next_kelurahan = make.region("32.01.01.1003", "Pabuaran")
        self.rw = make.region("32.01.01.1010/RW014", "RW 014")
        self.first = make.posyandu(self.rw, "Anyelir")
        self.second = make.posyandu(self.next_kelurahan, "Mawar")
        self.by = make.user("penguji")
        # Whoever moves a child has a right at both posyandu.
        for place in (self.kelurahan, self.next_kelurahan):
            make.grant(self.by, "village_secretary", place)
        # The factories write past the actions, which would have queued the new posyandu.
        mark_new_period(CATALOGUE, timezone.localdate().replace(day=1))

    def child(self, born_on: dt.date, posyandu=None, since: dt.date | None = None, **fields):
        posyandu = posyandu or self.first
        child = make.child(make.family(posyandu.region), born_on=born_on, **fields)
        register_actions.enrol_child(posyandu=posyandu, child=child, since=since or born_on, by=self.by)
        return child

    def weigh(self, child, day: dt.date, weight_kg, posyandu=None, **values):
        session = day_actions.open_session(posyandu=posyandu or self.first, held_on=day, by=self.by)
        return day_actions.record_measurement(
            session=session, child=child, weight_kg=weight_kg, by=self.by, **values
        )


@pytest.fixture
def corner(db) -> Corner:
    return Corner()
