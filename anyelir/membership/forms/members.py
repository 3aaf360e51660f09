"""Posts of a body, members and what they serve as."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.membership.forms.fields import REQUIRED, date_field
from anyelir.membership.kinds import grouped_choices
from anyelir.membership.models import NAME_LENGTH, Marital, Member, Post, Service, Sex
from anyelir.membership.queries import offered_members
from anyelir.regions.models import Region
from anyelir.rules.numbers_id import roman

NOBODY = _("Kosongkan bila jabatan sedang lowong.")


class WhoForm(PlacedForm):
    """Who is meant: chosen among those who are recorded, or a name typed for the first time."""

    member = forms.ModelChoiceField(
        label=_("Orangnya sudah tercatat"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("belum, tulis namanya di bawah"),
        error_messages=REQUIRED,
    )
    name = TextField(label=_("Nama"), max_length=NAME_LENGTH, required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", "–"), *Sex.choices], required=False)
    is_namesake = forms.BooleanField(
        label=_("Orang lain yang namanya sama"),
        required=False,
        help_text=_("Centang bila di tempat ini sudah tercatat orang lain dengan nama yang sama."),
    )

    def __init__(self, *args, place: Region, **kwargs):
        super().__init__(*args, place=place.code, **kwargs)
        self.fields["member"].queryset = offered_members(place)


class TermsForm(PlacedForm):
    """By which decree and how long a post is held."""

    is_acting = forms.BooleanField(label=_("Pelaksana tugas (Plt.)"), required=False)
    decree_no = TextField(label=_("Nomor SK"), max_length=60, required=False)
    decree_on = date_field(_("Tanggal SK"))
    since = date_field(_("Mulai bertugas"), required=True, proposes_today=True)
    until = date_field(_("Selesai bertugas"), help_text=_("Kosongkan bila masa tugasnya belum ditentukan."))


class HolderForm(WhoForm, TermsForm):
    """Who holds a post and by which decree."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = NOBODY


class PostForm(HolderForm, SentOnce):
    """A post that was not recorded yet."""

    office = forms.ChoiceField(label=_("Jabatan"), choices=Post.Office.choices, error_messages=REQUIRED)
    pokja = forms.TypedChoiceField(
        label=_("Pokja"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((number, roman(number)) for number in range(1, 5))],
    )
    field_order = ["office", "pokja", "member", "name", "sex", "is_namesake"]


class HandOverForm(HolderForm, SentOnce):
    """Who takes a post over."""

    since = date_field(
        _("Pengganti mulai"),
        required=True,
        proposes_today=True,
        help_text=_("Yang lama berakhir satu hari sebelumnya."),
    )
    field_order = ["member", "name", "sex", "is_namesake"]


class CorrectPostForm(TermsForm):
    """Mending the terms of a post that were written wrongly."""


class EndPostForm(PlacedForm, SentOnce):
    until = date_field(_("Hari terakhir bertugas"), required=True, proposes_today=True)


class SecretariatForm(forms.Form):
    address = TextField(label=_("Alamat sekretariat"), max_length=200, required=False)


class ServiceForm(PlacedForm):
    """What a member serves as."""

    kind = forms.ChoiceField(
        label=_("Jenis kader"),
        choices=Service.Kind.choices,
        widget=forms.RadioSelect,
        initial=Service.Kind.GENERAL,
    )
    special_kind = forms.ChoiceField(
        label=_("Keahlian khusus"), required=False, help_text=_("Untuk kader khusus.")
    )
    since = date_field(_("Mulai menjadi kader"), required=True, proposes_today=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["special_kind"].choices = [("", "–"), *grouped_choices()]


class KaderForm(WhoForm, ServiceForm, SentOnce):
    """A volunteer begins to serve."""

    registration_no = TextField(label=_("Nomor registrasi"), max_length=30, required=False)
    field_order = ["member", "name", "sex", "is_namesake", "kind", "special_kind", "registration_no", "since"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].initial = Sex.FEMALE


class MemberForm(PlacedForm, SentOnce):
    """What the books print of a member."""

    name = TextField(label=_("Nama"), max_length=NAME_LENGTH, error_messages=REQUIRED)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", "–"), *Sex.choices], required=False)
    registration_no = TextField(label=_("Nomor registrasi"), max_length=30, required=False)
    birth_place = TextField(label=_("Tempat lahir"), max_length=60, required=False)
    born_on = date_field(_("Tanggal lahir"), not_later=True)
    marital = forms.ChoiceField(label=_("Status"), choices=[("", "–"), *Marital.choices], required=False)
    address = TextField(label=_("Alamat"), max_length=200, required=False)
    education = TextField(label=_("Pendidikan"), max_length=60, required=False)
    occupation = TextField(label=_("Pekerjaan"), max_length=60, required=False)
