"""One meaning of "in force" for everything that lasts from a day to a day."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.terms import in_force, not_ended, overlapping
from anyelir.membership.models import Body, Service
from anyelir.membership.queries import kader_counts
from anyelir.membership.queries.bodies import teams_below
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.queries.register import register
from anyelir.regions.models import Region
from tests import factories as make
from tests.architecture.sources import PACKAGE, python_files

FIRST = dt.date(2026, 1, 1)
DAYS = st.integers(0, 6).map(lambda days: FIRST + dt.timedelta(days=days))


def days(first: dt.date, last: dt.date | None) -> set[dt.date]:
    last = last or FIRST + dt.timedelta(days=9)
    return {first + dt.timedelta(days=number) for number in range((last - first).days + 1)}


class Meaning(TestCase):
    """The conditions in the database against the days written out."""

    def setUp(self):
        self.place = make.region("32.01.01.1010", "Ciriung")

    @given(since=DAYS, length=st.none() | st.integers(0, 4), first=DAYS, more=st.none() | st.integers(0, 4))
    def test_conditions_and_days_agree(self, since, length, first, more):
        until = None if length is None else since + dt.timedelta(days=length)
        last = None if more is None else first + dt.timedelta(days=more)
        kader = make.kader(self.place, "Eti", since=since, until=until)
        lasting = days(since, until)
        rows = Service.objects.filter(pk=kader.pk)
        assert rows.filter(in_force(first)).exists() == kader.is_in_force(first) == (first in lasting)
        assert (
            rows.filter(not_ended(first)).exists() == (not kader.has_ended(first)) == (max(lasting) >= first)
        )
        assert rows.filter(overlapping(first, last)).exists() == bool(lasting & days(first, last))
        kader.delete()


@pytest.mark.django_db
def test_what_begins_later_does_not_count_yet(world):
    """A kader of next month is no kader of today, in no count."""
    coming = make.today() + dt.timedelta(days=20)
    before = kader_counts(Service.objects.all(), "")
    serving = register(Posyandu.objects.all(), None).get(pk=world.posyandu.pk).kader_now
    make.service(world.posyandu, make.kader(world.rw, "Eti Rohaeti", since=coming), since=coming)
    assert kader_counts(Service.objects.all(), "") == before
    assert register(Posyandu.objects.all(), None).get(pk=world.posyandu.pk).kader_now == serving


@pytest.mark.django_db
def test_a_service_with_a_last_day_ahead_counts_until_then(world):
    ahead = make.today() + dt.timedelta(days=20)
    before = register(Posyandu.objects.all(), None).get(pk=world.posyandu.pk).kader_now
    make.service(world.posyandu, make.kader(world.rw, "Eti Rohaeti"), until=ahead)
    assert register(Posyandu.objects.all(), None).get(pk=world.posyandu.pk).kader_now == before + 1


@pytest.mark.django_db
def test_a_chair_who_begins_later_does_not_lead_yet(world):
    kecamatan = Region.objects.get(code="32.01.01")
    desa = world.kelurahan
    before = next(row["chair"] for row in teams_below(kecamatan) if row["region"] == desa)
    team = Body.objects.get_or_create(region=desa)[0]
    make.post(team, "chair", "Nani Wijaya", since=make.today() + dt.timedelta(days=20))
    after = next(row["chair"] for row in teams_below(kecamatan) if row["region"] == desa)
    assert after == before


@pytest.mark.django_db
def test_a_code_is_in_force_from_its_first_to_its_last_day(db):
    place = make.region("32.01.01.1010", "Ciriung")
    Region.objects.filter(pk=place.pk).update(valid_from=FIRST, valid_to=FIRST + dt.timedelta(days=1))
    on = [
        Region.objects.current(FIRST + dt.timedelta(days=shift)).filter(pk=place.pk).exists()
        for shift in (-1, 0, 1, 2)
    ]
    assert on == [False, True, True, False]


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nobody_spells_a_term_out(path):
    """``core.terms`` alone says what "until" means in a query."""
    if path != PACKAGE / "core" / "terms.py" and "migrations" not in path.parts:
        assert not re.search(r"Q\(\w*(until|valid_to)=None\) \|", path.read_text())
