"""The form with which an office takes something out of the public window."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.publishing.models import REASON_LENGTH
from anyelir.enterprise.trade.forms.first import REQUIRED
from anyelir.enterprise.trade.models import Product


class TakeDownForm(SentOnce):
    product = forms.ModelChoiceField(
        label=_("Apa yang diturunkan?"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("seluruh usaha ini"),
        error_messages=REQUIRED,
    )
    reason = TextField(
        label=_("Mengapa diturunkan"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tulis apa yang harus diperbaiki. Pemilik dan pendampingnya membacanya, umum tidak."),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, products: QuerySet[Product], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["product"].queryset = products
