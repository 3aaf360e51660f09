"""Rows that are written once, kept so by the database itself: whoever opens it with other tools is refused too.

A model declares ``written_once = WrittenOnce(but=(...))``. Its rows are never deleted, and of its columns only those
of the fields named in ``but`` ever change.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from anyelir.core.guards import Trigger

NAME = "written_once"
FUNCTION = "anyelir_written_once"
BODY = """
DECLARE free text[] := coalesce(TG_ARGV, '{}');
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
"""


@dataclass(frozen=True)
class WrittenOnce:
    """What may change in a row after it was written; nothing when ``but`` is empty."""

    but: tuple[str, ...] = ()

    def free_columns(self, model: type[Model]) -> list[str]:
        return [model._meta.get_field(name).column for name in self.but]

    def triggers(self, connection: BaseDatabaseWrapper, model: type[Model]) -> list[Trigger]:
        quote, table = connection.ops.quote_name, model._meta.db_table
        free = self.free_columns(model)
        if connection.vendor == "postgresql":
            arguments = ", ".join(f"'{column}'" for column in free)
            return [
                _of_postgresql(NAME, f"BEFORE UPDATE OR DELETE ON {quote(table)} FOR EACH ROW", arguments),
                _of_postgresql(f"{NAME}_whole", f"BEFORE TRUNCATE ON {quote(table)} FOR EACH STATEMENT"),
            ]
        frozen = [field.column for field in model._meta.concrete_fields if field.column not in free]
        differs = " OR ".join(f"OLD.{quote(column)} IS NOT NEW.{quote(column)}" for column in frozen)
        key = quote(model._meta.pk.column)
        # Where a connection left recursive_triggers off, INSERT OR REPLACE deletes without telling the others.
        taken = f"EXISTS (SELECT 1 FROM {quote(table)} WHERE {key} = NEW.{key})"
        refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        parts = {
            "update": f"BEFORE UPDATE ON {quote(table)} WHEN {differs} {refuse}",
            "delete": f"BEFORE DELETE ON {quote(table)} {refuse}",
            "insert": f"BEFORE INSERT ON {quote(table)} WHEN {taken} {refuse}",
        }
        names = {event: f"{NAME}_{event}_{table}" for event in parts}
        return [
            Trigger(names[event], f"CREATE TRIGGER {quote(names[event])} {rest}")
            for event, rest in parts.items()
        ]


def _of_postgresql(name: str, rest: str, arguments: str = "") -> Trigger:
    create = f"CREATE TRIGGER {name} {rest} EXECUTE FUNCTION {FUNCTION}({arguments})"
    return Trigger(name, create, FUNCTION, BODY)
