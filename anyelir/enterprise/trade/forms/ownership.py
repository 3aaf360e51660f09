"""Forms of whose a business is, what she agreed to have published, and what was sold in a month."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.core.wording import month as month_words
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.forms.first import MOST_IDR, REQUIRED
from anyelir.enterprise.trade.models import PublishConsent, SalesNote
from anyelir.enterprise.trade.models.business import NAME_LENGTH
from anyelir.enterprise.trade.people import OfferedPerson
from anyelir.files.forms import AttachmentField


class OwnerForm(PlacedForm, SentOnce):
    """A name, somebody of the register who was searched for, or a group."""

    name = TextField(label=_("Nama pemilik"), max_length=NAME_LENGTH, required=False)
    person = forms.TypedChoiceField(
        label=_("Atau dari daftar warga"),
        widget=forms.RadioSelect(attrs={"data-wide": ""}),
        required=False,
        empty_value=None,
        error_messages=REQUIRED,
    )
    group = forms.ModelChoiceField(
        label=_("Atau kelompok"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("bukan kelompok"),
        error_messages=REQUIRED,
    )
    phone = TextField(
        label=_("Nomor HP"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Disimpan tersandi. Tampil untuk umum hanya kalau pemilik setuju."),
    )
    since = DayField(label=_("Pemilik sejak"), proposes_today=True, not_later=True, error_messages=REQUIRED)

    def __init__(self, *args: Any, groups: Any, offered: list[OfferedPerson], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups
        self.offered = {str(person.pk): person for person in offered}
        choices = [(key, f"{person.name}, {person.place}") for key, person in self.offered.items()]
        self.fields["person"].choices = [("", _("bukan dari daftar")), *choices]
        if not choices:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        person = self.offered.get(cleaned.pop("person", None) or "")
        cleaned["person_pk"] = person.pk if person else None
        return cleaned


class ConsentForm(PlacedForm, SentOnce):
    shows_owner = forms.BooleanField(label=_("Nama pemilik boleh tampil"), required=False)
    shows_phone = forms.BooleanField(label=_("Nomor HP boleh tampil"), required=False)
    place = forms.ChoiceField(
        label=_("Tempatnya"),
        choices=PublishConsent.Place.choices,
        widget=forms.RadioSelect(attrs={"data-wide": ""}),
        initial=PublishConsent.Place.DESA,
        error_messages=REQUIRED,
    )
    given_how = forms.ChoiceField(
        label=_("Bagaimana pemilik setuju?"),
        choices=PublishConsent.How.choices,
        widget=forms.RadioSelect(attrs={"data-wide": ""}),
        error_messages=REQUIRED,
    )
    paper = AttachmentField(
        label=_("Kertas yang ditandatangani"),
        required=False,
        help_text=_("Foto atau PDF, kalau ada. Hanya pemilik dan pendampingnya yang bisa membuka."),
    )
    until = DayField(
        label=_("Berlaku sampai"),
        not_earlier=True,
        required=False,
        help_text=_("Kosongkan kalau tidak ada batasnya. Bisa dicabut kapan saja."),
    )


class SalesForm(SentOnce):
    """One field and one press, or one press on a band."""

    month = forms.TypedChoiceField(label=_("Bulan"), coerce=dt.date.fromisoformat, error_messages=REQUIRED)
    amount_idr = WholeField(
        label=_("Laku berapa rupiah?"), least=0, most=MOST_IDR, example="450.000", required=False
    )
    band = forms.ChoiceField(
        label=_("Atau kira-kira"), choices=SalesNote.Band.choices, required=False, error_messages=REQUIRED
    )

    def __init__(self, *args: Any, months: list[dt.date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = [(month.isoformat(), month_words(month)) for month in months]

    def clean(self) -> dict[str, Any]:
        """Whoever pressed a band did not mean what still stood in the field."""
        cleaned = super().clean()
        if cleaned.get("band"):
            cleaned["amount_idr"] = None
        return cleaned
