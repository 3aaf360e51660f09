"""The column of arisan on the meeting sheet, and the pot that leaves the table for who won."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.arisan.access import can_keep_arisan
from anyelir.arisan.queries import (
    arisan_at,
    committed_draw,
    draw_at,
    eligible_shares,
    next_round,
    pot_of,
    shares_of,
    stakes_of,
)
from anyelir.contributions.columns import COLUMNS, PARTS, Agreed, Brought, Outlay, SheetColumn, SheetPart
from anyelir.contributions.models import MeetingSheet
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine

# The account of the pot; it never falls below zero as a whole, so that a winner may owe and the pot may not.
POT = "arisan"


def _agreed(sheet: MeetingSheet, _people: Sequence[BodyMember]) -> Agreed:
    arisan = arisan_at(sheet)
    return stakes_of(arisan) if arisan is not None else {}


def _lines(_sheet: MeetingSheet, person: BodyMember, amount_idr: int) -> list[JournalLine]:
    return [JournalLine(POT, -amount_idr, party=str(person.pk))]


def refuse_unpaid(sheet: MeetingSheet, brought: Brought) -> None:
    """Each round pays out what it took in: nothing, or the stake of every share to the one that won.

    Refuses: draw_missing, share_paid_short.
    """
    arisan, drawn = arisan_at(sheet), draw_at(sheet)
    if drawn is None or arisan is None:
        if any(brought.values()):
            text = _(
                "Ada uang arisan, tetapi belum ada pemenangnya. Undi dulu, atau kosongkan uang arisannya."
            )
            raise Refused("draw_missing", text)
        return
    refuse_short(stakes_of(arisan), {person.pk: amount for person, amount in brought.items()})


def refuse_short(stakes: Mapping[Any, int], brought: Mapping[Any, int]) -> None:
    """Refuses: share_paid_short. Tells how much is missing and of how many, and nobody's name."""
    differing = [key for key in {*stakes, *brought} if stakes.get(key, 0) != brought.get(key, 0)]
    if differing:
        missing = sum(stakes.get(key, 0) - brought.get(key, 0) for key in differing)
        facts = {"count": len(differing), "amount": rupiah(missing)}
        text = _(
            "Arisan %(count)s ibu belum pas, kurang %(amount)s. Lengkapi atau talangi dulu, supaya pemenang menerima"
            " utuh."
        )
        raise Refused("share_paid_short", text % facts)


def _is_shown(sheet: MeetingSheet) -> bool:
    return arisan_at(sheet) is not None


def _outlays(sheet: MeetingSheet) -> list[Outlay]:
    drawn = draw_at(sheet)
    if drawn is None:
        return []
    winner = drawn.winner.body_member
    label = _("Arisan untuk %s") % winner.name
    return [Outlay(label, drawn.pot_idr, [JournalLine(POT, drawn.pot_idr, party=str(winner.pk))])]


def _part(sheet: MeetingSheet, user: Any) -> dict[str, Any] | None:
    arisan = arisan_at(sheet)
    if arisan is None:
        return None
    drawn = draw_at(sheet)
    return {
        "arisan": arisan,
        "draw": drawn,
        "round_no": drawn.round_no if drawn is not None else next_round(arisan),
        "rounds": shares_of(arisan).count(),
        "pot_idr": drawn.pot_idr if drawn is not None else pot_of(arisan),
        "committed": committed_draw(arisan),
        "eligible": eligible_shares(arisan),
        "sheet": sheet,
        "may_keep": can_keep_arisan(user, arisan),
    }


_COLUMN = SheetColumn(
    "arisan", gettext_lazy("Arisan"), _agreed, _lines, refuse=refuse_unpaid, is_shown=_is_shown, rank=80
)
_PART = SheetPart("arisan", "arisan/_part.html", _part, _outlays)


def declare() -> None:
    COLUMNS.declare(_COLUMN)
    PARTS.declare(_PART)
