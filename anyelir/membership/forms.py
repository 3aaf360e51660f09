"""Forms of users, teams and kader."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anyelir.membership.kinds import SpecialKind
from anyelir.membership.models import Kader, Sex, TeamMember

REQUIRED = {"required": _("Bagian ini belum diisi."), "invalid_choice": _("Pilihan ini tidak ada.")}


def date_field(label, *, required=False, **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {**REQUIRED, "invalid": _("Tanggal ini tidak ada di kalender.")}
    return forms.DateField(label=label, required=required, widget=widget, error_messages=errors, **options)


class GrantForm(forms.Form):
    """A role at a region; roles for one posyandu or puskesmas choose the unit as well."""

    role = forms.ChoiceField(label=_("Peran"), error_messages=REQUIRED)
    unit = forms.ChoiceField(
        label=_("Posyandu atau puskesmas"),
        required=False,
        help_text=_("Hanya untuk peran kader posyandu dan petugas puskesmas."),
        error_messages=REQUIRED,
    )
    until = date_field(_("Sampai tanggal"), help_text=_("Kosongkan bila belum ditentukan."))

    def __init__(self, *args, roles, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.slug, role.name) for role in roles]
        self.fields["unit"].choices = [("", "–"), *((str(unit.id), unit.name) for unit in units)]


class UserForm(GrantForm):
    """A new user with the first role."""

    name = forms.CharField(label=_("Nama"), max_length=120, error_messages=REQUIRED)
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        help_text=_("Huruf kecil dan angka, misalnya sari.rw14."),
        error_messages=REQUIRED,
    )
    phone = forms.CharField(label=_("Nomor HP"), max_length=30, required=False)
    field_order = ["name", "username", "phone", "role", "unit", "until"]


class PostForm(forms.Form):
    """A post of a team."""

    office = forms.ChoiceField(label=_("Jabatan"), choices=TeamMember.Office.choices, error_messages=REQUIRED)
    pokja = forms.TypedChoiceField(
        label=_("Pokja"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), (1, "I"), (2, "II"), (3, "III"), (4, "IV")],
    )
    name = forms.CharField(
        label=_("Nama"), max_length=120, required=False, help_text=_("Kosongkan bila jabatan sedang lowong.")
    )
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", "–"), *Sex.choices], required=False)
    is_acting = forms.BooleanField(label=_("Pelaksana tugas (Plt.)"), required=False)
    decree_no = forms.CharField(label=_("Nomor SK"), max_length=60, required=False)
    decree_on = date_field(_("Tanggal SK"))
    since = date_field(_("Mulai bertugas"), required=True, initial=timezone.localdate)
    until = date_field(_("Selesai bertugas"))


class EndForm(forms.Form):
    until = date_field(_("Selesai bertugas"), required=True, initial=timezone.localdate)


class KaderForm(forms.Form):
    """A volunteer."""

    name = forms.CharField(label=_("Nama"), max_length=120, error_messages=REQUIRED)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, initial=Sex.FEMALE)
    kind = forms.ChoiceField(label=_("Jenis kader"), choices=Kader.Kind.choices)
    special_kind = forms.ChoiceField(
        label=_("Keahlian khusus"), choices=[("", "–"), *SpecialKind.choices], required=False
    )
    registration_no = forms.CharField(label=_("Nomor registrasi"), max_length=30, required=False)
    since = date_field(_("Mulai menjadi kader"), required=True, initial=timezone.localdate)
