"""Rows held until the end of the transaction: whoever changes the same comes after.

On PostgreSQL this is FOR NO KEY UPDATE: a row that only refers to a held one is stored without waiting, so that a
weighing does not stand behind somebody who edits the posyandu.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)


def hold(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.select_for_update(of=("self",), no_key=True)


def held(record: Record) -> Record:
    """The record as it is now in the database, held."""
    rows: QuerySet[Record] = record._meta.model._base_manager.all()
    fresh: Record = hold(rows).get(pk=record.pk)
    return fresh
