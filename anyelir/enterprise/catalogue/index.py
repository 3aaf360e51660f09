"""The index of the catalogue: FTS5 with a content of its own on SQLite, ``tsvector`` with GIN on PostgreSQL.

On PostgreSQL the column is made by the database itself from ``Listing.tokens``. On SQLite ``keep`` and ``forget`` write
it in the transaction of the row, and its rowid is the place on the ring. ``rebuild`` makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from anyelir.enterprise.catalogue.models import Listing

TABLE = "catalogue_index"
# The hits of one span of the ring, the first ones of it.
_HITS = {
    "sqlite": (
        f"SELECT rowid AS place FROM {TABLE}"
        f" WHERE {TABLE} MATCH %s AND rowid {{span}} ORDER BY rowid LIMIT %s"
    ),
    "postgresql": (
        "SELECT place FROM catalogue_listing"
        " WHERE search @@ %s::tsquery AND place {span} ORDER BY place LIMIT %s"
    ),
}
_COUNT = {
    "sqlite": f"SELECT count(*) FROM (SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT %s) AS matched",
    "postgresql": (
        "SELECT count(*) FROM (SELECT 1 FROM catalogue_listing WHERE search @@ %s::tsquery LIMIT %s) AS matched"
    ),
}
_DIFFERENT = f"""
    SELECT count(*) FROM (
        SELECT place, tokens FROM catalogue_listing EXCEPT SELECT rowid, tokens FROM {TABLE}
    ) UNION ALL SELECT count(*) FROM (
        SELECT rowid, tokens FROM {TABLE} EXCEPT SELECT place, tokens FROM catalogue_listing
    )
"""


@dataclass(frozen=True)
class Query:
    """Tokens that a listing must have, and the beginning of one more ("" for none)."""

    tokens: tuple[str, ...]
    prefix: str = ""

    def text(self, vendor: str) -> str:
        """Tokens are letters and digits alone, so quotes hold them together in either language."""
        if vendor == "postgresql":
            parts = [f"'{token}'" for token in self.tokens] + ([f"'{self.prefix}':*"] if self.prefix else [])
            return " & ".join(parts)
        parts = [f'"{token}"' for token in self.tokens] + ([f'"{self.prefix}"*'] if self.prefix else [])
        return " AND ".join(parts)


def hits(query: Query, *, start: int, after: int | None, limit: int) -> list[int]:
    """Places that the query finds, along the ring from ``start``, behind ``after`` when there is a page before."""
    text = query.text(connection.vendor)
    arcs = [(">= %s", start), ("< %s", start)]
    if after is not None:
        arcs = (
            [("> %s", after), ("< %s", start)]
            if after >= start
            else [("BETWEEN %s AND %s", after + 1, start - 1)]
        )
    parts, params = [], []
    for number, (span, *ends) in enumerate(arcs):
        parts.append(
            f"SELECT {number} AS arc, place FROM ({_HITS[connection.vendor].format(span=span)}) AS part{number}"
        )
        params += [text, *ends, limit]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY arc, place LIMIT %s", [*params, limit])
        return [place for _arc, place in cursor.fetchall()]


def count(query: Query, most: int) -> int:
    """How many the query finds; it stops at ``most``."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT[connection.vendor], [query.text(connection.vendor), most])
        return int(cursor.fetchone()[0])


def keep(listings: Iterable[Listing]) -> None:
    """After the rows were written, in their transaction."""
    if connection.vendor == "postgresql":
        return
    rows = sorted((listing.place, listing.tokens) for listing in listings)
    forget([place for place, _tokens in rows])
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, %s)", rows)


def forget(places: Sequence[int]) -> None:
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(place,) for place in places])


def faults() -> int:
    """Rows of the index without a listing, and listings that it does not hold as they are."""
    if connection.vendor == "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENT)
        return sum(number for (number,) in cursor.fetchall())


def rebuild() -> None:
    """Anew from the rows: after they came by another door than ``keeping``, a copy from PostgreSQL for example."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
        cursor.execute(f"INSERT INTO {TABLE} (rowid, tokens) SELECT place, tokens FROM catalogue_listing")
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")
