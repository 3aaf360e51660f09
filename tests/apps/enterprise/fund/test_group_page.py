"""The fund on the page of its group, what keeps a group open, and what waits for its officers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.panel import running_loans
from anyelir.enterprise.fund.waiting import not_handed_over, undecided
from tests.apps.enterprise.fund.conftest import MILLION, product_of
from tests.apps.enterprise.fund.test_pages import chair, group, table, text_of, treasurer

__all__ = ["chair", "group", "table", "treasurer"]
pytestmark = pytest.mark.django_db


def page_of(desk, group) -> str:
    return text_of(desk.browser.get(reverse("groups:show", args=[group.pk])))


def test_its_officers_see_the_fund_on_the_page_of_the_group(treasurer, chair, circle, group, sign_in):
    from tests import factories as make

    circle.lend()
    for desk in (treasurer, chair):
        assert "1 pinjaman berjalan, Rp 1.000.000 masih di anggota." in page_of(desk, group)
    above = make.user(name="Hendra")
    make.grant(above, "village_secretary", group.region.parent)
    seen = text_of(sign_in(above).get(reverse("groups:show", args=[group.pk])))
    assert "Mekar Sari" in seen and "pinjaman berjalan" not in seen and "1.000.000" not in seen


def test_a_group_with_a_loan_stays_open(circle, group):
    loan = circle.ask()
    assert [*running_loans(group)] == [
        "Masih ada 1 pinjaman yang belum selesai. Selesaikan dulu di halaman dana."
    ]
    circle.disburse(circle.decide(loan))
    assert len([*running_loans(group)]) == 1
    circle.pay(Loan.objects.get(), MILLION + 15_000, surplus="save")
    Loan.objects.update(state="cancelled", closed_on=dt.date(2026, 11, 1))
    assert [*running_loans(group)] == []


def test_an_old_request_waits_for_the_chair_and_an_approved_loan_for_the_treasurer(
    treasurer, chair, circle, by
):
    circle.ask()
    other = product_of(circle.fund, by, "Darurat", method="none", rate_percent=0)
    circle.decide(circle.ask(1, product=other))
    [asked] = undecided(chair.user)
    [approved] = not_handed_over(treasurer.user)
    assert "Ibu" not in asked.note + approved.note and asked.note.startswith("Nomor 1, Rp 1.000.000")
    assert undecided(treasurer.user) == [] and not_handed_over(chair.user) == []
