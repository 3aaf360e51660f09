"""An invented protocol and desa to evaluate it on."""

import datetime as dt
from decimal import Decimal

import numpy as np

from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.protocol import EvaluationProtocol
from anyelir.rules.evidence.verdict import Direction

PERIODS = tuple(f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13))
PROTOCOL = EvaluationProtocol(
    indicator="posyandu.children_weighed",
    definition="3f9a",
    direction=Direction.HIGHER,
    level="desakel",
    treated_units=("desa-00",),
    excluded_donors=("desa-29",),
    stratum="perdesaan",
    first_period="2024-01",
    trigger_period="2024-12",
    start_period="2025-04",
    last_period="2025-12",
    smallest_useful_change=Decimal("2.5"),
    planned_units=1,
    seed=7,
    frozen_on=dt.date(2025, 3, 20),
)


def community(*, units=30, treated=1, effect=0.0, seed=1, noise=1.0, starts=(15,), people=None):
    """Desa with their own level, a common movement, and an effect in the first ``treated`` of them."""
    rng = np.random.default_rng(seed)
    length = len(PERIODS)
    outcome = (
        60 + rng.normal(0, 4, (units, 1)) + np.sin(np.arange(length)) + rng.normal(0, noise, (units, length))
    )
    first = np.full(units, length, dtype=np.int64)
    first[:treated] = [starts[row % len(starts)] for row in range(treated)]
    outcome += effect * (np.arange(length) >= first[:, None])
    return Panel(tuple(f"desa-{row:02d}" for row in range(units)), PERIODS, outcome, first, people)
