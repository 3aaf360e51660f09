"""The measured values: from text or numbers to what the columns hold, and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.refusal import Refused
from anyelir.rules.growth_row import MeasuredValues
from anyelir.rules.numbers_id import NumberKind, Unread, number_of


class Source(models.TextChoices):
    """The door through which something came: the open day itself, or a file of what was written on paper."""

    FIELD = "field", gettext_lazy("Hari buka")
    IMPORT = "import", gettext_lazy("Dari berkas")


class CurveStatus(models.TextChoices):
    """How a kader reads the curve of the card."""

    GAINED = "N", gettext_lazy("Naik (N)")
    NOT_GAINED = "T", gettext_lazy("Belum naik (T)")


class Posture(models.TextChoices):
    RECUMBENT = "recumbent", gettext_lazy("Terlentang")
    STANDING = "standing", gettext_lazy("Berdiri")


@dataclass(frozen=True)
class Limits:
    """Decimal places kept, and the value from which on the unit must be wrong for an under-five."""

    places: Decimal
    below: Decimal
    advice: Any


LIMITS = {
    "weight_kg": Limits(
        Decimal("0.001"), Decimal(200), gettext_lazy("Tulis berat dalam kilogram, misalnya 9,1.")
    ),
    "height_cm": Limits(
        Decimal("0.01"),
        Decimal(250),
        gettext_lazy("Tulis panjang atau tinggi dalam sentimeter, misalnya 76,4."),
    ),
    "head_cm": Limits(
        Decimal("0.1"), Decimal(100), gettext_lazy("Tulis lingkar kepala dalam sentimeter, misalnya 44,5.")
    ),
    "muac_cm": Limits(
        Decimal("0.1"), Decimal(100), gettext_lazy("Tulis lingkar lengan dalam sentimeter, misalnya 14,2.")
    ),
}


@dataclass(frozen=True)
class Values(MeasuredValues):
    """What was measured; None is "not measured", an empty posture "not said"."""

    weight_kg: Decimal | None = None
    height_cm: Decimal | None = None
    posture: str = ""
    head_cm: Decimal | None = None
    muac_cm: Decimal | None = None
    oedema: bool = False

    def columns(self) -> dict[str, Any]:
        return dict(self.__dict__)


def cleaned(weight_kg: Any, height_cm: Any, posture: str, head_cm: Any, muac_cm: Any, oedema: bool) -> Values:
    """Values in the precision that is stored; refuses nothing at all, zero, negative and impossible ones."""
    if posture not in ("", *Posture.values):
        raise Refused("posture_unknown", _("Pilih berbaring atau berdiri."), field="posture", status=422)
    values = Values(
        number("weight_kg", weight_kg),
        number("height_cm", height_cm),
        posture,
        number("head_cm", head_cm),
        number("muac_cm", muac_cm),
        bool(oedema),
    )
    if values.is_empty:
        text = _("Belum ada yang diukur. Isi paling sedikit berat atau panjang.")
        raise Refused("nothing_measured", text, field="weight_kg", status=422)
    return values if values.height_cm is not None else Values(**{**values.columns(), "posture": ""})


def number(field: str, given: Any) -> Decimal | None:
    """One value of ``field`` with comma or point; None for nothing, Refused for what no child can be."""
    if given is None or given == "":
        return None
    limits = LIMITS[field]
    value = number_of(given, NumberKind.MEASURE)
    if isinstance(value, Unread):
        raise Refused("not_a_number", str(limits.advice), field=field, status=422)
    if not 0 < value < limits.below:
        raise Refused("impossible_value", str(limits.advice), field=field, status=422)
    rounded = value.quantize(limits.places, ROUND_HALF_UP)
    if not rounded:
        raise Refused("impossible_value", str(limits.advice), field=field, status=422)
    return rounded
