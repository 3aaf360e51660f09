"""Fields that several forms of this room share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField

REQUIRED = {"required": _("Bagian ini belum diisi."), "invalid_choice": _("Pilihan ini tidak ada.")}


def date_field(label, *, required=False, **options) -> DayField:
    """A day; the picker of the phone, and also typed as 17-09-2021."""
    return DayField(label=label, required=required, error_messages=REQUIRED, **options)
