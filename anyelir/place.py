"""Where a site lies: its data, its keys, its database, as the environment says. Read before Django is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url

from anyelir import env

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Place:
    """The folder of the data, the folder of the keys beside it (docs/adr/0020), and an entry of DATABASES."""

    var: Path
    keys: Path
    database: dict[str, Any]


def of_this_site() -> Place:
    var = Path(env.text("ANYELIR_VAR", str(PACKAGE.parent / "var"))).resolve()
    keys = Path(env.text("ANYELIR_KEYS") or var.with_name(f"{var.name}-keys")).resolve()
    url = env.text("DATABASE_URL") or f"sqlite:///{var / 'anyelir.sqlite3'}"
    # A connection that was kept is looked at before its first use: the database may have been started again.
    return Place(var, keys, dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)))
