"""Months are closed forward by two people, and what is closed stays as it was."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.ledger import actions, hooks
from anyelir.ledger.models import Closing, ClosingProposal, LedgerEntry
from anyelir.ledger.queries import held_now, next_to_close
from tests.apps.ledger.conftest import open_books
from tests.refusals import code_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
SEPTEMBER = dt.date(2026, 9, 30)


@pytest.fixture
def close(ledger, treasurer, chairwoman):
    """``close(counted)`` closes the next month by two people."""

    def by_two(counted_idr=500_000, reason=""):
        ledger.refresh_from_db()
        made = actions.propose_closing(ledger=ledger, counted_idr=counted_idr, reason=reason, by=treasurer)
        return actions.confirm_closing(proposal=made, by=chairwoman)

    return by_two


def test_the_month_after_the_last_closed_one_is_next(ledger, close):
    assert next_to_close(ledger) == SEPTEMBER
    first = close()
    ledger.refresh_from_db()
    assert ledger.closed_through == first.through == SEPTEMBER and next_to_close(ledger) == dt.date(
        2026, 10, 31
    )
    assert (first.kind, first.balances, first.last_no) == (
        "month",
        {"kas": 500_000, "modal:awal": -500_000},
        1,
    )
    assert (first.treasurer_name, first.chair_name, first.difference_idr) == ("Nani Suryani", "Wulan Sari", 0)


def test_each_closing_holds_the_digest_of_the_one_before(close, post):
    first = close()
    post()
    second = close(600_000)
    assert first.previous_digest == "" and second.previous_digest == first.digest != second.digest


def test_a_closed_month_takes_nothing_and_a_mistake_in_it_is_reversed_today(ledger, close, post, treasurer):
    entry = post("2026-09-20")
    close(600_000)
    ledger.refresh_from_db()
    assert code_of(post, "2026-09-30") == "period_closed"
    act = {"entry": entry, "reason": "Salah", "by": treasurer}
    assert code_of(actions.reverse_entry, on=dt.date(2026, 9, 30), **act) == "period_closed"
    actions.reverse_entry(on=dt.date(2026, 10, 1), **act)
    assert held_now(ledger)["kas"] == 500_000


def test_a_difference_asks_for_a_reason_and_becomes_an_entry_of_the_last_day(ledger, close):
    assert code_of(close, 499_000) == "count_differs"
    closing = close(499_000, "Uang kembalian kurang")
    entry = LedgerEntry.objects.get(ledger=ledger, kind="difference")
    assert entry.on == SEPTEMBER and closing.difference_idr == -1000 and closing.balances["kas"] == 499_000
    assert held_now(ledger)["selisih:kas"] == 1000


def test_the_one_who_counted_does_not_close(ledger, treasurer, chairwoman):
    made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
    assert code_of(actions.confirm_closing, proposal=made, by=treasurer) == "same_person"
    act = {"proposal": made, "by": treasurer, "witnesses": ("Eti", "Ida")}
    assert code_of(actions.confirm_closing, **act) == "same_person"
    assert (
        code_of(actions.propose_closing, ledger=ledger, counted_idr=500_000, by=chairwoman)
        == "proposed_by_another"
    )
    assert not Closing.objects.exists()


def test_what_was_written_after_the_count_asks_for_another(ledger, post, treasurer, chairwoman):
    made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
    post("2026-10-02")
    post("2026-09-30")
    assert code_of(actions.confirm_closing, proposal=made, by=chairwoman) == "changed_since"
    again = actions.propose_closing(ledger=ledger, counted_idr=600_000, by=treasurer)
    actions.confirm_closing(proposal=again, by=chairwoman)
    assert code_of(actions.confirm_closing, proposal=again, by=chairwoman) == "nothing_proposed"


def test_an_entry_of_the_next_month_changes_nothing_of_the_count(ledger, post, treasurer, chairwoman):
    made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
    post("2026-10-02")
    assert actions.confirm_closing(proposal=made, by=chairwoman).balances["kas"] == 500_000


def test_a_count_can_be_withdrawn(ledger, treasurer):
    made = actions.propose_closing(ledger=ledger, counted_idr=500_000, by=treasurer)
    actions.withdraw_proposal(proposal=made, by=treasurer)
    assert not ClosingProposal.objects.exists()
    assert code_of(actions.withdraw_proposal, proposal=made, by=treasurer) == "nothing_proposed"


def test_a_running_month_is_not_closed(ledger, close):
    close()
    close()
    assert code_of(close) == "month_not_over"


def test_rooms_above_say_what_must_be_done_first(ledger, close, monkeypatch):
    monkeypatch.setattr(hooks, "_before_closing", [])
    hooks.before_closing(
        lambda books, through: [f"Rapat sebelum {through} belum ditutup."] if books == ledger else []
    )
    assert code_of(close) == "before_closing"


class TestDasawisma:
    @pytest.fixture
    def proposal(self, ledger, treasurer):
        code = "32.01.01.1010/RW014/RT003/DW01"
        from tests import factories as make

        for above in ("32.01.01.1010/RW014", "32.01.01.1010/RW014/RT003"):
            make.region(above)
        book = open_books(code=code, name="Melati 1", opening=[("kas", 9000)])
        return actions.propose_closing(ledger=book, counted_idr=9000, by=treasurer)

    def test_one_account_closes_with_two_witnesses(self, proposal, treasurer):
        closing = actions.confirm_closing(
            proposal=proposal, by=treasurer, witnesses=("Eti Rohaeti", "Ida Farida")
        )
        assert (closing.chair, closing.witness_one, closing.witness_two) == (
            None,
            "Eti Rohaeti",
            "Ida Farida",
        )

    @pytest.mark.parametrize(
        "names", [(), ("Eti",), ("Eti", ""), ("Eti", "eti"), ("Eti", "Nani Suryani"), ("a", "b", "c")]
    )
    def test_two_who_are_not_the_treasurer(self, proposal, treasurer, names):
        act = {"proposal": proposal, "by": treasurer, "witnesses": names}
        assert code_of(actions.confirm_closing, **act) == "witness_missing"

    def test_two_accounts_close_it_as_well(self, proposal, chairwoman):
        assert actions.confirm_closing(proposal=proposal, by=chairwoman).chair == chairwoman.pk


def test_december_ends_the_year(treasurer, chairwoman, ledger):
    book = open_books(
        code="32.01.01.1010/RW014", name="RW 14", on=dt.date(2025, 12, 1), opening=[("kas", 100)]
    )
    from anyelir.rules.journal import JournalLine

    for debit, credit, amount in [("kas", "iuran", 70), ("belanja:atk", "kas", 30)]:
        lines = [JournalLine(debit, amount), JournalLine(credit, -amount)]
        on = dt.date(2025, 12, 9)
        actions.post_entry(ledger=book, on=on, kind="receipt", lines=lines, words="Iuran", by=treasurer)
    made = actions.propose_closing(ledger=book, counted_idr=140, by=treasurer)
    closing = actions.confirm_closing(proposal=made, by=chairwoman)
    held = held_now(book)
    assert closing.kind == "year" and (held["kas"], held["iuran"], held["belanja:atk"]) == (140, 0, 0)
    assert held["modal:surplus"] == 40


def test_a_count_is_at_least_nothing_and_a_difference_is_there_on_every_later_day(ledger, close, post):
    assert code_of(close, -1, "Hilang") == "count_below_zero"
    post("2026-10-03", "belanja:atk", "kas", 450_000)
    assert code_of(close, 449_999, "Hilang") == "not_enough_then"
    assert close(450_000, "Hilang").difference_idr == -50_000
