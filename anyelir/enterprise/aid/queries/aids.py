"""Reads of aid: the list of a person with its funnel, the same asked for again, money of a round, owed visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from anyelir.core.clock import today_at
from anyelir.enterprise.aid.families import same_receiver
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound, AidVisit
from anyelir.enterprise.aid.models.aid import at_step
from anyelir.enterprise.aid.models.item import GONE, IN_USE
from anyelir.rules.aid import LAST_VISIT, OTHER, VISIT_MONTHS, is_again, visit_due_on, visit_opens_on
from anyelir.rules.texts import clean_text

WITH = ("business__region", "group__region", "aid_round")


def aids(visible: QuerySet[Aid], *, text: str = "", step: str = "") -> QuerySet[Aid]:
    """Those the person sees, by receiver, place or words of the thing; a step that does not exist is left out."""
    rows = visible.select_related(*WITH)
    if step in Aid.Step.values:
        rows = rows.filter(at_step(step))
    for word in text.split():
        rows = rows.filter(
            Q(business__name__icontains=word)
            | Q(group__name__icontains=word)
            | Q(business__region__label__icontains=word)
            | Q(group__region__label__icontains=word)
            | Q(spec__icontains=word)
        )
    return rows


def funnel(visible: QuerySet[Aid]) -> list[tuple[str, str, int]]:
    """Step, its words and how many stand there, in the order of the steps; those where nothing stands are left out."""
    counts = {step: Count("pk", filter=at_step(step), distinct=True) for step in Aid.Step.values}
    sums = visible.order_by().aggregate(**counts)
    return [(step.value, str(step.label), sums[step.value]) for step in Aid.Step if sums[step.value]]


@dataclass(frozen=True)
class YearOfUse:
    """Items that were visited after twelve months, and how many of them are still used."""

    visited: int
    used: int


def year_of_use(visible: QuerySet[Aid]) -> YearOfUse:
    """Rarely used is used; lost and sold before is not, whoever came or did not come later."""
    last = AidVisit.objects.filter(asset=OuterRef("pk")).order_by("-month")
    items = AidItem.objects.filter(aid__in=visible).annotate(
        last_month=Subquery(last.values("month")[:1]), last_state=Subquery(last.values("state")[:1])
    )
    ended = items.filter(Q(last_month=LAST_VISIT) | Q(last_state__in=GONE))
    return YearOfUse(ended.count(), ended.filter(last_month=LAST_VISIT, last_state__in=IN_USE).count())


@dataclass(frozen=True)
class Before:
    """Something of the same kind that was given already: what and when, and not to whom."""

    label: str
    year: int


def given_before(aid: Aid) -> list[Before]:
    """The same for the same receiver too early after the last time, the newest first."""
    rows = Aid.objects.filter(same_receiver(aid), kind=aid.kind, handed_over_on__isnull=False)
    return [
        Before(row.label, row.handed_over_on.year)
        for row in rows.exclude(pk=aid.pk).order_by("-handed_over_on", "-id")
        if is_again(row.handed_over_on, aid.proposed_on) and (aid.kind != OTHER or _same_words(row, aid))
    ]


def _same_words(earlier: Aid, asked: Aid) -> bool:
    return clean_text(earlier.spec).casefold() == clean_text(asked.spec).casefold()


@dataclass(frozen=True)
class RoundSums:
    """What of a round was decided, and what came."""

    decided_idr: int
    delivered_idr: int


def sums_of(aid_round: AidRound) -> RoundSums:
    decided = aid_round.aids.aggregate(idr=Sum("budget_idr"))["idr"] or 0
    items = AidItem.objects.filter(aid__aid_round=aid_round, aid__handed_over_on__isnull=False)
    return RoundSums(decided, items.aggregate(idr=Sum("unit_price_idr"))["idr"] or 0)


def cost_of_items(aid: Aid) -> int:
    """What its items cost together."""
    return int(aid.items.aggregate(idr=Sum("unit_price_idr"))["idr"] or 0)


def next_month(visits: Iterable[AidVisit]) -> int | None:
    """The month of the next visit of an item; None when nobody comes any more."""
    visits = list(visits)
    if any(visit.state in GONE for visit in visits):
        return None
    seen = {visit.month for visit in visits}
    return next((month for month in VISIT_MONTHS if month not in seen), None)


@dataclass(frozen=True)
class ItemView:
    """An item on the page of its aid: its visits, from when the next one counts and by when it comes."""

    asset: AidItem
    visits: list[AidVisit]
    opens_on: dt.date | None
    due_on: dt.date | None
    today: dt.date

    @property
    def is_open(self) -> bool:
        return self.opens_on is not None and self.opens_on <= self.today

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < self.today


def item_views(aid: Aid) -> list[ItemView]:
    """The items of an aid with what was seen of each."""
    today = today_at(aid.place)
    views = []
    for asset in aid.items.prefetch_related("visits"):
        asset.aid = aid
        visits = list(asset.visits.all())
        month = next_month(visits) if aid.closed_on is None else None
        span: tuple[dt.date | None, dt.date | None] = (None, None)
        if aid.handed_over_on and month:
            span = visit_opens_on(aid.handed_over_on, month), visit_due_on(aid.handed_over_on, month)
        views.append(ItemView(asset, visits, *span, today))
    return views


def waits_until(asset: AidItem, month: int | None) -> dt.date | None:
    """The day from which the visit of that month counts, when it has not come; None when somebody may come today."""
    handed_over_on = asset.aid.handed_over_on
    if month is None or handed_over_on is None:
        return None
    opens_on = visit_opens_on(handed_over_on, month)
    return opens_on if today_at(asset.aid.place) < opens_on else None
