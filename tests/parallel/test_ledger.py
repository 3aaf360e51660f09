"""Many at the same books: no number twice or left out, no rupiah that is not there, no month closed twice."""

from __future__ import annotations

import datetime as dt
import signal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from anyelir.core.ids import uuid7
from anyelir.core.refusal import Refused
from anyelir.ledger import actions
from anyelir.ledger.models import Closing, ClosingProposal, Ledger, LedgerEntry, LedgerLine
from anyelir.ledger.queries import held_now
from anyelir.ledger.verifying import faults_of
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.parallel.processes import in_processes, killed_at

ON = dt.date(2026, 10, 5)


@pytest.fixture
def books(town):
    """A cash box with Rp 100.000."""
    by = town.user("secretary")
    return actions.open_ledger(
        body=make.body(town.kelurahan), on=dt.date(2026, 9, 1), opening=[JournalLine("kas", 100_000)], by=by
    )


@pytest.fixture
def many() -> int:
    return 50 if connection.vendor == "postgresql" else 8


def tried(act) -> str:
    """The code of a refusal, "stored", or what an error says."""
    try:
        act()
    except Refused as refused:
        return refused.code
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "stored"


def pay(books, by, amount_idr, on=ON):
    lines = [JournalLine("belanja:atk", amount_idr), JournalLine("kas", -amount_idr)]
    return actions.post_entry(ledger=books, on=on, kind="expense", lines=lines, words="Kertas", by=by)


def assert_whole(books, stored: int):
    numbers = [*LedgerEntry.objects.filter(ledger=books).values_list("no", flat=True)]
    assert sorted(numbers) == list(range(1, stored + 1))
    assert faults_of(Ledger.objects.get(pk=books.pk)) == []


def test_posters_get_each_a_number_and_no_more_than_there_is(town, books, many):
    """Each of them wants four times Rp 1.000; there are Rp 100.000, enough for half of what 50 want."""
    by = town.user("secretary")
    outcomes = in_processes(lambda number: [tried(lambda: pay(books, by, 1000)) for _ in range(4)], many)
    said = [each for outcome in outcomes for each in outcome]
    enough = min(100, 4 * many)
    assert said.count("stored") == enough and said.count("not_enough") == 4 * many - enough
    assert held_now(books)["kas"] == 100_000 - 1000 * enough
    assert_whole(books, 1 + enough)


def write_past_the_actions(books, amount_idr: int) -> None:
    """Somebody's own script: it locks nothing and reads the last number when it likes."""
    accounts = {account.code: account for account in books.accounts.all()}
    with transaction.atomic():
        last = LedgerEntry.objects.filter(ledger=books).order_by("-no").first()
        entry = LedgerEntry(id=uuid7(), ledger=books, year=2026, no=last.no + 1, on=ON, at=timezone.now())
        for code, amount in (("belanja:atk", amount_idr), ("kas", -amount_idr)):
            LedgerLine(entry=entry, ledger=books, account=accounts[code], amount_idr=amount).save()
        entry.kind, entry.words = "script", "x"
        entry.save(force_insert=True)


def test_scripts_without_a_lock_get_an_error_and_never_wrong_books(town, books, many):
    by = town.user("secretary")

    def act(number):
        if number % 2:
            return [tried(lambda: pay(books, by, 1000)) for _ in range(3)]
        return [tried(lambda: write_past_the_actions(books, 9000)) for _ in range(3)]

    said = [each for outcome in in_processes(act, many) for each in outcome]
    allowed = ("stored", "not_enough", "IntegrityError")
    assert [each for each in said if not each.startswith(allowed)] == []
    assert held_now(books)["kas"] >= 0
    assert_whole(books, 1 + said.count("stored"))


def test_a_line_slipped_into_an_entry_of_somebody_else(town, books):
    """One seals an entry while another adds a line of the same key: after both ends the entry is whole or not there."""
    accounts = {account.code: account for account in books.accounts.all()}
    key = uuid7()

    def act(number):
        entry = LedgerEntry(
            id=key, ledger=books, year=2026, no=2, on=ON, kind="x", words="x", at=timezone.now()
        )

        def write():
            with transaction.atomic():
                for code, amount in [("kas", 5), ("iuran", -5)][: 2 - number]:
                    LedgerLine(entry=entry, ledger=books, account=accounts[code], amount_idr=amount).save()
                if number == 0:
                    entry.save(force_insert=True)

        return tried(write)

    said = in_processes(act, 2)
    assert said[1].startswith("IntegrityError")
    assert_whole(books, 1 + (said[0] == "stored"))


def test_two_who_confirm_close_once(town, books):
    by = town.user("secretary")
    count = actions.propose_closing(ledger=books, counted_idr=100_000, by=by)
    others = [town.user("chair"), town.user("kader")]
    said = in_processes(lambda n: tried(lambda: actions.confirm_closing(proposal=count, by=others[n])), 2)
    assert sorted(said) == ["nothing_proposed", "stored"]
    assert Closing.objects.count() == 1


def test_a_payment_is_in_the_closing_or_refused(town, books, many):
    by, other = town.user("secretary"), town.user("chair")
    count = actions.propose_closing(ledger=books, counted_idr=100_000, by=by)
    september = dt.date(2026, 9, 30)

    def act(number):
        if number:
            return tried(lambda: pay(books, by, 100, september))
        return tried(lambda: actions.confirm_closing(proposal=count, by=other))

    closed, *paid = in_processes(act, min(many, 8))
    if closed == "stored":
        assert set(paid) == {"period_closed"} and Closing.objects.get().balances["kas"] == 100_000
    else:
        assert closed == "changed_since" and "stored" in paid
        assert ClosingProposal.objects.filter(pk=count.pk).exists()
    assert_whole(books, 1 + paid.count("stored"))


def test_a_process_that_dies_between_lines_and_entry_leaves_nothing(town, books):
    account = books.accounts.get(code="kas")

    def act(die):
        with transaction.atomic():
            LedgerLine(entry_id=uuid7(), ledger=books, account=account, amount_idr=5).save()
            die()

    assert killed_at(act) == signal.SIGKILL
    assert LedgerLine.objects.filter(ledger=books, amount_idr=5).count() == 0
    pay(books, town.user("secretary"), 1000)
    assert_whole(books, 2)


def test_a_script_is_refused_by_the_database(books):
    with pytest.raises(IntegrityError):
        write_past_the_actions(books, 100_001)
