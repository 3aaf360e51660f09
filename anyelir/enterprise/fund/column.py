"""The column of instalments on the meeting sheet: agreed is this month's, and only what is owed can be paid."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.contributions.columns import COLUMNS, Agreed, Brought, SheetColumn
from anyelir.contributions.models import MeetingSheet
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.enterprise.fund.entry_lines import payment_lines
from anyelir.enterprise.fund.models import Fund
from anyelir.enterprise.fund.queries import due_at, fund_of_body, running_cards
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine


def _fund(sheet: MeetingSheet) -> Fund | None:
    fund = fund_of_body(sheet.body)
    return fund if fund is not None and fund.is_in_force(sheet.activity.on) else None


def _agreed(sheet: MeetingSheet, people: Sequence[BodyMember]) -> Agreed:
    fund = _fund(sheet)
    return due_at(fund, sheet.activity.on, people) if fund is not None else {}


def _lines(sheet: MeetingSheet, person: BodyMember, amount_idr: int) -> list[JournalLine]:
    """Over all her loans: first what is due of each, then ahead, the oldest loan first."""
    fund, on, lines = _fund(sheet), sheet.activity.on, []
    cards = running_cards(fund, on, [person]) if fund is not None else []
    shares = {card.loan.pk: 0 for card in cards}
    left_idr = amount_idr
    for card in cards:
        shares[card.loan.pk] = min(left_idr, card.due_idr)
        left_idr -= shares[card.loan.pk]
    for card in cards:
        share = shares[card.loan.pk] + left_idr
        parts = payment_lines(card.loan, share, on)
        left_idr = share + sum(line.amount_idr for line in parts)
        lines += parts
    return lines


def refuse_more_than_owed(sheet: MeetingSheet, brought: Brought) -> None:
    """Refuses: over_debt. What is beyond the debt is asked about before anything is posted."""
    for person, amount_idr in brought.items():
        if not amount_idr:
            continue
        left_idr = amount_idr + sum(line.amount_idr for line in _lines(sheet, person, amount_idr))
        if left_idr:
            facts = {"name": person.name, "left": rupiah(left_idr)}
            text = _(
                "%(name)s membayar %(left)s lebih dari sisa pinjamannya. Tanyakan: pindahkan ke simpanan sukarela, atau"
                " kembalikan, lalu betulkan angsurannya."
            )
            raise Refused("over_debt", text % facts)


def _is_shown(sheet: MeetingSheet) -> bool:
    return _fund(sheet) is not None


_COLUMN = SheetColumn(
    "angsuran",
    gettext_lazy("Angsuran"),
    _agreed,
    _lines,
    refuse=refuse_more_than_owed,
    is_shown=_is_shown,
    rank=5,
)


def declare() -> None:
    COLUMNS.declare(_COLUMN)
