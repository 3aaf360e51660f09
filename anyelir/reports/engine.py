"""From facts to measures: the declared Ibis expressions, run by DuckDB over the facts of the leaves at hand.

A leaf is a posyandu and a month. The facts of a batch of leaves are loaded from the database, handed to DuckDB
as one Arrow table a fact, and summed by leaf. The SQL of a fact is made once a process from its expressions.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

import duckdb
import pyarrow as pa

from anyelir.core.indicator import Fact, Measure
from anyelir.posyandu.indicators import CATALOGUE

ARROW_TYPES = {"boolean": pa.bool_(), "int32": pa.int32(), "string": pa.string()}
# Facts of so many leaves are loaded at once: about 15,000 children, some tens of megabytes.
LEAVES_AT_ONCE = 200

_local = threading.local()


class Leaf(NamedTuple):
    """A posyandu and the first day of a month."""

    unit_id: UUID
    month: date


Numbers = dict[str, int]


def measure_leaves(leaves: Sequence[Leaf]) -> dict[Leaf, Numbers]:
    """The measures of each leaf, computed from facts alone; a measure without a fact is 0."""
    result: dict[Leaf, Numbers] = {}
    for start in range(0, len(leaves), LEAVES_AT_ONCE):
        part = list(leaves[start : start + LEAVES_AT_ONCE])
        sums = [dict.fromkeys(CATALOGUE.measures, 0) for _ in part]
        for fact in CATALOGUE.facts.values():
            for position, numbers in _sums(fact, part):
                sums[position].update(numbers)
        result.update(zip(part, sums, strict=True))
    return result


def _sums(fact: Fact, leaves: list[Leaf]) -> list[tuple[int, Numbers]]:
    rows = fact.rows(leaves)
    if not rows:
        return []
    connection = _connection()
    connection.register(fact.name, pa.Table.from_pylist(rows, schema=_arrow_schema(fact.name)))
    try:
        cursor = connection.execute(_sql(fact.name))
        columns = [column[0] for column in cursor.description]
        found = [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]
    finally:
        connection.unregister(fact.name)
    return [(row.pop("leaf"), row) for row in found]


def _connection() -> duckdb.DuckDBPyConnection:
    if not hasattr(_local, "connection"):
        _local.connection = duckdb.connect(":memory:", config={"threads": 1})
    return _local.connection


@cache
def _arrow_schema(fact_name: str) -> pa.Schema:
    fact = CATALOGUE.facts[fact_name]
    return pa.schema(
        [("leaf", pa.int32()), *((name, ARROW_TYPES[kind]) for name, kind in fact.columns.items())]
    )


@cache
def _sql(fact_name: str) -> str:
    import ibis

    return ibis.to_sql(expression(CATALOGUE.facts[fact_name]), dialect="duckdb")


def expression(fact: Fact):
    """The fold of one fact as an Ibis expression: the same on DuckDB and on Spark."""
    # Imported where an expression is built: web processes read finished numbers and start without it.
    import ibis

    table = ibis.table({"leaf": "int32", **fact.columns}, name=fact.name)
    return table.group_by("leaf").aggregate(
        **{measure.key: _total(measure, table) for measure in CATALOGUE.measures_of(fact)}
    )


def _total(measure: Measure, table):
    # Summing booleans as small integers is twice as fast in DuckDB as COUNT(*) FILTER.
    counted = measure.expression(table).cast("int32")
    return counted.sum().fill_null(0).cast("int64")
