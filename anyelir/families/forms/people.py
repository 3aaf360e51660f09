"""A person: a new member, an edit, a death."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.forms import NumberField, PlacedForm, WholeField
from anyelir.core.sending import SentOnce
from anyelir.families.actions.building import checked_nik
from anyelir.families.actions.fields import checked_phone
from anyelir.families.forms.fields import (
    CHOICE_ERRORS,
    BirthField,
    checked,
    choice_field,
    date_field,
    growth_card_day_field,
    growth_card_field,
    text_field,
)
from anyelir.families.models import Family, Person
from anyelir.families.wording import masked
from anyelir.membership.models import Marital, Sex

# The numbers that a page never shows by itself, each with the box that removes it.
SECRET = {"nik": "no_nik", "phone": "no_phone"}
NUMBERS = ("nik", "no_nik", "phone", "no_phone")
CARD = ("growth_card", "growth_card_on")
# What a newborn can weigh and measure; beyond that somebody took the wrong unit.
LEAST_WEIGHT_G, MOST_WEIGHT_G = 300, 9999
LEAST_LENGTH_CM, MOST_LENGTH_CM = 20, 70


def number_errors(text) -> dict:
    return dict.fromkeys(("invalid", "unclear", "range"), text)


def parent_field(label) -> forms.ModelChoiceField:
    """Somebody of the same family; the form says who."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tidak di keluarga ini"),
        error_messages=CHOICE_ERRORS,
    )


class PersonForm(PlacedForm, SentOnce):
    """A person; NIK and phone that are stored stay masked, and stay as they are when their field is left empty."""

    # The rules know the day of a birth, the form asks for its three parts.
    refused_at = {"born_on": "birth"}
    # The answer to a refusal by the same name, sex and birth date.
    is_another = forms.BooleanField(
        label=gettext_lazy("Memang orang lain: catat juga"),
        required=False,
        help_text=gettext_lazy("Kedua catatan tetap dapat dibandingkan di daftar catatan kembar."),
    )
    name = text_field(gettext_lazy("Nama lengkap"), length=120, required=True)
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"),
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages=CHOICE_ERRORS,
    )
    birth = BirthField(
        label=gettext_lazy("Lahir"),
        help_text=gettext_lazy("Kosongkan tanggal atau bulan yang tidak diketahui."),
    )
    birth_place = text_field(gettext_lazy("Tempat lahir"), length=80)
    relation = choice_field(gettext_lazy("Hubungan dalam keluarga"), Person.Relation.choices, required=True)
    marital = choice_field(gettext_lazy("Status perkawinan"), Marital.choices)
    nik = text_field(
        "NIK",
        length=25,
        help_text=gettext_lazy("16 angka. Kosongkan bila belum punya; kami beri nomor sementara."),
        mode="numeric",
    )
    no_nik = forms.BooleanField(
        label=gettext_lazy("Hapus NIK yang tersimpan: belum punya NIK"), required=False
    )
    phone = text_field(gettext_lazy("Nomor telepon"), length=30, mode="tel")
    no_phone = forms.BooleanField(label=gettext_lazy("Hapus nomor telepon yang tersimpan"), required=False)
    mother = parent_field(gettext_lazy("Ibu"))
    mother_name = text_field(
        gettext_lazy("Nama ibu"),
        length=120,
        help_text=gettext_lazy("Tulis bila ibunya tidak tercatat di keluarga ini."),
    )
    father = parent_field(gettext_lazy("Ayah"))
    birth_weight_g = WholeField(
        label=gettext_lazy("Berat lahir (gram)"),
        least=LEAST_WEIGHT_G,
        most=MOST_WEIGHT_G,
        required=False,
        error_messages=number_errors(gettext_lazy("Tulis dalam gram, misalnya 3100.")),
    )
    birth_length_cm = NumberField(
        label=gettext_lazy("Panjang lahir (cm)"),
        least=LEAST_LENGTH_CM,
        most=MOST_LENGTH_CM,
        decimals=1,
        required=False,
        error_messages=number_errors(gettext_lazy("Tulis dalam sentimeter, misalnya 49,5.")),
    )
    growth_card = growth_card_field()
    growth_card_on = growth_card_day_field()

    def __init__(self, *args, family: Family | None = None, person: Person | None = None, **kwargs):
        lives = person or family
        super().__init__(*args, **{"place": lives.region_id if lives else "", **kwargs})
        self.stored = person
        self.known = None
        self.asks_another = bool(self.data.get("is_another"))
        self._offer_parents(family, person)
        for name, removed in SECRET.items():
            if not getattr(person, name, ""):
                del self.fields[removed]
        if person is not None:
            # An edit says how the record shall be, so it may come twice.
            del self.fields["op_id"], self.fields["is_another"]
            self._fill(person)

    def _fill(self, person: Person) -> None:
        for name in self.fields:
            if name not in (*SECRET, *SECRET.values(), "birth", "is_another"):
                self.initial.setdefault(name, getattr(person, name))
        self.initial["birth"] = (person.born_on, person.birth_precision)
        # An import may know no birth at all; then other things can still be put right.
        self.fields["birth"].required = person.born_on is not None
        for name in SECRET:
            if number := getattr(person, name):
                text = _("Tersimpan: %s. Kosongkan bila tidak berubah.") % masked(number)
                self.fields[name].help_text = text

    def _offer_parents(self, family: Family | None, person: Person | None) -> None:
        for role, sex in (("mother", Sex.FEMALE), ("father", Sex.MALE)):
            people = Person.objects.none()
            if family is not None:
                known = Q(pk=getattr(person, f"{role}_id", None))
                people = Person.objects.filter(Q(family=family, sex=sex, merged_into=None) | known)
                people = people.exclude(pk=person.pk if person else None).defer("nik", "phone")
            if people.exists():
                self.fields[role].queryset = people.order_by("born_on", "id")
            else:
                del self.fields[role]
        if "mother" not in self.fields and "mother_name" in self.fields:
            self.fields["mother_name"].help_text = ""

    @property
    def sections(self) -> list[tuple[str, list]]:
        """The fields as a page shows them, under headings."""
        groups = [
            (
                "",
                (
                    *["is_another"] * self.asks_another,
                    "name",
                    "sex",
                    "birth",
                    "birth_place",
                    "relation",
                    "marital",
                    *NUMBERS,
                ),
            ),
            (_("Orang tua"), ("mother", "mother_name", "father")),
            (_("Untuk balita"), ("birth_weight_g", "birth_length_cm", *CARD)),
        ]
        shown = [(title, [self[name] for name in names if name in self.fields]) for title, names in groups]
        return [(title, fields) for title, fields in shown if fields]

    def clean_nik(self):
        return checked(checked_nik, self.cleaned_data["nik"])

    def clean_phone(self):
        return checked(checked_phone, self.cleaned_data["phone"])

    def values(self) -> dict:
        """What to write: a secret field that was left empty is not written at all."""
        values = dict(self.cleaned_data)
        values["born_on"], values["birth_precision"] = values.pop("birth")
        for name, removed in SECRET.items():
            if values.pop(removed, False):
                values[name] = ""
            elif self.stored and not values[name]:
                del values[name]
        return values


class DeathForm(PlacedForm):
    died_on = date_field(gettext_lazy("Tanggal meninggal"))
