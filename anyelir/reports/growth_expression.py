"""The growth rules as an Ibis expression: one plan for DuckDB in process and for Spark, no function per row.

A z-score is a join to the prepared WHO rows and a line of arithmetic. It equals ``rules.growth.assess_many``
hundredth by hundredth; ``tests/reports/test_growth_expression.py`` holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from anyelir.rules.growth import formula, prepared_tables
from anyelir.rules.growth.arrays import LARGEST, RECUMBENT, STANDING, UNKNOWN_POSTURE

INPUTS = ("sex", "age_days", "weight_g", "length_cc", "posture", "head_cc", "arm_cc", "oedema")
BY_AGE = ("waz", "haz", "baz", "hcz", "acz")


@dataclass(frozen=True)
class WhoRows:
    """The prepared WHO rows as tables to join, numbered as in ``rules.growth.prepared_tables``."""

    by_age: ir.Table
    by_length: ir.Table


@cache
def age_rows() -> pa.Table:
    """3,654 rows, one per sex and day of 0-1826, holding the rows of the five indices by age side by side."""
    key = np.arange(prepared_tables.SEXES * prepared_tables.AGE_ROWS, dtype=np.int32)
    sex, age = np.divmod(key, prepared_tables.AGE_ROWS)
    kept = (sex > 0) & (age <= formula.LAST_DAY)
    columns = {"age_key": key[kept]}
    for index in BY_AGE:
        columns |= _columns(index, kept)
    return pa.table({name: pa.array(values, from_pandas=True) for name, values in columns.items()})


@cache
def length_rows() -> pa.Table:
    """24,004 rows, one per sex, table (length or height) and 0.01 cm."""
    key = np.arange(prepared_tables.LENGTH_BLOCKS * prepared_tables.LENGTH_ROWS, dtype=np.int32)
    kept = ~np.isnan(prepared_tables.power_rows("whz").power)
    return pa.table({"length_key": key[kept]} | _columns("whz", kept))


def _columns(index: str, kept: Any) -> dict[str, Any]:
    """The columns of one index, named ``waz_power`` and so on."""
    rows = (
        prepared_tables.linear_rows(index)
        if index in prepared_tables.LINEAR
        else prepared_tables.power_rows(index)
    )
    return {f"{index}_{field.name}": getattr(rows, field.name)[kept] for field in fields(rows)}


def who_rows() -> WhoRows:
    """The WHO rows as in-memory tables that any backend can join."""
    return WhoRows(ibis.memtable(age_rows()), ibis.memtable(length_rows()))


def assess(children: ir.Table, who: WhoRows) -> ir.Table:
    """``children`` with ``corrected_cc``, ``nine_month_flag`` and ``waz haz whz baz hcz acz`` (int16 hundredths of z).

    Columns of ``children`` as in ``assess_many``: ``sex`` 0, 1, 2; ``age_days``; ``weight_g``; ``length_cc``;
    ``posture`` 0, 1, 2; ``head_cc``; ``arm_cc``; ``oedema``; NULL is unknown. Others are kept. A z-score that
    cannot be computed is NULL.
    """
    keyed = _with_keys(_with_corrected_length(children))
    joined = keyed.left_join(who.by_age, keyed.age_key == who.by_age.age_key).drop("age_key_right")
    joined = joined.left_join(who.by_length, joined.length_key == who.by_length.length_key)
    kept = [*children.columns, "corrected_cc", "nine_month_flag"]
    return joined.select(*kept, **_scores(joined))


def _with_corrected_length(children: ir.Table) -> ir.Table:
    """Posture correction, the under-nine-months flag and the choice of the weight-for-length table."""
    age = children.age_days.fill_null(-1)
    posture = children.posture.fill_null(UNKNOWN_POSTURE)
    length = ibis.ifelse(children.length_cc > 0, children.length_cc, ibis.null("int32")).cast("int32")
    early = (posture == STANDING) & (age >= 0) & (age < formula.FIRST_CREDIBLE_STANDING_DAY)
    tall = age >= formula.FIRST_STANDING_DAY
    longer = (posture == STANDING) & (age >= formula.FIRST_CREDIBLE_STANDING_DAY) & ~tall
    step = formula.POSTURE_CC
    corrected = length + ibis.cases((longer, step), (tall & (posture == RECUMBENT), -step), else_=0)
    by_length = (posture == UNKNOWN_POSTURE) & (corrected >= formula.UNKNOWN_AGE_STANDING_CC)
    return children.mutate(
        corrected_cc=corrected.cast("int32"),
        nine_month_flag=early,
        uses_height_table=ibis.ifelse(age < 0, (posture == STANDING) | by_length, tall),
    )


def _with_keys(children: ir.Table) -> ir.Table:
    """One whole number per join, numbered as in ``prepared_tables``: DuckDB then indexes an array and does not hash."""
    age, step = children.age_days, children.corrected_cc - prepared_tables.FIRST_LENGTH_CC
    sex = children.sex.cast("int32")
    block = sex * 2 + children.uses_height_table.cast("int32")
    nowhere = ibis.null("int32")
    in_table = (step >= 0) & (step < prepared_tables.LENGTH_ROWS)
    return children.mutate(
        age_key=ibis.ifelse(age.between(0, formula.LAST_DAY), sex * prepared_tables.AGE_ROWS + age, nowhere),
        length_key=ibis.ifelse(in_table, block * prepared_tables.LENGTH_ROWS + step, nowhere),
    )


def _scores(joined: ir.Table) -> Mapping[str, ir.Value]:
    weight = _measured(joined.weight_g, ~joined.oedema.fill_null(False))
    length = _measured(joined.corrected_cc)
    in_age = joined.age_days.isnull() | (joined.age_days <= formula.LAST_DAY)
    return {
        "waz": _power(joined, "waz", weight),
        "haz": _linear(joined, "haz", length),
        "whz": _power(joined, "whz", ibis.ifelse(in_age, weight, ibis.null("float64"))),
        "baz": _power(joined, "baz", weight / (length * length)),
        "hcz": _linear(joined, "hcz", _measured(joined.head_cc)),
        "acz": _power(joined, "acz", _measured(joined.arm_cc)),
    }


def _measured(units: ir.Value, usable: ir.Value | bool = True) -> ir.Value:
    return ibis.ifelse((units > 0) & usable, units.cast("float64"), ibis.null("float64"))


def _power(joined: ir.Table, index: str, y: ir.Value) -> ir.Value:
    row = {field.name: joined[f"{index}_{field.name}"] for field in fields(prepared_tables.PowerRows)}
    z = ((y * row["inverse_median"]) ** row["power"] - 1.0) * row["scale"]
    above = 300.0 + (y - row["sd3"]) * row["step"]
    below = -300.0 + (y - row["sd3neg"]) * row["stepneg"]
    return _whole(ibis.cases((z > 300.0, above), (z < -300.0, below), else_=z))


def _linear(joined: ir.Table, index: str, y: ir.Value) -> ir.Value:
    return _whole(y * joined[f"{index}_slope"] - joined[f"{index}_offset"])


def _whole(z: ir.Value) -> ir.Value:
    # not LEAST: in DuckDB it passes over NULL and would make a score of it
    return ibis.ifelse(z > LARGEST, LARGEST, z.round()).cast("int16")
