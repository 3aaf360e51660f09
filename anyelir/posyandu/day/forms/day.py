"""Opening and closing a day, and a child who is new here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.families.forms.fields import growth_card_day_field, growth_card_field
from anyelir.families.models import Person
from anyelir.membership.models import Sex

MOST_KADER = 50


class OpenDayForm(PlacedForm, SentOnce):
    held_on = DayField(label=gettext_lazy("Tanggal"), proposes_today=True)


class CloseDayForm(SentOnce):
    kader_on_duty = WholeField(
        label=gettext_lazy("Berapa kader bertugas hari ini?"), least=0, most=MOST_KADER
    )


class NewChildForm(PlacedForm, SentOnce):
    """What is needed to weigh a child who is not on the list; the rest can be completed at home."""

    name = TextField(label=gettext_lazy("Nama anak"), max_length=120)
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect
    )
    born_on = DayField(
        label=gettext_lazy("Tanggal lahir"),
        not_later=True,
        error_messages={"future": gettext_lazy("Tanggal lahir belum terjadi.")},
    )
    birth_precision = forms.ChoiceField(
        label=gettext_lazy("Seberapa pasti tanggalnya?"),
        choices=Person.Precision.choices,
        initial=Person.Precision.DAY,
        required=False,
    )
    mother_name = TextField(label=gettext_lazy("Nama ibu"), max_length=120)
    nik = TextField(
        label=gettext_lazy("NIK anak"),
        max_length=25,
        required=False,
        help_text=gettext_lazy("16 angka. Kosongkan bila belum punya NIK."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = TextField(label=gettext_lazy("Alamat"), max_length=200, required=False)
    birth_weight_g = WholeField(
        label=gettext_lazy("Berat lahir (gram)"), least=300, most=9999, example="3100", required=False
    )
    growth_card = growth_card_field()
    growth_card_on = growth_card_day_field()
    move_here = forms.BooleanField(
        label=gettext_lazy("Ya, pindahkan anak ini ke posyandu kami"), required=False
    )
    # A child that another place holds is asked for there.
    ask = forms.BooleanField(label=gettext_lazy("Kirim permintaan pindah"), required=False)
    ask_reason = TextField(
        label=gettext_lazy("Alasan permintaan"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Misalnya: keluarga pindah ke RW kami bulan lalu."),
    )

    # The answer to "anak yang sama, atau kembarannya?": whom of those that were named, or another child.
    anak = forms.UUIDField(required=False)
    lain = forms.BooleanField(required=False)

    def clean_birth_precision(self):
        return self.cleaned_data["birth_precision"] or Person.Precision.DAY

    def clean(self):
        cleaned = super().clean()
        cleaned["same_as"], cleaned["is_another"] = cleaned.pop("anak", None), cleaned.pop("lain", False)
        return cleaned
