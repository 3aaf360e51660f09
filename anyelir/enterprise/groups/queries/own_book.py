"""What a member reads in her own book, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from anyelir.arisan.queries import running_arisan, share_rows
from anyelir.core.clock import today_at
from anyelir.core.wording import rupiah
from anyelir.enterprise.groups.book_parts import OWN_BOOK_PARTS
from anyelir.ledger.models import Ledger
from anyelir.ledger.savings import savers, savings_accounts, savings_book
from anyelir.membership.models import Body, BodyMember
from anyelir.secretariat.models import Activity

MOST_LINES = 24


def own_book(person: BodyMember) -> dict[str, Any]:
    """Savings by kind, what the rooms above add, what is due at the next meeting, her turn of the arisan."""
    today = today_at(person.body.region_id)
    parts = [(part, part.context(person, today)) for part in OWN_BOOK_PARTS]
    due = [pair for part in OWN_BOOK_PARTS for pair in part.due(person, today)]
    return {
        "person": person,
        "first_name": person.name.split()[0],
        **_savings(person),
        "headlines": [text for part in OWN_BOOK_PARTS if (text := part.headline(person, today))],
        "parts": [(part.template, context) for part, context in parts if context is not None],
        "meeting": next_meeting(person.body, today),
        "due": due,
        "due_idr": sum(amount_idr for _label, amount_idr in due),
        "arisan": arisan_turn(person),
    }


def _savings(person: BodyMember) -> dict[str, Any]:
    ledger = Ledger.objects.filter(body=person.body_id, until=None).first()
    if ledger is None:
        return {"standing": [], "saved": rupiah(0), "lines": []}
    [saver] = savers(ledger, [person])
    rows = savings_book(ledger, person)
    return {
        "standing": [*zip(savings_accounts(ledger), saver.held_idr, strict=True)],
        "saved": rupiah(saver.sum_idr),
        "lines": rows[: -MOST_LINES - 1 : -1],
    }


def next_meeting(body: Body, today: dt.date) -> Activity | None:
    planned = Activity.objects.filter(
        body=body, on__gte=today, kind=Activity.Kind.MEETING, state=Activity.State.PLANNED
    )
    return planned.order_by("on", "id").first()


def arisan_turn(person: BodyMember) -> dict[str, int] | None:
    """How many shares she has in the running cycle and in how many rounds she won; None without a share."""
    cycle = running_arisan(person.body)
    if cycle is None:
        return None
    mine = [row for row in share_rows(cycle) if row.share.body_member_id == person.pk]
    return {"shares": len(mine), "won": sum(row.draw is not None for row in mine)} if mine else None
