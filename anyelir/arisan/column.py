"""The column of arisan on the meeting sheet, and the pot that leaves the table for who won."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.arisan.access import can_keep_arisan
from anyelir.arisan.models import Draw
from anyelir.arisan.queries import CycleStanding, standing_at
from anyelir.contributions.columns import (
    COLUMNS,
    PARTS,
    Agreed,
    Brought,
    Outlay,
    SheetColumn,
    SheetPart,
    SheetReadings,
)
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine

# The account of the pot; it never falls below zero as a whole, so that a winner may owe and the pot may not.
POT = "arisan"


def _cycle(readings: SheetReadings) -> CycleStanding | None:
    return readings.of(standing_at)


def _drawn(readings: SheetReadings) -> Draw | None:
    cycle = _cycle(readings)
    return cycle.drawn_at(readings.sheet) if cycle is not None else None


def _agreed(readings: SheetReadings) -> Agreed:
    cycle = _cycle(readings)
    return cycle.stakes if cycle is not None else {}


def _lines(_readings: SheetReadings, person: BodyMember, amount_idr: int) -> list[JournalLine]:
    return [JournalLine(POT, -amount_idr, party=str(person.pk))]


def refuse_unpaid(readings: SheetReadings, brought: Brought) -> None:
    """Each round pays out what it took in: nothing, or the stake of every share to the one that won.

    Refuses: draw_missing, share_paid_short.
    """
    cycle = _cycle(readings)
    if cycle is None or cycle.drawn_at(readings.sheet) is None:
        if any(brought.values()):
            text = _(
                "Ada uang arisan, tetapi belum ada pemenangnya. Undi dulu, atau kosongkan uang arisannya."
            )
            raise Refused("draw_missing", text)
        return
    refuse_short(cycle.stakes, {person.pk: amount for person, amount in brought.items()})


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


def _is_shown(readings: SheetReadings) -> bool:
    return _cycle(readings) is not None


def _outlays(readings: SheetReadings) -> list[Outlay]:
    drawn = _drawn(readings)
    if drawn is None:
        return []
    winner = drawn.winner.body_member
    label = _("Arisan untuk %s") % winner.name
    return [Outlay(label, drawn.pot_idr, [JournalLine(POT, drawn.pot_idr, party=str(winner.pk))])]


def _part(readings: SheetReadings, user: Any) -> dict[str, Any] | None:
    cycle, drawn = _cycle(readings), _drawn(readings)
    if cycle is None:
        return None
    return {
        "draw": drawn,
        "round_no": drawn.round_no if drawn is not None else cycle.next_round,
        "rounds": len(cycle.shares),
        "pot_idr": drawn.pot_idr if drawn is not None else cycle.pot_idr,
        "committed": cycle.is_committed,
        "eligible": cycle.eligible,
        "sheet": readings.sheet,
        "may_keep": can_keep_arisan(user, cycle.arisan),
    }


_COLUMN = SheetColumn(
    "arisan", gettext_lazy("Arisan"), _agreed, _lines, refuse=refuse_unpaid, is_shown=_is_shown, rank=80
)
_PART = SheetPart("arisan", "arisan/_part.html", _part, _outlays)


def declare() -> None:
    COLUMNS.declare(_COLUMN)
    PARTS.declare(_PART)
