"""Strata of a posyandu (pratama, madya, purnama, mandiri): a ladder of gates over the last twelve months.

A posyandu climbs until the first gate it misses, and every indicator that kept it there is named. Source:
Pedoman Umum Pengelolaan Posyandu 2011 [B]; the ladder for mixed cases is our reading [D] (posyandu.md 1, 19).
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from anyelir.rules import tables

RULES_VERSION = "strata.1"
STAGES = ("pratama", "madya", "purnama", "mandiri")

Number = int | float | Decimal


@dataclass(frozen=True)
class Inputs:
    """The eight indicators; shares in percent (0-100); None or NaN = not known, which never opens a gate."""

    weighing_days: int | None = None
    mean_kader: Number | None = None
    attendance_share: Number | None = None  # mean D/S
    mch_share: Number | None = None  # KIA
    family_planning_share: Number | None = None
    immunisation_share: Number | None = None
    extra_programme: bool | None = None
    health_fund_share: Number | None = None  # families in the dana sehat


@dataclass(frozen=True)
class Blocker:
    """One indicator that a gate asks for and the posyandu lacks. ``reason``: ``below`` or ``unknown``."""

    stage: str
    indicator: str
    reason: str
    needed: Decimal
    actual: Decimal | None


class StageResult(NamedTuple):
    """The stage reached, and why not the next: empty at mandiri."""

    stage: str
    blocked_by: tuple[Blocker, ...]


def assess(inputs: Inputs, on: dt.date) -> StageResult:
    """Stage of a posyandu by the gates in force on ``on``.

    Raises ValueError when no gate was in force yet.
    """
    gates = tables.load("strata_gates").as_of(on)
    if not gates:
        raise ValueError(f"no strata gates in force on {on}")
    reached = STAGES[0]
    for stage in STAGES[1:]:
        blockers = tuple(
            blocker
            for gate in gates
            if gate["stage"] == stage and (blocker := _blocker(gate, getattr(inputs, gate["indicator"])))
        )
        if blockers:
            return StageResult(reached, blockers)
        reached = stage
    return StageResult(reached, ())


def _blocker(gate: tables.Rule, value: Any) -> Blocker | None:
    needed: Decimal = gate["at_least"]
    if value is None or math.isnan(value):
        return Blocker(gate["stage"], gate["indicator"], "unknown", needed, None)
    actual = Decimal(str(int(value) if isinstance(value, bool) else value))
    return None if actual >= needed else Blocker(gate["stage"], gate["indicator"], "below", needed, actual)
