"""A consistent copy of the database while the site runs, and putting it back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from glob import glob
from pathlib import Path
from typing import Any

from anyelir.backup.archive import Progress

PAGES_AT_ONCE = 4096


class DatabaseFailed(Exception):
    """The copy could not be taken or put back; the text says why and what to do."""


def vendor(database: dict[str, Any]) -> str:
    return "sqlite" if str(database["ENGINE"]).endswith("sqlite3") else "postgresql"


def copy(database: dict[str, Any], target: Path, progress: Progress) -> dict[str, int]:
    """Write the copy to ``target``; returns the number of rows of each table, in the same moment of the data."""
    return (_copy_sqlite if vendor(database) == "sqlite" else _copy_postgresql)(database, target, progress)


def put_back(database: dict[str, Any], source: Path, name: str) -> None:
    """Make ``source`` the database. One that is there already is kept aside under ``name``, never removed."""
    (_put_back_sqlite if vendor(database) == "sqlite" else _put_back_postgresql)(database, source, name)


def rows_of(database: dict[str, Any]) -> dict[str, int]:
    """The number of rows of each table."""
    if vendor(database) == "sqlite":
        with closing(_opened(Path(database["NAME"]))) as connection:
            return _count_sqlite(connection)
    with _connected(database) as connection:
        return _count_postgresql(connection)


def faults_of(database: dict[str, Any]) -> list[str]:
    """What SQLite itself finds wrong with its file; PostgreSQL checks pages and keys while it loads."""
    if vendor(database) != "sqlite":
        return []
    with closing(_opened(Path(database["NAME"]))) as connection:
        said = [text for (text,) in connection.execute("PRAGMA integrity_check(20)") if text != "ok"]
        said += [f"{table} {row}" for table, row, *_rest in connection.execute("PRAGMA foreign_key_check")]
        return said[:20]


# SQLite ---------------------------------------------------------------------------------------------------------


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=60)


def _copy_sqlite(database: dict[str, Any], target: Path, progress: Progress) -> dict[str, int]:
    with closing(_opened(Path(database["NAME"]))) as source, closing(sqlite3.connect(target)) as copied:
        # One moment of the data: without it every write of the site would begin the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(
            copied,
            pages=PAGES_AT_ONCE,
            progress=lambda _status, left, total: progress(f"basis data: {total - left} / {total} halaman"),
        )
        source.execute("ROLLBACK")
        copied.execute("PRAGMA journal_mode=DELETE")
        [verdict] = copied.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseFailed(f"Basis data rusak, jadi cadangan tidak dibuat: {verdict}")
        return _count_sqlite(copied)


def _count_sqlite(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in sorted(names.fetchall())
    }


def _put_back_sqlite(database: dict[str, Any], source: Path, name: str) -> None:
    path = Path(database["NAME"])
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.rename(path.with_name(f"{path.name}.{name}{suffix}"))
    shutil.move(source, path)


# PostgreSQL -----------------------------------------------------------------------------------------------------


def program(name: str) -> str:
    """The path of a program of PostgreSQL, the newest when Debian has several. Raises DatabaseFailed."""
    if path := shutil.which(name):
        return path
    versions = glob(f"/usr/lib/postgresql/*/bin/{name}")
    if not versions:
        raise DatabaseFailed(
            f"Program {name} dari PostgreSQL tidak ada di komputer ini. Pasang paket postgresql-client dengan versi"
            " yang sama dengan server atau lebih baru, lalu ulangi."
        )
    return max(versions, key=lambda path: int(path.split("/")[-3]))


def _address(database: dict[str, Any]) -> dict[str, str]:
    names = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    address = {name: str(database[key]) for name, key in names.items() if database.get(key)}
    options = database.get("OPTIONS", {})
    return address | {name: value for name, value in options.items() if isinstance(value, str)}


@contextmanager
def _connected(database: dict[str, Any]) -> Iterator[Any]:
    import psycopg

    secret = {"password": database["PASSWORD"]} if database.get("PASSWORD") else {}
    with psycopg.connect(autocommit=True, **_address(database), **secret) as connection:
        yield connection


def _run(database: dict[str, Any], name: str, *arguments: str) -> None:
    """The password goes by the environment, where other accounts do not read it."""
    from psycopg.conninfo import make_conninfo

    secret = {"PGPASSWORD": str(database["PASSWORD"])} if database.get("PASSWORD") else {}
    command = [program(name), *arguments, f"--dbname={make_conninfo(**_address(database))}"]
    done = subprocess.run(command, env=os.environ | secret, capture_output=True, text=True)
    if done.returncode:
        raise DatabaseFailed(f"{name} gagal: {done.stderr.strip()[-600:]}")


def _copy_postgresql(database: dict[str, Any], target: Path, progress: Progress) -> dict[str, int]:
    with _connected(database) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        [snapshot] = connection.execute("SELECT pg_export_snapshot()").fetchone()
        progress("basis data: pg_dump berjalan")
        plain = ("--format=custom", "--no-owner", "--no-privileges", "--schema=public")
        _run(database, "pg_dump", *plain, f"--snapshot={snapshot}", f"--file={target}")
        return _count_postgresql(connection)


def _count_postgresql(connection: Any) -> dict[str, int]:
    from psycopg import sql

    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    ).fetchall()
    count = sql.SQL("SELECT count(*) FROM public.{}")
    return {name: connection.execute(count.format(sql.Identifier(name))).fetchone()[0] for (name,) in names}


def _put_back_postgresql(database: dict[str, Any], source: Path, name: str) -> None:
    program("pg_restore")
    aside = name.replace("-", "_")
    with _connected(database) as connection:
        has_tables = bool(_count_postgresql(connection))
        if has_tables:
            connection.execute(f'ALTER SCHEMA public RENAME TO "{aside}"')
            connection.execute("CREATE SCHEMA public")
        try:
            plain = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
            # The schema is there; the list of the dump would make it again.
            _run(database, "pg_restore", *plain, "--schema=public", str(source))
        except DatabaseFailed:
            if has_tables:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute(f'ALTER SCHEMA "{aside}" RENAME TO public')
            raise


def aside_name(now: dt.datetime) -> str:
    """Under which a former state is kept."""
    return f"before-{now:%Y%m%d-%H%M%S}"
