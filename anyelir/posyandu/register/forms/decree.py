"""The form that takes a page of the decree."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from anyelir.core.sending import SentOnce
from anyelir.files.forms import AttachmentField


class DecreeForm(SentOnce):
    file = AttachmentField(
        label=gettext_lazy("Foto atau PDF SK"),
        help_text=gettext_lazy("JPEG, PNG, WebP atau PDF. Foto dikecilkan, lokasi dan data kamera dihapus."),
    )
