"""One sheet, one entry, whatever happens: random closing, undoing, breaking off, two at once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyelir.contributions import actions
from anyelir.contributions.models import MeetingSheet
from anyelir.core.refusal import Refused
from anyelir.ledger.models import LedgerEntry
from anyelir.ledger.queries import held_now
from anyelir.ledger.verifying import faults_of
from tests import factories as make
from tests.apps.contributions.conftest import PAID, dasawisma_place, table_of

ACTS = st.lists(st.sampled_from(["close", "undo", "again", "break", "tick", "count"]), max_size=12)


def carry_out(table, act: str, monkeypatch) -> None:
    sheet = MeetingSheet.objects.filter(body=table.body).order_by("-created_at").first()
    table.sheet = sheet
    if act == "close":
        table.close()
    elif act == "again":
        # The same sheet by an older copy of the page.
        first = MeetingSheet.objects.filter(body=table.body).order_by("created_at").first()
        actions.close_sheet(sheet=first, by=table.by)
    elif act == "undo":
        table.undo()
    elif act == "tick":
        table.tick(table.people[0])
    elif act == "count":
        table.count(500_000 + 3 * PAID)
    else:
        with monkeypatch.context() as patch:
            patch.setattr("anyelir.contributions.actions.closing.note", broken)
            table.close()


def broken(**_given):
    raise ConnectionError("the light went out")


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_every_closed_sheet_has_one_entry_and_no_other_sheet_has_any(acts, monkeypatch, db):
    by = make.user()
    place = dasawisma_place()
    number = 1 + place.__class__.objects.filter(code__contains="/DW").count()
    table = table_of(make.region(f"32.01.01.1010/RW014/RT003/DW{number + 1:02d}"), 3, by=by)
    table.start(dt.date(2026, 11, 20))
    table.fill()
    for act in acts:
        try:
            carry_out(table, act, monkeypatch)
        except (Refused, ConnectionError):
            continue
    sheets = MeetingSheet.objects.filter(body=table.body)
    entries = LedgerEntry.objects.filter(ledger=table.ledger, kind="meeting.collect")
    standing = entries.filter(reversed_by=None)
    assert {entry.source_key for entry in entries} == {
        str(sheet.pk) for sheet in sheets if sheet.state in ("closed", "undone")
    }
    assert {entry.pk for entry in standing} == {sheet.entry_id for sheet in sheets if sheet.state == "closed"}
    assert standing.count() <= 1 and sheets.exclude(state="undone").count() == 1
    assert held_now(table.ledger)["kas"] == 500_000 + 3 * PAID * standing.count()
    assert faults_of(table.ledger) == []
