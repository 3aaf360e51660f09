"""Nutrition categories of Permenkes 2/2020 and the colours of the arm band.

A category is read from the z-score rounded to two decimals, as WHO's software gives it. A health worker, never
the kader or this module, makes a diagnosis of it. Certainty per row: ``anyelir rules list nutrition_categories``.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers

INDICES = ("waz", "haz", "whz", "baz", "hcz", "bfa")
# oedema: no z-score, yet WHO counts the child below -3 SD in the indices of weight
OEDEMA_CATEGORY = {
    "waz": "severely_underweight",
    "whz": "severe_wasting",
    "baz": "severe_wasting",
    "bfa": "severe_wasting",
}
UNDERWEIGHT = frozenset({"severely_underweight", "underweight"})
STUNTED = frozenset({"severely_stunted", "stunted"})
WASTED = frozenset({"severe_wasting", "wasting"})
HEAVY = frozenset({"risk_overweight", "overweight", "obese"})


@dataclass(frozen=True)
class Band:
    """One category of an index: both ends, in hundredths of z, belong to it; None is open."""

    category: str
    low: int | None
    high: int | None

    def holds(self, centi_z: int) -> bool:
        return (self.low is None or self.low <= centi_z) and (self.high is None or centi_z <= self.high)


def _centi(z: Decimal | None) -> int | None:
    return None if z is None else int(z * 100)


def bands(index: str, on: dt.date) -> tuple[Band, ...]:
    """The categories of an index in rising order on ``on``; empty before the first rule.

    Raises ValueError for an index without categories (the arm is judged in centimetres).
    """
    if index not in INDICES:
        raise ValueError(f"no nutrition categories for {index!r}")
    return _bands(index, tables.load("nutrition_categories").since(on))


@cache  # a key holds the first day of a period
def _bands(index: str, on: dt.date) -> tuple[Band, ...]:
    rules = [rule for rule in tables.load("nutrition_categories").as_of(on) if rule["index"] == index]
    return tuple(Band(rule["category"], _centi(rule["z_from"]), _centi(rule["z_to"])) for rule in rules)


@finite_numbers
def category(index: str, z: float | None, on: dt.date, oedema: bool = False) -> str | None:
    """The category slug of a z-score on ``on``, None without a z-score.

    ``index`` is ``waz haz whz baz hcz`` (0-59 months) or ``bfa`` (BMI for age 5-18 years). Oedema puts the
    weight indices in the most severe category whatever z is.
    """
    known = bands(index, on)
    if oedema and index in OEDEMA_CATEGORY:
        return OEDEMA_CATEGORY[index] if known else None
    if z is None or not math.isfinite(z * 100):
        return None
    centi_z = round(z * 100)
    return next((band.category for band in known if band.holds(centi_z)), None)


@finite_numbers
def muac_category(muac_cm: float | None, on: dt.date, completed_month: int | None = None) -> str | None:
    """``severe_wasting`` (red), ``wasting`` (yellow) or ``normal`` (green) by arm circumference in cm.

    Only for 6-59 completed months: None for a known age outside, and for a missing, zero or negative value.
    """
    if muac_cm is None or not math.isfinite(muac_cm * 100) or muac_cm <= 0:
        return None
    cm = Decimal(math.floor(muac_cm * 100 + 0.5)) / 100
    for rule in _muac_rules(tables.load("muac_categories").since(on)):
        if completed_month is not None and not rule["from_month"] <= completed_month <= rule["to_month"]:
            continue
        if (rule["cm_from"] is None or rule["cm_from"] <= cm) and (
            rule["cm_below"] is None or cm < rule["cm_below"]
        ):
            return str(rule["category"])
    return None


@cache  # a key holds the first day of a period
def _muac_rules(on: dt.date) -> tuple[tables.Rule, ...]:
    return tables.load("muac_categories").as_of(on)
