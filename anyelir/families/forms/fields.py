"""Fields that several forms of this room share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.dates import MONTHS
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import FIRST_YEAR, today_at
from anyelir.core.forms import DayField, TextField
from anyelir.core.refusal import Refused
from anyelir.families.models import Person
from anyelir.rules.texts import clean_text, plain_digits

REQUIRED = {"required": _("Bagian ini belum diisi.")}
CHOICE_ERRORS = {**REQUIRED, "invalid_choice": _("Pilih salah satu dari daftar.")}
TEXT_ERRORS = {**REQUIRED, "max_length": _("Paling panjang %(limit_value)s huruf; ini %(show_value)s.")}
Precision = Person.Precision


def text_field(label, *, length, required=False, help_text="", mode="") -> TextField:
    attrs = {"autocomplete": "off"} | ({"inputmode": mode} if mode else {})
    return TextField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
        error_messages=TEXT_ERRORS,
    )


def date_field(label, *, help_text="") -> DayField:
    return DayField(label=label, help_text=help_text, error_messages=REQUIRED)


def choice_field(label, choices, *, required=False, **options) -> forms.ChoiceField:
    """A list that begins with nothing chosen."""
    choices = [("", "–"), *choices]
    return forms.ChoiceField(
        label=label, choices=choices, required=required, error_messages=CHOICE_ERRORS, **options
    )


def growth_card_field() -> forms.ChoiceField:
    """Yes, no, or nobody asked; nothing is chosen beforehand."""
    return forms.ChoiceField(
        label=_("KMS atau buku KIA"),
        choices=[*Person.GrowthCard.choices, ("", _("Belum diketahui"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages=CHOICE_ERRORS,
    )


def growth_card_day_field() -> DayField:
    return DayField(
        label=_("Menerima KMS atau buku KIA pada"),
        required=False,
        not_later=True,
        help_text=_("Kosongkan bila tanggalnya tidak diketahui; kami hitung mulai hari ini."),
    )


def checked(check: Callable[[str], str], value: str) -> str:
    """The value as a rule of the actions gives it back; its refusal becomes the message of the field."""
    try:
        return check(value)
    except Refused as refused:
        raise forms.ValidationError(refused.text, code=refused.code) from refused


class BirthWidget(forms.Widget):
    """Day, month and year, of which the first two may stay empty."""

    template_name = "families/_birth.html"
    PARTS = ("day", "month", "year")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, "", attrs)
        parts = dict(zip(self.PARTS, self._parts(value), strict=True))
        months = [(str(number), word) for number, word in MONTHS.items()]
        attributes = context["widget"]["attrs"]
        described = flatatt(
            {key: attributes[key] for key in ("aria-describedby", "aria-invalid") if key in attributes}
        )
        return context | {"name": name, "parts": parts, "months": months, "described": described}

    def _parts(self, value) -> tuple[str, str, str]:
        """What is shown: as it was typed, or the known part of a stored (date, precision)."""
        if not value or len(value) == len(self.PARTS):
            return value or ("", "", "")
        born_on, precision = value
        if born_on is None:
            return "", "", ""
        month = "" if precision == Precision.YEAR else str(born_on.month)
        return str(born_on.day) if precision == Precision.DAY else "", month, str(born_on.year)

    def render(self, name, value, attrs=None, renderer=None):
        # The site's own templates; the renderer of forms knows only Django's.
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))

    def value_from_datadict(self, submitted, files, name):
        typed = (submitted.get(f"{name}_{part}", "") for part in self.PARTS)
        return tuple(plain_digits(clean_text(text))[:10] for text in typed)

    def value_omitted_from_data(self, submitted, files, name):
        return all(f"{name}_{part}" not in submitted for part in self.PARTS)

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_


class BirthField(forms.Field):
    """A birth as far as it is known; gives (first possible day, precision), (None, "day") when nothing is."""

    widget = BirthWidget
    place = ""
    default_error_messages = {
        "required": _("Isi sedikitnya tahun lahirnya."),
        "no_year": _("Isi juga tahun lahirnya."),
        "no_month": _("Isi juga bulannya, atau kosongkan tanggalnya."),
        "short_year": _("Tulis tahun dengan empat angka, misalnya 1987."),
        "no_such_day": _("Tanggal ini tidak ada di kalender."),
        "future": _("Tanggal lahir belum terjadi."),
        "too_old": _("Tahun lahir ini terlalu lama. Periksa angkanya."),
    }

    def clean(self, value):
        day, month, year = value or ("", "", "")
        if not (day or month or year):
            self._refuse_if(self.required, "required")
            return None, Precision.DAY
        self._refuse_if(not year, "no_year")
        self._refuse_if(not (year.isascii() and year.isdecimal() and len(year) == 4), "short_year")
        self._refuse_if(bool(day) and not month, "no_month")
        born_on = self._date(int(year), month or "1", day or "1")
        self._refuse_if(born_on > today_at(self.place), "future")
        self._refuse_if(born_on.year < FIRST_YEAR, "too_old")
        return born_on, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR

    def has_changed(self, initial, submitted):
        return self.clean(submitted) != initial

    def _date(self, year: int, month: str, day: str) -> dt.date:
        try:
            return dt.date(year, int(month), int(day))
        except ValueError:
            self._refuse_if(True, "no_such_day")
            raise

    def _refuse_if(self, is_wrong: bool, code: str) -> None:
        if is_wrong:
            raise forms.ValidationError(self.error_messages[code], code=code)
