"""Whatever happens to a fund in whatever order: the books balance, cards and savings are sums of lines."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
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
from tests import factories as make
from tests.apps.contributions.conftest import dasawisma_place, table_of
from tests.apps.enterprise.fund.conftest import MILLION, circle_of, product_of

TODAY = dt.date(2026, 11, 20)
ACTS = (
    *("ask", "ask", "lend", "lend", "pay", "pay", "pay", "pay", "ahead", "off", "too_much", "back", "replan"),
    *("write_off", "forgive", "cancel", "cover", "give_back", "save", "draw", "held", "leave"),
)
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(1, 1_400_000), st.integers(0, 60))


class History:
    """One fund and what is done to it; ``number`` chooses whom it hits, ``amount`` is rupiah, ``day`` moves on."""

    def __init__(self, by) -> None:
        self.by = by
        place = dasawisma_place()
        serial = LedgerEntry.objects.values("ledger").distinct().count()
        table = table_of(make.region(f"{place.code[:-2]}{serial + 10}"), 4, by=by)
        self.circle = circle_of(table, by, joint_percent=10, cash_idr=20 * MILLION)
        falling = {"method": "declining", "ahead": "principal", "rounding_idr": 500}
        self.products = [self.circle.product, product_of(self.circle.fund, by, "Menurun", **falling)]
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
        from anyelir.membership.actions import leave_body

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


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=6, max_size=24))
def test_cards_and_savings_are_sums_of_lines_whatever_happens(steps, db):
    history = History(make.user())
    for act, number, amount, days in steps:
        with suppress(Refused):
            history.carry_out(act, number, amount, days)
    check(history)
    assert PlanInstalment.objects.filter(principal_idr__lt=0).count() == 0
