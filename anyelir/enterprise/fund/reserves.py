"""What must lie aside for loans that may not come back, at the end of a month, beside what lies there already."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from anyelir.enterprise.fund.kinds import CHARGES, LOANS, NO_PAYMENT, RESERVE
from anyelir.enterprise.fund.models import Fund, FundTerms, Loan, LoanPlan
from anyelir.enterprise.fund.plans import schedule_of
from anyelir.ledger.models import LedgerLine
from anyelir.ledger.queries import held_at
from anyelir.rules.fund import LoanBalance, Paid, ProvisionLine, provisions, standing

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class ReserveDue:
    """By class of collectability; ``missing_idr`` is what the reserve lacks, below zero what it has too much."""

    through: dt.date
    classes: tuple[ProvisionLine, ...]
    held_idr: int

    @property
    def due_idr(self) -> int:
        return sum(row.provision_idr for row in self.classes)

    @property
    def missing_idr(self) -> int:
        return self.due_idr - self.held_idr

    @property
    def spare_idr(self) -> int:
        """What lies aside and need not."""
        return max(-self.missing_idr, 0)


def reserve_due(fund: Fund, terms: FundTerms, through: dt.date) -> ReserveDue:
    """At the end of ``through``, the last day of a month: the instalment of that month counts as missed."""
    balances = _balances(fund, through)
    account = fund.ledger.accounts.get(code=RESERVE)
    return ReserveDue(through, provisions(balances, through, terms.scheme), held_at(account, through))


def _balances(fund: Fund, through: dt.date) -> list[LoanBalance]:
    """Loans that were running then, with what was paid until then on the plan of that day."""
    ran = Q(disbursed_on__lte=through) & (Q(closed_on=None) | Q(closed_on__gt=through))
    loans = Loan.objects.filter(ran, fund=fund)
    paid, plans = _paid_until(fund, through), _plans_at(loans.values("pk"), through)
    return [_balance(plans[loan.pk], paid[str(loan.pk)], through) for loan in loans if loan.pk in plans]


def _balance(plan: LoanPlan, paid: Mapping[str, int], through: dt.date) -> LoanBalance:
    schedule = schedule_of(plan)
    done = Paid(paid[LOANS] - plan.paid_principal_before_idr, paid[CHARGES] - plan.paid_service_before_idr)
    now = standing(schedule, done, through + ONE_DAY)
    return LoanBalance(str(plan.loan.fund_id), now.outstanding_idr, now.arrears_principal_idr, now.missed)


def _paid_until(fund: Fund, through: dt.date) -> dict[str, dict[str, int]]:
    lending = Q(entry__kind__in=NO_PAYMENT) | Q(entry__reverses__kind__in=NO_PAYMENT)
    lines = LedgerLine.objects.filter(
        ledger=fund.ledger_id, account__code__in=(LOANS, CHARGES), entry__on__lte=through
    )
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for matter, code, idr in lines.exclude(lending).values_list("matter", "account__code", "amount_idr"):
        sums[matter][code] -= idr
    return sums


def _plans_at(loans: object, through: dt.date) -> dict[object, LoanPlan]:
    """The plan of each loan that counted on that day: the newest begun by then whose payment was not taken back."""
    plans = LoanPlan.objects.filter(loan__in=loans, entry__reversed_by=None)
    begun = Q(starts_on__lte=through) & (Q(entry=None) | Q(entry__on__lte=through))
    rows = plans.filter(begun).select_related("loan__product").prefetch_related("instalments")
    return {plan.loan_id: plan for plan in rows.order_by("number")}
