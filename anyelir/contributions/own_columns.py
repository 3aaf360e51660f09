"""The columns of this room: dues, jimpitan and the savings that the ledger knows."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from anyelir.contributions.columns import COLUMNS, Agreed, SheetColumn, SheetReadings
from anyelir.membership.models import BodyMember
from anyelir.rules.journal import JournalLine

# Account, title on the sheet, whether more or something may be brought without being agreed.
OWN = (
    ("iuran", _("Iuran"), False),
    ("jimpitan", _("Jimpitan"), False),
    ("simpanan:wajib", _("Simpanan wajib"), False),
    ("simpanan:pokok", _("Simpanan pokok"), False),
    ("simpanan:sukarela", _("Simpanan sukarela"), True),
)
# What is often saved beside what was agreed, offered for one tap.
ROUND_IDR = (5_000, 10_000, 20_000, 50_000)
OWN_KEYS = tuple(key for key, _label, _is_free in OWN)


def _agreed(key: str) -> Callable[[SheetReadings], Agreed]:
    def agreed(readings: SheetReadings) -> Agreed:
        amount_idr = readings.sheet.dues.get(key, 0)
        return {person.pk: amount_idr for person in readings.people} if amount_idr else {}

    return agreed


def _lines(key: str) -> Callable[[SheetReadings, BodyMember, int], list[JournalLine]]:
    def lines(_readings: SheetReadings, person: BodyMember, amount_idr: int) -> list[JournalLine]:
        return [JournalLine(key, -amount_idr, party=str(person.pk))]

    return lines


def _is_agreed(key: str) -> Callable[[SheetReadings], bool]:
    return lambda readings: bool(readings.sheet.dues.get(key, 0))


_OWN_COLUMNS = [
    SheetColumn(
        key,
        label,
        _agreed(key),
        _lines(key),
        is_shown=(lambda _readings: True) if is_free else _is_agreed(key),
        round_idr=ROUND_IDR if is_free else (),
        is_free=is_free,
        rank=10 * (place + 1),
    )
    for place, (key, label, is_free) in enumerate(OWN)
]


def declare() -> None:
    COLUMNS.declare(*_OWN_COLUMNS)
