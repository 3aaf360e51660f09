"""Lines of the table about the cash books: entries, counts, months, accounts and the end."""

from __future__ import annotations

import datetime as dt

from anyelir.documents.models import Paper
from anyelir.ledger import actions as books
from anyelir.ledger.models import (
    BudgetLine,
    Closing,
    ClosingProposal,
    Ledger,
    LedgerAccount,
    LedgerEntry,
    WallPage,
)
from anyelir.membership import actions as membership
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine
from tests import factories as make
from tests.parallel.line import Line, kader, lines, secretary

OPENED = dt.date(2026, 9, 1)
SEPTEMBER = dt.date(2026, 9, 30)
MONEY = (JournalLine("kas", 500_000),)


def a_ledger(town, opening=MONEY):
    return books.open_ledger(body=make.body(town.kelurahan), on=OPENED, opening=opening, by=secretary(town))


def spent(ledger, by, op_id=None, *, amount_idr=500_000, source=("", "")):
    """All that is in the box, so that a second entry of the kind finds nothing left."""
    return books.post_entry(
        ledger=ledger,
        on=dt.date(2026, 10, 5),
        kind="expense",
        lines=[JournalLine("belanja:bantuan", amount_idr), JournalLine("kas", -amount_idr)],
        words="Bantuan",
        source=source,
        by=by,
        op_id=op_id,
    )


def an_entry(town):
    return LedgerEntry.objects.get(ledger=a_ledger(town))


def a_count(town):
    return books.propose_closing(ledger=a_ledger(town), counted_idr=500_000, by=secretary(town))


def empty_and_closed(town):
    made = books.propose_closing(ledger=a_ledger(town, ()), counted_idr=0, by=secretary(town))
    return books.confirm_closing(proposal=made, by=kader(town)).ledger


def planned(town, ledger, op_id=None):
    """Paper for this year."""
    return books.add_budget_line(
        ledger=ledger,
        year=2026,
        account="belanja:atk",
        source="apbdes",
        planned_idr=300_000,
        by=secretary(town),
        op_id=op_id,
    )


def a_plan(town):
    return planned(town, a_ledger(town))


def a_wall_page(town):
    return books.open_wall_page(ledger=a_ledger(town), by=secretary(town))


def entries(kind: str):
    return lambda town, given: [LedgerEntry.objects.filter(kind=kind).count()]


def a_saver(town):
    """Who has Rp 5.000 in the books of the team."""
    ledger = a_ledger(town)
    person = make.body_member(ledger.body, since=OPENED)
    saving(ledger, person, secretary(town), 5000)
    return ledger, person


def saving(ledger, person, by, amount_idr, op_id=None):
    where = {"account": "simpanan:wajib", "place": "kas", "on": dt.date(2026, 10, 5)}
    return books.save_money(ledger=ledger, person=person, amount_idr=amount_idr, by=by, op_id=op_id, **where)


BOOKS = [
    Line(
        "join a body",
        lambda town, given, op_id: membership.join_body(
            body=town.body, name="Ida Farida", by=secretary(town), op_id=op_id
        ),
        lambda town, given: [BodyMember.objects.filter(body=town.body).count(), lines("body.join")],
        refusals=frozenset({"named_already"}),
    ),
    Line(
        "leave a body",
        lambda town, person, op_id: membership.leave_body(
            person=person, until=dt.date(2026, 10, 5), by=secretary(town), op_id=op_id
        ),
        lambda town, person: [lines("body.leave")],
        lambda town: make.body_member(town.body),
        frozenset({"left_already"}),
    ),
    Line(
        "take all that was saved",
        lambda town, given, op_id: saving(*given, secretary(town), -5000, op_id),
        entries("saving_paid"),
        a_saver,
        frozenset({"not_enough"}),
    ),
    Line(
        "open books",
        lambda town, given, op_id: books.open_ledger(
            body=make.body(town.kelurahan), on=OPENED, opening=MONEY, by=secretary(town), op_id=op_id
        ),
        lambda town, given: [
            Ledger.objects.filter(body__kind="team").count(),
            LedgerEntry.objects.filter(ledger__body__kind="team").count(),
        ],
        refusals=frozenset({"ledger_exists"}),
    ),
    Line(
        "spend the last of it",
        lambda town, ledger, op_id: spent(ledger, secretary(town), op_id),
        entries("expense"),
        a_ledger,
        frozenset({"not_enough"}),
    ),
    Line(
        "post a record of another room",
        lambda town, ledger, op_id: spent(
            ledger, secretary(town), op_id, amount_idr=1000, source=("visits.visit", "1")
        ),
        entries("expense"),
        a_ledger,
        frozenset({"source_posted"}),
    ),
    Line(
        "take an entry back",
        lambda town, entry, op_id: books.reverse_entry(
            entry=entry, on=dt.date(2026, 10, 5), reason="Salah tulis.", by=secretary(town), op_id=op_id
        ),
        entries("reversal"),
        an_entry,
        frozenset({"reversed_already"}),
    ),
    Line(
        "close a month of the books",
        lambda town, count, op_id: books.confirm_closing(proposal=count, by=kader(town), op_id=op_id),
        lambda town, count: [Closing.objects.count(), lines("ledger.close")],
        a_count,
        frozenset({"nothing_proposed"}),
    ),
    Line(
        "add an account",
        lambda town, ledger, op_id: books.add_account(
            ledger=ledger, family="bank", title="BJB", since=OPENED, by=secretary(town), op_id=op_id
        ),
        lambda town, ledger: [LedgerAccount.objects.filter(code="bank:bjb").count()],
        a_ledger,
        frozenset({"account_exists"}),
    ),
    Line(
        "plan money of a year",
        lambda town, ledger, op_id: planned(town, ledger, op_id),
        lambda town, ledger: [BudgetLine.objects.filter(account__ledger=ledger).count()],
        a_ledger,
        frozenset({"budget_line_exists"}),
    ),
    Line(
        "copy a budget",
        lambda town, line, op_id: books.copy_budget(
            ledger=line.account.ledger, year=2027, by=secretary(town), op_id=op_id
        ),
        lambda town, line: [BudgetLine.objects.filter(year=2027).count(), lines("ledger.budget_copy")],
        a_plan,
        frozenset({"nothing_to_copy"}),
    ),
    Line(
        "issue the paper of a closing",
        lambda town, closing, op_id: books.issue_closing_paper(
            closing=closing, check_url="https://anyelir.test/cek/", by=secretary(town), op_id=op_id
        ),
        lambda town, closing: [Paper.objects.filter(owner_key=str(closing.pk)).count(), lines("paper.issue")],
        lambda town: Closing.objects.get(ledger=empty_and_closed(town)),
    ),
    Line(
        "open a wall page",
        lambda town, ledger, op_id: books.open_wall_page(ledger=ledger, by=secretary(town), op_id=op_id),
        lambda town, ledger: [WallPage.objects.count()],
        a_ledger,
        frozenset({"wall_open"}),
    ),
]
BOOKS_WITHOUT_ID = [
    Line(
        "withdraw a count",
        lambda town, count, op_id: books.withdraw_proposal(proposal=count, by=secretary(town)),
        lambda town, count: [lines("ledger.withdraw"), 1 + ClosingProposal.objects.count()],
        a_count,
        frozenset({"nothing_proposed"}),
    ),
    Line(
        "end books",
        lambda town, ledger, op_id: books.end_ledger(ledger=ledger, on=SEPTEMBER, by=secretary(town)),
        lambda town, ledger: [lines("ledger.end")],
        empty_and_closed,
        frozenset({"already_ended"}),
    ),
    Line(
        "drop a line of a budget",
        lambda town, line, op_id: books.drop_budget_line(line=line, by=secretary(town)),
        lambda town, line: [lines("ledger.budget_drop"), 1 + BudgetLine.objects.filter(pk=line.pk).count()],
        a_plan,
        frozenset({"budget_line_gone"}),
    ),
    Line(
        "end a wall page",
        lambda town, page, op_id: books.end_wall_page(page=page, by=secretary(town)),
        lambda town, page: [lines("ledger.wall_end"), 1 + WallPage.objects.filter(ended_at=None).count()],
        a_wall_page,
        frozenset({"wall_ended"}),
    ),
]
