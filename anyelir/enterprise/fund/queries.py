"""Reads of a fund: its terms and products, its loans, what is due at a meeting, the card of a loan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum

from anyelir.core.terms import in_force
from anyelir.enterprise.fund.kinds import (
    CHARGES,
    JOINT,
    JOINT_SAVINGS,
    KEPT_FOR_HER,
    LOANS,
    PAYMENT,
    RECOVERED,
)
from anyelir.enterprise.fund.models import Fund, FundTerms, Loan, LoanProduct
from anyelir.enterprise.fund.plans import paid_on, schedule_of
from anyelir.ledger.models import Balance, LedgerAccount, LedgerEntry, LedgerLine
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.fund import Paid, Payoff, Schedule, Standing, Unpaid, payoff, standing, unpaid_instalments

State = Loan.State
OPEN = (State.REQUESTED, State.APPROVED)


def fund_of_body(body: Body) -> Fund | None:
    return Fund.objects.filter(ledger__body=body).select_related("ledger__body__region").first()


def terms_on(fund: Fund, on: dt.date) -> FundTerms | None:
    """What was agreed on a day."""
    return FundTerms.objects.filter(in_force(on), fund=fund).first()


def products_on(fund: Fund, on: dt.date) -> QuerySet[LoanProduct]:
    return LoanProduct.objects.filter(in_force(on), fund=fund)


def loans_of(fund: Fund, *states: str) -> QuerySet[Loan]:
    rows = Loan.objects.filter(fund=fund).select_related("body_member", "product")
    return rows.filter(state__in=states) if states else rows


def with_plans(loans: QuerySet[Loan]) -> QuerySet[Loan]:
    """Ready for ``standing_of`` of many: two queries more however many they are."""
    return loans.select_related("plan__loan__product").prefetch_related("plan__instalments")


@dataclass(frozen=True)
class LoanCard:
    """A running loan as the rules read it on a day."""

    loan: Loan
    schedule: Schedule
    paid: Paid
    standing: Standing

    @property
    def month_idr(self) -> int:
        """What the instalment of the running month still lacks."""
        return self.standing.month_principal_idr + self.standing.month_service_idr

    @property
    def arrears_idr(self) -> int:
        return self.standing.arrears_principal_idr + self.standing.arrears_service_idr

    @property
    def due_idr(self) -> int:
        """All that belongs to this month and those before."""
        return self.month_idr + self.arrears_idr

    @property
    def coming(self) -> list[Unpaid]:
        """Instalments that still lack something, the oldest first."""
        return [row for row in unpaid_instalments(self.schedule, self.paid) if row.total_idr]


def card_of(loan: Loan, on: dt.date) -> LoanCard:
    """For a loan that was paid out."""
    schedule, paid = schedule_of(loan.plan), paid_on(loan, loan.plan)
    return LoanCard(loan, schedule, paid, standing(schedule, paid, on))


def payoff_of(loan: Loan, on: dt.date) -> Payoff | None:
    """What it takes to pay all on a day; of a loan that runs."""
    if loan.state != State.RUNNING:
        return None
    return payoff(schedule_of(loan.plan), paid_on(loan, loan.plan), on)


@dataclass(frozen=True)
class LoanSums:
    """The fund as a whole; no amount of anybody."""

    running: int
    lent_idr: int
    owed_idr: int


def loan_sums(fund: Fund) -> LoanSums:
    running = Loan.objects.filter(fund=fund, state=State.RUNNING)
    sums = running.aggregate(n=Count("pk"), lent=Sum("principal_idr"), paid=Sum("paid_principal_idr"))
    lent_idr = sums["lent"] or 0
    return LoanSums(sums["n"], lent_idr, lent_idr - (sums["paid"] or 0))


@dataclass(frozen=True)
class CardRow:
    """One line of the card of a loan: what an entry moved, and what is owed after it."""

    entry: LedgerEntry
    lent_idr: int
    principal_idr: int
    service_idr: int
    balance_idr: int

    @property
    def may_be_taken_back(self) -> bool:
        """A payment of this room that stands; what a meeting sheet posted is taken back there."""
        is_payment = self.entry.kind in (PAYMENT, JOINT) and self.entry.reverses_id is None
        return is_payment and not hasattr(self.entry, "reversed_by")


def card_rows(loan: Loan) -> list[CardRow]:
    """The card from the lines of the journal, in the order in which they were written."""
    lines = LedgerLine.objects.filter(ledger=loan.fund.ledger_id, matter=str(loan.pk))
    by_entry: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    entries: dict[UUID, LedgerEntry] = {}
    ordered = lines.select_related("entry__reversed_by").annotate(code=F("account__code"))
    for line in ordered.order_by("entry__year", "entry__no", "id"):
        by_entry[line.entry_id][line.code] += line.amount_idr
        entries[line.entry_id] = line.entry
    rows, balance = [], 0
    for key, moved in by_entry.items():
        balance += moved[LOANS]
        paid_idr = max(-moved[LOANS], 0) - moved[RECOVERED]
        rows.append(CardRow(entries[key], max(moved[LOANS], 0), paid_idr, -moved[CHARGES], balance))
    return rows


def held_by(fund: Fund, account: str, people: Iterable[BodyMember] | None = None) -> dict[str, int]:
    """What the body holds for each on an account by party, by the key of the person; nobody with nothing."""
    rows = Balance.objects.filter(account__ledger=fund.ledger_id, account__code=account).exclude(amount_idr=0)
    if people is not None:
        rows = rows.filter(party__in=[str(person.pk) for person in people])
    return {row.party: abs(row.amount_idr) for row in rows}


def held_for(fund: Fund, person: BodyMember) -> list[tuple[LedgerAccount, int]]:
    """What the body keeps for her beside her savings: titipan, joint savings, her part of a surplus."""
    rows = Balance.objects.filter(
        account__ledger=fund.ledger_id, account__code__in=KEPT_FOR_HER, party=str(person.pk)
    ).exclude(amount_idr=0)
    return [
        (row.account, -row.amount_idr) for row in rows.select_related("account").order_by("account__code")
    ]


def held_in(fund: Fund, account: str) -> int:
    """What an account holds as a whole, in its own direction."""
    rows = LedgerAccount.objects.filter(ledger=fund.ledger_id, code=account)
    return sum(row.sign * (row.balances.aggregate(idr=Sum("amount_idr"))["idr"] or 0) for row in rows)


def joint_owed(loan: Loan) -> dict[str, int]:
    """What others paid for this loan out of their part of the joint liability and have not back yet, by party."""
    lines = LedgerLine.objects.filter(
        ledger=loan.fund.ledger_id, account__code=JOINT_SAVINGS, matter=str(loan.pk)
    )
    others = lines.exclude(party=str(loan.body_member_id))
    sums = others.values("party").annotate(idr=Sum("amount_idr")).order_by("party")
    return {row["party"]: row["idr"] for row in sums if row["idr"] > 0}
