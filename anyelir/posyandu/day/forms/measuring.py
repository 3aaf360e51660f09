"""The measuring form: comma or point, one field a question, and the answers to "is that right?"."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.forms import TextField
from anyelir.core.refusal import Refused
from anyelir.core.sending import SentOnce
from anyelir.posyandu.day.doubts import MEASURES
from anyelir.posyandu.day.values import Posture, Values, number

LONGEST = 12


class AmountField(TextField):
    """A measured value; the message says the unit and gives an example."""

    def __init__(self, measure: str, **options):
        self.measure = measure
        super().__init__(required=False, **options)
        self.widget.attrs.update(
            {"inputmode": "decimal", "autocomplete": "off", "enterkeyhint": "next", "maxlength": LONGEST}
        )

    def clean(self, value) -> Decimal | None:
        try:
            return number(self.measure, super().clean(value))
        except Refused as refused:
            raise forms.ValidationError(refused.text) from None


class TokensField(forms.MultipleChoiceField):
    """Values that the kader has confirmed, as tokens of Doubt; anything else is passed over."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value) -> bool:
        return True


class MeasureForm(SentOnce):
    """One visit's values. ``confirmed`` carries what was asked and answered with "Sudah benar"."""

    weight_kg = AmountField("weight_kg", label=gettext_lazy("Berat"))
    posture = forms.ChoiceField(
        label=gettext_lazy("Cara ukur"),
        choices=Posture.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Pilih berbaring atau berdiri.")},
    )
    height_cm = AmountField("height_cm", label=gettext_lazy("Panjang atau tinggi"))
    head_cm = AmountField("head_cm", label=gettext_lazy("Lingkar kepala"))
    muac_cm = AmountField("muac_cm", label=gettext_lazy("Lingkar lengan atas (LiLA)"))
    oedema = forms.BooleanField(label=gettext_lazy("Kedua punggung kaki bengkak"), required=False)
    confirmed = TokensField(required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self._is_anything_measured(cleaned):
            self.add_error("weight_kg", _("Belum ada yang diukur. Isi paling sedikit berat atau panjang."))
        return cleaned

    @staticmethod
    def _is_anything_measured(cleaned) -> bool:
        return any(cleaned.get(measure) is not None for measure in MEASURES) or bool(cleaned.get("oedema"))

    @property
    def has_numbers(self) -> bool:
        return MeasureForm._is_anything_measured(self.cleaned_data)

    @property
    def values(self) -> Values:
        cleaned = self.cleaned_data
        return Values(**{name: cleaned[name] for name in (*MEASURES, "posture", "oedema")})


class CorrectMeasurementForm(MeasureForm):
    """The values as they should have been, and why; "wrong child" takes the entry away instead."""

    KINDS = (
        ("typo", gettext_lazy("Salah ketik")),
        ("misread", gettext_lazy("Salah baca alat ukur")),
        ("wrong_child", gettext_lazy("Salah anak: ini hasil anak lain")),
        ("other", gettext_lazy("Alasan lain")),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Mengapa dibetulkan"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih alasan pembetulan.")},
    )
    words = TextField(
        label=gettext_lazy("Keterangan"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Hanya perlu bila memilih alasan lain."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == "other" and not cleaned.get("words", "").strip():
            self.add_error("words", _("Tuliskan alasan pembetulan."))
        return cleaned

    @property
    def is_wrong_child(self) -> bool:
        return self.data.get("kind") == "wrong_child"

    @property
    def reason(self) -> str:
        return reason_words(self.cleaned_data["kind"], self.cleaned_data["words"])

    @staticmethod
    def _is_anything_measured(cleaned) -> bool:
        return cleaned.get("kind") == "wrong_child" or MeasureForm._is_anything_measured(cleaned)


def reason_words(kind: str, explanation: str) -> str:
    """The reason of a correction as it is stored: the kind in words, and what was written beside it."""
    label = str(dict(CorrectMeasurementForm.KINDS)[kind])
    return f"{label}. {explanation}" if explanation else f"{label}."


class MoveForm(MeasureForm):
    """The numbers of a wrong child, on their way to the right one; ``words`` were written when it was noticed."""

    words = TextField(required=False, max_length=250, widget=forms.HiddenInput)

    @property
    def reason(self) -> str:
        return reason_words("wrong_child", self.cleaned_data["words"])


def answered(submitted):
    """The posted form with the answer of the tapped button in it ("Maksudnya 9,1", "Sudah benar"); None if not sent."""
    if submitted is None:
        return None
    meant, confirmed = submitted.get("meant", ""), submitted.get("confirm", "")
    if not meant and not confirmed:
        return submitted
    submitted = submitted.copy()
    field, _colon, value = meant.partition(":")
    if field in MEASURES and value:
        submitted[field] = value
        submitted.appendlist("confirmed", meant)
    if confirmed:
        submitted.appendlist("confirmed", confirmed)
    return submitted
