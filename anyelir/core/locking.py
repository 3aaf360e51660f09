"""Rows held until the end of the transaction: whoever changes the same comes after.

On PostgreSQL this is FOR NO KEY UPDATE: a row that only refers to a held one is stored without waiting, so that a
weighing does not stand behind somebody who edits the posyandu.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)


def hold(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.select_for_update(of=("self",), no_key=True)


def held(record: Record) -> Record:
    """The record as it is now in the database, held."""
    rows: QuerySet[Record] = record._meta.model._base_manager.all()
    fresh: Record = hold(rows).get(pk=record.pk)
    return fresh


def held_alone(record: Record) -> Record:
    """The same, and whoever shares the row (``share``) or refers to it has finished first and begins after."""
    fresh: Record = record._meta.model._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    return fresh


def share(model: type[Model], keys: Iterable[Any]) -> None:
    """Keep these rows from being held alone until the end of the transaction; many may share them at once.

    On SQLite the transaction itself is the lock: only one writes at a time. Django has no shared lock, and an
    exclusive one would let two imports that meet the same rows in another order wait for each other for ever.
    """
    rows = model._base_manager.filter(pk__in=list(keys)).values("pk")
    connection = connections[rows.db]
    if connection.features.has_select_for_update:
        sql, parameters = rows.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} FOR KEY SHARE", parameters)
