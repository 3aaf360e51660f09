"""Forms of the chart: an account of the body's own, the sides of 4.11, and the last day of the books."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.ledger.models import Ledger


class LedgerAccountForm(PlacedForm, SentOnce):
    family = forms.ChoiceField(
        label=_("Jenis akun"),
        choices=[
            ("bank", _("Rekening bank")),
            ("dana", _("Sumber penerimaan")),
            ("belanja", _("Jenis belanja")),
        ],
    )
    title = TextField(
        label=_("Nama akun"),
        max_length=120,
        help_text=_("Misalnya Bank BJB, Bazar, atau Sewa kursi. Jangan pakai nama orang."),
    )
    since = DayField(label=_("Dipakai mulai"), proposes_today=True)


class SidesForm(forms.Form):
    sides = forms.ChoiceField(
        label=_("Susunan buku 4.11"), choices=Ledger.Sides.choices, widget=forms.RadioSelect
    )


class EndForm(PlacedForm):
    on = DayField(label=_("Hari terakhir buku ini"), not_later=True)

    def __init__(self, *args: Any, ledger: Ledger, **options: Any) -> None:
        initial = {"on": ledger.closed_through} if ledger.closed_through else {}
        super().__init__(*args, place=ledger.body.region_id, initial=initial, **options)
