"""What the fund shows in the room of groups: in the profile of a group, and in a member's own book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.plans import schedule_of
from anyelir.enterprise.fund.queries import LoanCard, card_of, fund_of_body, with_plans
from anyelir.enterprise.groups.book_parts import OWN_BOOK_PARTS, OwnBookPart
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.profile import GROUP_BOOKS, GroupBook
from anyelir.membership.models import Body, BodyMember
from anyelir.rules.fund import Payoff, effective_rate_percent, payoff

# So many months ahead stand in her book.
MONTHS_SHOWN = 3


@dataclass(frozen=True)
class OwnLoan:
    """A running loan as its borrower reads it."""

    card: LoanCard
    # As she signed it, also counted from the money that she really holds.
    rate_percent: Decimal
    effective_percent: float | None
    payoff: Payoff

    @property
    def paid_count(self) -> int:
        """Instalments of the plan in force that lack nothing."""
        return self.all_count - len(self.card.coming)

    @property
    def all_count(self) -> int:
        return len(self.card.schedule.instalments)

    @property
    def next_months(self) -> Sequence[Any]:
        return self.card.coming[:MONTHS_SHOWN]

    @property
    def due_idr(self) -> int:
        """For the next meeting: all that belongs to this month and those before, or the coming instalment."""
        return self.card.due_idr or (self.card.coming[0].total_idr if self.card.coming else 0)


def own_loans(person: BodyMember, today: dt.date) -> list[OwnLoan]:
    running = Loan.objects.filter(body_member=person, state=Loan.State.RUNNING)
    loans = with_plans(running.select_related("fund__ledger__body", "product__fund"))
    return [_own_loan(loan, card_of(loan, today), today) for loan in loans]


def _own_loan(loan: Loan, card: LoanCard, today: dt.date) -> OwnLoan:
    signed = schedule_of(loan.plans.order_by("number")[0])
    effective = effective_rate_percent(signed, with_grace=True)
    return OwnLoan(card, loan.product.rate_percent, effective, payoff(card.schedule, card.paid, today))


def _written_off(person: BodyMember) -> list[Loan]:
    """What the group took off its books and she still may pay."""
    return list(Loan.objects.filter(body_member=person, state=Loan.State.WRITTEN_OFF))


def _own_part(person: BodyMember, today: dt.date) -> dict[str, Any] | None:
    loans, written_off = own_loans(person, today), _written_off(person)
    return {"loans": loans, "written_off": written_off} if loans or written_off else None


def _headline(person: BodyMember, today: dt.date) -> str:
    left = sum(each.card.standing.outstanding_idr for each in own_loans(person, today))
    return _("Sisa pinjaman %s.") % rupiah(left) if left else ""


def _due(person: BodyMember, today: dt.date) -> list[tuple[str, int]]:
    return [(str(_("angsuran")), each.due_idr) for each in own_loans(person, today) if each.due_idr]


def _loan_book(group: Group, body: Body) -> list[str]:
    return [] if fund_of_body(body) is not None else [_("Dana bergulir belum dibuka.")]


def declare() -> None:
    OWN_BOOK_PARTS.declare(OwnBookPart("fund", "fund/_own_loans.html", _own_part, _headline, _due, rank=10))
    GROUP_BOOKS.declare(
        GroupBook("loans", gettext_lazy("Buku pinjaman, angsuran, iuran, simpanan"), _loan_book, rank=50)
    )
