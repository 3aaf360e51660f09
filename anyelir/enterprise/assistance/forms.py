"""Forms of help: what was given, its photos, the scores of a training, and what was seen later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, WholeField
from anyelir.core.sending import SentOnce
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.assistance.models.assistance import BEST_SCORE
from anyelir.files.forms import AttachmentField
from anyelir.membership.models import BodyMember

REQUIRED = {"required": _("Pilih satu."), "invalid_choice": _("Pilih dari daftar.")}
ANSWERS = [("ya", _("Ya")), ("tidak", _("Tidak")), ("", _("tidak terlihat"))]


def _score(label: Any) -> WholeField:
    return WholeField(label=label, least=0, most=BEST_SCORE, example="70", required=False)


class AssistanceForm(PlacedForm, SentOnce):
    kind = forms.ChoiceField(
        label=_("Membantu apa?"),
        choices=Assistance.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    on = DayField(
        label=_("Tanggal"), not_later=True, proposes_today=True, error_messages={"required": _("Isi dulu.")}
    )
    pre_score = _score(_("Nilai sebelum"))
    post_score = _score(_("Nilai sesudah"))


class HelpPhotoForm(SentOnce):
    photo = AttachmentField(
        label=_("Foto"), help_text=_("JPEG, PNG atau WebP. Foto dikecilkan, lokasi dan data kamera dihapus.")
    )


class TrainingForm(SentOnce):
    """Two scores for each who came; both may be left open."""

    def __init__(self, *args: Any, trainees: Sequence[BodyMember], **options: Any) -> None:
        super().__init__(*args, **options)
        self.trainees = trainees
        for person in trainees:
            self.fields[f"pre-{person.pk}"] = _score(_("Sebelum"))
            self.fields[f"post-{person.pk}"] = _score(_("Sesudah"))

    def rows(self) -> list[tuple[BodyMember, Any, Any]]:
        return [(person, self[f"pre-{person.pk}"], self[f"post-{person.pk}"]) for person in self.trainees]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        scores = {
            str(person.pk): (cleaned.get(f"pre-{person.pk}"), cleaned.get(f"post-{person.pk}"))
            for person in self.trainees
        }
        return {"scores": scores, "op_id": cleaned.get("op_id")}


def _seen(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=ANSWERS,
        coerce=lambda value: value == "ya",
        empty_value=None,
        required=False,
        initial="",
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )


class FollowUpForm(SentOnce):
    """Three taps."""

    uses = forms.ChoiceField(
        label=_("Hasilnya dipakai?"),
        choices=UseFollowUp.Uses.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    packaging_changed = _seen(_("Kemasannya berubah?"))
    sales_changed = _seen(_("Penjualannya naik?"))
