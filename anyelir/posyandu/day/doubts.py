"""Values worth measuring again, and what was probably meant. Asked once, never refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from anyelir.core import wording as plain
from anyelir.families.models import Person
from anyelir.posyandu.day.growth import assess_values
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.values import Values
from anyelir.posyandu.day.wording import cm, kg
from anyelir.rules import tables
from anyelir.rules.age import completed_months
from anyelir.rules.measurement_checks import CheckCode, MeasurementWarning, check
from anyelir.rules.measurement_checks import CheckedValues as Checked

MEASURES = ("weight_kg", "height_cm", "head_cm", "muac_cm")
# What an index is made of. A strange one is asked at its last field, unless one of them is in doubt already.
FIELDS_OF_INDEX = {
    "waz": ("weight_kg",),
    "haz": ("height_cm",),
    "whz": ("weight_kg", "height_cm"),
    "baz": ("weight_kg", "height_cm"),
    "hcz": ("head_cm",),
    "acz": ("muac_cm",),
}
# A slipped digit explains a change only if what was meant lies this close to last time.
CLOSE_SHARE = Decimal("0.2")


@dataclass(frozen=True)
class Doubt:
    """One field to look at again. ``token`` in the form says that the value was confirmed."""

    field: str
    value: Decimal
    text: str
    meant: Decimal | None
    code: str

    @property
    def token(self) -> str:
        return f"{self.field}:{self.value.normalize():f}"


def doubts(
    child: Person,
    on: dt.date,
    values: Values,
    previous: Measurement | None,
    confirmed: Iterable[str] = (),
    *,
    previous_length: Measurement | None = None,
) -> list[Doubt]:
    """At most one doubt per field, in the order of the form, without what the kader has confirmed.

    ``previous`` is the last weighing; ``previous_length`` the last one with a length, where that is another.
    """
    by_field: dict[str, Doubt] = {}
    for warning in _warnings(child, on, values, previous, previous_length):
        fields = FIELDS_OF_INDEX.get(warning.measure, (warning.measure,))
        value = getattr(values, fields[-1])
        if value is not None and not set(fields) & set(by_field):
            before = previous_length if fields[-1] == "height_cm" and previous_length else previous
            by_field[fields[-1]] = _doubt(fields[-1], value, warning, before)
    confirmed = set(confirmed)
    return [
        by_field[field] for field in MEASURES if field in by_field and by_field[field].token not in confirmed
    ]


def doubts_about(
    measurement: Measurement, previous: Measurement | None, previous_length: Measurement | None
) -> list[Doubt]:
    """What is still worth measuring again in a row that is stored."""
    row = measurement
    return doubts(row.child, row.measured_on, row.values, previous, previous_length=previous_length)


def _warnings(
    child: Person,
    on: dt.date,
    values: Values,
    previous: Measurement | None,
    previous_length: Measurement | None,
) -> Iterator[MeasurementWarning]:
    assessment = assess_values(child, on, values)
    corrected = Decimal(str(assessment.corrected_height_cm)) if assessment.corrected_height_cm else None
    return iter(
        check(
            Checked(
                on,
                _float(values.weight_kg),
                _float(corrected),
                _float(values.head_cm),
                _float(values.muac_cm),
            ),
            completed_month=completed_months(child.born_on, on) if child.born_on else None,
            previous=_checked(previous),
            previous_length=_checked(previous_length),
            assessment=assessment,
        )
    )


def _checked(previous: Measurement | None) -> Checked | None:
    if previous is None:
        return None
    height = previous.corrected_height_cm or previous.height_cm
    return Checked(previous.measured_on, _float(previous.weight_kg), _float(height))


def _doubt(field: str, value: Decimal, warning: MeasurementWarning, previous: Measurement | None) -> Doubt:
    before = getattr(previous, field, None) if previous is not None else None
    meant = None if warning.suggestion is None else Decimal(str(warning.suggestion))
    if before is not None:
        meant = probably_meant(value, before) or meant
    return Doubt(field, value, _text(field, value, warning, before), meant, str(warning.code))


def probably_meant(typed: Decimal, before: Decimal) -> Decimal | None:
    """What a slip of the finger would explain: the decimal point moved, one digit too many, two swapped.

    Only a value close to the one before is offered. A forgotten point keeps every digit that was typed, so it goes
    before the slips that would drop one; among these the closest first.
    """
    allowed = before * CLOSE_SHARE
    moved = [value for value in (typed / 10, typed * 10) if abs(value - before) <= allowed]
    if moved:
        return moved[0].normalize()
    near = [value for value in slips(typed) if abs(value - before) <= allowed and value != typed]
    return min(near, key=lambda value: abs(value - before), default=None)


def slips(typed: Decimal) -> set[Decimal]:
    """All values from which ``typed`` differs by one typing error."""
    text = f"{typed.normalize():f}"
    shorter = [text[:at] + text[at + 1 :] for at in range(len(text))]
    digits = [at for at, sign in enumerate(text) if sign != "."]
    swapped = [_swapped(text, *pair) for pair in pairwise(digits)]
    numbers = {Decimal(candidate) for candidate in [*shorter, *swapped] if _is_number(candidate)}
    return {value.normalize() for value in {*numbers, typed / 10, typed * 10} if value > 0}


def _swapped(text: str, first: int, second: int) -> str:
    signs = list(text)
    signs[first], signs[second] = signs[second], signs[first]
    return "".join(signs)


def _is_number(text: str) -> bool:
    whole, _point, rest = text.partition(".")
    return whole.isascii() and whole.isdigit() and (not rest or rest.isdigit()) and not text.endswith(".")


def _text(field: str, value: Decimal, warning: MeasurementWarning, before: Decimal | None) -> str:
    shown = kg(value) if field == "weight_kg" else cm(value)
    last = None if before is None else kg(before) if field == "weight_kg" else cm(before)
    match warning.code:
        case CheckCode.BELOW_RANGE | CheckCode.ABOVE_RANGE:
            return _("%s tidak biasa untuk balita. Mungkin salah ketik.") % shown
        case CheckCode.WEIGHT_GAIN_LARGE | CheckCode.WEIGHT_LOSS_LARGE:
            params = {"now": shown, "last": last}
            return _("%(now)s jauh dari terakhir (%(last)s). Mungkin salah ketik.") % params
        case CheckCode.HEIGHT_LOSS:
            params = {"now": shown, "last": last}
            return (
                _("%(now)s lebih pendek dari terakhir (%(last)s). Lihat lagi posisi kepala dan kaki.")
                % params
            )
        case CheckCode.HEIGHT_GAIN_LARGE:
            return _("%(now)s naik banyak dari terakhir (%(last)s).") % {"now": shown, "last": last}
        case CheckCode.STANDING_UNDER_9_MONTHS:
            return _("Umur di bawah 9 bulan biasanya diukur berbaring. Benarkah berdiri?")
        case _:
            return _("%(now)s jauh dari anak lain seumurnya (%(z)s SD).") % {
                "now": shown,
                "z": plain.number(warning.value, 1).replace("-", "−"),
            }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def limits(child: Person, on: dt.date, previous: Measurement | None) -> dict[str, dict[str, Decimal]]:
    """What a phone may already ask about while the value is typed: field -> ``low``, ``high`` and ``last``.

    The same rows as in ``check``; the range is narrowed by last month's weight. The server asks again with all
    it knows, so a phone without JavaScript misses nothing.
    """
    rules = tables.load("measurement_limits").by_key(on)
    by_field = {
        field: {"low": rules[field]["low"], "high": rules[field]["high"]}
        for field in MEASURES
        if field in rules
    }
    for field in MEASURES:
        before = getattr(previous, field, None)
        if before is not None and field in by_field:
            by_field[field]["last"] = before
    if child.born_on is not None and "last" in by_field.get("weight_kg", {}):
        _narrow(
            by_field["weight_kg"], completed_months(child.born_on, on), (on - previous.measured_on).days, on
        )
    return by_field


def _narrow(bounds: dict[str, Decimal], months: int, days: int, on: dt.date) -> None:
    for rule in tables.load("measurement_changes").as_of(on):
        if not rule["from_month"] <= months <= rule["to_month"] or days > (rule["within_days"] or days):
            continue
        if rule["change"] == "weight_gain_percent":
            bounds["high"] = min(bounds["high"], bounds["last"] * (100 + rule["at_most"]) / 100)
        elif rule["change"] == "weight_loss_percent":
            bounds["low"] = max(bounds["low"], bounds["last"] * (100 - rule["at_most"]) / 100)
