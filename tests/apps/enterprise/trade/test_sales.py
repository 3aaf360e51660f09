"""Monthly sales: two taps and the amount; the last note of a month counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.refusal import Refused
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import SalesNote
from anyelir.enterprise.trade.queries.sales import counting_notes
from tests.apps.enterprise.trade.conftest import text_of

pytestmark = pytest.mark.django_db
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def note(world, companion):
    def act(**changes):
        return actions.note_sales(business=world.business, by=companion, **{"month": OCTOBER} | changes)

    return act


def test_the_amount_of_this_month_is_one_field_and_one_press(world, sign_in, owner, address):
    phone = sign_in(owner)
    page = text_of(phone.get(address("sales", world.business.pk)))
    assert "Laku berapa bulan ini?" in page
    month = phone.get(address("sales", world.business.pk)).context["form"].initial["month"]
    facts = {"month": month, "amount_idr": "450.000"}
    page = text_of(phone.post(address("sales", world.business.pk), facts, follow=True))
    assert "Rp 450.000" in page
    world.business.refresh_from_db()
    assert world.business.last_sold_on is not None


def test_one_press_on_a_band_is_enough(world, sign_in, owner, address):
    phone = sign_in(owner)
    facts = {"month": "2026-10-01", "amount_idr": "45", "band": "one"}
    page = text_of(phone.post(address("sales", world.business.pk), facts, follow=True))
    assert "Rp 500 ribu sampai 1 juta" in page
    assert SalesNote.objects.get().amount_idr is None


def test_the_last_note_of_a_month_counts_and_none_is_overwritten(world, note):
    note(amount_idr=450_000)
    note(amount_idr=540_000)
    assert counting_notes(world.business)[OCTOBER].amount_idr == 540_000
    assert SalesNote.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SalesNote.objects.update(amount_idr=1)


def test_the_last_sale_follows_the_notes_that_count(world, note):
    note(amount_idr=450_000)
    world.business.refresh_from_db()
    assert world.business.last_sold_on == dt.date(2026, 10, 31)
    note(band="none")
    world.business.refresh_from_db()
    assert world.business.last_sold_on is None
    note(month=dt.date(2026, 9, 12), band="half")
    world.business.refresh_from_db()
    assert world.business.last_sold_on == dt.date(2026, 9, 30)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({}, "amount_missing"),
        ({"amount_idr": 5, "band": "one"}, "amount_missing"),
        ({"amount_idr": 5, "month": dt.date(2027, 3, 1)}, "month_ahead"),
        ({"amount_idr": 5, "month": dt.date(2001, 3, 1)}, "month_before"),
    ],
)
def test_what_cannot_be_is_said(note, wrong, code):
    with pytest.raises(Refused) as refused:
        note(**wrong)
    assert refused.value.code == code


def test_nothing_typed_is_asked_for_again(world, sign_in, owner, address):
    answer = sign_in(owner).post(address("sales", world.business.pk), {"month": "2026-10-01"})
    assert answer.status_code == 422 and "Tulis jumlahnya" in answer.content.decode()


def test_the_database_holds_one_word(world):
    for wrong in ({}, {"amount_idr": 5, "band": "one"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SalesNote.objects.create(business=world.business, month=OCTOBER, **wrong)


def test_sales_are_for_owner_and_companion_alone(world, sign_in, address, note):
    note(amount_idr=451_234)
    for role in ("secretary", "kabupaten", "provinsi"):
        reader = sign_in(world.user(role))
        assert reader.get(address("sales", world.business.pk)).status_code == 403
        assert "451.234" not in reader.get(address("show", world.business.pk)).content.decode()
