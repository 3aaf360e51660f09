"""Accounts and their roles."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.membership.forms.fields import REQUIRED, date_field
from anyelir.regions.forms import RegionField


class PlaceForm(forms.Form):
    """Where the new role is to be held; every right begins with a place."""

    region = RegionField(
        label=_("Wilayah tugas"),
        help_text=_(
            "Untuk kader dan ketua posyandu, pilih desa atau kelurahan. Untuk petugas puskesmas, kecamatan."
        ),
    )

    def __init__(self, *args, within_code: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].widget.within_code = within_code


class GrantForm(PlacedForm, SentOnce):
    """A role at a place; a role for one posyandu or puskesmas chooses the unit as well."""

    role = forms.ChoiceField(
        label=_("Peran"), widget=forms.RadioSelect(attrs={"data-wide": ""}), error_messages=REQUIRED
    )
    unit = forms.ChoiceField(
        label=_("Posyandu atau puskesmas"),
        required=False,
        help_text=_("Hanya untuk peran posyandu dan puskesmas."),
        error_messages=REQUIRED,
    )
    since = date_field(_("Mulai tanggal"), required=True, proposes_today=True)
    until = date_field(_("Sampai tanggal"), help_text=_("Kosongkan bila belum ditentukan."))

    def __init__(self, *args, roles, units, **kwargs):
        """``units`` are lists of units by the label of their kind."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role.slug, format_html("<b>{}</b><br><small>{}</small>", role.name, role.description))
            for role in roles
        ]
        groups = [
            (label, [(str(unit.id), unit.name) for unit in offered]) for label, offered in units if offered
        ]
        self.fields["unit"].choices = [("", _("tidak perlu")), *groups]
        if not groups:
            del self.fields["unit"]

    @property
    def unit_uuid(self) -> uuid.UUID | None:
        """The unit chosen, once the form is valid."""
        chosen = self.cleaned_data.get("unit")
        return uuid.UUID(chosen) if chosen else None


class UserForm(GrantForm):
    """A new account with its first role."""

    name = TextField(label=_("Nama"), max_length=120, error_messages=REQUIRED)
    phone = TextField(
        label=_("Nomor HP"),
        max_length=30,
        required=False,
        help_text=_("Bila diisi, bisa dipakai untuk masuk."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    username = TextField(
        label=_("Nama pengguna"),
        max_length=60,
        required=False,
        help_text=_("Kosongkan, nanti dibuatkan dari namanya."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ["name", "phone", "username", "role", "unit", "since", "until"]


class AccountForm(forms.Form):
    """Name and phone of an account."""

    name = TextField(label=_("Nama"), max_length=120, error_messages=REQUIRED)
    phone = TextField(
        label=_("Nomor HP"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )


class EndGrantForm(PlacedForm, SentOnce):
    """The last day of a role."""

    until = date_field(_("Hari terakhir"), help_text=_("Kosongkan bila berhenti sekarang juga."))


class EndManyForm(PlacedForm, SentOnce):
    """Whose roles end together: which roles, where, and until when."""

    region = RegionField(label=_("Wilayah"), help_text=_("Termasuk semua wilayah di bawahnya."))
    roles = forms.MultipleChoiceField(
        label=_("Peran yang berakhir"), widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED
    )
    until = date_field(_("Hari terakhir"), required=True, proposes_today=True)
    reason = TextField(
        label=_("Alasan"),
        max_length=200,
        help_text=_("Misalnya: pengurus lama selesai sesudah pemilihan."),
        error_messages=REQUIRED,
    )

    def __init__(self, *args, roles, within_code: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.slug, role.name) for role in roles]
        self.fields["region"].widget.within_code = within_code
