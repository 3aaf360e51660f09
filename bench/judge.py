"""``anyelir growth judge`` on a file of whole histories; prints the time and what was found.

Run: ``python bench/judge.py [rows]``. Children, weights and slips of the pen are invented and seeded.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from anyelir.commands.growth_judging import judge_file
from anyelir.commands.judging_rows import INPUT

LIMIT_SECONDS = 30.0
ROWS = 100_000
LAST = dt.date(2026, 11, 20)
MONTHS = 20


def invented(rows: int, seed: int = 20261129) -> list[list[str]]:
    """Monthly rows of many children, shuffled; some months are missed, some values slip by a digit."""
    dice = random.Random(seed)
    invented_rows: list[list[str]] = []
    number = 0
    while len(invented_rows) < rows:
        number += 1
        invented_rows += _history(dice, f"anak-{number}")
    dice.shuffle(invented_rows)
    return invented_rows[:rows]


def _history(dice: random.Random, child: str) -> list[list[str]]:
    born_on = LAST - dt.timedelta(days=dice.randrange(700, 1900))
    weight, length = dice.uniform(2.4, 3.8), dice.uniform(46, 52)
    rows = []
    for month in range(1, MONTHS):
        day = born_on + dt.timedelta(days=round(month * 30.4) + dice.randrange(-4, 5))
        weight += max(0.0, dice.gauss(0.9 if month < 4 else 0.35 if month < 10 else 0.2, 0.2))
        length += max(0.0, dice.gauss(3.2 if month < 4 else 1.3, 0.4))
        if dice.random() < 0.15:
            continue
        shown = weight * (10 if dice.random() < 0.003 else 1)
        values = [f"{shown:.1f}", f"{length:.1f}", "l", f"{36 + month * 0.6:.1f}", f"{dice.gauss(14, 1):.1f}"]
        oedema = "y" if dice.random() < 0.001 else "n"
        rows.append([child, dice.choice("MF"), str(born_on), str(day), *values, oedema])
    for row in rows:
        row[1] = rows[0][1]
    return rows


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.csv"), Path(folder, "out.csv")
        with source.open("w", newline="") as file:
            csv.writer(file).writerows([INPUT, *invented(rows)])
        start = time.perf_counter()
        said = judge_file(source, target)
        seconds = time.perf_counter() - start
        with target.open(newline="") as file:
            judged = list(csv.DictReader(file))
    print(f"{len(judged):,} rows in {seconds:.1f} s: {len(judged) / seconds:,.0f} rows/s {said}")
    for column in ("letter", "refer", "bgm"):
        print(f"  {column:8} {dict(sorted(Counter(row[column] for row in judged).items()))}")
    return int(seconds > LIMIT_SECONDS * rows / ROWS)


if __name__ == "__main__":
    sys.exit(main())
