"""The health of the funds of a place for those who look after them: sums by fund, never a name, a loan or a debtor.

Read live: what each loan copies of the journal and of its plan (``at_risk_on``, ``next_due_on``) makes one pass over
the running loans enough, and instalments are only looked up of loans that are behind.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest, Replace

from anyelir.enterprise.fund.models import Fund, Loan, PlanInstalment
from anyelir.enterprise.groups.models import Group, GroupStage
from anyelir.ledger.models import Closing
from anyelir.regions.scope import is_within
from anyelir.rules.dates import add_months
from anyelir.rules.fund import FundSums, HelpSign, help_limits
from anyelir.rules.region_code import step_below

OWED = F("principal_idr") - F("paid_principal_idr") - F("recovered_idr")
NOTHING_LENT = FundSums()


class SupervisedFund(NamedTuple):
    """One fund on a day, its keys as 32 letters. ``unit_id`` is its group, "" for the fund of another body."""

    pk: str
    region_id: str
    unit_id: str
    sums: FundSums
    stage: str
    months_open: int
    signs: tuple[HelpSign, ...]


def funds_of_place(code: str, on: dt.date) -> list[SupervisedFund]:
    """Every fund that runs in the place and below it, in the order of the code."""
    funds = Fund.objects.filter(
        is_within(code, "ledger__body__region_id"), until=None, ledger__body__until=None
    )
    sums, limits = sums_by_fund(funds, on), help_limits(on)
    differences = _cash_differences(funds, add_months(on, -limits.differences_months))
    supervised = []
    for pk, region_id, since, closed_through, unit_id, stage in _fund_rows(funds, on):
        fund_sums = sums.get(pk, NOTHING_LENT)
        unclosed = months_open(since, closed_through, on)
        signs = limits.signs(fund_sums, unclosed, differences.get(pk, 0))
        supervised.append(SupervisedFund(pk, region_id, unit_id, fund_sums, stage, unclosed, signs))
    return supervised


def _fund_rows(funds: QuerySet[Fund], on: dt.date) -> Iterable[tuple[Any, ...]]:
    """Key, place, what of the books is closed, the group as text, and its latest grading."""
    gradings = GroupStage.objects.filter(group=OuterRef("ledger__body__unit_id"), on__lte=on)
    latest = gradings.order_by("-on", "-created_at", "-id").values("stage")[:1]
    return funds.order_by("ledger__body__region_id", "id").values_list(
        _key("pk"),
        "ledger__body__region_id",
        Cast("ledger__since", CharField()),
        _text("ledger__closed_through"),
        Coalesce(_key("ledger__body__unit_id"), Value("")),
        Coalesce(Subquery(latest), Value("")),
    )


def _text(field: str) -> Coalesce:
    """As the database writes it, "" for nothing: reading thousands of days costs more than the query."""
    return Coalesce(Cast(field, CharField()), Value(""))


def _key(field: str) -> Replace:
    """A key as 32 letters, the same on both databases."""
    return Replace(Cast(field, CharField()), Value("-"), Value(""))


def sums_by_fund(funds: QuerySet[Fund], on: dt.date) -> dict[str, FundSums]:
    """What the running loans of each fund sum to, by its key; funds in which nobody owes are left out."""
    owing = Loan.objects.filter(
        fund__in=funds.order_by().values("pk"),
        state=Loan.State.RUNNING,
        principal_idr__gt=F("paid_principal_idr") + F("recovered_idr"),
    ).order_by()
    is_late = Q(at_risk_on__lte=on)
    rows = owing.values("fund_id").annotate(
        borrowers=Count("body_member_id", distinct=True),
        late_borrowers=Count("body_member_id", distinct=True, filter=is_late),
        outstanding_idr=Sum(OWED),
        late_idr=Sum(OWED, filter=is_late, default=0),
        arrears_idr=Sum(_arrears(on)),
    )
    named = ("borrowers", "late_borrowers", "outstanding_idr", "late_idr", "arrears_idr")
    return {pk.hex: FundSums(*amounts) for pk, *amounts in rows.values_list("fund_id", *named)}


def _arrears(on: dt.date) -> Case:
    """Principal of months that are over and not paid; looked up only of loans whose next instalment is one of them."""
    over = PlanInstalment.objects.filter(plan=OuterRef("plan"), due_on__lt=on).order_by("-due_on")
    due = Subquery(over.values_list(F("cum_principal_idr") + F("plan__paid_principal_before_idr"))[:1])
    return Case(When(next_due_on__lt=on, then=Greatest(due - F("paid_principal_idr"), 0)), default=0)


def _cash_differences(funds: QuerySet[Fund], since: dt.date) -> dict[str, int]:
    """How many closings after a day found more or less cash than the book, by fund."""
    rows = Closing.objects.filter(ledger__revolving_fund__in=funds.order_by().values("pk"), through__gt=since)
    differing = rows.exclude(difference_idr=0).order_by().values("ledger__revolving_fund")
    counted = differing.annotate(times=Count("id")).values_list("ledger__revolving_fund", "times")
    return {pk.hex: times for pk, times in counted}


@lru_cache(maxsize=4096)
def months_open(since: str, closed_through: str, on: dt.date) -> int:
    """Months of the books that are over on ``on`` and not closed; days as text, of which thousands are the same."""
    first = dt.date.fromisoformat(since)
    if closed_through:
        first = dt.date.fromisoformat(closed_through) + dt.timedelta(days=1)
    return max((on.year - first.year) * 12 + on.month - first.month, 0)


def by_place(funds: Iterable[SupervisedFund], code: str) -> dict[str, list[SupervisedFund]]:
    """The same by the place directly below ``code`` that each lies in; those of ``code`` itself under ``code``."""
    places: dict[str, list[SupervisedFund]] = defaultdict(list)
    for fund in funds:
        places[step_below(code, fund.region_id)].append(fund)
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


def names_of_funds(funds: Sequence[SupervisedFund]) -> dict[str, str]:
    """What the group or body of each fund is called: names of groups are public, nobody of it is named."""
    unit_of = {fund.pk: uuid.UUID(fund.unit_id) for fund in funds if fund.unit_id}
    groups = Group.objects.in_bulk([*unit_of.values()])
    of_groups = {pk: str(groups[unit]) for pk, unit in unit_of.items() if unit in groups}
    others = Fund.objects.filter(pk__in=[uuid.UUID(fund.pk) for fund in funds if fund.pk not in of_groups])
    return of_groups | {row.pk.hex: str(row) for row in others.select_related("ledger__body__region")}
