"""The day of which a register is shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm


class RegisterDayForm(PlacedForm):
    tanggal = DayField(label=_("Menurut hari"), required=False)
