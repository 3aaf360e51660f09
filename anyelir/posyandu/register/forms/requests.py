"""Asking for a child that belongs elsewhere, and answering."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.posyandu.register.models import Posyandu


def reason_field() -> TextField:
    return TextField(
        label=gettext_lazy("Alasan permintaan"),
        max_length=300,
        help_text=gettext_lazy("Misalnya: keluarga pindah ke RW kami bulan lalu."),
    )


class AskForm(SentOnce):
    """For a child whose NIK is known; where the child is now is not asked and not told."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Pindah ke posyandu"),
        queryset=Posyandu.objects.none(),
        empty_label=gettext_lazy("pilih posyandu"),
    )
    child_name = TextField(label=gettext_lazy("Nama anak"), max_length=120)
    nik = TextField(
        label=gettext_lazy("NIK anak"),
        max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = reason_field()

    def __init__(self, *args, targets: QuerySet[Posyandu], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = targets
        if targets.count() == 1:
            self.fields["to"].initial = targets.first()


class AskForKnownForm(AskForm):
    """For a child whose page is open: name and number are known."""

    child_name = None
    nik = None


class RequestAnswerForm(PlacedForm, SentOnce):
    on = DayField(label=gettext_lazy("Pindah mulai tanggal"), proposes_today=True, required=False)
    answer = TextField(
        label=gettext_lazy("Catatan untuk kita sendiri"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Tidak dikirim kepada yang meminta."),
    )
