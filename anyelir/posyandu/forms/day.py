"""Opening and closing a day, and a child who is new here."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.sending import SentOnce
from anyelir.families.models import Person
from anyelir.membership.models import Sex

MOST_KADER = 50


class DateInput(forms.DateInput):
    """A date picker of the browser that still takes 10/11/2026 where there is none."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class OpenDayForm(SentOnce):
    held_on = forms.DateField(label=gettext_lazy("Tanggal"), widget=DateInput, initial=timezone.localdate)


class CloseDayForm(SentOnce):
    kader_on_duty = forms.IntegerField(
        label=gettext_lazy("Berapa kader bertugas hari ini?"), min_value=0, max_value=MOST_KADER
    )


class NewChildForm(SentOnce):
    """What is needed to weigh a child who is not on the list; the rest can be completed at home."""

    name = forms.CharField(label=gettext_lazy("Nama anak"), max_length=120)
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect
    )
    born_on = forms.DateField(label=gettext_lazy("Tanggal lahir"), widget=DateInput)
    birth_precision = forms.ChoiceField(
        label=gettext_lazy("Seberapa pasti tanggalnya?"),
        choices=Person.Precision.choices,
        initial=Person.Precision.DAY,
        required=False,
    )
    mother_name = forms.CharField(label=gettext_lazy("Nama ibu"), max_length=120)
    nik = forms.CharField(
        label=gettext_lazy("NIK anak"),
        max_length=25,
        required=False,
        help_text=gettext_lazy("16 angka. Kosongkan bila belum punya NIK."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=200, required=False)
    birth_weight_g = forms.IntegerField(
        label=gettext_lazy("Berat lahir (gram)"), min_value=300, max_value=9999, required=False
    )
    has_growth_card = forms.BooleanField(
        label=gettext_lazy("Sudah punya KMS atau buku KIA"), required=False, initial=True
    )
    move_here = forms.BooleanField(
        label=gettext_lazy("Ya, pindahkan anak ini ke posyandu kami"), required=False
    )

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on > timezone.localdate():
            raise forms.ValidationError(_("Tanggal lahir belum terjadi."))
        return born_on

    def clean_birth_precision(self):
        return self.cleaned_data["birth_precision"] or Person.Precision.DAY
