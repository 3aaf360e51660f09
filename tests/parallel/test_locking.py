"""A held row makes those wait who change it, and nobody else."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from anyelir.core.locking import held
from anyelir.posyandu.day.models import PosyanduSession
from tests import factories as make

EARLIER = dt.date(2026, 9, 8)


def meanwhile(posyandu, act):
    """What ``act`` gives or raises in another connection while this one holds the posyandu."""
    outcome = []

    def run():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                outcome.append(act())
        except Exception as error:
            outcome.append(error)
        finally:
            connections.close_all()

    with transaction.atomic():
        held(posyandu)
        thread = threading.Thread(target=run)
        thread.start()
        thread.join(timeout=30)
    # What a row refers to is checked, and waited for, at the commit.
    return outcome[-1]


# SQLite has one lock for all writes.
@pytest.mark.only_on("postgresql")
def test_a_row_that_refers_to_it_is_stored(transactional_db, town):
    outcome = meanwhile(town.posyandu, lambda: make.session(town.posyandu, EARLIER))
    assert isinstance(outcome, PosyanduSession)


@pytest.mark.only_on("postgresql")
def test_whoever_holds_it_too_waits(transactional_db, town):
    outcome = meanwhile(town.posyandu, lambda: held(town.posyandu))
    assert isinstance(outcome, OperationalError)
