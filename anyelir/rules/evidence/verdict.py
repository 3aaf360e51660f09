"""From an estimate to the words that may be said: what is refused, what is capped, which verdict.

Every number of these rules is a row of ``evidence_rules.csv``, every phrase one of ``evidence_verdicts.csv``.
Source: handbook, honest evidence rules 1 to 8 [D].
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.finiteness import check_fields, finite_numbers


class Direction(StrEnum):
    """Which way of the indicator is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Verdict(StrEnum):
    """The five verdicts; :func:`phrase` gives the words."""

    NOT_ASSESSABLE = "not_assessable"
    NO_CHANGE = "no_change"
    IMPROVED_MAYBE_CHANCE = "improved_maybe_chance"
    IMPROVED_LIKELY_PROGRAMME = "improved_likely_programme"
    WORSENED = "worsened"


class Refusal(StrEnum):
    """Why no effect number may be shown."""

    NOT_FROZEN_BEFORE_START = "not_frozen_before_start"
    DEFINITION_CHANGED = "definition_changed"
    LOW_FIDELITY = "low_fidelity"
    TOO_FEW_PRE = "too_few_pre"
    NO_POST = "no_post"
    TOO_FEW_DONORS = "too_few_donors"
    NOT_REPORTED_ENOUGH = "not_reported_enough"
    NO_TREATED = "no_treated"


class Cap(StrEnum):
    """Why a verdict may not say "because of the programme", however small p is."""

    TOO_FEW_DONORS_FOR_SIGNIFICANCE = "too_few_donors_for_significance"
    LEADS_DIFFER = "leads_differ"
    ONE_DONOR_DECIDES = "one_donor_decides"
    COVERAGE_MOVED = "coverage_moved"
    CONTROL_INDICATOR_MOVED = "control_indicator_moved"


class VerdictNote(StrEnum):
    """What must be told beside any verdict."""

    FEWER_PRE_THAN_ADVISED = "fewer_pre_than_advised"
    GOAL_BELOW_DETECTABLE = "goal_below_detectable"


@dataclass(frozen=True)
class Design:
    """What is known before any outcome is looked at.

    ``n_pre`` and ``n_post``: periods in the windows; ``reported_share``: least share of periods with a value
    among the treated units in either window (0..1); ``fidelity``: share of must-have parts in use, None
    before the first check.
    """

    n_treated: int
    n_donors: int
    n_pre: int
    n_post: int
    reported_share: float
    fidelity: float | None
    frozen_before_start: bool
    definition_changed: bool

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class EffectFindings:
    """What the estimator found.

    ``effect`` and ``smallest_useful_change`` in the unit of the indicator; ``p_value`` already adjusted for
    the family of practices tested; ``lead_p_value`` and ``control_p_value`` None when they could not be
    made; ``leave_one_out``: smallest and largest effect; ``coverage_shift``: change of the missing share of
    the treated minus that of the donors (-1..1).
    """

    effect: float
    p_value: float
    smallest_useful_change: float
    lead_p_value: float | None
    control_p_value: float | None
    leave_one_out: tuple[float, float]
    coverage_shift: float

    def __post_init__(self) -> None:
        check_fields(self, may_miss=True)


def rules_on(on: dt.date) -> Mapping[str, Decimal]:
    """The numbers in force on a day, by name; the first ones before they began."""
    return {name: rule["value"] for name, rule in tables.load("evidence_rules").nearest(on).items()}


@finite_numbers
def may_tell_error(n_treated: int, n_comparison: int, on: dt.date) -> bool:
    """Whether a standard error, an interval or a detectable change may be told: never from a handful of units."""
    return bool(min(n_treated, n_comparison) >= rules_on(on)["min_units_for_error"])


@finite_numbers
def may_test_jointly(units_per_lead: float, on: dt.date) -> bool:
    """Whether the joint (Wald) test of the leads keeps its promise (:func:`staggered.units_per_lead`)."""
    return units_per_lead >= rules_on(on)["min_units_per_lead"]


def refusals(design: Design, on: dt.date) -> tuple[Refusal, ...]:
    """Every reason why no effect may be told; empty when one may."""
    rule = rules_on(on)
    fidelity = 1.0 if design.fidelity is None else design.fidelity
    broken = {
        Refusal.NO_TREATED: design.n_treated < 1,
        Refusal.NOT_FROZEN_BEFORE_START: not design.frozen_before_start,
        Refusal.DEFINITION_CHANGED: design.definition_changed,
        Refusal.LOW_FIDELITY: fidelity < float(rule["min_fidelity"]),
        Refusal.TOO_FEW_PRE: design.n_pre < rule["min_pre_periods"],
        Refusal.NO_POST: design.n_post < 1,
        Refusal.TOO_FEW_DONORS: design.n_donors < rule["min_donors"],
        Refusal.NOT_REPORTED_ENOUGH: design.reported_share < float(rule["min_reported_share"]),
    }
    return tuple(reason for reason, holds in broken.items() if holds)


def caps(design: Design, findings: EffectFindings, on: dt.date) -> tuple[Cap, ...]:
    """Every reason why the programme may not be named as the likely cause."""
    rule = rules_on(on)
    low, high = findings.leave_one_out
    holding = {
        Cap.TOO_FEW_DONORS_FOR_SIGNIFICANCE: design.n_donors < rule["donors_for_significance"],
        Cap.LEADS_DIFFER: _rejects(findings.lead_p_value, rule["lead_alpha"]),
        Cap.ONE_DONOR_DECIDES: low <= 0 <= high,
        Cap.COVERAGE_MOVED: abs(findings.coverage_shift) > float(rule["coverage_shift_max"]),
        Cap.CONTROL_INDICATOR_MOVED: _rejects(findings.control_p_value, rule["control_alpha"]),
    }
    return tuple(reason for reason, holds in holding.items() if holds)


@finite_numbers
def notes(
    design: Design, *, smallest_useful_change: float, detectable: float | None, on: dt.date
) -> tuple[VerdictNote, ...]:
    """What to tell beside a verdict, or before the start with a planned ``detectable`` change.

    ``detectable``: minimal detectable change in the unit of the indicator, None when it is not known; a goal
    below it cannot be proven, and people must hear that in advance.
    """
    holding = {
        VerdictNote.FEWER_PRE_THAN_ADVISED: design.n_pre < rules_on(on)["better_pre_periods"],
        VerdictNote.GOAL_BELOW_DETECTABLE: detectable is not None and smallest_useful_change < detectable,
    }
    return tuple(note for note, holds in holding.items() if holds)


def judge(design: Design, findings: EffectFindings | None, direction: Direction, on: dt.date) -> Verdict:
    """The verdict. A change smaller than the useful one is "no change", whatever its p.

    ``findings`` None, or an effect that is not a number, cannot be assessed.
    """
    if findings is None or not math.isfinite(findings.effect) or refusals(design, on):
        return Verdict.NOT_ASSESSABLE
    gain = findings.effect if direction is Direction.HIGHER else -findings.effect
    sure = _rejects(findings.p_value, rules_on(on)["alpha"])
    if abs(gain) < findings.smallest_useful_change or gain == 0:
        return Verdict.NO_CHANGE
    if gain < 0:
        return Verdict.WORSENED if sure else Verdict.NO_CHANGE
    if sure and not caps(design, findings, on):
        return Verdict.IMPROVED_LIKELY_PROGRAMME
    return Verdict.IMPROVED_MAYBE_CHANCE


def phrase(verdict: Verdict, on: dt.date) -> str:
    """The Indonesian words of a verdict."""
    return str(tables.load("evidence_verdicts").nearest(on)[verdict.value]["phrase"])


def _rejects(p_value: float | None, alpha: Decimal) -> bool:
    return p_value is not None and p_value <= float(alpha)
