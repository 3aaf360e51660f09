"""One month of the kitchen and of the business, typed to be looked at and kept nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import WholeField
from anyelir.rules.journal import LARGEST_IDR
from anyelir.rules.two_purses import TwoPurses


def _month_field(label: Promise, help_text: Promise | str = "") -> WholeField:
    return WholeField(
        label=label,
        help_text=help_text,
        least=0,
        most=LARGEST_IDR,
        required=False,
        example="250.000",
    )


class TwoPursesForm(forms.Form):
    """What is left empty is nothing."""

    sales_idr = _month_field(_("Hasil jualan"), _("Semua uang dari pembeli dalam sebulan."))
    materials_idr = _month_field(_("Bahan dan kemasan"), _("Tepung, telur, benang, plastik, label."))
    expenses_idr = _month_field(_("Ongkos lain"), _("Gas, listrik, ojek, sewa tempat, upah yang membantu."))
    taken_idr = _month_field(
        _("Diambil untuk dapur"), _("Uang usaha yang dipakai belanja rumah, sekolah, atau keperluan lain.")
    )
    home_in_idr = _month_field(_("Uang masuk rumah"), _("Gaji, uang belanja, kiriman. Jangan hitung jualan."))
    home_out_idr = _month_field(
        _("Belanja rumah"), _("Makan, sekolah, listrik, arisan, dan cicilan keluarga.")
    )

    @property
    def business_fields(self) -> list[Any]:
        return [self[name] for name in ("sales_idr", "materials_idr", "expenses_idr", "taken_idr")]

    @property
    def home_fields(self) -> list[Any]:
        return [self[name] for name in ("home_in_idr", "home_out_idr")]

    def month(self) -> TwoPurses:
        """Of a form that is valid."""
        return TwoPurses(**{name: self.cleaned_data[name] or 0 for name in self.fields})
