"""From facts to measures: the declared Ibis expressions, run by DuckDB over the facts of the leaves at hand.

The facts of a batch of leaves of a catalogue are loaded from the database, handed to DuckDB as one Arrow table a
fact, and summed by leaf. The SQL of a fact is made once a process from its expressions.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache

import duckdb
import pyarrow as pa

from anyelir.core.indicator import Catalogue, Fact, Leaf, Measure

ARROW_TYPES = {"boolean": pa.bool_(), "int32": pa.int32(), "int64": pa.int64(), "string": pa.string()}
# Facts of so many leaves are loaded at once: about 15,000 children, some tens of megabytes.
LEAVES_AT_ONCE = 200

_local = threading.local()


Numbers = dict[str, int]


def measure_leaves(catalogue: Catalogue, leaves: Sequence[Leaf]) -> dict[Leaf, Numbers]:
    """The measures of each leaf, computed from facts alone; a measure without a fact is 0."""
    result: dict[Leaf, Numbers] = {}
    for start in range(0, len(leaves), LEAVES_AT_ONCE):
        part = list(leaves[start : start + LEAVES_AT_ONCE])
        sums = [catalogue.zero for _ in part]
        for fact in catalogue.facts.values():
            for position, numbers in _sums(catalogue, fact, part):
                sums[position].update(numbers)
        result.update(zip(part, sums, strict=True))
    return result


def _sums(catalogue: Catalogue, fact: Fact, leaves: list[Leaf]) -> list[tuple[int, Numbers]]:
    rows = fact.rows(leaves)
    if not rows:
        return []
    connection = _connection()
    connection.register(fact.name, pa.Table.from_pylist(rows, schema=_arrow_schema(fact)))
    try:
        cursor = connection.execute(_sql(catalogue, fact.name))
        columns = [column[0] for column in cursor.description]
        summed = [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]
    finally:
        connection.unregister(fact.name)
    return [(row.pop("leaf"), row) for row in summed]


def _connection() -> duckdb.DuckDBPyConnection:
    if not hasattr(_local, "connection"):
        _local.connection = duckdb.connect(":memory:", config={"threads": 1})
    return _local.connection


def _arrow_schema(fact: Fact) -> pa.Schema:
    return pa.schema(
        [("leaf", pa.int32()), *((name, ARROW_TYPES[kind]) for name, kind in fact.columns.items())]
    )


@cache
def _sql(catalogue: Catalogue, fact_name: str) -> str:
    import ibis

    return ibis.to_sql(expression(catalogue, catalogue.facts[fact_name]), dialect="duckdb")


def expression(catalogue: Catalogue, fact: Fact):
    """The fold of one fact as an Ibis expression: the same on DuckDB and on Spark."""
    # Imported where an expression is built: web processes read finished numbers and start without it.
    import ibis

    table = ibis.table({"leaf": "int32", **fact.columns}, name=fact.name)
    return table.group_by("leaf").aggregate(
        **{measure.key: _total(measure, table) for measure in catalogue.measures_of(fact)}
    )


def _total(measure: Measure, table):
    # Summing booleans as small integers is twice as fast in DuckDB as COUNT(*) FILTER.
    counted = measure.expression(table).cast("int32")
    return counted.sum().fill_null(0).cast("int64")
