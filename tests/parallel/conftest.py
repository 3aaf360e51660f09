"""Many at once, on a database that they truly share: a file with SQLite, a server with PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from anyelir.core.refusal import Refused

AT_ONCE = 8


@pytest.fixture
def town(transactional_db, tmp_path):
    """The cast and the places, seen by every thread."""
    from tests.people import build

    if connection.vendor != "sqlite":
        yield build()
        return
    with in_a_file(tmp_path / "site.sqlite3"):
        yield build()


@contextmanager
def in_a_file(path):
    """SQLite in memory locks otherwise than a file does, so the empty database is copied into one."""
    memory, settings = connections["default"], connections.settings["default"]
    memory.ensure_connection()
    with sqlite3.connect(path) as target:
        memory.connection.backup(target)
    target.close()
    connections.settings["default"] = {**settings, "NAME": str(path)}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = settings, memory


def all_at_once(act: Callable[[int], Any], times: int = AT_ONCE) -> list[Any]:
    """What each of so many threads got that begin in the same moment: a result or the exception."""
    outcomes: list[Any] = [None] * times
    begin = Barrier(times)

    def run(number: int) -> None:
        begin.wait()
        try:
            outcomes[number] = act(number)
        except Exception as error:
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


def one_inside_the_other(act: Callable[[int], Any]) -> list[Any]:
    """What the first got, and the second, who begins when the first has done everything but the commit.

    The first commits as soon as the second waits for it, or is done because it waits for nothing.
    """
    outcomes: list[Any] = []

    def run() -> None:
        try:
            outcomes.append(act(1))
        except Exception as error:
            outcomes.append(error)
        finally:
            connections.close_all()

    second = Thread(target=run)
    with transaction.atomic():
        outcomes.append(act(0))
        second.start()
        _wait_for_waiting(second)
    second.join(timeout=30)
    return outcomes


def _wait_for_waiting(thread: Thread) -> None:
    deadline = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def faults(outcomes: list[Any]) -> list[Exception]:
    """What a person would see as an error page."""
    return [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, Refused)]


def codes(outcomes: list[Any]) -> set[str]:
    return {each.code for each in outcomes if isinstance(each, Refused)}
