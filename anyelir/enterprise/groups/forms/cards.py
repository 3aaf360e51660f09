"""Forms around a member's own book: her four digits, the door, and what she asks about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.forms import TextField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.groups.card_secrets import PIN_LENGTH
from anyelir.enterprise.groups.models import BookQuestion
from anyelir.enterprise.groups.models.question import QUESTION_LENGTH

REQUIRED = {"required": gettext_lazy("Isi dulu.")}
MOST_TYPED = 20


def pin_field(label: Any) -> TextField:
    """Digits that nobody reads over a shoulder and no browser keeps."""
    attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": PIN_LENGTH}
    return TextField(
        label=label, max_length=MOST_TYPED, widget=forms.PasswordInput(attrs=attrs), error_messages=REQUIRED
    )


class CardForm(SentOnce):
    """She types it twice herself; nobody else sees it."""

    pin = pin_field(gettext_lazy("4 angka rahasia"))
    pin_again = pin_field(gettext_lazy("Sekali lagi"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("pin") != cleaned.get("pin_again"):
            self.add_error("pin_again", _("Kedua isian belum sama. Ketik sekali lagi."))
        cleaned.pop("pin_again", None)
        return cleaned


class BookDoorForm(forms.Form):
    """The code of the card and the four digits."""

    code = TextField(
        label=gettext_lazy("Kode di kartu"),
        max_length=MOST_TYPED,
        error_messages=REQUIRED,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    pin = pin_field(gettext_lazy("4 angka rahasia"))


class QuestionForm(SentOnce):
    """One press says what it is about; words are for whoever likes to write."""

    matter = forms.ChoiceField(
        label=gettext_lazy("Yang tidak cocok"),
        choices=BookQuestion.Matter.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    text = TextField(
        label=gettext_lazy("Keterangan"),
        max_length=QUESTION_LENGTH,
        required=False,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class BookAnswerForm(SentOnce):
    answer = TextField(
        label=gettext_lazy("Hasil pemeriksaan"),
        max_length=QUESTION_LENGTH,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dibaca anggota di bukunya sendiri."),
        error_messages=REQUIRED,
    )
