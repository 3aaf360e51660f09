"""Numbers as people type them here: comma or point for the decimals, never a thousands separator."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from anyelir.core.wording import number as shown

TYPED = re.compile(r"-?\d{1,6}([.,]\d{1,8})?", re.ASCII)


class CommaField(forms.CharField):
    """A decimal between two limits, both allowed; None when left empty."""

    def __init__(self, *, least: Decimal | int, most: Decimal | int, decimals: int, **options):
        self.least, self.most, self.decimals = Decimal(least), Decimal(most), decimals
        super().__init__(required=False, max_length=20, **options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value) -> Decimal | None:
        text = super().clean(value).strip().replace(",", ".")
        if not text:
            return None
        if not TYPED.fullmatch(text):
            raise forms.ValidationError(
                _("Tulis angka, misalnya %s.") % shown(self.least + Decimal("4.5"), 1)
            )
        number = Decimal(text)
        if not self.least <= number <= self.most:
            words = {"least": shown(self.least), "most": shown(self.most)}
            raise forms.ValidationError(_("Isi angka dari %(least)s sampai %(most)s.") % words)
        return round(number, self.decimals)

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else str(value).replace(".", ",")
