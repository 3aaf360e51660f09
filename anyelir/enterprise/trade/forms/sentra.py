"""Forms of a business centre: what it is known for, and who belongs to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.trade.forms.first import REQUIRED
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.models.sentra import NAME_LENGTH, TOOLS_LENGTH
from anyelir.enterprise.trade.queries.products import category_choices


class SentraForm(PlacedForm):
    name = TextField(
        label=_("Produk unggulan"),
        max_length=NAME_LENGTH,
        help_text=_("Misalnya tas anyaman atau keripik pisang."),
        error_messages=REQUIRED,
    )
    category = forms.ChoiceField(label=_("Jenis"), choices=category_choices, error_messages=REQUIRED)
    decree_no = TextField(label=_("Nomor SK"), max_length=60, required=False)
    decree_on = DayField(label=_("Tanggal SK"), not_later=True, required=False)
    tools = TextField(
        label=_("Alat bersama"),
        max_length=TOOLS_LENGTH,
        required=False,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu alat satu baris, misalnya mesin jahit 2 buah di balai RW."),
    )


class NewSentraForm(SentraForm, SentOnce):
    since = DayField(label=_("Berlaku sejak"), proposes_today=True, not_later=True, error_messages=REQUIRED)


class JoinSentraForm(forms.Form):
    business = forms.ModelChoiceField(
        label=_("Usaha"),
        queryset=Business.objects.none(),
        empty_label=_("pilih usaha"),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, businesses: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["business"].queryset = businesses
