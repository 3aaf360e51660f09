"""Forms of the register: what is known of a business, its beginning and its end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, NumberField, PlacedForm, TextField, WholeField
from anyelir.enterprise.trade.forms.first import REQUIRED
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.models.business import NAME_LENGTH, REASON_LENGTH
from anyelir.enterprise.trade.queries.products import kbli_choices, kbli_versions

MOST_IDR = 10**13
MOST_WORKERS = 100_000


class CompanionField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.name


class BusinessFactsForm(PlacedForm):
    """Everything but the name may wait; the size class is computed, never asked."""

    name = TextField(label=_("Nama usaha"), max_length=NAME_LENGTH, error_messages=REQUIRED)
    started_on = DayField(label=_("Berjalan sejak"), not_later=True, required=False)
    kbli_code = TextField(
        label=_("Kode KBLI"),
        max_length=120,
        required=False,
        help_text=_("Lima angka dari NIB. Ketik jenis usahanya untuk memilih dari daftar."),
        widget=forms.TextInput(attrs={"list": "daftar-kbli", "autocomplete": "off"}),
    )
    kbli_version = forms.TypedChoiceField(
        label=_("KBLI tahun"), choices=kbli_versions, coerce=int, error_messages=REQUIRED
    )
    workers_f = WholeField(
        label=_("Pekerja perempuan"), least=0, most=MOST_WORKERS, example="2", required=False
    )
    workers_m = WholeField(
        label=_("Pekerja laki-laki"), least=0, most=MOST_WORKERS, example="1", required=False
    )
    capital_idr = WholeField(
        label=_("Modal"),
        least=0,
        most=MOST_IDR,
        example="5.000.000",
        required=False,
        help_text=_("Rupiah, tanpa tanah dan bangunan."),
    )
    sales_idr = WholeField(
        label=_("Penjualan setahun"),
        least=0,
        most=MOST_IDR,
        example="24.000.000",
        required=False,
        help_text=_("Rupiah, selama 12 bulan."),
    )
    figures_on = DayField(
        label=_("Keadaan tanggal"),
        not_later=True,
        required=False,
        help_text=_("Tanggal angka pekerja, modal dan penjualan di atas."),
    )
    channels = forms.MultipleChoiceField(
        label=_("Jualan di mana?"),
        choices=Business.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=REQUIRED,
    )
    latitude = NumberField(
        label=_("Lintang"), least=-11, most=7, decimals=6, example="-6,4812", required=False
    )
    longitude = NumberField(
        label=_("Bujur"),
        least=95,
        most=142,
        decimals=6,
        example="106,8521",
        required=False,
        help_text=_("Titik di peta. Tampil untuk umum hanya kalau pemilik setuju."),
    )
    companion = CompanionField(
        label=_("Pendamping"),
        queryset=None,
        required=False,
        empty_label=_("belum ada"),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, companions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["companion"].queryset = companions
        self.kbli_titles = kbli_choices()

    def clean_kbli_code(self) -> str:
        """What was chosen from the list begins with its code."""
        return str(self.cleaned_data["kbli_code"]).partition(" ")[0]

    def clean_latitude(self) -> float | None:
        return _float(self.cleaned_data["latitude"])

    def clean_longitude(self) -> float | None:
        return _float(self.cleaned_data["longitude"])

    def clean_channels(self) -> str:
        return " ".join(code for code in Business.Channel.values if code in self.cleaned_data["channels"])


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


class RunForm(PlacedForm):
    started_on = DayField(
        label=_("Berjalan sejak"), proposes_today=True, not_later=True, error_messages=REQUIRED
    )


class CloseBusinessForm(PlacedForm):
    on = DayField(
        label=_("Hari terakhir usaha"), proposes_today=True, not_later=True, error_messages=REQUIRED
    )
    reason = TextField(label=_("Mengapa tutup"), max_length=REASON_LENGTH, error_messages=REQUIRED)
