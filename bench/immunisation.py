"""Due list of immunisation for 100,000 children in the array form; prints the time.

Run: ``python bench/immunisation.py [children]``. The history is invented and seeded.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

import numpy as np

from anyelir.rules.immunisation import STATES, due_arrays, schedule_on, summarise

LIMIT_SECONDS = 2.0
ON = dt.date(2026, 11, 20)


def invented(children: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Birth dates of the last 60 months and about 17 doses a child, most near the ideal month."""
    random = np.random.default_rng(20261120)
    born_on = np.datetime64(ON) - random.integers(0, 1826, children).astype("timedelta64[D]")
    rules = schedule_on(ON)
    vaccines = sorted({rule.vaccine for rule in rules})
    child, vaccine, given_on = [], [], []
    for rule in rules:
        months = rule.opens.count if rule.opens.is_months else 0
        days = months * 30.44 + random.gamma(1.5, 20, children)
        had = (random.random(children) < 0.85).nonzero()[0]
        child.append(had)
        vaccine.append(np.full(len(had), vaccines.index(rule.vaccine)))
        given_on.append(born_on[had] + days[had].astype("timedelta64[D]"))
    return born_on, np.concatenate(child), np.concatenate(vaccine), np.concatenate(given_on), vaccines


def main() -> int:
    children = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    born_on, child, vaccine, given_on, vaccines = invented(children)
    schedule_on(ON)
    start = time.perf_counter()
    histories = summarise(born_on, child, vaccine, given_on, vaccines, ON)
    read = time.perf_counter()
    result = due_arrays(born_on, histories, ON, {"je_endemic"})
    end = time.perf_counter()
    print(f"{children:,} children, {len(child):,} doses given, {len(result.doses)} doses a child")
    print(f"history {read - start:.3f} s, due list {end - read:.3f} s, together {end - start:.3f} s")
    for code, count in enumerate(np.bincount(result.state.ravel(), minlength=len(STATES))):
        print(f"  {STATES[code].value:15} {count:>10,}")
    return int(end - start > LIMIT_SECONDS * children / 100_000)


if __name__ == "__main__":
    sys.exit(main())
