"""Forms of what is given in a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField, YearField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.aid.forms.steps import MOST_IDR, REQUIRED
from anyelir.enterprise.aid.models import AidRound
from anyelir.enterprise.aid.models.aid import NAME_LENGTH, NUMBER_LENGTH
from anyelir.regions.models import Region

FIRST_YEAR, LAST_YEAR = 2000, 2199


class RoundForm(SentOnce):
    """Who gives how much, and from which money."""

    region = forms.ModelChoiceField(
        label=_("Wilayah"), empty_label=_("pilih"), queryset=Region.objects.none(), error_messages=REQUIRED
    )
    giver_kind = forms.ChoiceField(
        label=_("Pemberi"), choices=AidRound.Giver.choices, widget=forms.RadioSelect, error_messages=REQUIRED
    )
    giver = TextField(label=_("Nama dinas atau perusahaan"), max_length=NAME_LENGTH, error_messages=REQUIRED)
    source = forms.ChoiceField(
        label=_("Sumber dana"), choices=AidRound.Source.choices, error_messages=REQUIRED
    )
    year = YearField(
        label=_("Tahun anggaran"), least=FIRST_YEAR, most=LAST_YEAR, example="2026", error_messages=REQUIRED
    )
    promised_idr = WholeField(
        label=_("Nilai yang ditetapkan atau dijanjikan (Rp)"),
        least=1,
        most=MOST_IDR,
        example="150.000.000",
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, places: QuerySet[Region], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = places


class AidDecreeForm(PlacedForm, SentOnce):
    """The decree that names the receivers."""

    decree_no = TextField(label=_("Nomor SK"), max_length=NUMBER_LENGTH, error_messages=REQUIRED)
    decree_on = DayField(label=_("Tanggal SK"), proposes_today=True, not_later=True, error_messages=REQUIRED)
