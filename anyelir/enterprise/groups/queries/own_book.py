"""What a member reads in her own book, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from anyelir.arisan.queries import running_arisan, share_rows, standing_of
from anyelir.contributions.own_columns import OWN
from anyelir.contributions.queries import last_sheet_of
from anyelir.core.clock import today_at
from anyelir.core.wording import rupiah
from anyelir.enterprise.groups.book_parts import OWN_BOOK_PARTS
from anyelir.enterprise.groups.models import BookQuestion
from anyelir.ledger.models import Ledger, LedgerAccount, LedgerLine
from anyelir.ledger.savings import savers, savings_accounts
from anyelir.membership.models import Body, BodyMember
from anyelir.secretariat.models import Activity

MOST_ROWS = 24
# An entry has a few lines of hers at most.
MOST_LINES = 6 * MOST_ROWS


@dataclass(frozen=True)
class OwnRow:
    """What one entry did with what is hers, under one title."""

    title: str
    on: dt.date
    by_name: str
    amount_idr: int
    is_taken: bool
    is_reversal: bool


def own_book(person: BodyMember) -> dict[str, Any]:
    """Savings by kind, what the rooms above add, what is due at the next meeting, her turn of the arisan."""
    today = today_at(person.body.region_id)
    pairs = [(part, part.context(person, today)) for part in OWN_BOOK_PARTS]
    parts = [(part, context) for part, context in pairs if context is not None]
    due = [pair for part in OWN_BOOK_PARTS for pair in part.due(person, today)] + agreed_dues(person, today)
    return {
        "person": person,
        "first_name": person.name.split()[0],
        **_savings(person),
        "headlines": [text for part in OWN_BOOK_PARTS if (text := part.headline(person, today))],
        "parts": [(part.template, context) for part, context in parts if not part.is_below_savings],
        "parts_below": [(part.template, context) for part, context in parts if part.is_below_savings],
        "meeting": next_meeting(person.body, today),
        "due": due,
        "due_idr": sum(amount_idr for _label, amount_idr in due),
        "rows": own_rows(person),
        "arisan": arisan_turn(person),
        "question": BookQuestion.objects.filter(body_member=person).first(),
    }


def _savings(person: BodyMember) -> dict[str, Any]:
    ledger = Ledger.objects.filter(body=person.body_id, until=None).first()
    if ledger is None:
        return {"standing": [], "saved": rupiah(0)}
    [saver] = savers(ledger, [person])
    return {
        "standing": [*zip(savings_accounts(ledger), saver.held_idr, strict=True)],
        "saved": rupiah(saver.sum_idr),
    }


def next_meeting(body: Body, today: dt.date) -> Activity | None:
    planned = Activity.objects.filter(
        body=body, on__gte=today, kind=Activity.Kind.MEETING, state=Activity.State.PLANNED
    )
    return planned.order_by("on", "id").first()


def agreed_dues(person: BodyMember, today: dt.date) -> list[tuple[str, int]]:
    """What everybody brings to a meeting, as the newest sheet has it, and her stakes in the arisan."""
    if not person.is_in_force(today):
        return []
    sheet = last_sheet_of(person.body)
    dues = sheet.dues if sheet is not None else {}
    pairs = [(str(label).lower(), dues.get(key, 0)) for key, label, _is_free in OWN]
    cycle = running_arisan(person.body)
    pairs.append((_("arisan"), standing_of(cycle).stakes.get(person.pk, 0) if cycle is not None else 0))
    return [(label, amount_idr) for label, amount_idr in pairs if amount_idr]


def own_rows(person: BodyMember) -> list[OwnRow]:
    """Her newest entries: every line of the journal that is about her, whichever room wrote it."""
    lines = LedgerLine.objects.filter(ledger__body=person.body_id, party=str(person.pk))
    newest = lines.select_related("entry", "account").order_by(
        "-entry__on", "-entry__year", "-entry__no", "-id"
    )
    rows: dict[tuple[Any, str], list[LedgerLine]] = {}
    for line in newest[:MOST_LINES]:
        rows.setdefault((line.entry_id, _title(line)), []).append(line)
    return [_row(title, together) for (_entry, title), together in rows.items()][:MOST_ROWS]


def _title(line: LedgerLine) -> str:
    return next((title for part in OWN_BOOK_PARTS if (title := part.title(line))), line.account.title)


def _row(title: str, lines: Iterable[LedgerLine]) -> OwnRow:
    lines = [*lines]
    entry, moved_idr = lines[0].entry, sum(line.amount_idr for line in lines)
    is_hers = any(line.account.kind == LedgerAccount.Kind.LIABILITY for line in lines)
    is_reversal = entry.reverses_id is not None
    return OwnRow(
        title,
        entry.on,
        entry.by_name,
        abs(moved_idr),
        is_hers and moved_idr > 0 and not is_reversal,
        is_reversal,
    )


def arisan_turn(person: BodyMember) -> dict[str, Any] | None:
    """Her shares in the running cycle, the rounds in which they won, how many are to come; None without a share."""
    cycle = running_arisan(person.body)
    if cycle is None:
        return None
    shares = share_rows(cycle)
    mine = [row for row in shares if row.share.body_member_id == person.pk]
    left = sum(row.draw is None for row in shares)
    rounds = [row.draw.round_no for row in mine if row.draw is not None]
    return {"shares": len(mine), "rounds": rounds, "left": left} if mine else None
