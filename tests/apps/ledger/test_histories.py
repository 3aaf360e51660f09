"""Random histories of books, with every attack among them: the room and a plain model of it never differ."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anyelir.core.ids import uuid7
from anyelir.core.refusal import Refused
from anyelir.ledger import actions
from anyelir.ledger.models import Balance, LedgerEntry, LedgerLine
from anyelir.ledger.queries import journal
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.apps.ledger.conftest import open_books
from tests.apps.ledger.plain_books import ACCOUNTS, LARGEST_IDR, Lines, PlainBooks

SINCE = dt.date(2025, 11, 15)
DAYS = st.sampled_from(
    [dt.date(2025, 11, 14), dt.date(2099, 1, 1)]
    + [dt.date(2025, 11, 15) + dt.timedelta(days=9 * step) for step in range(12)]
)
# Few of each, so that balances meet zero and entries meet each other.
AMOUNTS = st.sampled_from([1, 1, 2, 2, 3, 5, 10, 0, -2, LARGEST_IDR + 1])
PARTIES = st.sampled_from(["", "1", "2"])
CODES = st.sampled_from([*ACCOUNTS, "brankas"])
EDITS = st.sampled_from(
    [
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_line",
        "UPDATE ledger_line SET amount_idr = -amount_idr",
        "UPDATE ledger_entry SET no = no + 1",
        "UPDATE ledger_balance SET amount_idr = amount_idr + 1",
        "UPDATE ledger_ledger SET closed_through = '2025-11-14'",
        "UPDATE ledger_account SET guard = 'none'",
    ]
)
PAIR = st.builds(lambda a, b, n, p: [(a, n, p), (b, -n, p)], CODES, CODES, AMOUNTS, PARTIES)
GUARDED_PAIR = st.builds(
    lambda pair, n, p: [(pair[0], n, p), (pair[1], -n, p)],
    st.sampled_from(
        [("kas", "iuran"), ("belanja:atk", "kas"), ("bank", "kas"), ("kas", "simpanan:wajib")]
        + [("simpanan:wajib", "kas"), ("kas", "arisan"), ("arisan", "kas")]
    ),
    st.sampled_from([1, 2, 3, 5, 10]),
    PARTIES,
)
LOOSE = st.lists(st.tuples(CODES, AMOUNTS, PARTIES), max_size=4)
LINES = st.one_of(GUARDED_PAIR, GUARDED_PAIR, GUARDED_PAIR, PAIR, LOOSE)
ATTEMPTS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), DAYS, LINES),
        st.tuples(st.just("post"), DAYS, GUARDED_PAIR),
        st.tuples(st.just("reverse"), st.integers(0, 30), DAYS),
        st.tuples(st.just("close"), st.sampled_from([0, 0, 0, 1, -1, -50])),
        st.tuples(
            st.just("raw"), DAYS, LINES, st.sampled_from([0, 0, 0, 1, -1]), st.sampled_from([0, 0, 0, 1])
        ),
        st.tuples(st.just("edit"), EDITS),
        st.tuples(st.just("orphan"), GUARDED_PAIR),
        st.tuples(st.just("late"), st.integers(0, 30), GUARDED_PAIR),
    ),
    min_size=8,
    max_size=40,
)


# Shrinking such a history takes longer than reading it.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
OUTCOMES = {"": "stored", True: "stored", False: "refused by the database"}


class TestHistories(TestCase):
    def begin(self):
        self.by, self.other = make.user("bendahara"), make.user("ketua")
        for code in ("32", "32.01", "32.01.01"):
            make.region(code)
        self.ledger = open_books(on=SINCE, opening=[("kas", 3)], by=self.by)
        self.accounts = {account.code: account for account in self.ledger.accounts.all()}
        self.model = PlainBooks(SINCE, make.today())
        self.model.write(SINCE, "opening", [("kas", 3, ""), ("modal:awal", -3, "")])

    @given(attempts=ATTEMPTS)
    @settings(
        max_examples=40,
        phases=PHASES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def test_the_room_and_the_model_never_differ(self, attempts):
        self.begin()
        for name, *given_ in attempts:
            said, expected = getattr(self, f"try_{name}")(*given_)
            assert said == expected, (name, given_)
            event(f"{name}: {OUTCOMES.get(expected, expected)}")
        self.compare()

    def compare(self):
        rows = [
            (
                e.year,
                e.no,
                e.on,
                e.kind,
                tuple((line.account, line.amount_idr, line.party) for line in e.lines),
                e.reverses,
            )
            for e in journal(LedgerEntry.objects.filter(ledger=self.ledger))
        ]
        by_number = sorted(self.model.entries, key=lambda entry: (entry.year, entry.no))
        assert rows == [entry.as_row() for entry in by_number]
        for year in {row[0] for row in rows}:
            assert [row[1] for row in rows if row[0] == year] == list(
                range(1, 1 + sum(r[0] == year for r in rows))
            )
        self.ledger.refresh_from_db()
        assert self.ledger.closed_through == self.model.closed_through
        self.compare_balances()

    def compare_balances(self):
        sums = self.model.sums_until(dt.date.max)
        for balance in Balance.objects.select_related("account"):
            parties = sums[balance.account.code]
            expected = parties[balance.party] if balance.account.guard == "party" else sum(parties.values())
            assert balance.amount_idr == expected, balance.account.code
            assert not balance.is_guarded or balance.amount_idr * balance.sign >= 0
        assert Balance.objects.aggregate(n=Sum("amount_idr"))["n"] == 0

    def entry(self, index: int):
        """The same entry of both."""
        modelled = self.model.entries[index % len(self.model.entries)]
        return modelled, LedgerEntry.objects.get(ledger=self.ledger, year=modelled.year, no=modelled.no)

    def try_post(self, on: dt.date, lines: Lines) -> tuple[str, str]:
        given_ = [JournalLine(code, amount, party) for code, amount, party in lines]
        act = {
            "ledger": self.ledger,
            "on": on,
            "kind": "receipt",
            "lines": given_,
            "words": "x",
            "by": self.by,
        }
        return said(lambda: actions.post_entry(**act)), self.model.post(on, "receipt", lines)

    def try_reverse(self, index: int, on: dt.date) -> tuple[str, str]:
        modelled, stored = self.entry(index)
        act = {"entry": stored, "on": on, "reason": "x", "by": self.by}
        return said(lambda: actions.reverse_entry(**act)), self.model.reverse(modelled, on)

    def try_close(self, miscounted_idr: int) -> tuple[str, str]:
        expected = self.model.close(miscounted_idr)
        return said(lambda: self.close(miscounted_idr)), expected

    def close(self, miscounted_idr: int) -> None:
        from anyelir.ledger.queries import cash_idr, next_to_close

        self.ledger.refresh_from_db()
        book = cash_idr(self.ledger, next_to_close(self.ledger))
        act = {"ledger": self.ledger, "counted_idr": book + miscounted_idr, "reason": "x", "by": self.by}
        actions.confirm_closing(proposal=actions.propose_closing(**act), by=self.other)

    def try_raw(self, on: dt.date, lines: Lines, later: int, year: int) -> tuple[bool, bool]:
        lines = [line for line in lines if line[0] in ACCOUNTS]
        no = self.model.next_no(on.year) + later
        stored = taken(lambda: self.write(self.unsealed(on.year + year, no, on), lines))
        return stored, self.model.seal(on.year + year, no, on, lines)

    def try_edit(self, statement: str) -> tuple[bool, bool]:
        def act():
            with connection.cursor() as cursor:
                cursor.execute(statement)

        return taken(act), False

    def try_orphan(self, lines: Lines) -> tuple[bool, bool]:
        return taken(lambda: self.write(self.unsealed(2025, 1, SINCE), lines, sealed=False)), False

    def try_late(self, index: int, lines: Lines) -> tuple[bool, bool]:
        _own, stored = self.entry(index)
        return taken(lambda: self.write(stored, lines, sealed=False)), False

    def unsealed(self, year: int, no: int, on: dt.date) -> LedgerEntry:
        fields = {"kind": "raw", "words": "x", "at": timezone.now()}
        return LedgerEntry(id=uuid7(), ledger=self.ledger, year=year, no=no, on=on, **fields)

    def write(self, entry: LedgerEntry, lines: Lines, *, sealed: bool = True) -> None:
        for code, amount, party in lines:
            fields = {"account": self.accounts[code], "amount_idr": amount, "party": party}
            LedgerLine(entry=entry, ledger=self.ledger, **fields).save()
        if sealed:
            entry.save(force_insert=True)


def said(act) -> str:
    """The code of a refusal, "" when it was done; whatever the database refused instead is no code."""
    try:
        with transaction.atomic():
            act()
            connection.check_constraints()
    except Refused as refused:
        return refused.code
    except IntegrityError:
        return "overdrawn"
    return ""


def taken(act) -> bool:
    return said(act) == ""
