"""The four "too" of a pregnancy (4T): too young, too old, too close, too many.

Source: posyandu.md section 8 [B]: age under 20 or over 35, less than two years after the last birth,
four births or more. What is not known is not counted as a risk here; the form asks for it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from anyelir.rules.age import completed_months, completed_years
from anyelir.rules.pregnancy.dating import limit


class FourToo(StrEnum):
    """One of the four risks."""

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    TOO_CLOSE = "too_close"
    TOO_MANY = "too_many"


def four_too(
    on: dt.date,
    mother_born_on: dt.date | None = None,
    last_birth_on: dt.date | None = None,
    births: int | None = None,
) -> tuple[FourToo, ...]:
    """Risks present on ``on`` (start of the pregnancy or first contact), in the usual order."""
    age = None if mother_born_on is None else completed_years(mother_born_on, on)
    spacing = None if last_birth_on is None else completed_months(last_birth_on, on)
    risks = {
        FourToo.TOO_YOUNG: age is not None and age < limit("too_young_below", on),
        FourToo.TOO_OLD: age is not None and age > limit("too_old_above", on),
        FourToo.TOO_CLOSE: spacing is not None and spacing < limit("too_close_below", on),
        FourToo.TOO_MANY: births is not None and births >= limit("too_many_from", on),
    }
    return tuple(risk for risk, is_present in risks.items() if is_present)
