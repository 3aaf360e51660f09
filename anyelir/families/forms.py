"""Forms of families: shape only, the rules are in the actions."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anyelir.families.models import Person
from anyelir.membership.models import Sex

REQUIRED = {"required": _("Bagian ini belum diisi.")}
DATE_ERRORS = {**REQUIRED, "invalid": _("Tanggal ini tidak ada di kalender. Tulis seperti 17-09-2021.")}


def date_field(label, *, required=True, help_text="", initial=None) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        initial=initial,
        widget=widget,
        error_messages=DATE_ERRORS,
    )


class PersonForm(forms.Form):
    """A member of a family."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=120, error_messages=REQUIRED)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect, error_messages=REQUIRED
    )
    born_on = date_field(_("Tanggal lahir"))
    birth_precision = forms.ChoiceField(
        label=_("Yang diketahui"), choices=Person.Precision.choices, initial=Person.Precision.DAY
    )
    relation = forms.ChoiceField(label=_("Hubungan dalam keluarga"), choices=Person.Relation.choices)
    nik = forms.CharField(
        label="NIK",
        max_length=25,
        required=False,
        help_text=_("16 angka. Kosongkan bila belum punya; kami beri nomor sementara."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    mother_name = forms.CharField(label=_("Nama ibu"), max_length=120, required=False)
    marital = forms.ChoiceField(
        label=_("Status perkawinan"), choices=[("", "–"), *Person.Marital.choices], required=False
    )
    phone = forms.CharField(
        label=_("Nomor telepon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    has_growth_card = forms.BooleanField(label=_("Punya KMS atau buku KIA"), required=False)

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on > timezone.localdate():
            raise forms.ValidationError(_("Tanggal lahir belum terjadi."))
        if born_on.year < 1900:
            raise forms.ValidationError(_("Tahun lahir ini terlalu lama. Periksa angkanya."))
        return born_on


class FamilyForm(PersonForm):
    """A new family with its head."""

    card_no = forms.CharField(
        label=_("Nomor KK"),
        max_length=25,
        required=False,
        help_text=_("16 angka. Boleh dikosongkan."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    field_order = ["name", "sex", "born_on", "birth_precision", "nik", "card_no", "address"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("relation", "mother_name", "has_growth_card"):
            del self.fields[name]


class DeathForm(forms.Form):
    died_on = date_field(_("Tanggal meninggal"))


class MoveForm(forms.Form):
    moved_on = date_field(_("Tanggal pindah"))
    to_code = forms.CharField(
        label=_("Kode wilayah tujuan"),
        max_length=64,
        required=False,
        help_text=_("Isi bila pindah di dalam wilayah yang Ibu/Bapak kelola. Cari di halaman Wilayah."),
    )
    to_text = forms.CharField(
        label=_("Tujuan di luar wilayah"),
        max_length=200,
        required=False,
        help_text=_("Misalnya: Kota Depok."),
    )
