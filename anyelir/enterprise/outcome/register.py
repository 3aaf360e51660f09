"""What the register knows of the businesses of some desa and kelurahan, read once for many months."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.outcome.models import StageDay
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.funnel import FACTS, state_of, telling_number
from anyelir.enterprise.permits.states import best_state
from anyelir.enterprise.trade import people
from anyelir.enterprise.trade.models import Business, Ownership, SalesNote
from anyelir.enterprise.trade.standing import AT_REST
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, is_within_any
from anyelir.rules.business import PermitState, business_activity
from anyelir.rules.business.sales_change import MONTHS, sales_change
from anyelir.rules.dates import add_months
from anyelir.rules.months import last_day

Kind = Permit.Kind
Band = SalesNote.Band
# The middle of each band; of the highest its lower end.
BAND_IDR = {
    Band.NONE: 0, Band.HALF: 250_000, Band.ONE: 750_000, Band.THREE: 2_000_000, Band.FIVE: 4_000_000,
    Band.MORE: 5_000_000,
}  # fmt: skip
YEAR = 12
# Aid that was taken back or went to somebody else is no longer hers.
GIVEN_AWAY = (Aid.Ending.WITHDRAWN, Aid.Ending.TRANSFERRED)


class BusinessSpan(NamedTuple):
    """A business and the days between which it is one."""

    pk: uuid.UUID
    begun_on: dt.date
    closed_on: dt.date | None

    def stands_in(self, month: dt.date) -> bool:
        return self.begun_on <= last_day(month) and (self.closed_on is None or self.closed_on >= month)


def desa_of(code: str) -> str:
    """Where a place is counted: its desa or kelurahan, or itself where it lies in none."""
    return at_level(code, Level.DESAKEL) or code


class Register:
    """The businesses of some desa with their notes, papers, aid and owners."""

    def __init__(self, desas: Collection[str]) -> None:
        self.by_desa: dict[str, list[BusinessSpan]] = defaultdict(list)
        self._around = is_within_any(sorted(desas), "business__region_id")
        rows = Business.objects.filter(is_within_any(sorted(desas))).order_by("pk")
        for pk, region, *days in rows.values_list("pk", "region_id", "begun_on", "closed_on"):
            self.by_desa[desa_of(region)].append(BusinessSpan(pk, *days))
        self._read()

    def _read(self) -> None:
        self._sales = self._sales_by_month()
        self._stages = self._of_each(StageDay.objects.order_by("on"), "on", "stage", "confirmed_on")
        self._papers = self._of_each(Permit.objects.order_by(), "kind", *FACTS)
        aids = Aid.objects.exclude(handed_over_on=None).order_by()
        self._aids = self._of_each(aids, "handed_over_on", "closed_on", "ending")
        owners = Ownership.objects.exclude(person=None).order_by("since")
        self._owners = self._of_each(owners, "since", "until", "person_id")
        persons = {person for rows in self._owners.values() for *_days, person in rows}
        self._heads_family = people.heads_her_family(persons)

    def _of_each(self, rows: Any, *fields: str) -> dict[uuid.UUID, list[tuple[Any, ...]]]:
        by_business: dict[uuid.UUID, list[tuple[Any, ...]]] = defaultdict(list)
        for pk, *values in rows.filter(self._around).values_list("business_id", *fields):
            by_business[pk].append(tuple(values))
        return by_business

    def _sales_by_month(self) -> dict[uuid.UUID, dict[dt.date, int]]:
        """The last note of a month counts, as rupiah."""
        sales: dict[uuid.UUID, dict[dt.date, int]] = defaultdict(dict)
        notes = SalesNote.objects.order_by("created_at", "id")
        for pk, rows in self._of_each(notes, "month", "amount_idr", "band").items():
            for month, amount_idr, band in rows:
                sales[pk][month] = BAND_IDR[Band(band)] if amount_idr is None else amount_idr
        return sales

    def is_active(self, pk: uuid.UUID, month: dt.date) -> bool:
        """By what was known at the end of the month: its stage, its sales, and the last word of its owner."""
        end = last_day(month)
        known = [row for row in self._stages[pk] if row[0] <= end]
        _on, stage, confirmed_on = known[-1] if known else (None, "", None)
        sold = [each for each, amount_idr in self._sales[pk].items() if amount_idr and each <= month]
        sold_on = last_day(max(sold)) if sold else None
        activity = business_activity(end, last_sold_on=sold_on, confirmed_on=confirmed_on)
        return activity.is_active and stage not in AT_REST

    def has_note(self, pk: uuid.UUID, month: dt.date) -> bool:
        """Whether somebody said what was sold in the month, were it nothing."""
        return month in self._sales[pk]

    def sales_change(self, pk: uuid.UUID, month: dt.date) -> int | None:
        """Percent in steps; see the rule."""
        return sales_change(self._months_up_to(pk, month), self._months_up_to(pk, add_months(month, -YEAR)))

    def _months_up_to(self, pk: uuid.UUID, month: dt.date) -> list[int]:
        sales = self._sales[pk]
        months = [add_months(month, -back) for back in range(MONTHS)]
        return [sales[each] for each in months if each in sales]

    def papers(self, pk: uuid.UUID, month: dt.date) -> dict[str, PermitState]:
        """The best state of each kind of paper at the end of the month."""
        end, states = last_day(month), defaultdict(list)
        for kind, number, *days in self._papers[pk]:
            states[kind].append(state_of(kind, telling_number(kind, number), tuple(days), end))
        return {kind: best_state(several) for kind, several in states.items()}

    def is_aided(self, pk: uuid.UUID, month: dt.date) -> bool:
        """Whether it was given something by the end of the month that it still has."""
        end = last_day(month)
        return any(
            given_on <= end and not (ending in GIVEN_AWAY and closed_on <= end)
            for given_on, closed_on, ending in self._aids[pk]
        )

    def heads_family(self, pk: uuid.UUID, month: dt.date) -> bool:
        """Whether its owner is a woman of the register who heads her family."""
        end = last_day(month)
        owners = [
            person
            for since, until, person in self._owners[pk]
            if since <= end and (until is None or until >= end)
        ]
        return bool(owners) and self._heads_family.get(owners[-1], False)


def received_in(desas: Iterable[str], prefix: str = "") -> Q:
    """Aid whose business or group lies in one of the desa."""
    codes = sorted(desas)
    return is_within_any(codes, f"{prefix}business__region_id") | is_within_any(
        codes, f"{prefix}group__region_id"
    )
