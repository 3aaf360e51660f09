"""Fields that several forms of this room share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

REQUIRED = {"required": _("Bagian ini belum diisi."), "invalid_choice": _("Pilihan ini tidak ada.")}


def date_field(label, *, required=False, **options) -> forms.DateField:
    """A day; the picker of the phone, and also typed as 17-09-2021."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {**REQUIRED, "invalid": _("Tanggal ini tidak ada di kalender.")}
    return forms.DateField(label=label, required=required, widget=widget, error_messages=errors, **options)
