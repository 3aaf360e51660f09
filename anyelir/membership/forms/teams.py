"""Posts of a team, and kader."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.membership.forms.fields import REQUIRED, date_field
from anyelir.membership.kinds import grouped_choices
from anyelir.membership.models import Kader, Sex, TeamMember

NOBODY = _("Kosongkan bila jabatan sedang lowong.")


class HolderForm(PlacedForm):
    """Who holds a post and by which decree."""

    name = TextField(label=_("Nama"), max_length=120, required=False, help_text=NOBODY)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", "–"), *Sex.choices], required=False)
    is_acting = forms.BooleanField(label=_("Pelaksana tugas (Plt.)"), required=False)
    decree_no = TextField(label=_("Nomor SK"), max_length=60, required=False)
    decree_on = date_field(_("Tanggal SK"))
    since = date_field(_("Mulai bertugas"), required=True, proposes_today=True)
    until = date_field(_("Selesai bertugas"), help_text=_("Kosongkan bila masa tugasnya belum ditentukan."))


class PostForm(HolderForm, SentOnce):
    """A post that was not recorded yet."""

    office = forms.ChoiceField(label=_("Jabatan"), choices=TeamMember.Office.choices, error_messages=REQUIRED)
    pokja = forms.TypedChoiceField(
        label=_("Pokja"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), (1, "I"), (2, "II"), (3, "III"), (4, "IV")],
    )
    field_order = ["office", "pokja"]


class HandOverForm(HolderForm, SentOnce):
    """Who takes a post over."""

    since = date_field(
        _("Pengganti mulai"),
        required=True,
        proposes_today=True,
        help_text=_("Yang lama berakhir satu hari sebelumnya."),
    )


class CorrectPostForm(HolderForm):
    """Mending a post that was written wrongly."""


class EndPostForm(PlacedForm, SentOnce):
    until = date_field(_("Hari terakhir bertugas"), required=True, proposes_today=True)


class SecretariatForm(forms.Form):
    address = TextField(label=_("Alamat sekretariat"), max_length=200, required=False)


class KaderForm(PlacedForm, SentOnce):
    """A volunteer."""

    name = TextField(label=_("Nama"), max_length=120, error_messages=REQUIRED)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, initial=Sex.FEMALE)
    kind = forms.ChoiceField(
        label=_("Jenis kader"),
        choices=Kader.Kind.choices,
        widget=forms.RadioSelect,
        initial=Kader.Kind.GENERAL,
    )
    special_kind = forms.ChoiceField(
        label=_("Keahlian khusus"), required=False, help_text=_("Untuk kader khusus.")
    )
    registration_no = TextField(label=_("Nomor registrasi"), max_length=30, required=False)
    since = date_field(_("Mulai menjadi kader"), required=True, proposes_today=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["special_kind"].choices = [("", "–"), *grouped_choices()]


class ChangeKaderForm(KaderForm):
    """An edit may be sent twice: it says how the record shall be."""

    op_id = None
