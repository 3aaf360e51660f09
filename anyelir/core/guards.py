"""Rules that the database itself keeps, so that no shell, import or other tool gets past them.

A model declares ``guards = (...)``; rows that are written once are one kind of it (``core.written_once``). The
triggers are data: made after each ``migrate`` and taken away before it, because SQLite loses those of a table that a
migration rebuilds, and because a migration may have to mend old rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Warning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

# How the names of all our triggers begin: whatever an older version made is found and taken away.
PREFIXES = ("written_once", "guard_")


@dataclass(frozen=True)
class Trigger:
    """A trigger of one database: its name there, the statement that makes it, and on PostgreSQL its function."""

    name: str
    create: str
    function: str = ""
    body: str = ""

    @property
    def statements(self) -> list[str]:
        if not self.function:
            return [self.create]
        head = f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS"
        return [f"{head} $guard${self.body}$guard$", self.create]


class DatabaseGuard(Protocol):
    """What a model declares; it gives its triggers for the database at hand."""

    def triggers(self, connection: BaseDatabaseWrapper, model: type[Model]) -> list[Trigger]: ...


@dataclass(frozen=True)
class SqlGuard:
    """One rule written down for each database; ``{table}`` is the table of the model.

    ``when`` is what both say after the name ("BEFORE INSERT"). On SQLite ``sqlite`` follows the table: a condition
    and a body; on PostgreSQL ``scope`` follows it ("FOR EACH ROW") and ``postgresql`` is the body of the function.
    """

    name: str
    when: str
    sqlite: str
    postgresql: str
    scope: str = "FOR EACH ROW"
    on_postgresql: str = ""

    def triggers(self, connection: BaseDatabaseWrapper, model: type[Model]) -> list[Trigger]:
        table = model._meta.db_table
        quoted, name = connection.ops.quote_name(table), f"guard_{self.name}"
        if connection.vendor == "postgresql":
            function, when = f"anyelir_{name}", self.on_postgresql or self.when
            create = f"CREATE TRIGGER {name} {when} ON {quoted} {self.scope} EXECUTE FUNCTION {function}()"
            return [Trigger(name, create, function, self.postgresql)]
        if not self.sqlite:
            return []
        create = f'CREATE TRIGGER "{name}" {self.when} ON {quoted} {self.sqlite}'
        return [Trigger(name, create)]


def guards_of(model: type[Model]) -> list[DatabaseGuard]:
    declared = (getattr(model, "written_once", None), *getattr(model, "guards", ()))
    return [guard for guard in declared if guard is not None]


def guarded_models(config: AppConfig | None = None) -> Iterator[type[Model]]:
    models = config.get_models() if config else apps.get_models()
    return (model for model in models if guards_of(model))


def triggers_of(connection: BaseDatabaseWrapper, model: type[Model]) -> list[Trigger]:
    return [trigger for guard in guards_of(model) for trigger in guard.triggers(connection, model)]


def unguard(sender: AppConfig, using: str, **_signal: Any) -> None:
    """Before ``migrate``, for one app."""
    tables = [model._meta.db_table for model in sender.get_models()]
    for statement in statements_to_unguard(connections[using], tables):
        _execute(connections[using], statement)


def guard(sender: AppConfig, using: str, **_signal: Any) -> None:
    """After ``migrate``, for one app; a table that the migrations did not make yet is left out."""
    unguard(sender, using)
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for model in guarded_models(sender):
        if model._meta.db_table in tables:
            for trigger in triggers_of(connection, model):
                for statement in trigger.statements:
                    _execute(connection, statement)


def statements_to_unguard(connection: BaseDatabaseWrapper, tables: list[str]) -> list[str]:
    """What takes away all our triggers of these tables, also those that no model declares any more."""
    quote = connection.ops.quote_name
    of_table = " ON {}" if connection.vendor == "postgresql" else ""
    return [
        f"DROP TRIGGER IF EXISTS {quote(name)}{of_table.format(quote(table))}"
        for table in tables
        for name in _present(connection, table)
    ]


def _execute(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _present(connection: BaseDatabaseWrapper, table: str) -> dict[str, str]:
    """Our triggers that stand on the table by name: the text on SQLite, on PostgreSQL the body, "" when disabled."""
    if connection.vendor == "postgresql":
        sql = (
            "SELECT tgname, CASE tgenabled WHEN 'O' THEN prosrc ELSE '' END FROM pg_trigger"
            " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal"
        )
        place = connection.ops.quote_name(table)
    else:
        sql, place = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", table
    with connection.cursor() as cursor:
        cursor.execute(sql, [place])
        return {name: text for name, text in cursor.fetchall() if name.startswith(PREFIXES)}


def check_guards(*, databases: list[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """A system check: every table has the triggers that its model declares, with the text that they have here.

    A warning, because an error would keep ``migrate`` itself, which makes them, from running.
    """
    return [
        Warning(
            f"{model._meta.label}: its triggers are missing", hint="anyelir manage migrate", id="core.W001"
        )
        for using in databases or []
        for model in guarded_models()
        if not is_guarded(connections[using], model)
    ]


def is_guarded(connection: BaseDatabaseWrapper, model: type[Model]) -> bool:
    present = _present(connection, model._meta.db_table)
    return all(
        present.get(trigger.name) == (trigger.body or trigger.create)
        for trigger in triggers_of(connection, model)
    )
