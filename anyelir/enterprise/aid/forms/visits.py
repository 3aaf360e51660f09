"""The form of a visit, on a phone beside the machine."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField
from anyelir.enterprise.aid.forms.steps import REQUIRED, DatedForm
from anyelir.enterprise.aid.models import AidVisit
from anyelir.enterprise.aid.models.aid import NAME_LENGTH
from anyelir.files.forms import AttachmentField


class AidVisitForm(DatedForm):
    """What is seen, what it made, and a photo."""

    field_order = ("state", "photo", "output", "on")
    state = forms.ChoiceField(
        label=_("Keadaan barang"),
        choices=AidVisit.State.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    photo = AttachmentField(
        label=_("Foto barang"), required=False, help_text=_("Wajib kalau barangnya ada di tempat.")
    )
    output = TextField(
        label=_("Hasilnya sebulan ini"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("misalnya 12 gamis, 5 seragam")}),
    )
