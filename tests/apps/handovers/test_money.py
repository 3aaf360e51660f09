"""Money is closed to the month and counted to the day before anybody signs."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.handovers import actions
from anyelir.handovers.pack import digest_of, pack_blocks, parts_of
from anyelir.ledger.actions import confirm_closing, open_ledger, post_entry, propose_closing
from anyelir.ledger.models import Closing, LedgerEntry
from anyelir.ledger.queries import next_to_close
from anyelir.membership.models import Post
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.apps.handovers.desk import Desk
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasurer(desk):
    return make.user("eka", "Eka Susanti")


@pytest.fixture
def ledger(desk: Desk, treasurer):
    first = (desk.today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    opening = [JournalLine("kas", 500_000)]
    return open_ledger(body=desk.post.body, on=first, opening=opening, by=treasurer)


def close_all(ledger, desk: Desk, treasurer):
    while next_to_close(ledger) < desk.today:
        proposal = propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
        confirm_closing(proposal=proposal, by=desk.outgoing)
        ledger.refresh_from_db()


def count(handover, by, counted_idr=500_000, **more):
    return actions.write_count(handover=handover, counted_idr=counted_idr, by=by, **more)


def test_months_that_are_over_are_closed_first(desk: Desk, ledger, treasurer):
    handover = desk.prepare()
    count(handover, desk.secretary)
    assert code_of(desk.sign, handover, desk.outgoing) == "months_open"
    assert code_of(desk.confirm, handover, code=desk.code(handover)) == "months_open"
    close_all(ledger, desk, treasurer)
    desk.both_sign(handover)
    assert desk.confirm(handover).confirmed_at


def test_the_box_is_counted_on_the_day(desk: Desk, ledger, treasurer):
    close_all(ledger, desk, treasurer)
    handover = desk.prepare()
    assert code_of(desk.sign, handover, desk.outgoing) == "not_counted"
    count(handover, desk.secretary)
    handover.refresh_from_db()
    before = digest_of(handover)
    lines = [JournalLine("kas", 25_000), JournalLine("dana:apbdes", -25_000)]
    post_entry(ledger=ledger, on=desk.today, kind="receipt", lines=lines, words="Bantuan", by=treasurer)
    # What came in since was not in the box that both counted.
    assert digest_of(handover) != before
    assert code_of(desk.sign, handover, desk.outgoing) == "not_counted"


def test_a_count_that_differs_says_why(desk: Desk, ledger, treasurer):
    close_all(ledger, desk, treasurer)
    handover = desk.prepare()
    assert code_of(count, handover, desk.secretary, 480_000) == "count_differs"
    assert code_of(count, handover, desk.secretary, -1) == "count_below_zero"
    count(handover, desk.secretary, 480_000, reason="Uang receh hilang di pasar")
    handover.refresh_from_db()
    said = str(pack_blocks(handover, parts_of(handover)))
    assert "480.000" in said and "500.000" in said and "Uang receh hilang" in said
    desk.both_sign(handover)


def test_a_body_without_money_counts_nothing(desk: Desk):
    assert code_of(count, desk.prepare(), desk.secretary) == "no_cash_book"


def test_entries_and_closings_of_the_predecessor_stay_as_they_were(desk: Desk, ledger, treasurer):
    close_all(ledger, desk, treasurer)
    handover = desk.prepare()
    count(handover, desk.secretary)
    desk.both_sign(handover)
    kept = [list(model.objects.order_by("pk").values()) for model in (LedgerEntry, Closing)]
    desk.confirm(handover)
    assert [list(model.objects.order_by("pk").values()) for model in (LedgerEntry, Closing)] == kept
    assert {closing.chair_name for closing in Closing.objects.all()} == {"Wulan Sari"}
    assert Post.objects.get(pk=desk.post.pk).member.name == "Wulan Sari"
