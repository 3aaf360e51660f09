"""Time of the synthetic comparison and size of the permutation test, on one core.

``make bench-evidence`` runs it. SDID: one treated unit, 500 donors, 60 periods of which 48 before the start,
with placebo inference over all donors. The panel is seeded noise around three common movements.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import sys
import time

import numpy as np

from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.permutation import window_did
from anyelir.rules.evidence.placebo import placebo_in_space
from anyelir.rules.evidence.synthetic import synthetic_did
from anyelir.rules.evidence.windows import evaluation_window

SEED = 20261123
DONORS, PERIODS, START = 500, 60, 48
TARGET_SECONDS = 3.0
TESTS = 1000
TARGET_SIZE = (0.03, 0.07)


def wide_panel(rng: np.random.Generator) -> Panel:
    """One treated unit and the donors."""
    movements = rng.normal(size=(3, PERIODS)).cumsum(axis=1) * 0.3
    outcome = 30 + rng.normal(size=(DONORS + 1, 3)) @ movements + rng.normal(size=(DONORS + 1, PERIODS)) * 2
    first = np.full(DONORS + 1, PERIODS, dtype=np.int64)
    first[-1] = START
    return Panel(_names(DONORS + 1), _names(PERIODS), outcome, first)


def size_of_test(rng: np.random.Generator) -> float:
    """Share of zero-effect panels (6 treated of 60, 12 + 8 months, noise 2 points) with p <= .05."""
    periods = _names(20)
    window = evaluation_window(periods, trigger=None, start=periods[12])
    rejected = 0
    for seed in range(TESTS):
        first = np.full(60, 20, dtype=np.int64)
        first[rng.permutation(60)[:6]] = 12
        panel = Panel(_names(60), periods, rng.normal(0, 2, (60, 20)) + rng.normal(25, 4, (60, 1)), first)
        rejected += window_did(panel, window, permutations=199, seed=seed).p_value <= 0.05
    return rejected / TESTS


def _names(count: int) -> tuple[str, ...]:
    return tuple(f"{number:03d}" for number in range(count))


def main() -> int:
    rng = np.random.default_rng(SEED)
    panel = wide_panel(rng)
    started = time.process_time()
    estimated = synthetic_did(panel)
    fitted = time.process_time()
    null = placebo_in_space(panel, estimated)
    finished = time.process_time()
    print(
        f"SDID, {DONORS} donors x {PERIODS} periods: estimate {estimated.effect:.3f} in {fitted - started:.3f} s"
    )
    print(
        f"  with {len(null.effects)} placebos (p {null.p_value:.3f}): {finished - started:.2f} s of one core"
    )
    size = size_of_test(rng)
    print(f"permutation test, {TESTS} zero-effect panels: rejects {size:.1%} at 5 %")
    passed = finished - started < TARGET_SECONDS and TARGET_SIZE[0] <= size <= TARGET_SIZE[1]
    print("target met" if passed else "TARGET MISSED")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
