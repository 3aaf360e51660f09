"""Every act of this room leaves one line, with keys and never an amount or a name."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.models import AuditEntry
from anyelir.ledger import actions
from tests.apps.ledger.conftest import OPENED

pytestmark = pytest.mark.django_db


def test_every_act_is_in_the_trail_without_amounts(ledger, post, treasurer, chairwoman):
    entry = post("2026-09-09")
    actions.reverse_entry(entry=entry, on=entry.on, reason="Salah buku", by=treasurer)
    actions.add_account(ledger=ledger, family="bank", title="BRI", since=OPENED, by=treasurer)
    actions.set_sides(ledger=ledger, sides="receipts_left", by=treasurer)
    for _ in range(2):
        made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
        if _ == 0:
            actions.withdraw_proposal(proposal=made, by=treasurer)
    actions.confirm_closing(proposal=made, by=chairwoman)
    post("2026-10-01", "belanja:bantuan", "kas", 500_000, kind="expense")
    made = actions.propose_closing(ledger=ledger, counted_idr=0, by=treasurer)
    actions.confirm_closing(proposal=made, by=chairwoman)
    actions.end_ledger(ledger=ledger, on=dt.date(2026, 10, 31), by=treasurer)
    lines = AuditEntry.objects.filter(verb__startswith="ledger.").order_by("id")
    assert [line.verb for line in lines] == [
        *("ledger.open", "ledger.post", "ledger.post", "ledger.reverse", "ledger.account", "ledger.sides"),
        *("ledger.propose", "ledger.withdraw", "ledger.propose", "ledger.close", "ledger.post"),
        *("ledger.propose", "ledger.close", "ledger.end"),
    ]
    assert all(line.region_code == ledger.body.region_id for line in lines)
    said = str([line.detail for line in lines])
    assert "500" not in said and "Salah" not in said and treasurer.name not in said
