"""What can be ready for official guests: where, how many, until when; never by what was sold, never whose it is."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.enterprise.orders.queries.souvenirs import readiness, souvenirs
from anyelir.enterprise.trade.access import visible_businesses
from anyelir.enterprise.trade.models import Business
from anyelir.regions.scope import NATION
from tests import businesses

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def gift(world):
    """Three hundred a month, three days to make."""
    facts = {"is_souvenir": True, "lead_days": 3, "capacity_month": 300, "min_order": 10}
    return businesses.product(world.business, "Dodol", **facts)


def names(rows) -> list[str]:
    return [product.name for product in rows]


def test_only_what_is_a_gift_made_priced_and_of_an_open_business(world, gift, today):
    businesses.product(world.business, "Abon", is_souvenir=True, ended_on=today - DAY)
    businesses.product(world.business, "Bolu", is_souvenir=True, price_idr=None)
    businesses.product(world.business, "Cuka", is_souvenir=False)
    paused = businesses.business(world.rw, "Libur")
    Business.objects.filter(pk=paused.pk).update(stage="paused")
    businesses.product(paused, "Enting", is_souvenir=True)
    visible = visible_businesses(world.user("kabupaten"))
    assert names(souvenirs(visible, NATION, today)) == ["Dodol"]
    assert names(souvenirs(visible, world.rw.pk, today)) == ["Dodol"]
    assert names(souvenirs(visible, world.next_rw.pk, today)) == []
    assert names(souvenirs(visible_businesses(world.user("stranger")), NATION, today)) == []


def test_when_so_many_are_ready_and_how_many_until_the_day(gift, today):
    line = readiness(gift, today, 100, today + 10 * DAY)
    assert (line.ready_on, line.pieces, line.is_in_time) == (today + 10 * DAY, 100, True)
    line = readiness(gift, today, 101, today + 10 * DAY)
    assert (line.ready_on, line.is_in_time) == (today + 11 * DAY, False)
    line = readiness(gift, today, 1, today + 2 * DAY)
    assert (line.ready_on, line.pieces, line.is_in_time) == (today + 3 * DAY, 0, False)
    assert readiness(gift, today, 1, None).is_in_time is None


def test_fewer_than_a_maker_makes_at_once_take_as_long_as_that(gift, today):
    gift.min_order, gift.lead_days = 60, 0
    assert readiness(gift, today, 1, None).ready_on == today + 6 * DAY


@pytest.mark.parametrize("field", ["lead_days", "capacity_month"])
def test_whoever_has_not_said_how_fast_she_is_is_asked(gift, today, field):
    setattr(gift, field, None)
    line = readiness(gift, today, 40, today + 30 * DAY)
    assert (line.ready_on, line.pieces, line.is_in_time) == (None, None, None)


def test_the_page_says_it_for_a_place_and_a_day_and_prints_it(world, gift, sign_in, address, today):
    desk = sign_in(world.user("kabupaten"))
    asked = {"region": world.kelurahan.pk, "quantity": "40", "until": (today + 30 * DAY).isoformat()}
    seen = desk.get(address("souvenirs"), asked).content.decode()
    assert "Dodol" in seen and "cukup waktunya" in seen and "Nursiah" not in seen
    assert "tidak cukup" in desk.get(address("souvenirs"), asked | {"quantity": "9.000"}).content.decode()
    paper = desk.get(address("souvenir_paper"), asked)
    assert paper.headers["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")


def test_wrong_input_is_told_and_the_list_stays(world, gift, sign_in, address):
    desk = sign_in(world.user("kabupaten"))
    seen = desk.get(address("souvenirs"), {"until": "2020-01-01", "quantity": "x"}).content.decode()
    assert "Pilih hari ini atau sesudahnya." in seen and "Dodol" in seen
    assert "Belum ada oleh-oleh" in sign_in(world.user("stranger")).get(address("souvenirs")).content.decode()
