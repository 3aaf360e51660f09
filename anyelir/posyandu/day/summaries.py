"""What a stored record of the open day holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from anyelir.core.wording import month, weekday
from anyelir.posyandu.day.models import Measurement, MonthClosing, PosyanduSession, Visit
from anyelir.posyandu.day.wording import cm, kg

if TYPE_CHECKING:
    from anyelir.posyandu.day.values import Values


def measurement_words(row: Measurement) -> str:
    """``Putri Ayu 18,6 kg, 104,0 cm``."""
    return f"{row.child.name} {value_words(row)}"


def value_words(values: Measurement | Values) -> str:
    """``18,6 kg, 104,0 cm``."""
    shown = [(values.weight_kg, kg), (values.height_cm, cm), (values.head_cm, cm), (values.muac_cm, cm)]
    said = [written(value) for value, written in shown if value is not None]
    return ", ".join(said) or _("tanpa angka")


def session_words(session: PosyanduSession) -> str:
    held = weekday(session.held_on)
    if session.closed_at is None or session.kader_on_duty is None:
        return _("hari buka %s") % held
    return _("hari buka %(day)s, %(count)d kader") % {"day": held, "count": session.kader_on_duty}


def visit_words(visit: Visit) -> str:
    params = {"child": visit.child.name, "day": weekday(visit.session.held_on)}
    return _("%(child)s datang %(day)s") % params


def month_words(closing: MonthClosing) -> str:
    return _("bulan %s") % month(closing.month)
