"""The fields of every form: what people type or paste is cleaned and read in one way.

Texts end in ``rules.texts``, numbers in ``rules.numbers_id``, dates in ``rules.dates_id``; a room chooses label, limits
and words. A test holds all forms to these fields.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NoReturn

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy

from anyelir.core.clock import FIRST_YEAR, LAST_YEAR, today_at
from anyelir.core.wording import number as shown
from anyelir.rules.dates_id import parse_date
from anyelir.rules.numbers_id import NumberKind, Unread, format_number, read_number, typed_number
from anyelir.rules.texts import clean_text, plain_digits


class TextField(forms.CharField):
    """A text without unseen signs; with ``keeps_lines`` one that may have lines."""

    def __init__(self, *, keeps_lines: bool = False, **options: Any) -> None:
        self.keeps_lines = keeps_lines
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value), keeps_lines=self.keeps_lines) if value else ""
        return str(super().to_python(text))


class MailField(TextField):
    """An address of electronic mail."""

    widget = forms.EmailInput
    default_validators = (validate_email,)
    default_error_messages = {"invalid": gettext_lazy("Tulis surel seperti kantor@contoh.go.id.")}


class NumberField(TextField):
    """A number between two limits, both allowed; None when left empty. ``kind`` says what "1.010" means."""

    kind = NumberKind.MEASURE
    default_error_messages = {
        "invalid": gettext_lazy("Tulis angka, misalnya %(example)s."),
        "unclear": gettext_lazy(
            "Angka ini bisa dibaca dua cara. Tulis tanpa titik atau koma, misalnya %(example)s."
        ),
        "range": gettext_lazy("Isi angka dari %(least)s sampai %(most)s."),
    }

    def __init__(
        self,
        *,
        least: Decimal | int,
        most: Decimal | int,
        decimals: int = 0,
        example: str = "",
        **options: Any,
    ) -> None:
        self.least, self.most, self.decimals = Decimal(least), Decimal(most), decimals
        self.example = example or shown(self.least + Decimal("4.5"), min(decimals, 1))
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        mode = "decimal" if self.decimals else "numeric"
        return {"inputmode": mode, "autocomplete": "off", **super().widget_attrs(widget)}

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text, self.kind)
        if isinstance(number, Unread):
            self._refuse("unclear" if number == Unread.UNCLEAR else "invalid")
        return self._checked(number)

    def _checked(self, number: Decimal) -> Decimal:
        if not self.least <= number <= self.most:
            self._refuse("range")
        return number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def _refuse(self, code: str) -> NoReturn:
        params = {"least": shown(self.least), "most": shown(self.most), "example": self.example}
        raise forms.ValidationError(self.error_messages[code], code=code, params=params)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return typed_number(value)


class WholeField(NumberField):
    """A whole number of things, grams or rupiah: "3.100" is 3100."""

    kind = NumberKind.COUNT

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return None if number is None else int(number)

    def _checked(self, number: Decimal) -> Decimal:
        if number != number.to_integral_value():
            self._refuse("invalid")
        return super()._checked(number)

    def prepare_value(self, value: Any) -> Any:
        """With the dots of thousands, as people read an amount: an edited 18000000 stands as 18.000.000."""
        return format_number(value) if isinstance(value, int) else super().prepare_value(value)


class YearField(WholeField):
    """A whole number that nobody writes with a dot."""

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) else super().prepare_value(value)


class DayInput(forms.DateInput):
    """The date picker of the browser, which still takes 10/11/2026 where there is none."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, typed in any way in which people write one, judged by the calendar of ``place`` (see PlacedForm)."""

    widget = DayInput
    default_error_messages = {
        "invalid": gettext_lazy("Tanggal ini tidak ada di kalender. Tulis seperti 17-09-2021."),
        "too_old": gettext_lazy("Tanggal ini terlalu lama. Periksa tahunnya."),
        "too_far": gettext_lazy("Tanggal ini terlalu jauh. Periksa tahunnya."),
        "future": gettext_lazy("Tanggal ini belum tiba."),
        "past": gettext_lazy("Pilih hari ini atau sesudahnya."),
    }

    def __init__(
        self,
        *,
        proposes_today: bool = False,
        not_later: bool = False,
        not_earlier: bool = False,
        **options: Any,
    ) -> None:
        """``not_later`` refuses days to come, ``not_earlier`` days that are over."""
        self.proposes_today, self.not_later, self.not_earlier = proposes_today, not_later, not_earlier
        self.place = ""
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date):
            return value
        if not clean_text(str(value or "")):
            return None
        day = parse_date(str(value))
        if day is None:
            self._refuse("invalid")
        if day.year < FIRST_YEAR:
            self._refuse("too_old")
        if day.year > LAST_YEAR:
            self._refuse("too_far")
        return day

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.not_later and value > today_at(self.place):
            self._refuse("future")
        if self.not_earlier and value < today_at(self.place):
            self._refuse("past")

    def _refuse(self, code: str) -> NoReturn:
        raise forms.ValidationError(self.error_messages[code], code=code)


class PlacedForm(forms.Form):
    """A form about a place: the clock of that place says which day is proposed and which has not come yet."""

    def __init__(self, *args: Any, place: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if hasattr(field, "place"):
                field.place = place
            if getattr(field, "proposes_today", False):
                self.initial.setdefault(name, today_at(place))


class ClockField(forms.TimeField):
    """A time of day with a colon or a dot."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        options = {"input_formats": ["%H:%M", "%H.%M", "%H:%M:%S"], "widget": widget, **options}
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_digits(clean_text(value)) if isinstance(value, str) else value)
