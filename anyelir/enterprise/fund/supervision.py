"""The health of the funds of a place for those who look after them: sums by fund, never a name, a loan or a debtor.

Read live: what each loan copies of the journal and of its plan (``at_risk_on``, ``next_due_on``) makes one pass over
the running loans enough, and instalments are only looked up of loans that are behind.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Greatest

from anyelir.enterprise.fund.models import Fund, Loan, PlanInstalment
from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.ledger.models import Closing
from anyelir.regions.scope import is_within
from anyelir.rules.dates import add_months
from anyelir.rules.fund import FundSums, HelpSign, difference_months, help_signs
from anyelir.rules.region_code import ancestors

OWED = F("principal_idr") - F("paid_principal_idr") - F("recovered_idr")
NOTHING_LENT = FundSums()


@dataclass(frozen=True)
class SupervisedFund:
    """One fund on a day. ``unit_id`` is its group, None for the fund of another body."""

    pk: uuid.UUID
    region_id: str
    unit_id: uuid.UUID | None
    sums: FundSums
    stage: str
    months_open: int
    signs: tuple[HelpSign, ...]


def funds_of_place(code: str, on: dt.date) -> list[SupervisedFund]:
    """Every fund that runs in the place and below it, in the order of the code."""
    funds = Fund.objects.filter(is_within(code, "ledger__body__region_id"), until=None)
    sums, stages = sums_by_fund(funds, on), _stages(code, on)
    differences = _cash_differences(funds, on)
    rows = funds.order_by("ledger__body__region_id", "id").values_list(
        "pk", "ledger__body__region_id", "ledger__body__unit_id", "ledger__since", "ledger__closed_through"
    )
    supervised = []
    for pk, region_id, unit_id, since, closed_through in rows:
        fund_sums = sums.get(pk, NOTHING_LENT)
        unclosed = months_open(since, closed_through, on)
        signs = help_signs(fund_sums, unclosed, differences.get(pk, 0), on)
        stage = stages.get(unit_id, "")
        supervised.append(SupervisedFund(pk, region_id, unit_id, fund_sums, stage, unclosed, signs))
    return supervised


def sums_by_fund(funds: QuerySet[Fund], on: dt.date) -> dict[uuid.UUID, FundSums]:
    """What the running loans of each fund sum to; funds in which nobody owes are left out."""
    owing = Loan.objects.filter(
        fund__in=funds.order_by().values("pk"),
        state=Loan.State.RUNNING,
        principal_idr__gt=F("paid_principal_idr") + F("recovered_idr"),
    ).order_by()
    is_late = Q(at_risk_on__lte=on)
    behind = _arrears(owing.filter(next_due_on__lt=on), on)
    rows = owing.values_list("fund_id").annotate(
        borrowers=Count("body_member_id", distinct=True),
        late_borrowers=Count("body_member_id", distinct=True, filter=is_late),
        outstanding_idr=Sum(OWED),
        late_idr=Sum(OWED, filter=is_late, default=0),
    )
    return {key: FundSums(*amounts, behind.get(key, 0)) for key, *amounts in rows}


def _arrears(behind: QuerySet[Loan], on: dt.date) -> dict[uuid.UUID, int]:
    """Principal of months that are over and not paid, of loans whose next instalment is one of them."""
    over = PlanInstalment.objects.filter(plan=OuterRef("plan"), due_on__lt=on).order_by("-due_on")
    due = Subquery(over.values("cum_principal_idr")[:1])
    lacking = Greatest(due + F("plan__paid_principal_before_idr") - F("paid_principal_idr"), 0)
    rows = behind.values("fund_id").annotate(arrears_idr=Sum(lacking, default=0))
    return {row["fund_id"]: row["arrears_idr"] for row in rows}


def _stages(code: str, on: dt.date) -> dict[uuid.UUID, str]:
    """The latest grading of each group of the place."""
    rows = GroupStage.objects.filter(is_within(code, "group__region_id"), on__lte=on)
    return dict(rows.order_by("on", "created_at", "id").values_list("group_id", "stage"))


def _cash_differences(funds: QuerySet[Fund], on: dt.date) -> dict[uuid.UUID, int]:
    """How many closings of the last months found more or less cash than the book, by fund."""
    since = add_months(on, -difference_months(on))
    rows = Closing.objects.filter(ledger__revolving_fund__in=funds.order_by().values("pk"), through__gt=since)
    differing = rows.exclude(difference_idr=0).order_by().values("ledger__revolving_fund")
    return dict(differing.annotate(times=Count("id")).values_list("ledger__revolving_fund", "times"))


def months_open(since: dt.date, closed_through: dt.date | None, on: dt.date) -> int:
    """Months of the books that are over on ``on`` and not closed."""
    first = since if closed_through is None else closed_through + dt.timedelta(days=1)
    return max((on.year - first.year) * 12 + on.month - first.month, 0)


def by_place(funds: Iterable[SupervisedFund], code: str) -> dict[str, list[SupervisedFund]]:
    """The same by the place directly below ``code`` that each lies in; those of ``code`` itself under ``code``."""
    depth = len(ancestors(code)) + 1 if code else 0
    places: dict[str, list[SupervisedFund]] = defaultdict(list)
    for fund in funds:
        steps = [*ancestors(fund.region_id), fund.region_id]
        places[steps[min(depth, len(steps) - 1)]].append(fund)
    return dict(sorted(places.items()))


def by_stage(funds: Iterable[SupervisedFund]) -> dict[str, list[SupervisedFund]]:
    """The same by strata in their order, those not graded last; strata without a fund are left out."""
    stages: dict[str, list[SupervisedFund]] = {stage: [] for stage in [*GroupStage.Stage.values, ""]}
    for fund in funds:
        stages[fund.stage].append(fund)
    return {stage: rows for stage, rows in stages.items() if rows}


def needing_help(funds: Iterable[SupervisedFund]) -> list[SupervisedFund]:
    """In the order in which they come: of the code, never of how bad it is."""
    return [fund for fund in funds if fund.signs]


def names_of_funds(funds: Sequence[SupervisedFund]) -> dict[uuid.UUID, str]:
    """What the group or body of each fund is called: names of groups are public, nobody of it is named."""
    rows = Fund.objects.filter(pk__in=[fund.pk for fund in funds]).select_related("ledger__body__region")
    groups = Group.objects.in_bulk([fund.unit_id for fund in funds if fund.unit_id])
    names = {row.pk: row for row in rows}
    return {
        fund.pk: str(groups[fund.unit_id]) if fund.unit_id in groups else str(names[fund.pk])
        for fund in funds
    }
