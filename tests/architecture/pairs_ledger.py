"""Lists of the room `ledger` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.ledger import access as ledger
from anyelir.ledger.models import BudgetLine, Ledger, LedgerEntry
from anyelir.membership import access as rights
from anyelir.membership.models import Body, BodyMember
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A team, a group and another desa, each with books of its own."""
    for place in (world.kelurahan, world.rw, world.next_kelurahan):
        Ledger.objects.get_or_create(body=make.body(place), defaults={"since": make.SINCE})


def _knows_books_of(user, person) -> bool:
    """A body may have people and no books."""
    books = Ledger.objects.filter(body=person.body).first()
    return books is not None and ledger.can_know_ledger(user, books)


PAIRS = {
    "ledger.known_people": pair(
        ledger.known_people, _knows_books_of, BodyMember, *P
    ),
    "ledger.openable_bodies": pair(
        ledger.openable_bodies,
        lambda u, b: rights.holds_body(u, b, P.MONEY_KEEP) and not Ledger.objects.filter(body=b).exists(),
        Body, P.MONEY_KEEP,
    ),
    "ledger.visible_ledgers": pair(ledger.visible_ledgers, ledger.can_view_ledger, Ledger, P.MONEY_VIEW),
    "ledger.closable_ledgers": pair(
        ledger.closable_ledgers, ledger.can_close_ledger, Ledger, P.MONEY_KEEP, P.MONEY_CLOSE
    ),
    "ledger.totalled_ledgers": pair(ledger.totalled_ledgers, ledger.can_see_totals, Ledger, P.MONEY_TOTALS),
    "ledger.known_ledgers": pair(ledger.known_ledgers, ledger.can_know_ledger, Ledger, *P),
    "ledger.known_entries": pair(
        ledger.known_entries, lambda u, e: ledger.can_know_ledger(u, e.ledger), LedgerEntry, *P
    ),
    "ledger.known_budget_lines": pair(
        ledger.known_budget_lines, lambda u, b: ledger.can_know_ledger(u, b.account.ledger), BudgetLine, *P
    ),
}  # fmt: skip
