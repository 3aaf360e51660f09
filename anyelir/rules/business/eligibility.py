"""May this product have a P-IRT number, and which way to halal?

Source: enterprise.md section 2 (istanaumkm.pom.go.id [A]: home or shophouse kitchen, manual to
semi-automatic tools, listed food types; not for additives, processing aids, mandatory SNI, special
handling, claims, special nutrition, alcohol, non-food) and "Facts first" 3 (halal). Unknown answers are
asked for, they never count as yes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers

FOOD_TYPE = "food_type"
NO_PERMIT = "none"
BPOM_MD = "bpom_md"


class Outcome(StrEnum):
    """Answer to a question of eligibility; ASK: something decisive is not known yet."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    ASK = "ask"


class HalalPath(StrEnum):
    """Way to a halal certificate."""

    SELF_DECLARE = "self_declare"
    REGULAR = "regular"
    ASK = "ask"


@dataclass(frozen=True)
class Eligibility:
    """Outcome with the questions that failed, those still open, and the permit to take instead."""

    outcome: Outcome
    failed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    instead: str = ""
    is_confirmed: bool = True


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
