"""Forms of programmes: shape only, the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anyelir.commitments.models import Commitment
from anyelir.core.clock import today_anywhere
from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.programmes.plan.actions.numbers import LARGEST
from anyelir.programmes.plan.models import (
    PRESS_LENGTH,
    REASON_LENGTH,
    THEORY_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Programme,
    TargetDivision,
)
from anyelir.programmes.plan.patterns_shipped import shipped_types
from anyelir.programmes.plan.queries.numbers import PlaceLine
from anyelir.rules.programmes import countable_units

REQUIRED = {"required": _("Bagian ini belum diisi."), "invalid_choice": _("Pilih dari daftar.")}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProgrammeForm(PlacedForm, SentOnce):
    """What it is about, in the words of the team; the kind is chosen once."""

    kind = forms.ChoiceField(label=_("Jenis program"), error_messages=REQUIRED)
    title = TextField(label=_("Nama program"), max_length=TITLE_LENGTH, error_messages=REQUIRED)
    starts_on = DayField(label=_("Mulai"), proposes_today=True, error_messages=REQUIRED)
    problem = TextField(
        label=_("Masalahnya"), max_length=WORDS_LENGTH, required=False, keeps_lines=True, widget=_lines(3)
    )
    theory = TextField(
        label=_("Jika apa, maka apa, karena apa"),
        max_length=THEORY_LENGTH,
        required=False,
        widget=_lines(2),
        help_text=_(
            "Satu kalimat, misalnya: jika tiap RW punya kader pendamping, maka keluarga tahu ke mana bertanya,"
            " karena ada yang dikenalnya."
        ),
    )
    legal_basis = TextField(label=_("Dasar hukum"), max_length=REASON_LENGTH, required=False)
    press = TextField(
        label=_("Teks untuk pers"),
        max_length=PRESS_LENGTH,
        required=False,
        keeps_lines=True,
        widget=_lines(5),
    )

    def __init__(self, *args: Any, programme: Programme | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if programme is None:
            kinds = [(key, pattern.title) for key, pattern in shipped_types().items()]
            self.fields["kind"].choices = [("", gettext("pilih")), *kinds]
        else:
            del self.fields["kind"]
            if programme.launched_on is not None:
                del self.fields["starts_on"]


class TargetForm(PlacedForm, SentOnce):
    counts = forms.ChoiceField(label=_("Yang dihitung"), error_messages=REQUIRED)
    value = WholeField(
        label=_("Jumlah yang dijanjikan"), least=1, most=LARGEST, example="1.001", error_messages=REQUIRED
    )
    due_on = DayField(
        label=_("Tenggat"), required=False, help_text=_("Kosongkan bila belum ada; boleh menyusul.")
    )
    reason = TextField(
        label=_("Alasan perubahan"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("Wajib kalau jumlah atau tenggatnya sudah diumumkan."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["counts"].choices = [*countable_units(today_anywhere()).items()]


class LaunchForm(PlacedForm, SentOnce):
    on = DayField(label=_("Diluncurkan pada"), proposes_today=True, not_later=True, error_messages=REQUIRED)
    pledge = forms.ModelChoiceField(
        label=_("Komitmen yang ditandatangani"),
        empty_label=_("belum ada"),
        queryset=Commitment.objects.none(),
        required=False,
        error_messages=REQUIRED,
    )
    reason = TextField(
        label=_("Mengapa belum ada komitmen"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("Wajib kalau komitmennya belum ada."),
    )

    def __init__(self, *args: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*args, **options)
        papers = Commitment.objects.filter(body=programme.body).exclude(kind=Commitment.Kind.MEETING)
        self.fields["pledge"].queryset = papers.order_by("-on", "-id")


class ProgrammeCloseForm(PlacedForm, SentOnce):
    on = DayField(label=_("Ditutup pada"), proposes_today=True, not_later=True, error_messages=REQUIRED)
    closing_words = TextField(
        label=_("Apa hasilnya dan apa yang dipelajari"),
        max_length=WORDS_LENGTH,
        keeps_lines=True,
        widget=_lines(4),
        error_messages=REQUIRED,
    )


class TallyForm(PlacedForm, SentOnce):
    on = DayField(label=_("Keadaan tanggal"), proposes_today=True, not_later=True, error_messages=REQUIRED)
    total = WholeField(
        label=_("Jumlah sampai hari itu"), least=0, most=LARGEST, example="150", error_messages=REQUIRED
    )
    reason = TextField(
        label=_("Alasan"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("Hanya perlu kalau jumlahnya turun."),
    )


class DivideForm(SentOnce):
    """A number for each child; what stays empty is calculated. Field names are those of the places, without signs."""

    basis = forms.ChoiceField(
        label=_("Dibagi"), choices=TargetDivision.Basis.choices, error_messages=REQUIRED
    )

    def __init__(self, *args: Any, lines: list[PlaceLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = {f"place_{at}": line.region.pk for at, line in enumerate(lines)}
        self.refused_at = {code: name for name, code in self.codes.items()}
        for (name, _code), line in zip(self.codes.items(), lines, strict=True):
            self.fields[name] = WholeField(
                label=line.region.name, least=0, most=LARGEST, required=False, example="250"
            )

    @property
    def place_fields(self) -> list[Any]:
        return [self[name] for name in self.codes]

    def clean(self) -> dict[str, Any]:
        """``fixed`` by code, as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = {code: cleaned.pop(name, None) for name, code in self.codes.items()}
        cleaned["fixed"] = {code: value for code, value in typed.items() if value is not None}
        return cleaned
