"""What the fund adds to the meeting sheet: the column of instalments, and who borrows at the meeting.

Agreed is the instalment of this month, and only what is owed can be paid.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.contributions.columns import (
    COLUMNS,
    PARTS,
    Agreed,
    Brought,
    Chip,
    Chips,
    Hints,
    SheetColumn,
    SheetPart,
    SheetReadings,
)
from anyelir.contributions.models import MeetingSheet
from anyelir.core.permission import Viewer
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.access import can_run_funds
from anyelir.enterprise.fund.costs import cost_of_loan
from anyelir.enterprise.fund.entry_lines import payment_lines
from anyelir.enterprise.fund.models import Loan
from anyelir.enterprise.fund.queries import LoanCard, card_of, fund_of_body, loans_of, with_plans
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine


@dataclass(frozen=True)
class OwedAtMeeting:
    """The loans that run on the day of a meeting, by borrower: what each was to bring, and what her money becomes."""

    on: dt.date
    cards: Mapping[Any, Sequence[LoanCard]]
    # Agreed on until that day, or handed out on it.
    lent: Sequence[Loan]

    @property
    def due(self) -> dict[Any, int]:
        """Of that month; 0 for who paid it already.

        Older instalments are not told here: neither the sheet nor its paper is a list of who is late.
        """
        return {key: sum(card.month_idr for card in cards) for key, cards in self.cards.items()}

    @property
    def chips(self) -> dict[Any, list[Chip]]:
        """For whoever still owes of this month or of those before."""
        offered = {
            key: _chips_of(
                sum(card.due_idr for card in cards),
                sum(card.arrears_idr for card in cards),
                sum(card.standing.month_service_idr for card in cards),
            )
            for key, cards in self.cards.items()
        }
        return {key: chips for key, chips in offered.items() if chips}

    @property
    def hints(self) -> dict[Any, str]:
        """Which instalment belongs to the month, of each loan; whether it was paid is not told."""
        return {key: ", ".join(map(self._hint, cards)) for key, cards in self.cards.items()}

    def _hint(self, card: LoanCard) -> str:
        plan = card.schedule.instalments
        number = next((row.number for row in plan if row.due_on >= self.on), len(plan))
        return str(_("angsuran %(number)s dari %(count)s") % {"number": number, "count": len(plan)})

    def lines(self, person: BodyMember, amount_idr: int) -> list[JournalLine]:
        """Over all her loans: first what is due of each, then ahead, the oldest loan first."""
        cards, lines = self.cards.get(person.pk, ()), []
        shares = []
        left_idr = amount_idr
        for card in cards:
            shares.append(min(left_idr, card.due_idr))
            left_idr -= shares[-1]
        for card, due_idr in zip(cards, shares, strict=True):
            share = due_idr + left_idr
            parts = payment_lines(card.loan, share, self.on)
            left_idr = share + sum(line.amount_idr for line in parts)
            lines += parts
        return lines


def _chips_of(due_idr: int, arrears_idr: int, service_idr: int) -> list[Chip]:
    if not due_idr:
        return []
    chips = [Chip(_("Semua yang tertinggal"), due_idr)] if arrears_idr else []
    if service_idr:
        chips.append(Chip(_("Jasa saja"), service_idr))
    return [*chips, Chip(_("Belum bayar"), 0)]


def owed_at(sheet: MeetingSheet, people: Sequence[BodyMember]) -> OwedAtMeeting | None:
    """None where no fund is in force on the day of the meeting."""
    fund, on = fund_of_body(sheet.body), sheet.activity.on
    if fund is None or not fund.is_in_force(on):
        return None
    is_agreed = Q(state=Loan.State.APPROVED, decided_on__lte=on)
    of_meeting = Q(state=Loan.State.RUNNING, body_member__in=people) | is_agreed | Q(disbursed_on=on)
    loans = [*with_plans(loans_of(fund).filter(of_meeting))]
    present, cards = {person.pk for person in people}, defaultdict(list)
    for loan in loans:
        if loan.state == Loan.State.RUNNING and loan.body_member_id in present:
            cards[loan.body_member_id].append(card_of(loan, on))
    lent = [loan for loan in loans if loan.state == Loan.State.APPROVED or loan.disbursed_on == on]
    return OwedAtMeeting(on, cards, lent)


def _agreed(readings: SheetReadings) -> Agreed:
    owed = readings.of(owed_at)
    return owed.due if owed is not None else {}


def _lines(readings: SheetReadings, person: BodyMember, amount_idr: int) -> list[JournalLine]:
    owed = readings.of(owed_at)
    return owed.lines(person, amount_idr) if owed is not None else []


def refuse_more_than_owed(readings: SheetReadings, brought: Brought) -> None:
    """Refuses: over_debt. What is beyond the debt is asked about before anything is posted."""
    for person, amount_idr in brought.items():
        if not amount_idr:
            continue
        left_idr = amount_idr + sum(line.amount_idr for line in _lines(readings, person, amount_idr))
        if left_idr:
            facts = {"name": person.name, "left": rupiah(left_idr)}
            text = _(
                "%(name)s membayar %(left)s lebih dari sisa pinjamannya. Tanyakan: pindahkan ke simpanan sukarela, atau"
                " kembalikan, lalu betulkan angsurannya."
            )
            raise Refused("over_debt", text % facts)


def _chips(readings: SheetReadings) -> Chips:
    owed = readings.of(owed_at)
    return owed.chips if owed is not None else {}


def _hints(readings: SheetReadings) -> Hints:
    owed = readings.of(owed_at)
    return owed.hints if owed is not None else {}


def _is_shown(readings: SheetReadings) -> bool:
    return readings.of(owed_at) is not None


_COLUMN = SheetColumn(
    "angsuran",
    gettext_lazy("Angsuran"),
    _agreed,
    _lines,
    refuse=refuse_more_than_owed,
    is_shown=_is_shown,
    chips=_chips,
    hints=_hints,
    rank=5,
)


def _lent_today(readings: SheetReadings, user: Viewer) -> dict[str, Any] | None:
    """Loans that the meeting agreed on and that are handed out at it, each with what it costs."""
    owed = readings.of(owed_at)
    if owed is None or not owed.lent:
        return None
    rows = [(loan, cost_of_loan(loan, owed.on)) for loan in owed.lent]
    return {"rows": rows, "may_run": can_run_funds(user, readings.sheet.body)}


_PART = SheetPart("fund", "fund/_sheet_part.html", _lent_today, lambda _readings: [], rank=10)


def declare() -> None:
    COLUMNS.declare(_COLUMN)
    PARTS.declare(_PART)
