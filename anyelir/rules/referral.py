"""When a posyandu sends a child or a pregnant woman on: reasons, how soon, within how many days.

The reasons are the red answers of the ILP cards (posyandu.md 12). An answer that was not given is no reason.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from anyelir.rules import tables
from anyelir.rules.dates import add_days
from anyelir.rules.finiteness import check_fields, finite_numbers

RULES_VERSION = "referral.2"


class Urgency(StrEnum):
    """How soon: ``urgent`` means now or within days, ``routine`` the next opening of the health centre."""

    URGENT = "urgent"
    ROUTINE = "routine"


@dataclass(frozen=True)
class ReferralReason:
    """One reason with its urgency and the number of days in which the person should be seen.

    ``is_confirmed`` is False where urgency and days are to be confirmed [C] or ours [D]: papers say so.
    """

    code: str
    urgency: Urgency
    within_days: int
    is_confirmed: bool


@dataclass(frozen=True)
class ChildFindings:
    """What was found at one visit; None or the default means not examined or nothing found.

    ``whz``, ``haz``, ``hcz`` and ``muac`` are category slugs of ``rules.nutrition``; ``growth_status`` the SKDN
    letter; ``months_not_gained`` counts T in a row including this month; ``tbc_signs`` counts yes among four.
    ``measure_again``: a value is doubtful, so nobody knows yet whether the child is well.
    """

    growth_status: str | None = None
    months_not_gained: int = 0
    below_red_line: bool | None = None
    above_orange_line: bool | None = None
    whz: str | None = None
    haz: str | None = None
    hcz: str | None = None
    muac: str | None = None
    oedema: bool = False
    tbc_signs: int = 0
    development_incomplete: bool | None = None
    danger_signs: tuple[str, ...] = ()
    measure_again: bool = False

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class PregnancyFindings:
    """What was found at one visit; None means not measured. Blood pressure in mmHg, arm in cm."""

    weight_on_curve: bool | None = None
    muac_cm: float | None = None
    systolic: int | None = None
    diastolic: int | None = None
    tbc_signs: int = 0
    danger_signs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_fields(self)


def child_reasons(findings: ChildFindings, on: dt.date) -> tuple[ReferralReason, ...]:
    """Reasons to refer a child on ``on``, the most pressing first; empty when there is none."""
    codes = [
        ("danger_sign", bool(findings.danger_signs)),
        ("oedema", findings.oedema),
        ("muac_red", findings.muac == "severe_wasting"),
        ("below_red_line", findings.below_red_line is True),
        ("above_orange_line", findings.above_orange_line is True),
        ("tbc_signs", _reaches(findings.tbc_signs, "tbc_signs_from", on)),
        ("development_incomplete", findings.development_incomplete is True),
    ]
    codes_held = [code for code, holds in codes if holds]
    codes_held += [
        category for category in (findings.whz, findings.haz, findings.hcz) if category is not None
    ]
    codes_held += _not_gained(findings, on)
    codes_held += ["measure_again"] if findings.measure_again else []
    return _known("child", codes_held, on)


def _not_gained(findings: ChildFindings, on: dt.date) -> list[str]:
    """The stronger of T and 2T."""
    if _reaches(findings.months_not_gained, "not_gained_months_from", on):
        return ["not_gained_twice"]
    return ["not_gained"] if findings.growth_status == "T" else []


def pregnancy_reasons(findings: PregnancyFindings, on: dt.date) -> tuple[ReferralReason, ...]:
    """Reasons to refer a pregnant woman on ``on``, the most pressing first; empty when there is none."""
    high_pressure = _reaches(findings.systolic, "systolic_from", on) or _reaches(
        findings.diastolic, "diastolic_from", on
    )
    codes = [
        ("danger_sign", bool(findings.danger_signs)),
        ("blood_pressure", high_pressure),
        ("chronic_energy_deficiency", has_chronic_energy_deficiency(findings.muac_cm, on) is True),
        ("weight_off_curve", findings.weight_on_curve is False),
        ("tbc_signs", _reaches(findings.tbc_signs, "tbc_signs_from", on)),
    ]
    return _known("pregnancy", (code for code, holds in codes if holds), on)


@finite_numbers
def has_chronic_energy_deficiency(muac_cm: float | None, on: dt.date) -> bool | None:
    """KEK: arm circumference of a pregnant woman below the limit; None when not measured."""
    limit = _limit("pregnancy_muac_below_cm", on)
    if muac_cm is None or math.isnan(muac_cm) or muac_cm <= 0 or limit is None:
        return None
    return Decimal(str(muac_cm)) < limit


def child_reason(code: str, on: dt.date) -> ReferralReason | None:
    """What the table in force on ``on`` says about one reason; None for a code that it does not know."""
    return _reasons("child", on).get(code)


def most_urgent(reasons: Iterable[ReferralReason]) -> Urgency | None:
    """The urgency of a referral with these reasons; None when there is no reason."""
    urgencies = {reason.urgency for reason in reasons}
    if not urgencies:
        return None
    return Urgency.URGENT if Urgency.URGENT in urgencies else Urgency.ROUTINE


def due_on(reasons: Iterable[ReferralReason], on: dt.date) -> dt.date | None:
    """The day by which a person referred on ``on`` should have been seen; None when there is no reason."""
    days = [reason.within_days for reason in reasons]
    return add_days(on, min(days)) if days else None


def answer_due_on(due: dt.date | None, referred_on: dt.date) -> dt.date:
    """The last day on which an answer is in time: the day that was said, else the term of the table ([D])."""
    term = tables.load("referral_limits").nearest(referred_on)["answer_within_days"]["value"]
    return due if due is not None else add_days(referred_on, int(term))


def _limit(name: str, on: dt.date) -> Decimal | None:
    return _limit_since(name, tables.load("referral_limits").since(on))


@cache  # a key holds the first day of a period
def _limit_since(name: str, on: dt.date) -> Decimal | None:
    rule = tables.load("referral_limits").by_key(on).get(name)
    return None if rule is None else rule["value"]


def _reaches(value: int | None, limit: str, on: dt.date) -> bool:
    threshold = _limit(limit, on)
    return value is not None and threshold is not None and value >= threshold


def _reasons(subject: str, on: dt.date) -> dict[str, ReferralReason]:
    return _reasons_since(subject, tables.load("referral_reasons").since(on))


@cache  # a key holds the first day of a period
def _reasons_since(subject: str, on: dt.date) -> dict[str, ReferralReason]:
    return {
        rule["reason"]: ReferralReason(
            rule["reason"], Urgency(rule["urgency"]), rule["within_days"], rule.is_settled
        )
        for rule in tables.load("referral_reasons").as_of(on)
        if rule["subject"] == subject
    }


def _known(subject: str, codes: Iterable[str], on: dt.date) -> tuple[ReferralReason, ...]:
    """The reasons in force among ``codes`` (``normal`` and ``tall`` are none), urgent and early ones first."""
    in_force = _reasons(subject, on)
    reasons = [in_force[code] for code in codes if code in in_force]
    return tuple(sorted(reasons, key=lambda reason: (reason.urgency is Urgency.ROUTINE, reason.within_days)))
