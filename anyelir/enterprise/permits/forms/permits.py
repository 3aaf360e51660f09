"""Forms of a permit: what is on its papers, its proof, and its end before the time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.permits.actions import PermitFacts
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.models.permit import NUMBER_LENGTH, REASON_LENGTH
from anyelir.enterprise.permits.queries.permits import helpers_at
from anyelir.enterprise.trade.models import Business, Product
from anyelir.files.forms import AttachmentField
from anyelir.rules import tables

REQUIRED = {"required": _("Isi dulu."), "invalid_choice": _("Pilih dari daftar.")}
COMMITMENTS = ("course_on", "inspection_on", "label_on")
EXAMPLES = {
    Permit.Kind.NIB: _("13 angka, dari oss.go.id"),
    Permit.Kind.PIRT: _("15 angka, misalnya 2063201010147-31"),
    Permit.Kind.BPOM: _("misalnya MD 235602169254"),
    Permit.Kind.HALAL: _("misalnya ID32110001333131122, bukan nomor fatwa"),
}


class ProductsField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> list[Product]:
        return list(super().clean(value))


class PermitForm(PlacedForm, SentOnce):
    """Everything may be left open that is not known yet; what the kind does not have is not asked."""

    number = TextField(label=_("Nomor"), max_length=NUMBER_LENGTH, required=False)
    file_ready_on = DayField(label=_("Berkas siap"), not_later=True, required=False)
    submitted_on = DayField(label=_("Diajukan"), not_later=True, required=False)
    issued_on = DayField(label=_("Terbit"), not_later=True, required=False)
    ends_on = DayField(
        label=_("Berlaku sampai"), required=False, help_text=_("Seperti tertulis di sertifikat, kalau ada.")
    )
    course_on = DayField(label=_("Ikut penyuluhan keamanan pangan (PKP)"), not_later=True, required=False)
    inspection_on = DayField(label=_("Tempat produksi diperiksa (CPPB-IRT)"), not_later=True, required=False)
    label_on = DayField(label=_("Label diperiksa"), not_later=True, required=False)
    products = ProductsField(
        label=_("Untuk produk"),
        queryset=Product.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Pilih dari daftar."),
            "invalid_pk_value": _("Pilih dari daftar."),
        },
    )
    helper = forms.ModelChoiceField(
        label=_("Didampingi oleh"),
        queryset=Permit.objects.none(),
        required=False,
        empty_label=_("belum ada"),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, business: Business, kind: str, **options: Any) -> None:
        super().__init__(*args, place=business.region_id, **options)
        self.fields["products"].queryset = business.products.all()
        self.fields["helper"].queryset = helpers_at(business)
        self.fields["number"].help_text = EXAMPLES.get(kind, "")
        term = tables.load("permit_terms").by_key(today_at(business.region_id))[kind]
        if term["commitment_months"] is None:
            for name in COMMITMENTS:
                del self.fields[name]
        if kind == Permit.Kind.NIB:
            del self.fields["products"]
            del self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        """The days and the number as one value, beside products and helper."""
        cleaned = super().clean() or self.cleaned_data
        names = [name for name in PermitFacts.__dataclass_fields__ if name in cleaned]
        return {
            "facts": PermitFacts(**{name: cleaned[name] for name in names}),
            "products": cleaned.get("products", []),
            "helper": cleaned.get("helper"),
            "op_id": cleaned.get("op_id"),
        }


def written_facts(permit: Permit) -> dict[str, Any]:
    """What the form begins with."""
    facts = {name: getattr(permit, name) for name in PermitFacts.__dataclass_fields__}
    return facts | {"products": list(permit.products.all()), "helper": permit.helper_id}


class EvidenceForm(SentOnce):
    file = AttachmentField(
        label=_("Foto atau PDF sertifikatnya"),
        help_text=_("Nomor dan tanggalnya harus terbaca. Lokasi dan data kamera dihapus."),
    )


class RevokeForm(PlacedForm, SentOnce):
    on = DayField(label=_("Tanggal dicabut"), not_later=True, proposes_today=True, error_messages=REQUIRED)
    reason = TextField(
        label=_("Alasannya"),
        max_length=REASON_LENGTH,
        help_text=_("Seperti di surat."),
        error_messages=REQUIRED,
    )
