"""Whether a database holds data of people, asked before Django is there: keys are made while the settings are read."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from anyelir.env import BadSetting

# Who has an account or a line of the trail has written something that needs the keys.
TABLES = ("accounts_user", "core_auditentry", "families_person")


def holds_data(database: dict[str, Any]) -> bool:
    """Whether one of the tables has a row; ``database`` is an entry of DATABASES. One that is not there is empty."""
    if database["ENGINE"].endswith("sqlite3"):
        return _sqlite_holds_data(Path(database["NAME"]))
    return _postgresql_holds_data(database)


def _sqlite_holds_data(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            return any(
                connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
                for table in TABLES
                if table in names
            )
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BadSetting(unknown(str(path))) from error


def _postgresql_holds_data(database: dict[str, Any]) -> bool:
    import psycopg

    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    address = {name: database[key] for name, key in names.items() if database.get(key)}
    options = {name: value for name, value in database.get("OPTIONS", {}).items() if isinstance(value, str)}
    try:
        with psycopg.connect(connect_timeout=10, **address, **options) as connection:
            return any(
                connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
                for table in TABLES
                if connection.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,)
            )
    except psycopg.Error as error:
        raise BadSetting(unknown(database.get("HOST") or "PostgreSQL")) from error


def unknown(place: str) -> str:
    return (
        f"Kunci situs tidak ada, dan basis data ({place}) tidak dapat dibaca untuk memastikan bahwa ia masih kosong.\n"
        "Kunci baru tidak dibuat. Nyalakan basis data itu, atau tunjukkan letak kuncinya dengan ANYELIR_KEYS."
    )
