"""What the fund shows in a member's own book: her loans, what is kept for her, her part of the last surplus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.kinds import (
    CHARGES,
    CUTOFF,
    DISBURSE,
    LOANS,
    RECOVERED,
    SURPLUS_OF_MEMBERS,
    SURPLUS_SPLIT,
    WRITE_OFF,
)
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.plans import schedule_of
from anyelir.enterprise.fund.queries import LoanCard, card_of, fund_of_body, held_for, with_plans
from anyelir.enterprise.groups.book_parts import OWN_BOOK_PARTS, OwnBookPart
from anyelir.ledger.models import LedgerLine
from anyelir.membership.models import BodyMember
from anyelir.rules.fund import Payoff, Unpaid, effective_rate_percent, payoff
from anyelir.rules.months import last_day

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
    today: dt.date

    @property
    def paid_count(self) -> int:
        """Instalments of the plan in force that lack nothing."""
        return self.all_count - len(self.card.coming)

    @property
    def all_count(self) -> int:
        return len(self.card.schedule.instalments)

    @property
    def next_months(self) -> Sequence[Unpaid]:
        """After the running one, which stands apart."""
        this_month = last_day(self.today)
        return [row for row in self.card.coming if row.due_on > this_month][:MONTHS_SHOWN]

    @property
    def ends_on(self) -> dt.date:
        """The last day of the last month of her plan."""
        return self.card.schedule.instalments[-1].due_on

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
    return OwnLoan(card, loan.product.rate_percent, effective, payoff(card.schedule, card.paid, today), today)


def _written_off(person: BodyMember) -> list[Loan]:
    """What the group took off its books and she still may pay."""
    return list(Loan.objects.filter(body_member=person, state=Loan.State.WRITTEN_OFF))


def _loans_part(person: BodyMember, today: dt.date) -> dict[str, Any] | None:
    loans, written_off = own_loans(person, today), _written_off(person)
    return {"loans": loans, "written_off": written_off} if loans or written_off else None


def _headline(person: BodyMember, today: dt.date) -> str:
    left = sum(each.card.standing.outstanding_idr for each in own_loans(person, today))
    return _("Sisa pinjaman %s.") % rupiah(left) if left else ""


def _due(person: BodyMember, today: dt.date) -> list[tuple[str, int]]:
    return [(str(_("angsuran")), each.due_idr) for each in own_loans(person, today) if each.due_idr]


def last_surplus_part(person: BodyMember) -> tuple[int, int] | None:
    """Year and rupiah of the newest surplus that was divided and gave her something."""
    lines = LedgerLine.objects.filter(
        ledger__body=person.body_id,
        party=str(person.pk),
        account__code=SURPLUS_OF_MEMBERS,
        entry__kind=SURPLUS_SPLIT,
        entry__reverses=None,
        entry__reversed_by=None,
    )
    newest = lines.order_by("-entry__on", "-entry__no").values_list("entry__source_key", "amount_idr").first()
    return (int(newest[0].split("/")[0]), -newest[1]) if newest is not None else None


def _kept_part(person: BodyMember, _today: dt.date) -> dict[str, Any] | None:
    fund = fund_of_body(person.body)
    if fund is None:
        return None
    kept, surplus = held_for(fund, person), last_surplus_part(person)
    if not kept and surplus is None:
        return None
    year, amount_idr = surplus if surplus is not None else (0, 0)
    return {"kept": kept, "surplus_year": year, "surplus_idr": amount_idr}


def _title(line: LedgerLine) -> str:
    """Principal and charge of one payment are one instalment; the first lines of a loan say what they are."""
    if line.account.code not in (LOANS, CHARGES, RECOVERED):
        return ""
    kind = line.entry.kind
    if kind == DISBURSE:
        return _("Pinjaman diterima")
    if kind == CUTOFF:
        return _("Sisa pinjaman dari buku lama")
    if kind == WRITE_OFF:
        return _("Pinjaman keluar dari buku kelompok")
    return _("Angsuran")


def declare() -> None:
    OWN_BOOK_PARTS.declare(
        OwnBookPart("loans", "groups/_own_loans.html", _loans_part, _headline, _due, _title, rank=10),
        OwnBookPart("kept", "groups/_own_kept.html", _kept_part, rank=60, is_below_savings=True),
    )
