"""Forms of an order, and of the list for guests."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.core.wording import short_day
from anyelir.enterprise.orders.models import BUYER_LENGTH, NOTE_LENGTH, BuyerOrder
from anyelir.enterprise.trade.models import Product
from anyelir.regions.models import Region
from anyelir.secretariat.models import Activity

MOST_PIECES = 100_000
REQUIRED = {"required": _("Isi dulu."), "invalid_choice": _("Pilih dari daftar.")}
PREFIX = "jumlah_"


class ActivityField(forms.ModelChoiceField):
    """An activity, named by its day."""

    def label_from_instance(self, activity: Any) -> str:
        return f"{short_day(activity.on)}, {activity.title}"


class PlaceOrderForm(PlacedForm, SentOnce):
    """Who orders, and how many of each product that has a price."""

    buyer = TextField(
        label=_("Siapa yang memesan"),
        max_length=BUYER_LENGTH,
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"placeholder": _("misalnya Warung Bu Ijah")}),
    )
    kind = forms.ChoiceField(
        label=_("Untuk apa"),
        choices=BuyerOrder.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    due_on = DayField(label=_("Diminta sampai"), required=False, not_earlier=True)
    activity = ActivityField(
        label=_("Untuk kegiatan"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("bukan untuk kegiatan"),
        error_messages=REQUIRED,
    )
    note_text = TextField(label=_("Catatan"), max_length=NOTE_LENGTH, required=False)

    def __init__(
        self, *args: Any, products: Iterable[Product], activities: QuerySet[Activity], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["activity"].queryset = activities
        for product in products:
            self.fields[f"{PREFIX}{product.pk.hex}"] = WholeField(
                label=product.name, least=0, most=MOST_PIECES, example="20", required=False
            )

    def quantity_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asked = {name: cleaned.pop(name) for name in list(cleaned) if name.startswith(PREFIX)}
        quantities = {uuid.UUID(name.removeprefix(PREFIX)): count for name, count in asked.items() if count}
        return {**cleaned, "quantities": quantities}


class SouvenirForm(PlacedForm):
    """For which place, how many, and until when; each may stay empty."""

    region = forms.ModelChoiceField(
        label=_("Wilayah"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("semua"),
        error_messages=REQUIRED,
    )
    quantity = WholeField(label=_("Berapa buah"), least=1, most=MOST_PIECES, example="40", required=False)
    until = DayField(label=_("Siap pada"), required=False, not_earlier=True)

    def __init__(self, *args: Any, places: QuerySet[Region], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = places
