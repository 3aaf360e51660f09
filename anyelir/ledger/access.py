"""Whose books a person may read and write: those of the own body alone. Of bodies below there are totals, no entry.

A right over a region opens the books of the body of exactly that region: the treasurer of a desa reads no dasawisma.
"""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.ledger.models import BudgetLine, Ledger, LedgerEntry
from anyelir.membership.access import (
    bodies_with,
    can,
    can_know_body,
    granted_regions,
    holds_body,
    known_bodies,
)
from anyelir.membership.models import Body, BodyMember
from anyelir.regions.scope import is_within_any


def visible_ledgers(user: Viewer) -> QuerySet[Ledger]:
    """Books whose entries the person reads."""
    return Ledger.objects.filter(body__in=bodies_with(user, P.MONEY_VIEW))


def can_view_ledger(user: Viewer, ledger: Ledger) -> bool:
    return holds_body(user, ledger.body, P.MONEY_VIEW)


def can_keep_ledger(user: Viewer, ledger: Ledger) -> bool:
    return holds_body(user, ledger.body, P.MONEY_KEEP)


def closable_ledgers(user: Viewer) -> QuerySet[Ledger]:
    """Books whose months the person counts or confirms."""
    return Ledger.objects.filter(body__in=bodies_with(user, P.MONEY_KEEP, P.MONEY_CLOSE))


def can_close_ledger(user: Viewer, ledger: Ledger) -> bool:
    return holds_body(user, ledger.body, P.MONEY_KEEP, P.MONEY_CLOSE)


def can_confirm_closing(user: Viewer, ledger: Ledger) -> bool:
    return holds_body(user, ledger.body, P.MONEY_CLOSE)


def totalled_ledgers(user: Viewer) -> QuerySet[Ledger]:
    """Books of which the person sees what they hold and whether they are closed, and nothing else."""
    return Ledger.objects.filter(is_within_any(granted_regions(user, P.MONEY_TOTALS), "body__region_id"))


def can_see_totals(user: Viewer, ledger: Ledger) -> bool:
    return can(user, P.MONEY_TOTALS, ledger.body.region_id)


def known_ledgers(user: Viewer) -> QuerySet[Ledger]:
    """Books of which the person may know that they exist."""
    return Ledger.objects.filter(body__in=known_bodies(user))


def can_know_ledger(user: Viewer, ledger: Ledger) -> bool:
    return can_know_body(user, ledger.body)


def openable_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose books the person would keep and that have none yet."""
    return bodies_with(user, P.MONEY_KEEP).filter(ledger=None)


def known_people(user: Viewer) -> QuerySet[BodyMember]:
    """People of bodies of which the person may know; what they save is for ``can_view_ledger``."""
    return BodyMember.objects.filter(body__ledger__in=known_ledgers(user))


def known_entries(user: Viewer) -> QuerySet[LedgerEntry]:
    """Entries of books of which the person may know; their content is for ``can_view_ledger``."""
    return LedgerEntry.objects.filter(ledger__in=known_ledgers(user))


def known_budget_lines(user: Viewer) -> QuerySet[BudgetLine]:
    """Lines of budgets of books of which the person may know; changing them is for ``can_keep_ledger``."""
    return BudgetLine.objects.filter(account__ledger__in=known_ledgers(user))
