"""Whatever happens to a fund in whatever order: the books balance, cards and savings are sums of lines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyelir.core.refusal import Refused
from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import Loan, PlanInstalment
from anyelir.enterprise.fund.queries import card_of, held_in, joint_owed
from anyelir.enterprise.fund.verifying import faults_of
from anyelir.ledger.actions import save_money
from anyelir.ledger.models import Balance, LedgerEntry, LedgerLine
from anyelir.ledger.queries import held_now
from anyelir.ledger.savings import saved_by
from anyelir.ledger.verifying import faults_of as faults_of_books
from anyelir.membership.actions import leave_body
from tests import nightly
from tests.apps.contributions.conftest import dasawisma_place, table_of
from tests.apps.enterprise.fund.conftest import LENT, MILLION, Circle, circle_of, product_of

TODAY = dt.date(2026, 11, 20)
ACTS = (
    *("ask", "ask", "lend", "lend", "pay", "pay", "pay", "pay", "ahead", "off", "too_much", "back", "replan"),
    *("write_off", "forgive", "cancel", "cover", "give_back", "save", "draw", "held", "leave"),
)
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(1, 1_400_000), st.integers(0, 60))


class History:
    """What is done to a fund; ``number`` chooses whom it hits, ``amount`` is rupiah, ``days`` pass before it."""

    def __init__(self, circle: Circle) -> None:
        # Read anew: the history before this one left its traces in the records of the beginning.
        people = [*circle.body.people.order_by("number")]
        self.circle = replace(circle, table=replace(circle.table, people=people))
        self.by = circle.by
        self.products = [*circle.fund.products.order_by("-name")]
        self.on = dt.date(2026, 9, 15)

    def loan(self, number: int, *states: str) -> Loan:
        loans = [*Loan.objects.filter(fund=self.circle.fund, state__in=states).order_by("number")]
        if not loans:
            raise Refused("no_loan", "Belum ada pinjaman.")
        return loans[number % len(loans)]

    def decided(self) -> dict:
        return {"meeting": self.circle.meeting, "by": self.by}

    def money(self) -> dict:
        return {"on": self.on, "place": "kas", "by": self.by}

    def carry_out(self, act: str, number: int, amount: int, days: int) -> None:
        self.on = min(self.on + dt.timedelta(days=days), TODAY)
        getattr(self, act)(number, amount)

    def ask(self, number, amount):
        product = self.products[number % 2]
        self.circle.ask(number, amount, 1 + number * 3, product=product)

    def lend(self, number, amount):
        loan = self.circle.decide(self.loan(number, "requested"))
        actions.disburse_loan(loan=loan, is_signed=True, **self.money())

    def pay(self, number, amount):
        loan = self.loan(number, "running", "written_off")
        actions.pay_loan(loan=loan, amount_idr=amount // 5 + 1, **self.money())

    def ahead(self, number, amount):
        actions.pay_loan(loan=self.loan(number, "running"), amount_idr=amount, surplus="save", **self.money())

    def off(self, number, amount):
        actions.pay_off_loan(loan=self.loan(number, "running"), **self.money())

    def too_much(self, number, amount):
        actions.pay_loan(
            loan=self.loan(number, "running", "paid"), amount_idr=3 * MILLION, surplus="hold", **self.money()
        )

    def back(self, number, amount):
        entries = LedgerEntry.objects.filter(ledger=self.circle.ledger, reverses=None, reversed_by=None)
        entry = entries.filter(kind__in=("fund.payment", "fund.joint")).order_by("-no")[number:].first()
        if entry is None:
            raise Refused("no_entry", "Belum ada angsuran.")
        loan = Loan.objects.get(pk=entry.lines.exclude(matter="").first().matter)
        actions.take_back_payment(loan=loan, entry=entry, reason="Salah", by=self.by)

    def replan(self, number, amount):
        loan = self.loan(number, "running")
        actions.replan_loan(loan=loan, months=1 + number * 4, reason="Sakit", **self.decided())

    def write_off(self, number, amount):
        loan = self.loan(number, "running")
        actions.write_off_loan(loan=loan, end="written_off", reason="Pindah", **self.decided())

    def forgive(self, number, amount):
        loan = self.loan(number, "running")
        actions.write_off_loan(loan=loan, end="forgiven", reason="Wafat", **self.decided())

    def cancel(self, number, amount):
        actions.cancel_loan(loan=self.loan(number, "requested", "running"), reason="Salah", by=self.by)

    def cover(self, number, amount):
        loan = self.loan(number, "running")
        actions.cover_from_joint(loan=loan, amount_idr=amount // 10 + 1, **self.decided())

    def give_back(self, number, amount):
        loan = self.loan(number, *Loan.State.values)
        owed = sum(joint_owed(loan).values())
        actions.give_back_joint(loan=loan, amount_idr=min(amount, owed), **self.money())

    def save(self, number, amount):
        self._save(number, amount)

    def draw(self, number, amount):
        self._save(number, -amount)

    def _save(self, number: int, amount_idr: int) -> None:
        person = self.circle.people[number]
        account = "simpanan:sukarela"
        save_money(
            ledger=self.circle.ledger, person=person, account=account, amount_idr=amount_idr, **self.money()
        )

    def held(self, number, amount):
        person = self.circle.people[number]
        account = ("titipan", "tanggung-renteng")[number % 2]
        actions.pay_held(
            fund=self.circle.fund, person=person, account=account, amount_idr=amount // 7 + 1, **self.money()
        )

    def leave(self, number, amount):
        leave_body(person=self.circle.people[3], until=self.on, by=self.by)
        self.circle.people[3].refresh_from_db()


def check(history: History) -> None:
    fund, ledger = history.circle.fund, history.circle.ledger
    assert faults_of_books(ledger) == [] and faults_of(fund) == []
    loans = [*Loan.objects.filter(fund=fund)]
    assert all(loan.outstanding_idr >= 0 and loan.paid_service_idr >= 0 for loan in loans)
    in_books = sum(
        loan.outstanding_idr for loan in loans if loan.state in (Loan.State.RUNNING, Loan.State.PAID)
    )
    assert held_now(ledger)["pinjaman"] == in_books == held_in(fund, "pinjaman")
    for loan in loans:
        if loan.state == Loan.State.RUNNING:
            standing = card_of(loan, TODAY).standing
            assert standing.outstanding_idr == loan.outstanding_idr > 0 or standing.outstanding_service_idr
            assert loan.next_due_on == standing.next_due_on and loan.at_risk_on == standing.at_risk_on
            assert 0 <= loan.plan.paid_principal_before_idr <= loan.paid_principal_idr
    for person in history.circle.people:
        lines = LedgerLine.objects.filter(ledger=ledger, party=str(person.pk), account__kind="liability")
        assert saved_by(person) == -sum(line.amount_idr for line in lines) >= 0
    assert not Balance.objects.filter(
        account__ledger=ledger, is_guarded=True, sign=1, amount_idr__lt=0
    ).exists()


@pytest.fixture
def circle(by) -> Circle:
    """Four women in the middle of things: loans that run, money put by for all, more paid than was owed, savings."""
    table = table_of(dasawisma_place(), 4, by=by)
    made = circle_of(table, by, joint_percent=10, cash_idr=20 * MILLION)
    falling = {"method": "declining", "ahead": "principal", "rounding_idr": 500}
    falling = product_of(made.fund, by, "Menurun", **falling)
    made.lend(0, 900_000, 3)
    made.lend(1, 1_000_000, 10, product=falling)
    paid = {"on": LENT, "surplus": "hold"}
    made.pay(made.lend(2, 100_000, 1), 150_000, **paid)
    actions.cover_from_joint(loan=made.lend(3, 400_000, 4), amount_idr=50_000, meeting=made.meeting, by=by)
    money = {"account": "simpanan:sukarela", "amount_idr": 300_000, "on": LENT, "place": "kas", "by": by}
    save_money(ledger=made.ledger, person=table.people[1], **money)
    return made


@contextmanager
def taken_back():
    """All that happens within never happened: the next history has the same beginning."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def lived(circle: Circle, steps) -> Counter:
    """The fund after these steps is whole; how often each act was carried out, and not refused."""
    done: Counter = Counter()
    with taken_back():
        history = History(circle)
        for act, number, amount, days in steps:
            with suppress(Refused):
                history.carry_out(act, number, amount, days)
                done[act] += 1
        check(history)
        assert PlanInstalment.objects.filter(principal_idr__lt=0).count() == 0
    return done


@pytest.mark.django_db
@nightly.examples(10_000)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=20))
def test_cards_and_savings_are_sums_of_lines_whatever_happens(steps, circle):
    lived(circle, steps)


@pytest.mark.django_db
def test_nothing_of_a_history_is_always_refused(circle):
    asked, done = ("ask", 2, 500_000, 0), Counter()
    for act in sorted({*ACTS} - {"ask"}):
        for number in range(4):
            done += lived(circle, [asked, (act, number, 200_000, 1)])
    assert {*done} == {*ACTS}
