"""A room above declares a column of its own; the sheet asks it and knows nothing of it."""

from __future__ import annotations

import pytest

from anyelir.contributions.columns import COLUMNS, PARTS, Outlay, SheetColumn, SheetPart
from anyelir.contributions.queries import SheetView
from anyelir.core.refusal import Refused
from anyelir.ledger.queries import held_now
from anyelir.ledger.verifying import faults_of
from anyelir.rules.journal import JournalLine
from tests.apps.contributions.conftest import DUES, PAID
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


def refuse_odd(_readings, brought) -> None:
    if any(amount % 1_000 for amount in brought.values()):
        raise Refused("amount_unclear", "Angsuran dalam ribuan.")


@pytest.fixture
def instalments(monkeypatch):
    """A tiny column: the first two of the body owe 3,000 each; what comes in goes to other income."""
    column = SheetColumn(
        "angsuran",
        "Angsuran",
        agreed=lambda readings: {person.pk: 3_000 for person in readings.people[:2]},
        lines=lambda _readings, person, amount: [JournalLine("lain:masuk", -amount, party=str(person.pk))],
        refuse=refuse_odd,
        rank=90,
    )
    part = SheetPart(
        "pencairan",
        "contributions/_rows.html",
        context=lambda _readings, _user: None,
        outlays=lambda _readings: [Outlay("Pinjaman cair", 4_000, [JournalLine("belanja:lain", 4_000)])],
    )
    monkeypatch.setattr(COLUMNS, "_declared", COLUMNS._declared | {"angsuran": column})
    monkeypatch.setattr(PARTS, "_declared", PARTS._declared | {"pencairan": part})
    return column


def test_the_column_stands_in_each_row_for_whoever_takes_part(instalments, table):
    rows = SheetView(table.now).rows
    cells = {row.person.number: row.cells[-1] for row in rows}
    assert [cells[number].agreed_idr for number in (1, 2, 3)] == [3_000, 3_000, None]
    assert [cells[number].is_open for number in (1, 3)] == [True, False]


def test_what_it_brings_and_pays_out_is_in_the_one_entry(instalments, table):
    table.fill()
    table.save(
        [table.row(table.people[0], angsuran=3_000, **{key.replace(":", "__"): n for key, n in DUES.items()})]
    )
    table.count(500_000 + 6 * PAID + 3_000 - 4_000)
    entry = table.close().entry
    held = held_now(table.ledger)
    assert (held["lain:masuk"], held["belanja:lain"], held["kas"]) == (3_000, 4_000, 547_000)
    assert entry.lines.get(account__code="lain:masuk").party == str(table.people[0].pk)
    assert faults_of(table.ledger) == []


def test_what_it_refuses_keeps_the_sheet_open(instalments, table):
    table.fill()
    table.save([table.row(table.people[0], angsuran=2_500)])
    assert code_of(table.close) == "amount_unclear"


def test_money_in_a_column_that_is_gone_is_not_lost(table, monkeypatch):
    """Dues that are no longer agreed upon: what was brought before still counts."""
    table.save(dues=DUES)
    table.tick(table.people[0])
    table.save(dues={})
    [row] = [row for row in SheetView(table.now).rows if row.mark]
    assert row.sum_idr == PAID
