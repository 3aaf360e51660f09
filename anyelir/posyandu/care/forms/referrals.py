"""Sending a child to the puskesmas, and the puskesmas' answer."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.partners.models import Puskesmas
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.wording import REASON_NAMES
from anyelir.regions.scope import within


class ReferralForm(PlacedForm, SentOnce):
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Alasan rujukan"),
        choices=list(REASON_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu alasan.")},
    )
    puskesmas = forms.ModelChoiceField(
        label=gettext_lazy("Puskesmas tujuan"),
        queryset=Puskesmas.objects.none(),
        empty_label=gettext_lazy("pilih puskesmas"),
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Kesegeraan"), choices=Referral.Urgency.choices, widget=forms.RadioSelect
    )
    due_on = DayField(label=gettext_lazy("Sebaiknya datang paling lambat"), not_earlier=True, required=False)
    accompanied_by = TextField(
        label=gettext_lazy("Didampingi oleh"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Kader atau keluarga yang ikut mengantar."),
    )
    note_text = TextField(
        keeps_lines=True,
        label=gettext_lazy("Catatan untuk puskesmas"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, near: str, **kwargs):
        """``near`` is the kabupaten whose puskesmas can be chosen."""
        super().__init__(*args, place=near, **kwargs)
        self.fields["puskesmas"].queryset = within(Puskesmas.objects.all(), near)

    def clean(self):
        cleaned = super().clean()
        if "other" in cleaned.get("reasons", []) and not cleaned.get("note_text", "").strip():
            self.add_error("note_text", _("Tuliskan alasan lain itu."))
        return cleaned


class AnswerForm(SentOnce):
    """One step of the loop; which steps are offered depends on the state and on who answers."""

    status = forms.ChoiceField(
        label=gettext_lazy("Langkah"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih langkah berikutnya."),
            # Most likely somebody else has taken it meanwhile.
            "invalid_choice": gettext_lazy(
                "Langkah ini tidak bisa dari sini lagi. Lihat keadaan rujukannya, lalu pilih langkah berikutnya."
            ),
        },
    )
    remark = TextField(
        keeps_lines=True,
        label=gettext_lazy("Keterangan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, steps: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        names = {
            Referral.Status.RECEIVED: _("Terima rujukan ini"),
            Referral.Status.ATTENDED: _("Anak sudah datang"),
            Referral.Status.RESULT: _("Tulis hasil pemeriksaan"),
            Referral.Status.RETURNED: _("Rujuk balik ke posyandu"),
            Referral.Status.NO_SHOW: _("Anak tidak datang"),
            Referral.Status.CLOSED: _("Selesai, tutup rujukan"),
            Referral.Status.CANCELLED: _("Batalkan rujukan"),
        }
        self.fields["status"].choices = [(step, names[step]) for step in steps]
        if len(steps) == 1:
            self.fields["status"].initial = steps[0]
