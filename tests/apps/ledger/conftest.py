"""Books of invented bodies for the tests of this room."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.ledger import actions
from anyelir.ledger.models import Ledger
from anyelir.rules.journal import JournalLine
from tests import factories as make

OPENED = dt.date(2026, 9, 1)


@pytest.fixture
def treasurer(db):
    return make.user("bendahara", "Nani Suryani")


@pytest.fixture
def chairwoman(db):
    return make.user("ketua", "Wulan Sari")


def open_books(*, code="32.01.01.1010", name="Ciriung", on=OPENED, opening=(), by=None):
    by = by or make.user()
    return actions.open_ledger(
        body=make.body(make.region(code, name)),
        on=on,
        opening=[JournalLine(*each) for each in opening],
        by=by,
    )


@pytest.fixture
def ledger(db, treasurer) -> Ledger:
    """TP PKK Ciriung with Rp 500.000 in the box since September."""
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    return open_books(opening=[("kas", 500_000)], by=treasurer)


@pytest.fixture
def post(ledger, treasurer):
    """``post(on, debit, credit, amount)`` writes one entry of two lines, or more lines when given."""

    def write(on="2026-10-05", debit="kas", credit="dana:apbdes", amount_idr=100_000, *, lines=None, **more):
        lines = lines or [JournalLine(debit, amount_idr), JournalLine(credit, -amount_idr)]
        given = {"ledger": ledger, "kind": "receipt", "words": "Dana kegiatan", "by": treasurer, **more}
        return actions.post_entry(on=dt.date.fromisoformat(on), lines=lines, **given)

    return write
