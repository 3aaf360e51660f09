"""What it costs that the database keeps the books: a meeting of 62 lines beside bare inserts, and many posters at once.

``make bench-ledger`` runs it on SQLite (synchronous=FULL, as the site) and on PostgreSQL (fsync on), each a fresh site.
Bare are the same rows written by the same driver into twin tables with the same indexes and no trigger; sealed are the
rows in the true tables with all triggers; posted is the whole action with lock, checks, trail and balances. The three
take turns, so that other work of the machine counts on each. Then so many processes post at once, on the books of one
body and on those of as many bodies. Given are medians, ratios, posts a second and the 95th percentile of one post.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import two_databases  # noqa: E402

MEMBERS = 30
ON = dt.date(2026, 10, 5)
AT_ONCE = {"sqlite": 8, "postgresql": 50}
POSTS_EACH = {"sqlite": 25, "postgresql": 8}


def open_books(number: int):
    from anyelir.core.audit import SYSTEM
    from anyelir.ledger.actions import open_ledger
    from anyelir.rules.journal import JournalLine
    from tests import factories as make

    for code in ("32", "32.01", "32.01.01", "32.01.01.1010", "32.01.01.1010/RW001"):
        make.region(code)
    region = make.region(f"32.01.01.1010/RW001/RT{number:03d}")
    opening = [JournalLine("kas", 10_000_000)]
    return open_ledger(body=make.body(region), on=dt.date(2026, 9, 1), opening=opening, by=SYSTEM)


def meeting_lines():
    """30 women save and pay their share of the arisan; two lines of cash."""
    from anyelir.rules.journal import JournalLine

    saved = [JournalLine("simpanan:wajib", -10_000, str(number)) for number in range(MEMBERS)]
    shares = [JournalLine("arisan", -20_000, str(number)) for number in range(MEMBERS)]
    return [JournalLine("kas", MEMBERS * 10_000), JournalLine("kas", MEMBERS * 20_000), *saved, *shares]


def twins() -> None:
    """Tables of the same columns and indexes that nothing guards."""
    from django.db import connection

    statements = (
        "CREATE TABLE bare_ledger_line AS SELECT * FROM ledger_line WHERE 1 = 0",
        "CREATE TABLE bare_ledger_entry AS SELECT * FROM ledger_entry WHERE 1 = 0",
        "CREATE INDEX bare_lines ON bare_ledger_line (entry_id, account_id, party)",
        "CREATE INDEX bare_accounts ON bare_ledger_line (account_id)",
        "CREATE UNIQUE INDEX bare_keys ON bare_ledger_entry (id)",
        "CREATE UNIQUE INDEX bare_numbers ON bare_ledger_entry (ledger_id, year, no)",
        'CREATE INDEX bare_days ON bare_ledger_entry (ledger_id, "on")',
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Meeting:
    """The same meeting written in each of the three ways."""

    def __init__(self) -> None:
        from django.db import connection

        self.books, self.lines, self.connection = open_books(0), meeting_lines(), connection
        self.accounts = {account.code: account for account in self.books.accounts.all()}
        self.bare_no = 0

    def rows(self, no: int):
        from django.utils import timezone

        from anyelir.core.ids import uuid7
        from anyelir.ledger.models import LedgerEntry, LedgerLine

        entry = LedgerEntry(
            id=uuid7(),
            ledger=self.books,
            year=2026,
            no=no,
            on=ON,
            kind="collect",
            words="Rapat",
            at=timezone.now(),
        )
        lines = [
            LedgerLine(
                entry=entry,
                ledger=self.books,
                account=self.accounts[line.account],
                party=line.party,
                amount_idr=line.amount_idr,
            )
            for line in self.lines
        ]
        return entry, lines

    def bare(self) -> None:
        from django.db import transaction

        self.bare_no += 1
        entry, lines = self.rows(self.bare_no)
        with transaction.atomic(), self.connection.cursor() as cursor:
            for rows in (lines, [entry]):
                self._insert(cursor, rows)

    def _insert(self, cursor, rows) -> None:
        fields = [field for field in rows[0]._meta.concrete_fields if field.column != "id" or rows[0].pk]
        names = ", ".join(f'"{field.column}"' for field in fields)
        places = ", ".join(["%s"] * len(fields))
        values = [
            [field.get_db_prep_save(getattr(row, field.attname), self.connection) for field in fields]
            for row in rows
        ]
        table = rows[0]._meta.db_table
        cursor.executemany(f"INSERT INTO bare_{table} ({names}) VALUES ({places})", values)

    def sealed(self) -> None:
        from django.db import transaction

        from anyelir.ledger.models import LedgerEntry, LedgerLine

        entry, lines = self.rows(LedgerEntry.objects.filter(ledger=self.books).count() + 1)
        with transaction.atomic():
            LedgerLine.objects.bulk_create(lines)
            entry.save(force_insert=True)

    def posted(self) -> None:
        from anyelir.core.audit import SYSTEM
        from anyelir.ledger.actions import post_entry

        given = {"kind": "receipt", "lines": self.lines, "words": "Rapat"}
        post_entry(ledger=self.books, on=ON, by=SYSTEM, **given)


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def measure_meeting(rounds: int) -> None:
    twins()
    meeting = Meeting()
    ways = {"bare": meeting.bare, "sealed": meeting.sealed, "posted": meeting.posted}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            times[name].append(milliseconds(work))
    bare = median(times["bare"])
    for name, values in times.items():
        spread = f"{sorted(values)[len(values) // 10]:.1f}-{sorted(values)[9 * len(values) // 10]:.1f}"
        print(f"  62 lines {name:7} {median(values):7.2f} ms ({spread})  {median(values) / bare:5.1f} x bare")


def measure_at_once(vendor: str, *, same_books: bool) -> bool:
    """Whether there was no error, no gap, and everything verifies."""
    from anyelir.ledger.models import LedgerEntry
    from anyelir.ledger.verifying import faults_of
    from tests.parallel.processes import in_processes

    many, each = AT_ONCE[vendor], POSTS_EACH[vendor]
    first = 1 if same_books else 100
    books = [open_books(first + number) for number in range(1 if same_books else many)]
    began = time.perf_counter()
    outcomes = in_processes(lambda number: [post_one(books[number % len(books)]) for _ in range(each)], many)
    seconds = time.perf_counter() - began
    times = sorted(value for outcome in outcomes if isinstance(outcome, list) for value in outcome)
    posted = LedgerEntry.objects.filter(ledger__in=books).count() - len(books)
    faults = [fault for one_ledger in books for fault in faults_of(one_ledger)]
    where = "the books of one body" if same_books else f"the books of {many} bodies"
    print(
        f"  {many} processes on {where}: {posted / seconds:.0f} posts/s, p95 {times[int(len(times) * 0.95)]:.0f} ms,"
        f" slowest {times[-1]:.0f} ms, {many * each - posted} not stored, {len(faults)} faults"
    )
    return posted == many * each and not faults


def post_one(books) -> float:
    from anyelir.core.audit import SYSTEM
    from anyelir.ledger.actions import post_entry
    from anyelir.rules.journal import JournalLine

    lines = [JournalLine("belanja:atk", 1000), JournalLine("kas", -1000)]
    given = {"kind": "expense", "lines": lines, "words": "Kertas"}
    return milliseconds(lambda: post_entry(ledger=books, on=ON, by=SYSTEM, **given))


def measure(rounds: int) -> bool:
    from django.db import connection

    print(f"{connection.vendor}:")
    measure_meeting(rounds)
    vendor = connection.vendor
    sound = [measure_at_once(vendor, same_books=same) for same in (True, False)]
    return all(sound)


if __name__ == "__main__":
    sys.exit(
        two_databases.run(
            __file__, __doc__, measure, rounds=40, server="-c shared_buffers=128MB -c max_connections=120"
        )
    )
