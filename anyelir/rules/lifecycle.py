"""Life stages and age groups: who belongs to which target group of a posyandu and to which form column.

Source: posyandu.md section 3 (ILP: 0-71 months, 6-18, 19-59, 60 and over; pregnancy and the weeks after
birth before age) and pkk-administration.md section 4.9, where editions disagree on balita, WUS and
lansia: the edition is a parameter, the table ``age_terms`` holds the numbers. Ages are completed months.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.age import age_days, completed_months
from anyelir.rules.growth.child import Sex
from anyelir.rules.tables import Rule

DEFAULT_EDITION = "default"


class TargetGroup(StrEnum):
    """The five groups an ILP posyandu serves."""

    MOTHER = "mother"
    INFANT_TODDLER_PRESCHOOL = "infant_toddler_preschool"
    SCHOOL_ADOLESCENT = "school_adolescent"
    ADULT = "adult"
    ELDERLY = "elderly"


class Motherhood(StrEnum):
    """Why a woman belongs to the mothers' group."""

    NONE = "none"
    PREGNANT = "pregnant"
    POSTPARTUM = "postpartum"
    BREASTFEEDING = "breastfeeding"


@dataclass(frozen=True)
class LifeStage:
    """Stage by age and the group that serves the person; ``is_newborn`` until day 28."""

    stage: str
    target_group: TargetGroup
    is_newborn: bool


def _holds(rule: Rule, months: int) -> bool:
    return bool(rule["from_month"] <= months and (rule["to_month"] is None or months <= rule["to_month"]))


def _is_within(limit: str, since: dt.date, on: dt.date) -> bool:
    """Whether ``on`` lies in the first days after ``since``, by the table ``life_limits``."""
    rule = tables.load("life_limits").by_key(on).get(limit)
    return rule is not None and 0 <= age_days(since, on) <= rule["last_day"]


def life_stage(born_on: dt.date, on: dt.date) -> LifeStage | None:
    """The stage of a person on ``on``; None before birth and before the first period of the table."""
    months = completed_months(born_on, on)
    reached = [rule for rule in tables.load("life_stages").as_of(on) if rule["from_month"] <= months]
    if not reached:
        return None
    rule = max(reached, key=lambda rule: int(rule["from_month"]))
    return LifeStage(rule["stage"], TargetGroup(rule["target_group"]), _is_within("newborn", born_on, on))


def motherhood(
    on: dt.date,
    *,
    is_pregnant: bool = False,
    delivered_on: dt.date | None = None,
    is_breastfeeding: bool = False,
) -> Motherhood:
    """The first that holds: pregnant, postpartum (day 0-42 after delivery), breastfeeding, none."""
    if is_pregnant:
        return Motherhood.PREGNANT
    if delivered_on is not None and _is_within("postpartum", delivered_on, on):
        return Motherhood.POSTPARTUM
    return Motherhood.BREASTFEEDING if is_breastfeeding else Motherhood.NONE


def target_group(born_on: dt.date, on: dt.date, mother: Motherhood = Motherhood.NONE) -> TargetGroup | None:
    """The group whose card is used: motherhood goes before age."""
    if mother is not Motherhood.NONE:
        return TargetGroup.MOTHER
    stage = life_stage(born_on, on)
    return stage.target_group if stage else None


def is_in_term(
    term: str, born_on: dt.date, on: dt.date, sex: Sex | None = None, edition: str = DEFAULT_EDITION
) -> bool | None:
    """Whether a person counts under a form term (``under_five``, ``woman_fertile_age``, ...) on ``on``.

    An edition without its own row uses the default one. None when the term is unknown on that day, or
    when the term asks for a sex and it is not known.
    """
    rules = tables.load("age_terms").by_key(on)
    rule = rules.get((term, edition)) or rules.get((term, DEFAULT_EDITION))
    if rule is None or (rule["sex"] and sex is None):
        return None
    return _holds(rule, completed_months(born_on, on)) and rule["sex"] in ("", sex)


def is_fertile_couple(
    wife_born_on: dt.date, on: dt.date, *, is_married: bool, lives_with_husband: bool
) -> bool:
    """PUS, counted once a couple: a married woman of fertile age who lives with her husband [D]."""
    fertile = is_in_term("woman_fertile_age", wife_born_on, on, "F")
    return bool(fertile) and is_married and lives_with_husband
