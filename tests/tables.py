"""The tables of a test run: made once for many runs on SQLite, and emptied quickly after tests that commit.

What all migrations make takes longer on SQLite than most runs of tests, so it is kept; what follows each ``migrate``
(triggers, the programme tree, rights of Django) is made anew from the code at hand. On PostgreSQL, and in the tests of
the migrations, they run as on a site.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import django
import pytest

ROOT = Path(__file__).parents[1] / "anyelir"
# Besides the migrations themselves: what they import.
READ_BY_MIGRATIONS = ("**/migrations/*.py", "core/*.py", "regions/*.py", "regions/data/*", "rules/data/*.csv")
KEPT_S = 2 * 24 * 3600
# Where PostgreSQL keeps the rows that a new site has.
NEW_SITE = "new_site"


def kept_tables() -> Path:
    """Where the tables of these migrations are kept, whether they are there yet or not."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted({path for pattern in READ_BY_MIGRATIONS for path in ROOT.glob(pattern)}):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"anyelir-tables-{digest.hexdigest()[:24]}.sqlite3"


def _save(connection, kept: Path) -> None:
    for old in kept.parent.glob("anyelir-tables-*"):
        if time.time() - old.stat().st_mtime > KEPT_S:
            old.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.connection.backup(copy)
    unfinished.replace(kept)


def _is_in_memory(connection) -> bool:
    return connection.vendor == "sqlite" and connection.is_in_memory_db()


@pytest.fixture(scope="session", autouse=True)
def tables_made_once() -> Iterator[None]:
    """``migrate`` of an empty database in memory takes the kept tables."""
    from django.core.management.commands.migrate import Command
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connections

    migrated = Command.handle

    def migrate(command, *args, **options):
        connection = connections[options["database"]]
        is_plain = not (options.get("app_label") or options.get("plan") or options.get("check_unapplied"))
        if not is_plain or not _is_in_memory(connection) or connection.introspection.table_names():
            return migrated(command, *args, **options)
        kept = kept_tables()
        if not kept.exists():
            migrated(command, *args, **options)
            _save(connection, kept)
            return None
        with closing(sqlite3.connect(kept)) as copy:
            copy.backup(connection.connection)
        return emit_post_migrate_signal(0, False, connection.alias)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", migrate)
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_emptied_quickly(tables_made_once) -> Iterator[None]:
    """After a test that commits, the tables hold what those of a new site hold; ``flush`` takes seconds for it."""
    from django.core.management.commands.flush import Command
    from django.db import connections

    flushed, new_sites = Command.handle, {}

    def flush(command, **options: Any):
        connection = connections[options["database"]]
        empty = new_sites.get((connection.alias, connection.settings_dict["NAME"]))
        return empty(connection) if empty else flushed(command, **options)

    def remember(creation, *args, **options):
        made = created(creation, *args, **options)
        connection = creation.connection
        if empty := _emptying(connection):
            new_sites[connection.alias, connection.settings_dict["NAME"]] = empty
        return made

    from django.db.backends.base.creation import BaseDatabaseCreation

    created = BaseDatabaseCreation.create_test_db
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", flush)
        patch.setattr(BaseDatabaseCreation, "create_test_db", remember)
        yield


def _emptying(connection):
    """What brings this database back to a new site; None where nothing is quicker than ``flush``."""
    if _is_in_memory(connection):
        new_site = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(new_site)
        return lambda connection: new_site.backup(connection.connection)
    if connection.vendor == "postgresql" and _may_silence_triggers(connection):
        _keep_rows(connection)
        return _empty_postgresql
    return None


def _may_silence_triggers(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _filled(connection) -> list[str]:
    """Quoted names of the tables that hold rows, without the list of migrations."""
    quoted = [connection.ops.quote_name(name) for name in connection.introspection.django_table_names()]
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in sorted(quoted)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]


def _keep_rows(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {NEW_SITE}")
        for name in _filled(connection):
            cursor.execute(f"CREATE TABLE {NEW_SITE}.{name} AS SELECT * FROM {name}")


def _empty_postgresql(connection) -> None:
    """No trigger and no foreign key is asked: the rows that come back are those that they let in before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [NEW_SITE])
        kept = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        statements = [f"DELETE FROM {name}" for name in sorted({*_filled(connection), *kept})]
        statements += [f"INSERT INTO {name} SELECT * FROM {NEW_SITE}.{name}" for name in kept]
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("; ".join(statements))
        cursor.execute("SET session_replication_role = origin")
