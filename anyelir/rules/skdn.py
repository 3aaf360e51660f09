"""SKDN of a posyandu month: gained or not (N, T, O, B), 2T, below the red line, the letters and their rates.

Weights are whole grams, ages completed months, "last month" is the calendar month before. Source: Pedoman Umum
Pengelolaan Posyandu 2011 and the KIA book 2023, as read in posyandu.md 5, 6 and 19.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Literal

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers

RULES_VERSION = "skdn.2"
Letter = Literal["N", "T", "O", "B"]


class LetterReason(StrEnum):
    """Why a child-month has its letter, or none."""

    GAIN_REACHED = "gain_reached"
    GAIN_BELOW_MINIMUM = "gain_below_minimum"
    NEWBORN_NO_MINIMUM = "newborn_no_minimum"  # month 0 has no KBM: not lighter than before counts as gained
    VISUAL_CHOICE = "visual_choice"  # a kader read the curve and decided
    OEDEMA = "oedema"  # the weight holds water: no gain is read from it, whatever the scale says
    NOT_WEIGHED_LAST_MONTH = "not_weighed_last_month"
    FIRST_WEIGHING = "first_weighing"
    NOT_WEIGHED = "not_weighed"
    OUTSIDE_AGE = "outside_age"  # SKDN counts 0-59 completed months
    NO_RULE = "no_rule"  # the date lies before the first rule


@dataclass(frozen=True)
class MonthStatus:
    """The letter of one child-month and what it was read from.

    ``needs_visual_check``: the gain is positive but below the minimum and the KMS band did not fall, so the
    kader looks at the curve and may decide for N; until then the status is T. ``is_confirmed``: no rule that
    gave the letter is marked [C] or [D].
    """

    status: Letter | None
    reason: LetterReason
    needed_gain_g: int | None = None
    actual_gain_g: int | None = None
    needs_visual_check: bool = False
    from_birth_weight: bool = False
    is_confirmed: bool = True


def _minimum_gains(on: dt.date) -> dict[tuple[str, int], tuple[int, bool]]:
    return _minimum_gains_since(tables.load("kbm").since(on))


@cache  # a key holds the first day of a period
def _minimum_gains_since(on: dt.date) -> dict[tuple[str, int], tuple[int, bool]]:
    return {
        (rule["sex"], month): (rule["gain_g"], rule.is_settled)
        for rule in tables.load("kbm").as_of(on)
        for month in range(rule["from_month"], rule["to_month"] + 1)
    }


def _rules(on: dt.date) -> dict[str, tables.Rule]:
    return _rules_since(tables.load("skdn_rules").since(on))


@cache  # a key holds the first day of a period
def _rules_since(on: dt.date) -> dict[str, tables.Rule]:
    return tables.load("skdn_rules").by_key(on)


def _rule(name: str, on: dt.date) -> int | None:
    rule = _rules(on).get(name)
    return None if rule is None else rule["value"]


@finite_numbers
def is_counted_age(completed_month: int, on: dt.date) -> bool:
    """Whether SKDN counts a child of this age; False before the first rule."""
    first, last = _rule("first_month", on), _rule("last_month", on)
    return first is not None and last is not None and first <= completed_month <= last


@finite_numbers
def minimum_gain_g(sex: str, month: int, on: dt.date) -> int | None:
    """Least gain in grams (KBM) for a weighing at ``month`` completed months; None where no rule exists (month 0)."""
    return _minimum_gains(on).get((sex, month), (None, True))[0]


@finite_numbers
def is_minimum_gain_settled(sex: str, month: int, on: dt.date) -> bool:
    """False where the KBM of this sex and month is still to be confirmed."""
    return _minimum_gains(on).get((sex, month), (None, True))[1]


def least_days_to_next(on: dt.date) -> int:
    """The days that must lie between two weighings for the second to say anything."""
    days: int = tables.load("skdn_rules").nearest(on)["least_days_to_next"]["value"]
    return days


@finite_numbers
def month_status(
    *,
    sex: str,
    completed_month: int,
    weight_g: int | None,
    last_month_weight_g: int | None,
    weighed_before: bool,
    birth_weight_g: int | None,
    on: dt.date,
    waz: float | None = None,
    last_month_waz: float | None = None,
    visual_choice: Literal["N", "T"] | None = None,
    oedema: bool = False,
) -> MonthStatus:
    """The SKDN letter of one child in one month.

    ``sex`` M or F; ``weighed_before``: at any posyandu in an earlier month. A child of one month whose only
    earlier weight is the birth weight is compared with that. ``waz`` of both months allows the visual check.
    With ``oedema`` in the month the letter is never N and no curve is read: T where last month was weighed (rule
    ``oedema_is_not_gained``), O or B where it was not, so that D stays N + T + O + B.
    """
    if weight_g is None:
        return MonthStatus(None, LetterReason.NOT_WEIGHED)
    if not _rules(on):
        return MonthStatus(None, LetterReason.NO_RULE)
    if not is_counted_age(completed_month, on):
        return MonthStatus(None, LetterReason.OUTSIDE_AGE)
    from_birth_weight = last_month_weight_g is None and completed_month == _rule("birth_weight_month", on)
    before = birth_weight_g if from_birth_weight else last_month_weight_g
    if before is None:
        return _without_last_month(weighed_before)
    gain = weight_g - before
    needed, settled = _minimum_gains(on).get((sex, completed_month), (None, True))
    settled = settled and not (from_birth_weight and not _rules(on)["birth_weight_month"].is_settled)
    if oedema:
        letter: Letter = "T" if _rule("oedema_is_not_gained", on) else "O"
        return MonthStatus(letter, LetterReason.OEDEMA, needed, gain, False, from_birth_weight, False)
    status, reason = _gained(gain, needed)
    doubtful = status == "T" and gain > 0 and _band_kept(waz, last_month_waz)
    if doubtful and visual_choice is not None:
        status, reason = visual_choice, LetterReason.VISUAL_CHOICE
    return MonthStatus(status, reason, needed, gain, doubtful, from_birth_weight, settled)


def _without_last_month(weighed_before: bool) -> MonthStatus:
    if weighed_before:
        return MonthStatus("O", LetterReason.NOT_WEIGHED_LAST_MONTH)
    return MonthStatus("B", LetterReason.FIRST_WEIGHING)


def _gained(gain: int, needed: int | None) -> tuple[Letter, LetterReason]:
    if needed is None:
        return ("N" if gain >= 0 else "T"), LetterReason.NEWBORN_NO_MINIMUM
    return ("N", LetterReason.GAIN_REACHED) if gain >= needed else ("T", LetterReason.GAIN_BELOW_MINIMUM)


def _band_kept(waz: float | None, last_month_waz: float | None) -> bool:
    """True when the BB/U band between the lines -3 ... +3 SD is not lower than last month's."""
    return waz is not None and last_month_waz is not None and _band(waz) >= _band(last_month_waz)


def _band(z: float) -> int:
    return sum(z >= line for line in range(-3, 4))


def consecutive_not_gained(statuses: Sequence[Letter | None]) -> int:
    """How many months in a row, ending with the last, were T: 2 is "2T", 3 is "3T".

    ``statuses`` of successive calendar months, oldest first; a month not weighed (None) breaks the row.
    """
    count = 0
    for status in reversed(statuses):
        if status != "T":
            break
        count += 1
    return count


def _kms_line(line: str, on: dt.date) -> tuple[Decimal | None, bool]:
    return _kms_line_since(line, tables.load("kms_lines").since(on))


@cache  # a key holds the first day of a period
def _kms_line_since(line: str, on: dt.date) -> tuple[Decimal | None, bool]:
    rule = tables.load("kms_lines").by_key(on).get(line)
    return (None, False) if rule is None else (rule["z"], rule.is_settled)


def is_line_settled(line: str, on: dt.date) -> bool:
    """Whether the ``red`` or ``orange`` line rests on more than a reading of ours or one to be confirmed."""
    return _kms_line(line, on)[1]


def _is_unknown(value: float | None) -> bool:
    return value is None or math.isnan(value)


@finite_numbers
def is_below_red_line(waz: float | None, on: dt.date) -> bool | None:
    """BGM: BB/U under the red line of the KMS; None without z or rule. The line itself is not below."""
    line = _kms_line("red", on)[0]
    return None if _is_unknown(waz) or line is None else Decimal(str(waz)) < line


@finite_numbers
def is_above_orange_line(waz: float | None, on: dt.date) -> bool | None:
    """BB/U over the orange line of the KMS; None without z or rule. The line itself is not above."""
    line = _kms_line("orange", on)[0]
    return None if _is_unknown(waz) or line is None else Decimal(str(waz)) > line


@dataclass(frozen=True)
class Counts:
    """The letters of one posyandu and month, or a sum of many. Sum first, divide last."""

    s: int = 0
    k: int = 0
    d: int = 0
    n: int = 0
    t: int = 0
    o: int = 0
    b: int = 0
    bgm: int = 0
    two_t: int = 0
    three_t: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def problems(self) -> tuple[str, ...]:
        """Codes of the rules these counts break; empty when D = N + T + O + B and every part fits."""
        checks = {
            "negative": min(getattr(self, field.name) for field in fields(self)) >= 0,
            "d_is_not_n_t_o_b": self.d == self.n + self.t + self.o + self.b,
            "d_above_s": self.d <= self.s,
            "k_above_s": self.k <= self.s,
            "bgm_above_d": self.bgm <= self.d,
            "two_t_above_t": self.two_t <= self.t,
            "three_t_above_two_t": self.three_t <= self.two_t,
        }
        return tuple(code for code, holds in checks.items() if not holds)

    def fractions(self) -> dict[str, tuple[int, int]]:
        """Numerator and denominator of every rate. ``n_nt`` is N/D', D' = D - O - B; ``n_d`` the older N/D."""
        weighed_twice = self.n + self.t
        return {
            "k_s": (self.k, self.s),
            "d_s": (self.d, self.s),
            "n_nt": (self.n, weighed_twice),
            "n_d": (self.n, self.d),
            "n_s": (self.n, self.s),
            "bgm_d": (self.bgm, self.d),
            "two_t_nt": (self.two_t, weighed_twice),
            "o_d": (self.o, self.d),
            "d_k": (self.d, self.k),
        }

    def rates(self) -> dict[str, float | None]:
        """Every rate as a share of 1; None, never 0, where the denominator is 0."""
        return {code: top / bottom if bottom else None for code, (top, bottom) in self.fractions().items()}


@finite_numbers
def traffic_light(rate: str, share: float | None, on: dt.date) -> str | None:
    """``green``, ``yellow`` or ``red`` for a rate with a target; None for no target or no share."""
    rule = tables.load("skdn_targets").by_key(on).get(rate)
    if rule is None or share is None or math.isnan(share):
        return None
    percent = Decimal(str(share)) * 100
    if percent >= rule["green_from"]:
        return "green"
    return "yellow" if percent >= rule["yellow_from"] else "red"
