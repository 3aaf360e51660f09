"""Entries: what is stored, which number it gets, and what is refused with words that help."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection

from anyelir.ledger import actions
from anyelir.ledger.models import Balance, Ledger, LedgerAccount, LedgerEntry
from anyelir.ledger.queries import held_at, held_now
from anyelir.rules.journal import LARGEST_IDR, JournalLine
from tests import factories as make
from tests.apps.ledger.conftest import OPENED, open_books
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


def test_opening_writes_what_is_there_against_the_opening_balance(ledger):
    assert held_now(ledger)["kas"] == held_now(ledger)["modal:awal"] == 500_000
    [entry] = LedgerEntry.objects.filter(ledger=ledger)
    assert (entry.kind, entry.no, entry.year, entry.on) == ("opening", 1, 2026, OPENED)
    assert {"kas", "bank", "simpanan:wajib", "arisan", "selisih:kas"} <= {
        *ledger.accounts.values_list("code", flat=True)
    }


def test_books_are_opened_once_and_not_in_days_to_come(ledger):
    body = {"code": ledger.body.region_id}
    assert code_of(open_books, **body) == "ledger_exists"
    tomorrow = make.today() + dt.timedelta(days=2)
    assert code_of(open_books, code="32.01.01.1010/RW014", on=tomorrow) == "date_ahead"


def test_an_entry_gets_the_next_number_of_its_year_and_moves_the_balances(ledger, post):
    first, second = post(), post(amount_idr=50_000)
    assert (first.no, second.no) == (2, 3)
    assert held_now(ledger)["kas"] == 650_000 and held_now(ledger)["dana:apbdes"] == 150_000
    assert held_at(ledger.accounts.get(code="kas"), dt.date(2026, 10, 4)) == 500_000
    connection.check_constraints()


def test_lines_carry_party_and_matter(ledger, post):
    lines = [JournalLine("kas", 20_000), JournalLine("simpanan:wajib", -20_000, "12", "wajib")]
    entry = post(lines=lines)
    saved = entry.lines.get(account__code="simpanan:wajib")
    assert (saved.party, saved.matter) == ("12", "wajib")
    assert Balance.objects.get(account=saved.account, party="12").amount_idr == -20_000


def test_what_was_sent_twice_is_stored_once(post, ledger):
    op_id = uuid.uuid4()
    assert post(op_id=op_id) == post(op_id=op_id)
    assert held_now(ledger)["kas"] == 600_000
    assert code_of(post, amount_idr=1, op_id=op_id) == "operation_differs"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"on": "2026-08-31"}, "before_opening"),
        ({"on": "2031-01-01"}, "date_ahead"),
        ({"words": " \u200b "}, "words_missing"),
        ({"kind": "gift"}, "kind_unknown"),
        ({"debit": "brankas"}, "account_unknown"),
        ({"amount_idr": 0}, "amount_not_positive"),
        ({"amount_idr": LARGEST_IDR + 1}, "amount_not_positive"),
        ({"lines": [JournalLine("kas", 5)]}, "amount_not_positive"),
        ({"lines": [JournalLine("kas", 5), JournalLine("iuran", -4)]}, "not_balanced"),
        ({"debit": "belanja:atk", "credit": "kas", "amount_idr": 500_001}, "not_enough"),
        ({"debit": "kas", "credit": "bank", "amount_idr": 1}, "not_enough"),
        ({"debit": "simpanan:wajib", "credit": "kas", "amount_idr": 1}, "not_enough"),
    ],
)
def test_what_is_refused_leaves_nothing(ledger, post, given, code):
    before = held_now(ledger)
    assert code_of(post, **given) == code
    assert held_now(ledger) == before and LedgerEntry.objects.count() == 1


def test_all_that_is_there_may_be_spent_and_not_a_rupiah_more(ledger, post):
    post("2026-10-05", "belanja:atk", "kas", 500_000)
    assert held_now(ledger)["kas"] == 0
    assert code_of(post, "2026-10-05", "belanja:atk", "kas", 1) == "not_enough"


def test_the_largest_amount_is_taken(ledger, post):
    post(amount_idr=LARGEST_IDR)
    assert held_now(ledger)["kas"] == 500_000 + LARGEST_IDR


def test_a_backdated_payment_may_not_leave_a_later_day_short(ledger, post):
    post("2026-10-10", "belanja:atk", "kas", 450_000)
    post("2026-10-20", "kas", "iuran", 450_000)
    assert code_of(post, "2026-10-01", "belanja:atk", "kas", 50_001) == "not_enough_then"
    post("2026-10-01", "belanja:atk", "kas", 50_000)


def test_savings_are_guarded_for_each_member_and_the_pot_as_a_whole(ledger, post):
    post(lines=[JournalLine("kas", 30_000), JournalLine("simpanan:wajib", -30_000, "1")])
    out = [JournalLine("simpanan:wajib", 30_000, "2"), JournalLine("kas", -30_000)]
    assert code_of(post, lines=out) == "not_enough"
    post(lines=[JournalLine("kas", 20_000), *(JournalLine("arisan", -10_000, party) for party in "12")])
    # The winner takes the whole pot, more than she paid so far.
    post(lines=[JournalLine("arisan", 20_000, "1"), JournalLine("kas", -20_000)])
    assert code_of(post, lines=[JournalLine("arisan", 1, "2"), JournalLine("kas", -1)]) == "not_enough"


def test_an_account_takes_entries_of_its_own_days_alone(ledger, post):
    LedgerAccount.objects.filter(ledger=ledger, code="iuran").update(until=dt.date(2026, 10, 4))
    assert code_of(post, credit="iuran") == "account_closed"
    post("2026-10-04", credit="iuran")


def test_a_record_of_another_room_is_posted_once(ledger, post):
    post(source=("meeting.sheet", "7"))
    assert code_of(post, source=("meeting.sheet", "7")) == "source_posted"
    post(source=("meeting.sheet", "8"))


class TestReversing:
    def test_the_counter_entry_gives_everything_back(self, ledger, post, treasurer):
        entry = post()
        back = actions.reverse_entry(entry=entry, on=dt.date(2026, 10, 6), reason="Salah buku", by=treasurer)
        assert back.reverses == entry and back.words == "Salah buku" and held_now(ledger)["kas"] == 500_000
        assert sorted(back.lines.values_list("amount_idr", flat=True)) == [-100_000, 100_000]

    def test_it_is_done_once_and_not_undone(self, post, treasurer):
        entry, on = post(), dt.date(2026, 10, 6)
        back = actions.reverse_entry(entry=entry, on=on, reason="Salah", by=treasurer)
        for again, code in [(entry, "reversed_already"), (back, "is_reversal")]:
            assert code_of(actions.reverse_entry, entry=again, on=on, reason="Salah", by=treasurer) == code

    def test_it_has_a_reason_and_a_day_after_its_original(self, post, treasurer):
        entry = post()
        act = {"entry": entry, "on": dt.date(2026, 10, 5), "reason": "Salah", "by": treasurer}
        assert code_of(actions.reverse_entry, **act | {"reason": " "}) == "reason_missing"
        assert code_of(actions.reverse_entry, **act | {"on": dt.date(2026, 10, 4)}) == "reversed_before"
        assert code_of(actions.reverse_entry, **act | {"on": dt.date(2031, 1, 1)}) == "date_ahead"
        assert actions.reverse_entry(**act).no == entry.no + 1

    def test_what_came_of_another_room_is_undone_there(self, post, treasurer):
        entry = post(source=("meeting.sheet", "7"))
        act = {"entry": entry, "on": entry.on, "reason": "Salah", "by": treasurer}
        assert code_of(actions.reverse_entry, **act) == "source_decides"

    def test_money_that_was_spent_meanwhile_cannot_be_taken_back(self, post, treasurer):
        entry = post()
        post("2026-10-07", "belanja:atk", "kas", 550_000)
        act = {"entry": entry, "on": dt.date(2026, 10, 8), "reason": "Salah", "by": treasurer}
        assert code_of(actions.reverse_entry, **act) == "not_enough"


class TestAccountsAndEnd:
    def test_a_body_adds_accounts_and_no_kinds(self, ledger, treasurer):
        act = {"ledger": ledger, "family": "bank", "title": "BRI Cibinong", "since": OPENED, "by": treasurer}
        made = actions.add_account(**act)
        assert (made.code, made.kind, made.guard, made.place) == (
            "bank:bri-cibinong",
            "asset",
            "total",
            "bank",
        )
        assert code_of(actions.add_account, **act) == "account_exists"
        assert code_of(actions.add_account, **act | {"family": "emas"}) == "account_kind_unknown"
        assert code_of(actions.add_account, **act | {"title": "…"}) == "title_missing"

    def test_sides_are_one_of_three(self, ledger, treasurer):
        assert actions.set_sides(ledger=ledger, sides="receipts_both", by=treasurer).sides == "receipts_both"
        assert code_of(actions.set_sides, ledger=ledger, sides="x", by=treasurer) == "sides_unknown"

    def test_books_end_closed_and_empty(self, ledger, treasurer, chairwoman, post):
        on = dt.date(2026, 9, 30)
        assert code_of(actions.end_ledger, ledger=ledger, on=on, by=treasurer) == "months_open"
        made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
        actions.confirm_closing(proposal=made, by=chairwoman)
        assert code_of(actions.end_ledger, ledger=ledger, on=on, by=treasurer) == "balance_left"
        post("2026-10-01", "belanja:bantuan", "kas", 500_000, kind="expense")
        end = {"ledger": ledger, "on": on, "by": treasurer}
        assert code_of(actions.end_ledger, **end) == "months_open", "of what happened after that day"
        made = actions.propose_closing(ledger=ledger, counted_idr=0, by=treasurer)
        actions.confirm_closing(proposal=made, by=chairwoman)
        assert code_of(actions.end_ledger, **end) == "closed_later"
        end["on"] = dt.date(2026, 10, 31)
        assert actions.end_ledger(**end).until == end["on"]
        assert code_of(actions.end_ledger, **end) == "already_ended"
        assert code_of(post, "2026-11-01") == "ledger_ended"


def test_other_books_are_not_touched(ledger, post):
    other = open_books(code="32.01.01.1010/RW014", name="RW 14", opening=[("kas", 7)])
    post()
    assert held_now(other)["kas"] == 7 and Ledger.objects.count() == 2
