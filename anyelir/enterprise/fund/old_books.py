"""The old books of a group as its cut-off sheet has them: what is there, whose it is, and whether both sides agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from anyelir.enterprise.fund.kinds import JOINT_SAVINGS, LOANS, RESERVE
from anyelir.enterprise.fund.models import CutOff, CutOffBalance, CutOffLoan, Fund
from anyelir.ledger.chart import BANK, CASH
from anyelir.ledger.savings import FAMILY
from anyelir.membership.models import BodyMember
from anyelir.rules.dates import add_months
from anyelir.rules.journal import JournalLine
from anyelir.rules.months import first_of_month, months_between

# Money that is there, what the group owes or owns, and what belongs to each member.
MONEY = (CASH, BANK)
CAPITAL, UNEXPLAINED = "modal:bergulir", "modal:program"
OF_GROUP = (CAPITAL, "cadangan:umum", RESERVE, "shu:lain", "hutang")
OF_MEMBER = (f"{FAMILY}pokok", f"{FAMILY}wajib", f"{FAMILY}sukarela", JOINT_SAVINGS)

MONTHS_BACK, MONTHS_AHEAD = 60, 12


class OldBooks:
    """A cut-off sheet with everything that a page or its closing needs, each read once."""

    def __init__(self, cutoff: CutOff) -> None:
        self.cutoff = cutoff

    @cached_property
    def balances(self) -> list[CutOffBalance]:
        return [*self.cutoff.balances.select_related("body_member")]

    @cached_property
    def loans(self) -> list[CutOffLoan]:
        return [*self.cutoff.loans.select_related("body_member", "product")]

    def sum_of(self, *accounts: str) -> int:
        return sum(row.amount_idr for row in self.balances if row.account in accounts)

    @property
    def lent_idr(self) -> int:
        return sum(loan.principal_idr for loan in self.loans)

    @property
    def assets_idr(self) -> int:
        """Money and what is lent."""
        return self.sum_of(*MONEY) + self.lent_idr

    @property
    def members_idr(self) -> int:
        return self.sum_of(*OF_MEMBER)

    @property
    def group_idr(self) -> int:
        return self.sum_of(*OF_GROUP)

    @property
    def claims_idr(self) -> int:
        """What belongs to members, to others and to the group."""
        return self.members_idr + self.group_idr

    @property
    def difference_idr(self) -> int:
        """Above zero there is more than the old books explain, below zero less."""
        return self.assets_idr - self.claims_idr

    @property
    def gap_idr(self) -> int:
        """The difference without its sign."""
        return abs(self.difference_idr)

    @property
    def is_empty(self) -> bool:
        return not self.balances and not self.loans

    def lines(self) -> Iterator[JournalLine]:
        """The entry with which the new books begin; its loans have their keys. An unexplained rest is its last line."""
        for row in self.balances:
            sign = 1 if row.account in MONEY else -1
            yield JournalLine(row.account, sign * row.amount_idr, party_of(row.body_member_id))
        for row in self.loans:
            yield JournalLine(LOANS, row.principal_idr, party_of(row.body_member_id), str(row.loan_id))
        if self.difference_idr:
            yield JournalLine(UNEXPLAINED, -self.difference_idr)


def first_months(on: dt.date) -> list[dt.date]:
    """Months to which the oldest unpaid instalment of a loan may belong, five years back and one ahead."""
    first = first_of_month(on)
    return months_between(add_months(first, -MONTHS_BACK), add_months(first, MONTHS_AHEAD))


def party_of(person: object | None) -> str:
    return str(person) if person is not None else ""


@dataclass(frozen=True)
class OldBalance:
    """One amount of the old books; 0 takes it out of the sheet. ``person`` None is the group."""

    account: str
    person: BodyMember | None
    amount_idr: int


def cutoff_of(fund: Fund) -> CutOff | None:
    return CutOff.objects.filter(fund=fund).select_related("witness_one", "witness_two", "entry").first()


def held_in_old_books(cutoff: CutOff | None, people: Iterable[BodyMember]) -> dict[tuple[str, object], int]:
    """What the sheet has of these members, by account and key of the member."""
    if cutoff is None:
        return {}
    rows = CutOffBalance.objects.filter(cutoff=cutoff, body_member__in=list(people))
    return {(row.account, row.body_member_id): row.amount_idr for row in rows}
