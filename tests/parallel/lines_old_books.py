"""Lines of the table about old books that are taken over."""

from __future__ import annotations

from anyelir.enterprise.fund import actions
from anyelir.enterprise.fund.models import CutOffBalance, CutOffLoan
from anyelir.enterprise.fund.old_books import OldBalance
from anyelir.ledger.models import LedgerEntry
from tests import funds
from tests.apps.contributions.conftest import table_of
from tests.parallel.line import Line, secretary


def a_fund(town):
    return funds.opened_fund(table_of(town.kelurahan, 3, by=secretary(town)).ledger)


def a_cutoff(town):
    """A fund with old books whose both sides are the same."""
    fund = a_fund(town)
    balances = [OldBalance("kas", None, 7_000), OldBalance("modal:bergulir", None, 7_000)]
    return actions.save_cutoff(fund=fund, balances=balances, by=secretary(town))


def close(town, cutoff, op_id):
    witnesses = cutoff.fund.body.people.order_by("number")[:2]
    given = {"cutoff": cutoff, "witnesses": [*witnesses], "seen": 1, "by": secretary(town)}
    return actions.close_cutoff(op_id=op_id, **given)


def keep_loan(town, fund, op_id):
    facts = {"person": fund.body.people.get(number=1), "product": fund.products.get(), "purpose": "Warung"}
    facts |= {"principal_idr": 500_000, "service_idr": 0, "months": 5, "first_month": funds.SINCE}
    return actions.keep_cutoff_loan(fund=fund, by=secretary(town), op_id=op_id, **facts)


OLD_BOOKS = [
    Line(
        "save an amount of old books",
        lambda town, fund, op_id: actions.save_cutoff(
            fund=fund, balances=[OldBalance("kas", None, 5)], by=secretary(town), op_id=op_id
        ),
        lambda town, fund: [CutOffBalance.objects.filter(cutoff__fund=fund).count()],
        a_fund,
    ),
    Line(
        "save a loan of old books",
        keep_loan,
        lambda town, fund: [CutOffLoan.objects.filter(cutoff__fund=fund).count()],
        a_fund,
    ),
    Line(
        "close old books",
        close,
        lambda town, cutoff: [
            LedgerEntry.objects.filter(ledger=cutoff.fund.ledger, kind="fund.cutoff").count()
        ],
        a_cutoff,
        frozenset({"cutoff_closed"}),
    ),
]
