"""The form of a line, built from the declared columns of its book."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.rules.books import (
    DAY,
    LARGEST_IDR,
    LARGEST_WHOLE,
    LINES,
    LONGEST,
    RUPIAH,
    TEXT,
    BookColumn,
    BookForm,
    read_value,
)

REQUIRED = {"required": _("Bagian ini perlu diisi.")}


def field_of(column: BookColumn) -> forms.Field:
    """The field that takes what a column may hold."""
    options: dict[str, Any] = {
        "label": column.label,
        "required": column.is_required,
        "error_messages": REQUIRED,
    }
    if column.kind == LINES:
        area = forms.Textarea(attrs={"rows": 3})
        return TextField(keeps_lines=True, max_length=LONGEST[LINES], widget=area, **options)
    if column.kind == DAY:
        return DayField(**options)
    if column.kind == RUPIAH:
        return WholeField(
            least=0, most=LARGEST_IDR, example="250.000", **options | {"label": f"{column.label} (Rp)"}
        )
    if column.kind == TEXT:
        return TextField(max_length=LONGEST[TEXT], **options)
    return WholeField(least=0, most=LARGEST_WHOLE, example="12", **options)


class BookLineForm(PlacedForm, SentOnce):
    """Day and values; ``values`` of the cleaned form are those of the columns."""

    on = DayField(label=_("Tanggal"), not_later=True, proposes_today=True, error_messages=REQUIRED)

    def __init__(self, *args: Any, book: BookForm, place: str, **options: Any) -> None:
        self.book = book
        super().__init__(*args, place=place, **options)
        for column in book.written:
            self.fields[column.key] = field_of(column)

    @property
    def values(self) -> dict[str, Any]:
        return {column.key: self.cleaned_data.get(column.key) for column in self.book.written}


def initial_of(book: BookForm, on: dt.date, values: dict[str, Any]) -> dict[str, Any]:
    """What a stored line puts into its form."""
    return {"on": on, **{column.key: read_value(column, values.get(column.key)) for column in book.written}}


class StrikeForm(SentOnce):
    reason = TextField(label=_("Mengapa dicoret"), max_length=200, error_messages=REQUIRED)
