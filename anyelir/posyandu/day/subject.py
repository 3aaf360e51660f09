"""A child as the rules know it, and whether its age is known to the day."""

from __future__ import annotations

import datetime as dt

from anyelir.families.models import Person
from anyelir.rules.child_months import WeighedChild
from anyelir.rules.months import last_day


def is_age_exact(child: Person) -> bool:
    """False where only the month or the year of birth are known: what rests on the age is an estimate."""
    return child.born_on is None or child.birth_precision == Person.Precision.DAY


def subject_of(child: Person) -> WeighedChild:
    """The child as the rules know it, with every day on which it may have been born."""
    return WeighedChild(child.sex, child.born_on, child.birth_weight_g, _born_until(child))


def _born_until(child: Person) -> dt.date | None:
    if is_age_exact(child):
        return None
    born: dt.date = child.born_on
    return last_day(
        born if child.birth_precision == Person.Precision.MONTH else born.replace(month=12, day=1)
    )
