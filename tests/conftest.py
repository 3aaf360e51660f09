"""Fixtures of all tests, and the choice of the database."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests import nightly

pytest_plugins = ["tests.tables"]

# Speeds are benchmarks, never tests: an example may take as long as a busy machine needs.
# The gate takes the same examples each time; `--hypothesis-profile explore` looks for new ones.
settings.register_profile("anyelir", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False)
settings.register_profile(nightly.NAME, deadline=None, derandomize=False)
settings.load_profile("anyelir")


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="postgresql" if "DATABASE_URL" in os.environ else "sqlite",
        help="run on SQLite in memory (default) or on a private PostgreSQL cluster; DATABASE_URL names another",
    )


def _is_worker(config) -> bool:
    return hasattr(config, "workerinput")


def _use_database(url: str) -> None:
    """Point Django at ``url`` although its settings were read before this option was known."""
    import dj_database_url
    from django.conf import settings
    from django.db import connections

    settings.DATABASES["default"] = dj_database_url.parse(url, conn_max_age=60)
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


def _leave_out_the_other_database(config, items) -> None:
    """What is about one database is not collected for the other: a skipped test says nothing to anybody."""
    here = config.getoption("--database")
    elsewhere = [item for item in items if here not in _vendors(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if here in _vendors(item)]


def _vendors(item) -> set[str]:
    marker = item.get_closest_marker("only_on")
    return {marker.args[0]} if marker else {"sqlite", "postgresql"}


def pytest_configure(config):
    if config.getoption("--database") != "postgresql" or _is_worker(config):
        return
    if "DATABASE_URL" not in os.environ:
        from tests.postgres import Cluster

        config.anyelir_cluster = Cluster()
        # Workers of pytest-xdist start later and inherit the variable.
        os.environ["DATABASE_URL"] = config.anyelir_cluster.start()
    _use_database(os.environ["DATABASE_URL"])


def pytest_collection_modifyitems(config, items):
    _leave_out_the_other_database(config, items)
    if config.getoption("--hypothesis-profile") == nightly.NAME:
        nightly.deepen(item.obj for item in items if hasattr(item, "obj"))


def pytest_unconfigure(config):
    if cluster := getattr(config, "anyelir_cluster", None):
        cluster.stop()
    if _is_worker(config):
        return
    folder = Path(os.environ.get("ANYELIR_VAR", "")).parent
    if folder.name.startswith("anyelir-test-"):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_report_header(config):
    return f"database: {config.getoption('--database')}"


@pytest.fixture(scope="session", autouse=True)
def emptying_between_tests():
    """Tests with threads empty all tables, which the site forbids: the guards go first and come back after it."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from anyelir.core.guards import statements_to_unguard

    emptied = BaseDatabaseOperations.execute_sql_flush

    def without_guards(operations, statements):
        tables = operations.connection.introspection.django_table_names(only_existing=True)
        emptied(operations, [*statements_to_unguard(operations.connection, tables), *statements])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_guards)
        yield


@pytest.fixture
def on_postgresql(db) -> bool:
    """Whether this run is on PostgreSQL, for tests of index use."""
    from django.db import connection

    return connection.vendor == "postgresql"


@pytest.fixture
def world(db):
    """The cast and the places of tests/people.py, freshly made."""
    from tests.people import build

    return build()


@pytest.fixture
def sign_in(client):
    """``sign_in(user)`` gives a client signed in as that user (anonymous with None)."""
    from django.test import Client

    def as_user(user) -> Client:
        browser = Client()
        if user is not None:
            browser.force_login(user, backend="anyelir.accounts.backend.UsernameOrPhoneBackend")
        return browser

    return as_user


@pytest.fixture
def in_november(monkeypatch):
    """The clock of the site goes on from 30 November 2026, for tests whose books have their months written out."""
    from django.utils import timezone

    began, real = timezone.now(), timezone.now
    november = dt.datetime(2026, 11, 30, 3, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: november + (real() - began))
