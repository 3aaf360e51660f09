"""How long protection records are kept, and what must not be done before its time.

Source: protection.md sections 2.4-2.6 and 5.3 row 16. The law gives no number for cases; the defaults
are [D]: junk contacts 30 days, information 180 days, cases 5 years after closing, child victims until
their 23rd birthday (whichever is later), audit lines 10 years. A legal hold beats every date. A birth
date that is not known is taken as late as it can have been, so nothing is destroyed too soon.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.casework.birth import Birth, is_child
from anyelir.rules.dates import add_days, add_months, month_reached_on
from anyelir.rules.tables import Rule

MONTHS_IN_YEAR = 12


class RetainedKind(StrEnum):
    """Kinds of records with a retention of their own."""

    CONTACT_JUNK = "contact_junk"
    CONTACT_INFORMATION = "contact_information"
    CASE = "case"
    AUDIT = "audit"


class RetentionStep(StrEnum):
    """Actions that have an earliest day."""

    MARRIAGE = "marriage"
    CONSENT_ALONE = "consent_alone"
    COUNT_MARRIAGE_PREVENTED = "count_marriage_prevented"


@dataclass(frozen=True)
class Retention:
    """First day a record may be destroyed; None while a legal hold lies on it or no rule is known."""

    destroy_from: dt.date | None
    is_held: bool


def _later(day: dt.date, amount: int, unit: str) -> dt.date:
    if unit == "day":
        return add_days(day, amount)
    return add_months(day, amount * (MONTHS_IN_YEAR if unit == "year" else 1))


def _birthday(birth: Birth, years: int, not_known: dt.date) -> dt.date:
    """The latest day that birthday can be; without a year as if born on ``not_known``."""
    possible = birth.possible()
    latest = possible[1] if possible else not_known
    return month_reached_on(latest, years * MONTHS_IN_YEAR)


def retention(record: RetainedKind, ended_on: dt.date, *, has_legal_hold: bool = False) -> Retention:
    """For a contact, an audit line or a case without regard to its victims (see ``case_retention``)."""
    rule = tables.load("case_retention").by_key(ended_on).get(record)
    if has_legal_hold or rule is None:
        return Retention(None, has_legal_hold)
    return Retention(_later(ended_on, rule["amount"], rule["unit"]), False)


def case_retention(
    opened_on: dt.date,
    closed_on: dt.date,
    victims: Sequence[Birth],
    *,
    has_legal_hold: bool = False,
) -> Retention:
    """For a case: the retention of cases or, if later, the birthday of the youngest child victim.

    A victim is a child who was one, or may have been one, when the case was opened.
    """
    plain = retention(RetainedKind.CASE, closed_on, has_legal_hold=has_legal_hold)
    rule = tables.load("case_retention").by_key(closed_on).get(RetainedKind.CASE)
    if plain.destroy_from is None or rule is None:
        return plain
    birthdays = [
        _birthday(birth, rule["until_age"], opened_on) for birth in victims if is_child(birth, opened_on)
    ]
    return Retention(max([plain.destroy_from, *birthdays]), False)


def not_before(action: RetentionStep, counts_from: dt.date | Birth, on: dt.date) -> dt.date | None:
    """The first day ``action`` may be done, by the rule in force on ``on`` (the planned day).

    Counted from a birth (marriage at 19, consent alone at 18) or an outcome (a prevented marriage
    counts when it still holds after six months). None when it cannot be told: then it may not be done.
    """
    rule = tables.load("case_not_before").by_key(on).get(action)
    if rule is None:
        return None
    if isinstance(counts_from, dt.date):
        return _earliest(rule, counts_from)
    possible = counts_from.possible()
    return None if possible is None else _earliest(rule, possible[1])


def _earliest(rule: Rule, day: dt.date) -> dt.date:
    """Ages are reached, other terms run out: see ``dates``."""
    if rule["counts_from"] == "birth":
        return month_reached_on(day, rule["amount"] * MONTHS_IN_YEAR)
    return _later(day, rule["amount"], rule["unit"])


def may_be_done(action: RetentionStep, counts_from: dt.date | Birth, on: dt.date) -> bool:
    """Whether ``action`` may be done on ``on``, for a marriage the planned day, not today."""
    earliest = not_before(action, counts_from, on)
    return earliest is not None and on >= earliest


def marriage_follow_ups(outcome_on: dt.date) -> tuple[dt.date, ...]:
    """Visits after a child marriage was prevented: 1, 3, 6 and 12 months."""
    rules = tables.load("marriage_follow_up").as_of(outcome_on)
    return tuple(sorted(add_months(outcome_on, rule["months"]) for rule in rules))
