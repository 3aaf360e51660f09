"""A family: its card, its house, where it is registered, and its head."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.families.actions.fields import checked_card
from anyelir.families.forms.fields import CHOICE_ERRORS, checked, text_field
from anyelir.families.forms.people import CARD, PersonForm
from anyelir.families.models import Family
from anyelir.families.wording import masked
from anyelir.regions.forms import RegionField
from anyelir.regions.models import Region

REGISTERED = ("registered_region", "registered_address", "is_registered_here")
ONE_HOUSEHOLD, OWN_HOUSEHOLD = "satu", "sendiri"


class PlaceField(forms.ModelChoiceField):
    """One of the places inside a desa, each with what lies between it and the desa."""

    def __init__(self, **options):
        super().__init__(
            label=gettext_lazy("Tempat tinggal"),
            queryset=Region.objects.none(),
            empty_label=None,
            help_text=gettext_lazy("Pilih yang paling kecil yang diketahui: dasawisma, RT, atau RW."),
            error_messages=CHOICE_ERRORS,
            **options,
        )

    def offer(self, places: QuerySet[Region]) -> None:
        self.queryset = places.order_by("code")

    def label_from_instance(self, place: Region) -> str:
        """RT 02, RW 14, Ciriung: far enough up to know it."""
        parts = place.label.split(", ")
        return ", ".join(parts[: place.code.count("/") + 1])


class FamilyAddressForm(forms.Form):
    """The card, the house, and where the family is registered when that is elsewhere."""

    place = PlaceField()
    address = text_field(
        gettext_lazy("Alamat rumah"), length=200, help_text=gettext_lazy("Misalnya: Gang Melati 3.")
    )
    card_no = text_field(
        gettext_lazy("Nomor KK"),
        length=25,
        help_text=gettext_lazy("16 angka. Boleh dikosongkan."),
        mode="numeric",
    )
    registered_region = RegionField(
        label=gettext_lazy("Terdaftar di tempat lain (menurut KK)"),
        required=False,
        help_text=gettext_lazy("Isi hanya bila alamat di KK berbeda dari tempat tinggal."),
    )
    registered_address = text_field(gettext_lazy("Alamat menurut KK"), length=200)

    def clean_card_no(self):
        return checked(checked_card, self.cleaned_data["card_no"])

    def own_sections(self) -> list[tuple[str, list]]:
        groups = [
            (_("Rumah"), ("household", "place", "address")),
            (_("Kartu keluarga"), ("card_no", "no_card", *REGISTERED)),
        ]
        shown = [(title, [self[name] for name in names if name in self.fields]) for title, names in groups]
        return [(title, fields) for title, fields in shown if fields]


class FamilyForm(FamilyAddressForm, PersonForm):
    """A new family with its head and its house, in one form; ``beside`` is a family of the same house."""

    household = forms.ChoiceField(
        label=gettext_lazy("Rumah tangga"),
        choices=[
            (ONE_HOUSEHOLD, gettext_lazy("Satu rumah tangga, satu dapur")),
            (OWN_HOUSEHOLD, gettext_lazy("Rumah tangga sendiri di rumah itu")),
        ],
        initial=ONE_HOUSEHOLD,
        widget=forms.RadioSelect,
        error_messages=CHOICE_ERRORS,
    )

    def __init__(
        self, *args, region: Region, places: QuerySet[Region], beside: Family | None = None, **kwargs
    ):
        super().__init__(*args, place=region.pk, **kwargs)
        unasked = ["relation", "mother_name", *CARD, "birth_weight_g", "birth_length_cm"]
        unasked += ["place", "address"] if beside else ["household"]
        for name in unasked:
            del self.fields[name]
        if beside is None:
            self.fields["place"].offer(places)
            self.fields["place"].initial = region.pk

    @property
    def sections(self) -> list[tuple[str, list]]:
        [(_none, head)] = super().sections
        house, card = self.own_sections()
        return [(_("Kepala keluarga"), head), house, card]

    def parts(self) -> tuple[dict, dict]:
        """(fields of the head, arguments for the family)."""
        head = self.values()
        of_family = {
            name: head.pop(name)
            for name in (*FamilyAddressForm.base_fields, "household", "op_id")
            if name in head
        }
        if "household" in of_family:
            of_family["shares_household"] = of_family.pop("household") == ONE_HOUSEHOLD
        if "place" in of_family:
            of_family["region"] = of_family.pop("place")
        return head, of_family


class EditFamilyForm(FamilyAddressForm):
    """Card, address and registration of a family; the stored card number stays masked."""

    no_card = forms.BooleanField(label=gettext_lazy("Hapus nomor KK yang tersimpan"), required=False)
    is_registered_here = forms.BooleanField(
        label=gettext_lazy("Sekarang terdaftar di tempat tinggalnya"), required=False
    )

    def __init__(self, *args, family: Family, places: QuerySet[Region], **kwargs):
        super().__init__(*args, **kwargs)
        self.known = None
        self.fields["place"].offer(places)
        self.initial |= {
            "place": family.region_id,
            "address": family.household.house.address,
            "registered_region": family.registered_region_id or "",
            "registered_address": family.registered_address,
        }
        if family.card_no:
            text = _("Tersimpan: %s. Kosongkan bila tidak berubah.") % masked(family.card_no)
            self.fields["card_no"].help_text = text
        else:
            del self.fields["no_card"]
        if not family.registered_region_id and not family.registered_address:
            del self.fields["is_registered_here"]

    @property
    def sections(self) -> list[tuple[str, list]]:
        return self.own_sections()

    def values(self) -> dict:
        values = dict(self.cleaned_data)
        is_cleared = values.pop("no_card", False)
        values["card_no"] = "" if is_cleared else values["card_no"] or None
        if values.pop("is_registered_here", False):
            values |= {"registered_region": None, "registered_address": ""}
        return values
