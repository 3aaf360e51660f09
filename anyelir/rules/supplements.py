"""Vitamin A, deworming, recovery food and iron tablets: what is due on a day.

Source: posyandu.md section 10. Vitamin A [A]: February and August, blue 100,000 IU at 6-11 months, red
200,000 IU at 12-59; the age on the day it is given decides. Everything else there is [C] and carries
``is_confirmed = False``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.age import completed_months
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.tables import Rule

MONTHS_SEARCHED = 24


class CampaignState(StrEnum):
    """State of a twice-yearly supplement.

    TOO_YOUNG and TOO_OLD by age on the day; DUE in a campaign month; GIVEN in the present or, between
    campaigns, in the last campaign; MISSED: the child was old enough in the last campaign and got
    nothing since.
    """

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    DUE = "due"
    GIVEN = "given"
    MISSED = "missed"
    WAITING = "waiting"


@dataclass(frozen=True)
class Supplement:
    """Answer for a child: state, kind and amount for the age on the day, and the next campaign day."""

    state: CampaignState
    kind: str
    amount: int
    next_on: dt.date | None
    is_confirmed: bool


@dataclass(frozen=True)
class DailyFood:
    """A course of recovery food: days planned, days eaten, last planned day, finished or not."""

    days: int
    eaten: int
    planned_until: dt.date
    is_complete: bool


@dataclass(frozen=True)
class TabletCount:
    """Iron tablets taken of the least number (None where there is none), one every ``every_days`` days."""

    taken: int
    least: int | None
    every_days: int

    @property
    def is_reached(self) -> bool:
        """Whether the least number is there; False where there is none."""
        return self.least is not None and self.taken >= self.least


def _months(rule: Rule) -> frozenset[int]:
    return frozenset(int(month) for month in rule["months"].split())


def _rule_for(rules: Sequence[Rule], months: int) -> Rule | None:
    for rule in rules:
        if rule["from_month"] <= months and (rule["to_month"] is None or months <= rule["to_month"]):
            return rule
    return None


def _campaigns(rules: Sequence[Rule]) -> frozenset[int]:
    return frozenset().union(*(_months(rule) for rule in rules))


def _last_campaign(campaigns: frozenset[int], on: dt.date) -> dt.date | None:
    """First day of the campaign month running on ``on`` or the last one before it."""
    for back in range(MONTHS_SEARCHED):
        month = add_months(on.replace(day=1), -back)
        if month.month in campaigns:
            return month
    return None


def _next_on(rules: Sequence[Rule], born_on: dt.date, on: dt.date) -> dt.date | None:
    """First day after ``on`` that lies in a campaign month at an age with a dose."""
    campaigns = _campaigns(rules)
    month = on.replace(day=1)
    start = max(month, add_months(born_on, min(rule["from_month"] for rule in rules)).replace(day=1))
    for ahead in range(MONTHS_SEARCHED):
        first = add_months(start, ahead)
        if first.month in campaigns and (day := _first_day(rules, born_on, first, on)):
            return day
    return None


def _first_day(rules: Sequence[Rule], born_on: dt.date, first: dt.date, on: dt.date) -> dt.date | None:
    day = max(first, add_days(on, 1))
    while (day.year, day.month) == (first.year, first.month) and day < dt.date.max:
        if _rule_for(rules, completed_months(born_on, day)):
            return day
        day = add_days(day, 1)
    return None


def _was_possible(rules: Sequence[Rule], born_on: dt.date, campaign_on: dt.date) -> bool:
    last = add_days(add_months(campaign_on, 1), -1)
    return any(_rule_for(rules, completed_months(born_on, day)) for day in (campaign_on, last))


def _state(
    rules: Sequence[Rule], born_on: dt.date, given_on: Sequence[dt.date], on: dt.date
) -> CampaignState:
    months = completed_months(born_on, on)
    if _rule_for(rules, months) is None:
        youngest = min(rule["from_month"] for rule in rules)
        return CampaignState.TOO_YOUNG if months < youngest else CampaignState.TOO_OLD
    campaign_on = _last_campaign(_campaigns(rules), on)
    if campaign_on is None:
        return CampaignState.WAITING
    if any(max(campaign_on, born_on) <= day <= on for day in given_on):
        return CampaignState.GIVEN
    if (campaign_on.year, campaign_on.month) == (on.year, on.month):
        return CampaignState.DUE
    return CampaignState.MISSED if _was_possible(rules, born_on, campaign_on) else CampaignState.WAITING


def _supplement(
    rules: Sequence[Rule],
    columns: tuple[str, str],
    born_on: dt.date,
    given_on: Sequence[dt.date],
    on: dt.date,
) -> Supplement | None:
    if not rules:
        return None
    rule = _rule_for(rules, completed_months(born_on, on))
    kind, amount = (str(rule[columns[0]]), int(rule[columns[1]])) if rule else ("", 0)
    confirmed = all(rule.is_confirmed for rule in rules)
    state = _state(rules, born_on, given_on, on)
    return Supplement(state, kind, amount, _next_on(rules, born_on, on), confirmed)


def vitamin_a(born_on: dt.date, given_on: Sequence[dt.date], on: dt.date) -> Supplement | None:
    """Vitamin A of a child on ``on``; ``kind`` blue or red, ``amount`` in IU, both empty outside 6-59 months.

    None before the first period of the table ``vitamin_a``.
    """
    rules = tables.load("vitamin_a").as_of(on)
    return _supplement(rules, ("capsule", "dose_iu"), born_on, given_on, on)


def deworming(born_on: dt.date, given_on: Sequence[dt.date], on: dt.date) -> Supplement | None:
    """Albendazole on ``on``; ``kind`` is the age step, ``amount`` in mg. None before the first period."""
    return _supplement(tables.load("deworming").as_of(on), ("step", "dose_mg"), born_on, given_on, on)


def capsule_for(born_on: dt.date, given_on: dt.date) -> str | None:
    """The capsule a child should have got on ``given_on`` by its age that day; None outside 6-59 months."""
    rule = _rule_for(tables.load("vitamin_a").as_of(given_on), completed_months(born_on, given_on))
    return None if rule is None else str(rule["capsule"])


def postpartum_capsules_left(delivered_on: dt.date, given_on: Sequence[dt.date], on: dt.date) -> int:
    """Red capsules a mother should still get on ``on``; 0 once the postpartum weeks are over."""
    rule = tables.load("vitamin_a_postpartum").by_key(on).get("red")
    if rule is None or not 0 <= (on - delivered_on).days <= rule["to_day"]:
        return 0
    had = sum(delivered_on <= day <= on for day in given_on)
    return max(int(rule["capsules"]) - had, 0)


def recovery_food(
    reason: str, started_on: dt.date, eaten_on: Sequence[dt.date], on: dt.date
) -> DailyFood | None:
    """A course of recovery food on ``on``: a day counts once; None for a reason without a row."""
    rule = tables.load("recovery_food").by_key(started_on).get(reason)
    if rule is None:
        return None
    days = int(rule["days"])
    eaten = len({day for day in eaten_on if started_on <= day <= on})
    return DailyFood(days, eaten, add_days(started_on, days - 1), eaten >= days)


@finite_numbers
def iron_tablets(target_group: str, taken: int, on: dt.date) -> TabletCount | None:
    """Tablets taken against the least number of the group; None for a group without a row."""
    rule = tables.load("iron_tablets").by_key(on).get(target_group)
    return None if rule is None else TabletCount(taken, rule["least_tablets"], rule["per_days"])
