"""The questions of the permit path, and what is printed on a label beside what the product says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.permits.label import SIZES
from anyelir.enterprise.permits.models import PathAnswers
from anyelir.enterprise.permits.path import UNLISTED, feature_questions
from anyelir.enterprise.permits.path_wording import FEATURES
from anyelir.rules import tables

REQUIRED = {"required": _("Pilih satu."), "invalid_choice": _("Pilih dari daftar.")}
MOST_DAYS = 3_650
ADDRESS_LENGTH, CODE_LENGTH = 120, 20


class PathQuestionsForm(SentOnce):
    """Five questions that anybody in the kitchen can answer."""

    sold = forms.ChoiceField(
        label=_("Bagaimana sampai ke pembeli?"),
        choices=PathAnswers.Sold.choices,
        widget=forms.RadioSelect(attrs={"data-wide": ""}),
        error_messages=REQUIRED,
    )
    shelf_days = WholeField(
        label=_("Tahan berapa hari?"),
        least=1,
        most=MOST_DAYS,
        example="5",
        required=False,
        help_text=_("Di suhu biasa, tanpa lemari es. Kurang dari 7 hari tidak perlu izin edar."),
    )
    is_home_made = forms.TypedChoiceField(
        label=_("Dibuat di dapur rumah atau ruko, dengan alat sederhana?"),
        choices=[("ya", _("Ya")), ("tidak", _("Tidak, di pabrik atau dengan mesin otomatis"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    features = forms.MultipleChoiceField(
        label=_("Centang yang berlaku untuk produk ini"),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-wide": ""}),
        help_text=_("Kosongkan bila tidak satu pun."),
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
    food_type = forms.ChoiceField(
        label=_("Termasuk jenis pangan apa?"), choices=(), required=False, error_messages=REQUIRED
    )

    def __init__(self, *args: Any, on: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        foods = tables.load("pirt_food_types").by_key(on)
        listed = [(code, rule["label"]) for code, rule in foods.items()]
        self.fields["food_type"].choices = [
            ("", _("belum tahu")),
            *listed,
            (UNLISTED, _("tidak ada dalam daftar ini")),
        ]
        self.fields["features"].choices = [(name, FEATURES[name]) for name in feature_questions(on)]


def written_answers(answers: PathAnswers | None, shelf_days: int | None) -> dict[str, Any]:
    """What the form begins with."""
    if answers is None:
        return {"shelf_days": shelf_days}
    return {
        "shelf_days": shelf_days,
        "sold": answers.sold,
        "is_home_made": "ya" if answers.is_home_made else "tidak",
        "features": answers.features.split(),
        "food_type": answers.food_type,
    }


class LabelForm(PlacedForm):
    """What changes with each batch, and the address that stands nowhere else."""

    made_on = DayField(
        label=_("Tanggal dibuat"), proposes_today=True, error_messages={"required": _("Isi dulu.")}
    )
    code = TextField(
        label=_("Kode produksi"),
        max_length=CODE_LENGTH,
        required=False,
        help_text=_("Misalnya nomor adonan: A1."),
    )
    address = TextField(
        label=_("Alamat pembuat di label"),
        max_length=ADDRESS_LENGTH,
        help_text=_("Cukup desa dan kecamatan. Tidak disimpan di sini."),
        error_messages={"required": _("Isi dulu.")},
    )
    size = forms.ChoiceField(
        label=_("Kertasnya"), choices=SIZES, error_messages={"required": _("Pilih satu."), **REQUIRED}
    )
