"""Savings of the people of a body: what each has, and her own book. They never leave the body (``access``)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from anyelir.core.terms import in_force
from anyelir.core.wording import rupiah
from anyelir.ledger.chart import in_chart_order
from anyelir.ledger.models import Balance, Ledger, LedgerAccount, LedgerLine
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.journal import JournalLine

FAMILY = "simpanan:"


@dataclass(frozen=True)
class Saver:
    """Somebody of the body with what she has on each account of savings, in their order."""

    person: BodyMember
    held_idr: list[int]

    @property
    def sum_idr(self) -> int:
        return sum(self.held_idr)


@dataclass(frozen=True)
class SavingsRow:
    """One line of her book."""

    line: LedgerLine
    in_idr: int
    out_idr: int
    balance_idr: int


def savings_accounts(ledger: Ledger) -> list[LedgerAccount]:
    of_each = LedgerAccount.objects.filter(ledger=ledger, guard=LedgerAccount.Guard.PARTY)
    return in_chart_order((account for account in of_each if account.code.startswith(FAMILY)), ledger.since)


def people_of(body: Body) -> QuerySet[BodyMember]:
    return BodyMember.objects.filter(body=body)


def present_people(body: Body, on: dt.date) -> QuerySet[BodyMember]:
    """Who belongs to the body on a day."""
    return people_of(body).filter(in_force(on))


def savers(ledger: Ledger, people: Iterable[BodyMember]) -> list[Saver]:
    """These people with what each has; two queries however many they are."""
    people, accounts = list(people), savings_accounts(ledger)
    held: dict[tuple[str, object], int] = defaultdict(int)
    parties = [str(person.pk) for person in people]
    for row in Balance.objects.filter(account__in=accounts, party__in=parties):
        held[row.party, row.account_id] = -row.amount_idr
    return [Saver(person, [held[str(person.pk), account.pk] for account in accounts]) for person in people]


def saved_by(person: BodyMember) -> int:
    """All that is hers at her body: what it keeps for her, and nothing of what she owes it."""
    hers = Q(account__guard=LedgerAccount.Guard.PARTY, account__kind=LedgerAccount.Kind.LIABILITY)
    rows = Balance.objects.filter(hers, account__ledger__body=person.body_id)
    return -(rows.filter(party=str(person.pk)).aggregate(idr=Sum("amount_idr"))["idr"] or 0)


def savings_book(ledger: Ledger, person: BodyMember) -> list[SavingsRow]:
    """Every movement of hers in order of days."""
    lines = LedgerLine.objects.filter(party=str(person.pk), account__in=savings_accounts(ledger))
    rows: list[SavingsRow] = []
    balance = 0
    ordered = lines.select_related("entry", "account").order_by("entry__on", "entry__year", "entry__no", "id")
    for line in ordered:
        change = -line.amount_idr
        balance += change
        rows.append(SavingsRow(line, max(change, 0), max(-change, 0), balance))
    return rows


def names_of_parties(ledger: Ledger, lines: Iterable[LedgerLine]) -> dict[str, BodyMember]:
    """Who is meant by the parties of these lines, for whoever reads these books."""
    parties = {line.party for line in lines if line.party}
    people = BodyMember.objects.filter(body=ledger.body_id, pk__in=parties) if parties else ()
    return {str(person.pk): person for person in people}


def saving_lines(account: str, place: str, amount_idr: int, person: BodyMember) -> list[JournalLine]:
    """Money that she brings; below zero, money that she takes."""
    return [JournalLine(place, amount_idr), JournalLine(account, -amount_idr, party=str(person.pk))]


def savings_to_pay_out(person: BodyMember) -> list[str]:
    """Why she cannot leave yet."""
    left = saved_by(person)
    text = _("%(name)s masih punya simpanan %(amount)s. Bayarkan dulu, lalu catat keluarnya.")
    return [text % {"name": person.name, "amount": rupiah(left)}] if left else []
