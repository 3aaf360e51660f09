"""Forms of a product and its photos."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.trade.forms.first import MOST_IDR, REQUIRED
from anyelir.enterprise.trade.models import Product
from anyelir.enterprise.trade.models.business import NAME_LENGTH
from anyelir.enterprise.trade.models.product import COMPOSITION_LENGTH, UNIT_LENGTH, WORDS_LENGTH
from anyelir.enterprise.trade.queries.products import category_choices, packaging_choices
from anyelir.files.forms import AttachmentField

MOST = 1_000_000
MOST_DAYS = 3_650


def _packaging() -> list[tuple[Any, Any]]:
    return [("", _("belum dipilih")), *packaging_choices()]


class ProductFactsForm(forms.Form):
    """What is known of a product; all but name, kind and unit may wait."""

    name = TextField(label=_("Nama produk"), max_length=NAME_LENGTH, error_messages=REQUIRED)
    brand = TextField(label=_("Merek"), max_length=NAME_LENGTH, required=False)
    category = forms.ChoiceField(label=_("Jenis"), choices=category_choices, error_messages=REQUIRED)
    price_idr = WholeField(
        label=_("Harga jual"), least=0, most=MOST_IDR, example="8.000", required=False, help_text=_("Rupiah")
    )
    unit = TextField(
        label=_("Dijual per apa?"), max_length=UNIT_LENGTH, initial=_("bungkus"), error_messages=REQUIRED
    )
    net_amount = WholeField(label=_("Isi bersih"), least=0, most=MOST, example="150", required=False)
    net_unit = forms.ChoiceField(
        label=_("Satuan isi"),
        choices=[("", _("belum dipilih")), *Product.NetUnit.choices],
        required=False,
        error_messages=REQUIRED,
    )
    about = TextField(
        label=_("Rasa, ukuran, isi"),
        max_length=WORDS_LENGTH,
        required=False,
        help_text=_("Satu baris untuk pembeli."),
    )
    composition = TextField(
        label=_("Dibuat dari apa?"),
        max_length=COMPOSITION_LENGTH,
        required=False,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mulai dari yang paling banyak."),
    )
    allergens = TextField(
        label=_("Yang bisa membuat alergi"),
        max_length=WORDS_LENGTH,
        required=False,
        help_text=_("Misalnya kacang, telur, udang, susu, gandum."),
    )
    origin = TextField(
        label=_("Asal bahan dari hewan"),
        max_length=WORDS_LENGTH,
        required=False,
        help_text=_("Kalau memakai gelatin, lemak, kaldu dan sejenisnya: misalnya gelatin sapi."),
    )
    storage = TextField(label=_("Cara menyimpan"), max_length=WORDS_LENGTH, required=False)
    shelf_days = WholeField(
        label=_("Tahan berapa hari?"), least=0, most=MOST_DAYS, example="90", required=False
    )
    packaging = forms.TypedChoiceField(
        label=_("Kemasan"),
        choices=_packaging,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages=REQUIRED,
    )
    capacity_month = WholeField(
        label=_("Sanggup dibuat sebulan"), least=0, most=MOST, example="400", required=False
    )
    min_order = WholeField(
        label=_("Pesanan paling sedikit"), least=1, most=MOST, example="10", required=False
    )
    lead_days = WholeField(
        label=_("Perlu berapa hari membuatnya?"),
        least=0,
        most=365,
        example="3",
        required=False,
        help_text=_("0 kalau selalu ada."),
    )
    is_souvenir = forms.BooleanField(label=_("Pantas untuk oleh-oleh tamu"), required=False)


class NewProductForm(ProductFactsForm, SentOnce):
    """A second or third product of the same business."""


class ProductPhotoForm(SentOnce):
    photo = AttachmentField(label=_("Tambah foto"))
