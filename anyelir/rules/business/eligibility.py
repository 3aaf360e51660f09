"""Does this food need a distribution permit, may it have a P-IRT number, and which way to halal?

Source: enterprise.md section 2 (istanaumkm.pom.go.id [A]: home or shophouse kitchen, manual to
semi-automatic tools, listed food types; not for additives, processing aids, mandatory SNI, special
handling, claims, special nutrition, alcohol, non-food; nor for drinking water, frozen food and meat that is not
dried) and "Facts first" 3 (halal); ``exempt_food`` comes first, or every home cook would be sent for a number that
she does not need. Unknown answers are asked for, they never count as yes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers

FOOD_TYPE = "food_type"
IS_FOOD = "is_food"
NO_PERMIT = "none"
BPOM_MD = "bpom_md"


class Outcome(StrEnum):
    """Answer to a question of eligibility; EXEMPT: none is needed; ASK: something decisive is not known yet."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    EXEMPT = "exempt"
    ASK = "ask"


class HalalPath(StrEnum):
    """Way to a halal certificate."""

    SELF_DECLARE = "self_declare"
    REGULAR = "regular"
    ASK = "ask"


@dataclass(frozen=True)
class Eligibility:
    """Outcome with the questions that failed, those still open, the permit to take instead, and why none is needed."""

    outcome: Outcome
    failed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    instead: str = ""
    is_confirmed: bool = True
    grounds: tuple[str, ...] = ()


def pirt_eligibility(answers: Mapping[str, bool | None], food_type: str | None, on: dt.date) -> Eligibility:
    """P-IRT for one product: ``answers`` by question of the table ``pirt_conditions``, None for unknown.

    ``food_type`` is the two-digit code of ``pirt_food_types``. A food that fails takes BPOM MD instead;
    what is not food needs neither.
    """
    conditions = tables.load("pirt_conditions").as_of(on)
    listed = tables.load("pirt_food_types").by_key(on)
    known = {rule["question"]: answers.get(rule["question"]) for rule in conditions}
    failed = [rule for rule in conditions if known[rule["question"]] is (not rule["must_be"])]
    questions = [rule["question"] for rule in failed]
    still_open = [question for question, answer in known.items() if answer is None]
    instead = _instead([rule["otherwise"] for rule in failed])
    if food_type is None:
        still_open.append(FOOD_TYPE)
    elif food_type not in listed:
        questions.append(FOOD_TYPE)
        instead = instead or BPOM_MD
    confirmed = food_type not in listed or listed[food_type].is_confirmed
    if questions:
        return Eligibility(Outcome.NOT_ELIGIBLE, tuple(questions), tuple(still_open), instead, confirmed)
    if still_open or not conditions:
        return Eligibility(Outcome.ASK, (), tuple(still_open), "", confirmed)
    return Eligibility(Outcome.ELIGIBLE, is_confirmed=confirmed)


def _instead(ways: list[str]) -> str:
    """Not being food ends the way; otherwise the first other permit named."""
    return NO_PERMIT if NO_PERMIT in ways else next(iter(ways), "")


@finite_numbers
def distribution_permit(
    answers: Mapping[str, bool | None], food_type: str | None, shelf_days: int | None, on: dt.date
) -> Eligibility:
    """Which distribution permit a product needs: exempt foods first, then the questions of P-IRT.

    ``answers`` holds the questions of ``exempt_food`` and ``pirt_conditions``. While no ground holds and one is
    still open the answer is ASK, for a product that may need nothing is not sent anywhere.
    """
    if answers.get(IS_FOOD) is False:
        return pirt_eligibility(answers, food_type, on)
    known = {
        rule["ground"]: _is_exempt(rule["under_days"], answers.get(rule["ground"]), shelf_days)
        for rule in tables.load("exempt_food").as_of(on)
    }
    grounds = tuple(ground for ground, holds in known.items() if holds)
    if grounds:
        return Eligibility(Outcome.EXEMPT, grounds=grounds)
    still_open = tuple(ground for ground, holds in known.items() if holds is None)
    eligibility = pirt_eligibility(answers, food_type, on)
    if not still_open:
        return eligibility
    return Eligibility(Outcome.ASK, (), still_open + eligibility.open, "", eligibility.is_confirmed)


def _is_exempt(under_days: int | None, answer: bool | None, shelf_days: int | None) -> bool | None:
    if under_days is None:
        return answer
    return None if shelf_days is None else 0 < shelf_days < under_days


@finite_numbers
def halal_path(sales_idr: int | None, on: dt.date) -> HalalPath:
    """Self-declaration up to the sales limit of the day, the regular way above; ASK when not known."""
    rule = tables.load("halal_rules").by_key(on).get("self_declare_limit")
    if rule is None or sales_idr is None or sales_idr < 0:
        return HalalPath.ASK
    return HalalPath.SELF_DECLARE if sales_idr <= rule["amount_idr"] else HalalPath.REGULAR


def duty_starts_on(rule_name: str, on: dt.date) -> dt.date | None:
    """From when a duty of ``halal_rules`` holds, as known on ``on``; None without a rule."""
    rule = tables.load("halal_rules").by_key(on).get(rule_name)
    return None if rule is None else rule["starts_on"]
