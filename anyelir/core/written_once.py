"""Rows that are written once, kept so by the database itself: whoever opens it with other tools is refused too.

A model declares ``written_once = WrittenOnce(but=(...))``. Its rows are never deleted, and of its columns only those
of the fields named in ``but`` ever change. The triggers are made after each ``migrate`` and taken away before it:
SQLite loses those of a table that a migration rebuilds, and a migration may have to mend old rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Warning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

TRIGGER = "written_once"
FUNCTION = """
CREATE OR REPLACE FUNCTION anyelir_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := coalesce(TG_ARGV, '{}');
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


@dataclass(frozen=True)
class WrittenOnce:
    """What may change in a row after it was written; nothing when ``but`` is empty."""

    but: tuple[str, ...] = ()

    def free_columns(self, model: type[Model]) -> list[str]:
        return [model._meta.get_field(name).column for name in self.but]


def guarded_models(config: AppConfig | None = None) -> Iterator[type[Model]]:
    models = config.get_models() if config else apps.get_models()
    return (model for model in models if isinstance(getattr(model, "written_once", None), WrittenOnce))


def unguard(sender: AppConfig, using: str, **_signal: Any) -> None:
    """Before ``migrate``, for one app."""
    connection = connections[using]
    for statement in statements_to_unguard(
        connection, [each._meta.db_table for each in guarded_models(sender)]
    ):
        _execute(connection, statement)


def guard(sender: AppConfig, using: str, **_signal: Any) -> None:
    """After ``migrate``, for one app; a table that the migrations did not make yet is left out."""
    unguard(sender, using)
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for model in guarded_models(sender):
        if model._meta.db_table in tables:
            for statement in _statements_to_guard(connection, model):
                _execute(connection, statement)


def statements_to_unguard(connection: BaseDatabaseWrapper, tables: list[str]) -> list[str]:
    names = connection.introspection.table_names()
    quote, present = connection.ops.quote_name, [table for table in tables if table in names]
    if connection.vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {TRIGGER}{suffix} ON {quote(table)}"
            for table in present
            for suffix in ("", "_whole")
        ]
    return [
        f"DROP TRIGGER IF EXISTS {quote(f'{TRIGGER}_{event}_{table}')}"
        for table in present
        for event in ("update", "delete")
    ]


def _statements_to_guard(connection: BaseDatabaseWrapper, model: type[Model]) -> list[str]:
    quote, table = connection.ops.quote_name, model._meta.db_table
    free = model.written_once.free_columns(model)
    if connection.vendor == "postgresql":
        arguments, run = ", ".join(f"'{column}'" for column in free), "EXECUTE FUNCTION anyelir_written_once"
        return [
            FUNCTION,
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {quote(table)} FOR EACH ROW {run}({arguments})",
            f"CREATE TRIGGER {TRIGGER}_whole BEFORE TRUNCATE ON {quote(table)} FOR EACH STATEMENT {run}()",
        ]
    frozen = [field.column for field in model._meta.concrete_fields if field.column not in free]
    differs = " OR ".join(f"OLD.{quote(column)} IS NOT NEW.{quote(column)}" for column in frozen)
    refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    return [
        f"CREATE TRIGGER {quote(f'{TRIGGER}_update_{table}')} BEFORE UPDATE ON {quote(table)} WHEN {differs} {refuse}",
        f"CREATE TRIGGER {quote(f'{TRIGGER}_delete_{table}')} BEFORE DELETE ON {quote(table)} {refuse}",
    ]


def _execute(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def check_guards(*, databases: list[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """A system check: every table that is written once has its triggers.

    A warning, because an error would keep ``migrate`` itself, which makes them, from running.
    """
    return [
        Warning(
            f"{model._meta.label}: its triggers are missing", hint="anyelir manage migrate", id="core.W001"
        )
        for using in databases or []
        for model in guarded_models()
        if not is_guarded(connections[using], model._meta.db_table)
    ]


def is_guarded(connection: BaseDatabaseWrapper, table: str) -> bool:
    if connection.vendor == "postgresql":
        catalogue, place = (
            "pg_trigger WHERE tgrelid = to_regclass(%s) AND tgname",
            connection.ops.quote_name(table),
        )
    else:
        catalogue, place = "sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name", table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {catalogue} LIKE %s", [place, f"{TRIGGER}%"])
        return bool(cursor.fetchone()[0] == 2)
