"""The tables that all migrations make, made once for many runs: on SQLite that takes longer than most runs of tests.

What follows each ``migrate`` (triggers, the programme tree, rights of Django) is made anew from the code at hand.
On PostgreSQL, and in the tests of the migrations, they run as on a site.
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

import django
import pytest

ROOT = Path(__file__).parents[1] / "anyelir"
# Besides the migrations themselves: what they import.
READ_BY_MIGRATIONS = ("**/migrations/*.py", "core/*.py", "regions/*.py", "regions/data/*", "rules/data/*.csv")
KEPT_S = 2 * 24 * 3600


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
        is_empty = connection.vendor == "sqlite" and connection.is_in_memory_db()
        if not is_plain or not is_empty or connection.introspection.table_names():
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
