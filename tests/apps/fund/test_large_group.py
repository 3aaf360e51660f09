"""A group of three hundred women who all borrow: no book of its fund costs more than fifteen queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anyelir.arisan.actions import start_arisan
from anyelir.enterprise.books.catalogue import BOOKS
from anyelir.enterprise.fund.models import Loan, LoanPlan, PlanInstalment
from anyelir.membership.models import BodyMember
from tests import factories as make

pytestmark = pytest.mark.django_db
WOMEN, MOST_QUERIES = 300, 15
# The shares of an arisan, and who won them.
MOST_WITH_ARISAN = 17


def lend_to_all(world):
    """Each of them owes a million of which nothing was paid, like the loan that everybody's world has."""
    fund = world.loan.fund
    women = [
        BodyMember(body=fund.body, number=number, name=f"Ibu {number}", since=make.SINCE)
        for number in range(1000, 1000 + WOMEN)
    ]
    loans, plans, rows = [], [], []
    for woman in women:
        loan, plan = copy_of(world.loan, woman), copy_of_plan(world.loan.plan)
        loan.plan_id, plan.loan_id = plan.pk, loan.pk
        loans.append(loan)
        plans.append(plan)
        rows += [copy_of_row(row, plan) for row in world.loan.plan.instalments.all()]
    for model, made in ((BodyMember, women), (Loan, loans), (LoanPlan, plans), (PlanInstalment, rows)):
        model.objects.bulk_create(made)


def values_of(row, *left_out):
    fields = [field for field in row._meta.concrete_fields if field.name not in ("id", *left_out)]
    return {field.attname: getattr(row, field.attname) for field in fields}


def copy_of(loan, woman):
    return Loan(**values_of(loan, "body_member", "number", "plan"), body_member=woman, number=woman.number)


def copy_of_plan(plan):
    return LoanPlan(**values_of(plan, "loan"))


def copy_of_row(row, plan):
    return PlanInstalment(**values_of(row, "plan"), plan=plan)


def pages(world):
    """The books of the fund, by name."""
    fund = world.loan.fund
    named = {path: reverse("fund:book", args=[fund.pk, path]) for path in BOOKS}
    return named | {"books": reverse("fund:books", args=[fund.pk])}


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200, address
    return len(seen)


def test_books_of_a_group_of_three_hundred_cost_few_queries(world, sign_in):
    browser = sign_in(world.users["dasawisma"])
    lend_to_all(world)
    costs = {name: queries_of(browser, address) for name, address in pages(world).items()}
    assert not {name: count for name, count in costs.items() if count > MOST_QUERIES}, costs
    assert Loan.objects.filter(fund=world.loan.fund, state=Loan.State.RUNNING).count() == WOMEN + 1


def test_the_sheet_of_their_meeting_costs_what_that_of_one_costs(world, sign_in):
    browser = sign_in(world.users["dasawisma"])
    address = reverse("contributions:sheet", args=[make.sheet(world.loan.fund.body).pk])
    before = queries_of(browser, address)
    lend_to_all(world)
    assert queries_of(browser, address) == before <= MOST_QUERIES


def test_an_arisan_in_which_all_of_them_take_part_costs_two_more(world, sign_in):
    browser = sign_in(world.users["dasawisma"])
    body = world.loan.fund.body
    address = reverse("contributions:sheet", args=[make.sheet(body).pk])
    lend_to_all(world)
    start_arisan(
        body=body,
        title="Arisan besar",
        stake_idr=10_000,
        on=make.SINCE,
        people=list(body.people.all()),
        by=world.users["dasawisma"],
    )
    assert queries_of(browser, address) <= MOST_WITH_ARISAN
