"""A machine that dies while a sheet is being closed: nothing that was filled in is lost, and nothing is posted half."""

from __future__ import annotations

import datetime as dt
import signal
from unittest import mock

import pytest

from anyelir.contributions.actions import close_sheet
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.contributions.queries import SheetView
from anyelir.enterprise.fund.verifying import faults_of
from anyelir.ledger.models import LedgerEntry, LedgerLine
from anyelir.ledger.queries import cash_idr, held_now
from anyelir.ledger.verifying import faults_of as faults_of_books
from anyelir.secretariat.models import Activity
from tests.parallel.lines_fund import a_circle
from tests.parallel.processes import killed_at

ON, PAID = dt.date(2026, 11, 20), 115_000
# In the order in which closing comes by them.
MOMENTS = {
    "before the first line": "anyelir.ledger.actions.posting.refuse_shortage",
    "between the lines and their entry": "anyelir.ledger.models.LedgerEntry.save",
    "before the loans follow the entry": "anyelir.enterprise.fund.actions.following._store",
    "before the sheet is closed": "anyelir.contributions.models.MeetingSheet.save",
    "before the meeting counts as held": "anyelir.contributions.actions.closing.hold_activity",
    "before the last line of the trail": "anyelir.contributions.actions.closing.note",
}


@pytest.fixture
def circle(town):
    """Two of its women pay what is due of their loans; the sheet is counted and ready to close."""
    made = a_circle(town)
    made.loans = [made.lend(0), made.lend(1)]
    table = made.table
    table.start(ON)
    table.save([table.row(person, angsuran=PAID) for person in table.people[:2]])
    table.save([table.row(person) for person in table.people[2:]])
    table.count(cash_idr(table.ledger, ON) + 2 * PAID)
    return made


def state_of(circle) -> dict[str, object]:
    """Everything that closing moves, and what was filled in."""
    sheet = MeetingSheet.objects.get(pk=circle.table.sheet.pk)
    return {
        "sheet": (sheet.state, sheet.entry_id, sheet.version, sheet.notes, sheet.witness_id),
        "rows": [*SheetLine.objects.values_list("body_member", "amounts", "version").order_by("pk")],
        "marks": [row.mark for row in SheetView(sheet).rows],
        "books": (LedgerEntry.objects.count(), LedgerLine.objects.count(), held_now(circle.ledger)),
        "loans": [
            *circle.fund.loans.values_list("paid_principal_idr", "paid_service_idr").order_by("number")
        ],
        "meeting": Activity.objects.get(pk=sheet.activity_id).state,
    }


def assert_whole(circle) -> None:
    assert faults_of(circle.fund) == [] and faults_of_books(circle.ledger) == []


@pytest.mark.parametrize("place", MOMENTS.values(), ids=MOMENTS)
def test_dying_while_a_sheet_closes_loses_nothing_and_posts_nothing(circle, place):
    before = state_of(circle)

    def act(die) -> None:
        with mock.patch(place, side_effect=lambda *_given, **_named: die()):
            close_sheet(sheet=circle.table.sheet, by=circle.by)

    assert killed_at(act) == signal.SIGKILL
    assert state_of(circle) == before
    assert_whole(circle)
    closed = close_sheet(sheet=circle.table.now, by=circle.by)
    assert closed.state == MeetingSheet.State.CLOSED
    assert [loan.paid_principal_idr for loan in circle.fund.loans.all()] == [100_000, 100_000]
    assert LedgerEntry.objects.filter(kind="meeting.collect").count() == 1
    assert_whole(circle)
