"""The words of the annual report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField
from anyelir.core.sending import SentOnce
from anyelir.files.forms import AttachmentField
from anyelir.secretariat.forms.plans import REQUIRED
from anyelir.secretariat.models.reports import LONGEST


def chapter_field(label: str | Promise, help_text: Any = "") -> TextField:
    return TextField(
        label=label,
        max_length=LONGEST,
        required=False,
        keeps_lines=True,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReportForm(SentOnce):
    """Chapters that somebody writes; all others are gathered."""

    foreword = chapter_field(_("Pendahuluan"), _("Keadaan wilayah dan maksud laporan ini."))
    achievements = chapter_field(_("Keberhasilan"))
    obstacles = chapter_field(_("Hambatan"))
    conclusions = chapter_field(_("Kesimpulan dan penutup"))
    seen = TextField(required=False, max_length=40, widget=forms.HiddenInput)


class PictureForm(SentOnce):
    """A photo; whoever is on it was asked."""

    file = AttachmentField(
        label=_("Foto"),
        help_text=_("JPEG, PNG, atau WebP. Foto dikecilkan, lokasi dan data kamera dihapus."),
    )
    caption = TextField(label=_("Keterangan foto"), max_length=120, error_messages=REQUIRED)
    has_consent = forms.BooleanField(label=_("Yang tampak di foto setuju fotonya dicetak"), required=False)
