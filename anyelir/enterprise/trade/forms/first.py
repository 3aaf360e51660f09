"""Forms from what somebody can make to the card for buyers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models.business import NAME_LENGTH
from anyelir.enterprise.trade.models.product import UNIT_LENGTH, WORDS_LENGTH
from anyelir.enterprise.trade.queries.products import skill_choices
from anyelir.files.forms import AttachmentField
from anyelir.regions.models import Region

MOST_IDR = 10**9
REQUIRED = {"required": _("Isi dulu."), "invalid_choice": _("Pilih dari daftar.")}


class HomePlaceField(forms.ModelChoiceField):
    """A place with those above it."""

    def label_from_instance(self, region):
        return region.label


class SpentField(WholeField):
    """Whole rupiah; nothing typed is nothing spent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(least=0, most=MOST_IDR, example="90.000", **options)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class FirstBusinessForm(SentOnce):
    """What somebody can make, what it will be, and who she is."""

    skills = forms.MultipleChoiceField(
        label=_("Ibu bisa membuat apa?"),
        choices=skill_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih satu atau lebih."), "invalid_choice": _("Pilih dari daftar.")},
    )
    product_name = TextField(
        label=_("Mau menjual apa?"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"placeholder": _("misalnya keripik pisang")}),
        error_messages=REQUIRED,
    )
    unit = TextField(
        label=_("Dijual per apa?"), max_length=UNIT_LENGTH, initial=_("bungkus"), error_messages=REQUIRED
    )
    owner_name = TextField(
        label=_("Nama pembuatnya"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Hanya pendamping dan pemilik yang membaca nama ini."),
    )
    group = forms.ModelChoiceField(
        label=_("Atau kelompok yang membuatnya"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("bukan kelompok"),
        error_messages=REQUIRED,
    )
    region = HomePlaceField(
        label=_("Tempat tinggalnya"),
        queryset=Region.objects.none(),
        empty_label=None,
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, places: Any, groups: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = places
        self.fields["group"].queryset = groups


class CostsForm(SentOnce):
    """The shopping of one batch and her own time."""

    materials_idr = SpentField(
        label=_("Bahan"), help_text=_("Semua bahan bersama, harga di warung."), required=False
    )
    packaging_idr = SpentField(label=_("Plastik, stiker, kemasan"), required=False)
    energy_idr = SpentField(label=_("Gas, listrik, air"), required=False)
    pieces = WholeField(label=_("Jadi berapa?"), least=1, most=100_000, example="40", error_messages=REQUIRED)
    own_minutes = WholeField(
        label=_("Berapa menit kerja?"), least=0, most=60_000, example="240", error_messages=REQUIRED
    )
    hour_idr = SpentField(
        label=_("Upah Ibu sejam"), help_text=_("Tenaga sendiri juga ada harganya."), required=False
    )


class PriceForm(forms.Form):
    price_idr = WholeField(
        label=_("Harga jual"), least=1, most=MOST_IDR, example="8.000", error_messages=REQUIRED
    )


class BuyersCardForm(SentOnce):
    """The words and the photo of the card."""

    photo = AttachmentField(label=_("Foto produk"), required=False)
    business_name = TextField(
        label=_("Nama di kartu"),
        max_length=NAME_LENGTH,
        help_text=_("Misalnya Keripik Bu Nursiah. Pembina usaha juga membaca nama ini."),
        error_messages=REQUIRED,
    )
    about = TextField(
        label=_("Rasa, ukuran, isi"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("misalnya manis gurih, isi 150 gram")}),
    )
    ordering = TextField(
        label=_("Cara pesan"),
        max_length=WORDS_LENGTH,
        help_text=_("Nomor HP tidak perlu: pembeli membalas pesan Ibu."),
        initial=_("Pesan: balas pesan ini dengan jumlah."),
        error_messages=REQUIRED,
    )
