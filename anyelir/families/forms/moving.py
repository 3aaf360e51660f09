"""A family or one person goes to live elsewhere."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.forms import PlacedForm
from anyelir.core.sending import SentOnce
from anyelir.families.forms.fields import CHOICE_ERRORS, choice_field, date_field, text_field
from anyelir.families.models import Family, Person
from anyelir.families.queries import families_named
from anyelir.regions.forms import RegionField

TO_FAMILY, OWN_CARD, AWAY, BACK = "keluarga", "sendiri", "keluar", "kembali"


class FamilyMoveForm(PlacedForm, SentOnce):
    """A family moves: to a place that is in the register, or away."""

    moved_on = date_field(gettext_lazy("Tanggal pindah"))
    to_region = RegionField(
        label=gettext_lazy("Pindah ke RT, RW, desa, atau kelurahan"),
        required=False,
        help_text=gettext_lazy("Isi bila tujuannya di wilayah yang Ibu/Bapak kelola."),
    )
    address = text_field(gettext_lazy("Alamat baru"), length=200)
    to_text = text_field(
        gettext_lazy("Atau pindah ke luar"), length=200, help_text=gettext_lazy("Misalnya: Kota Depok.")
    )


class PersonMoveForm(PlacedForm, SentOnce):
    """A person leaves a family: for another one, for a card of their own, or away; or comes back."""

    moved_on = date_field(gettext_lazy("Tanggal pindah"))
    where = forms.ChoiceField(
        label=gettext_lazy("Ke mana?"), widget=forms.RadioSelect, error_messages=CHOICE_ERRORS
    )
    family_text = text_field(
        gettext_lazy("Keluarga tujuan"),
        length=120,
        help_text=gettext_lazy("Nomor KK, atau nama kepala keluarganya bila tinggal di desa ini."),
    )
    to_family = forms.ModelChoiceField(
        label=gettext_lazy("Pilih keluarganya"),
        queryset=Family.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=CHOICE_ERRORS,
    )
    relation = choice_field(
        gettext_lazy("Hubungan di keluarga itu"),
        Person.Relation.choices,
        help_text=gettext_lazy("Kosongkan bila tetap sama."),
    )
    to_text = text_field(
        gettext_lazy("Tujuan di luar"), length=200, help_text=gettext_lazy("Misalnya: Kota Depok.")
    )

    def __init__(self, *args, person: Person, families: QuerySet[Family], was_sent: bool = False, **kwargs):
        """``was_sent``: the person moved by this very form, which now arrives once more."""
        super().__init__(*args, place=person.region_id, **kwargs)
        self.known = None
        self.person = person
        back = [(BACK, _("Kembali ke keluarga ini"))]
        away = [(OWN_CARD, _("Membuat KK sendiri di rumah yang sama")), (AWAY, _("Keluar dari wilayah ini"))]
        self.fields["where"].choices = [
            *(back if person.moved_on or was_sent else []),
            (TO_FAMILY, _("Ke keluarga lain yang tercatat")),
            *(away if not person.moved_on or was_sent else []),
        ]
        self._offer(families if was_sent else families.exclude(pk=person.family_id))

    def _offer(self, families: QuerySet[Family]) -> None:
        """The families that fit what was typed; the choice appears only where there are several."""
        text = (self.data.get("family_text") or "").strip()
        self.found = fitting = list(families_named(families, self.person.region_id, text))
        self.fields["to_family"].queryset = families.filter(
            pk__in=[family.pk for family in fitting]
        ).select_related("region", "household__house")
        self.fields["to_family"].label_from_instance = self._label
        if len(fitting) <= 1:
            del self.fields["to_family"]

    def _label(self, family: Family) -> str:
        address = family.household.house.address
        return f"{family.head_name} · {address or family.region.label}"

    def clean(self):
        cleaned = super().clean()
        where = cleaned.get("where")
        if where == BACK:
            cleaned["to_family"] = self.person.family
        elif where == TO_FAMILY and "to_family" not in self.fields:
            if self.found:
                cleaned["to_family"] = self.found[0]
            else:
                self.add_error("family_text", _("Keluarga ini tidak ditemukan. Periksa nomor atau namanya."))
        elif where == TO_FAMILY and not cleaned.get("to_family"):
            self.add_error("to_family", _("Ada beberapa keluarga dengan nama itu. Pilih salah satu."))
        return cleaned
