"""Growth rules against pygrowup2 on the same made-up children, in the same run.

    make bench-growth

Both give six indices a child on one core. The two take turns; the ratio is that of the medians. pygrowup2 sees
the first children only, because it takes a child at a time, and is fed lengths corrected for posture in steps of
0.1 cm, which it can look up. Agreement is printed too, because speed alone proves nothing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import numpy.typing as npt
from pygrowup import Observation, exceptions

from anyelir.rules import growth
from anyelir.rules.growth import arrays, lms

SEED = 20261123
GOAL_PER_SECOND, GOAL_RATIO = 4_000_000, 1_000

Children = dict[str, npt.NDArray[np.int32] | npt.NDArray[np.int16] | npt.NDArray[np.int8]]


def made_up_children(n: int) -> Children:
    """Children of 0-59 months around -0.9 SD with the spread of a survey, every twentieth in the other posture."""
    rng = np.random.default_rng(SEED)
    sex, age = rng.integers(1, 3, n), rng.integers(1, 1827, n)
    row = sex - 1

    def drawn(index: str, mean: float, first: int = 0) -> npt.NDArray[np.float64]:
        table, z = lms.table(index), rng.normal(mean, 1.2, n)
        at = np.maximum(age, first) - table.first
        l, m, s = table.l[row, at], table.m[row, at], table.s[row, at]  # noqa: E741
        values: npt.NDArray[np.float64] = m * np.maximum(1 + l * s * z, 0.1) ** (1 / l)
        return values

    expected_posture = np.where(age < 731, arrays.RECUMBENT, arrays.STANDING)
    other = (rng.random(n) < 0.05) & (age >= 274)
    return {
        "sex": sex.astype(np.int8),
        "age_days": age.astype(np.int16),
        "weight_g": np.rint(drawn("waz", -0.9) * 100).astype(np.int32) * 10,
        "length_cc": np.rint(drawn("haz", -1.2) * 10).astype(np.int32) * 10,
        "posture": np.where(other, 3 - expected_posture, expected_posture).astype(np.int8),
        "head_cc": np.rint(drawn("hcz", -0.5) * 10).astype(np.int32) * 10,
        "arm_cc": np.rint(drawn("acz", -0.4, 91) * 10).astype(np.int32) * 10,
    }


Scores = dict[str, float | None]


def _pygrowup(child: dict[str, int], corrected_cc: int) -> Scores:
    """The six z-scores of one child by pygrowup2, fed the corrected length, None where it refuses."""
    observation = Observation("male" if child["sex"] == 1 else "female", age_in_days=child["age_days"])
    weight, length = Decimal(child["weight_g"]) / 1000, Decimal(corrected_cc) / 100
    tall = child["age_days"] >= 731
    calls: dict[str, Callable[[], Decimal]] = {
        "waz": lambda: observation.wfa(weight),
        "haz": lambda: observation.lhfa(length, auto_adjust=False),
        "whz": lambda: observation.wfh(weight, length) if tall else observation.wfl(weight, length),
        "baz": lambda: observation.bmifa(weight / (length / 100) ** 2),
        "hcz": lambda: observation.hcfa(Decimal(child["head_cc"]) / 100),
        "acz": lambda: observation.acfa(Decimal(child["arm_cc"]) / 100),
    }
    return {index: _score(call) for index, call in calls.items()}


def _score(call: Callable[[], Decimal]) -> float | None:
    try:
        return float(call())
    except exceptions.PyGrowUpException:
        return None


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _print_agreement(scores: growth.Scores, theirs: list[Scores]) -> None:
    print(
        f"\nagreement on the first {len(theirs):,} children (both give a z-score / equal to 0.01 / largest gap)"
    )
    for index in growth.INDICES:
        ours = scores.centi_z[index][: len(theirs)].tolist()
        gaps = [
            abs(round(other[index] * 100) - z)
            for z, other in zip(ours, theirs, strict=True)
            if z != arrays.MISSING and other[index] is not None
        ]
        equal = sum(gap == 0 for gap in gaps)
        print(
            f"  {index}  {len(gaps):6,}  {equal / max(1, len(gaps)):8.2%}  {max(gaps, default=0) / 100:.2f} z"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--children", type=int, default=1_000_000)
    parser.add_argument(
        "--pygrowup", type=int, default=2_000, help="children that pygrowup2 sees in each turn"
    )
    parser.add_argument("--turns", type=int, default=7)
    options = parser.parse_args()
    children = made_up_children(options.children)
    scores = growth.assess_many(**children)  # warm: tables unrolled, memory touched
    few = min(options.pygrowup, options.children)
    rows = [{name: int(column[i]) for name, column in children.items()} for i in range(few)]
    theirs: list[Scores] = []

    def one_by_one() -> None:
        theirs[:] = [_pygrowup(row, int(cc)) for row, cc in zip(rows, scores.corrected_cc, strict=False)]

    one_by_one()
    ours_s, theirs_s = [], []
    for _ in range(options.turns):
        ours_s.append(_timed(lambda: growth.assess_many(**children)))
        theirs_s.append(_timed(one_by_one))
    ours_rate = options.children / statistics.median(ours_s)
    theirs_rate = few / statistics.median(theirs_s)
    ratio = ours_rate / theirs_rate
    print(f"six indices a child, one core, median of {options.turns} turns (slowest - fastest)")
    for name, n, times, rate in (
        ("anyelir", options.children, ours_s, ours_rate),
        ("pygrowup2", few, theirs_s, theirs_rate),
    ):
        print(f"  {name:10} {rate:12,.0f} children/s   ({n / max(times):,.0f} - {n / min(times):,.0f})")
    print(f"  ratio      {ratio:12,.0f}x")
    _print_agreement(scores, theirs)
    met = ours_rate >= GOAL_PER_SECOND and ratio >= GOAL_RATIO
    print(f"\ngoal {GOAL_PER_SECOND:,} children/s and {GOAL_RATIO:,}x: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
