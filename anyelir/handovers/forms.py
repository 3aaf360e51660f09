"""Forms of a hand-over."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.refusal import Refused
from anyelir.core.sending import SentOnce
from anyelir.files.reading import Prepared, prepared
from anyelir.handovers.models import LONGEST_LESSONS
from anyelir.ledger.forms.entries import rupiah_field
from anyelir.membership.forms.members import WhoForm

REQUIRED = {"required": _("Bagian ini belum diisi.")}
PICTURE_HEAD = "data:image/png;base64,"
LONGEST_PICTURE = 400_000


class PackForm(PlacedForm):
    """The day, the decree and the lessons."""

    on = DayField(
        label=_("Hari serah terima"),
        required=True,
        error_messages=REQUIRED,
        proposes_today=True,
        help_text=_("Hari pertama yang menerima. Yang menyerahkan bertugas sampai sehari sebelumnya."),
    )
    decree_no = TextField(label=_("Nomor SK"), max_length=60, required=False)
    decree_on = DayField(label=_("Tanggal SK"), required=False)
    lessons = TextField(
        label=_("Yang kami pelajari"),
        max_length=LONGEST_LESSONS,
        required=False,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Paling banyak sepuluh baris, satu pelajaran sebaris."),
    )


class PrepareForm(WhoForm, PackForm, SentOnce):
    """Who takes the post over."""

    field_order = ["member", "name", "sex", "is_namesake", "on", "decree_no", "decree_on", "lessons"]


class ChangePackForm(PackForm):
    seen = TextField(required=False, max_length=64, widget=forms.HiddenInput)


class BoxCountForm(forms.Form):
    counted_idr = rupiah_field(_("Uang tunai terhitung"), least=0, error_messages=REQUIRED)
    reason = TextField(
        label=_("Sebab selisih"),
        max_length=200,
        required=False,
        help_text=_("Hanya bila berbeda dari buku."),
    )


class DrawnField(TextField):
    """A picture drawn on the page; cleans to ``Prepared``."""

    default_error_messages = {
        "required": _("Buat dulu tanda tangan di kotak."),
        "broken": _("Tanda tangan ini tidak bisa dibaca. Hapus, lalu buat lagi."),
    }
    widget = forms.HiddenInput

    def clean(self, value: Any) -> Prepared:
        text = super().clean(value)
        try:
            if not text.startswith(PICTURE_HEAD):
                raise ValueError
            content = base64.b64decode(text.removeprefix(PICTURE_HEAD), validate=True)
            return prepared(ContentFile(content))
        except (ValueError, binascii.Error, Refused):
            raise forms.ValidationError(self.error_messages["broken"], code="broken") from None


class SignForm(SentOnce):
    """The pack as it was read, and the signature."""

    seen = TextField(required=False, max_length=64, widget=forms.HiddenInput)
    picture = DrawnField(max_length=LONGEST_PICTURE)
    has_read = forms.BooleanField(
        label=_("Saya sudah membaca berkasnya."),
        error_messages={"required": _("Baca dulu berkasnya, lalu centang.")},
    )


class ConfirmPackForm(SentOnce):
    code = TextField(
        label=_("Sidik berkas"),
        max_length=20,
        required=False,
        help_text=_(
            "Delapan tanda di kaki berkas cetak yang sudah ditandatangani keduanya, misalnya 3F2A-91C4."
        ),
    )


class CancelPackForm(forms.Form):
    reason = TextField(label=_("Alasan"), max_length=200, error_messages=REQUIRED)
