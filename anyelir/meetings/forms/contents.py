"""Forms of the order of events, the minutes, photos and cost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import ClockField, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.core.wording import short_day
from anyelir.files.forms import AttachmentField
from anyelir.ledger.funds import FundSource
from anyelir.ledger.models import LedgerEntry
from anyelir.meetings.forms.attendance import IN_LIST, REQUIRED
from anyelir.meetings.models.contents import MOST_IDR
from anyelir.meetings.models.minutes import LONGEST_COURSE, LONGEST_PART
from anyelir.meetings.queries.costs import entries_around
from anyelir.meetings.queries.people import holders_in
from anyelir.membership.models import Post
from anyelir.membership.offices import post_name
from anyelir.secretariat.models import Activity

BAD_CLOCK = {**REQUIRED, "invalid": _("Tulis jam seperti 09.00.")}


class HolderField(forms.ModelChoiceField):
    """Who sees to something, by office and name."""

    def label_from_instance(self, post: Post) -> str:
        return f"{post_name(post)}, {post.name}"


class EntryField(forms.ModelChoiceField):
    """A line of the cash book by its number, day and words."""

    def label_from_instance(self, entry: LedgerEntry) -> str:
        return f"{entry.no}/{entry.year}, {short_day(entry.on)}: {entry.words}"


def _lines(label: Any, length: int, rows: int, **options: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(
        label=label, max_length=length, keeps_lines=True, widget=widget, error_messages=REQUIRED, **options
    )


class RundownForm(SentOnce):
    starts_at = ClockField(label=_("Pukul"), error_messages=BAD_CLOCK)
    title = TextField(label=_("Acara"), max_length=120, error_messages=REQUIRED)
    speaker = TextField(label=_("Oleh"), max_length=120, required=False)
    place = TextField(
        label=_("Tempat"),
        max_length=120,
        required=False,
        help_text=_("Hanya kalau bukan di tempat kegiatan."),
    )
    post = HolderField(
        label=_("Penanggung jawab"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("belum ditentukan"),
        error_messages=IN_LIST,
    )

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].queryset = holders_in(activity.body, activity)


class MinutesForm(SentOnce):
    """The draft of the minutes; signing asks for what is missing."""

    led_by = TextField(label=_("Dipimpin oleh"), max_length=120, required=False)
    course = _lines(_("Jalannya rapat"), LONGEST_COURSE, 8, required=False)
    conclusions = _lines(
        _("Kesimpulan"),
        LONGEST_PART,
        4,
        required=False,
        help_text=_("Tercetak juga di buku kegiatan 4.13."),
    )
    closing = _lines(_("Penutup"), LONGEST_PART, 2, required=False)
    seen = TextField(required=False, max_length=40, widget=forms.HiddenInput)


class AddendumForm(SentOnce):
    text = _lines(_("Apa yang dibetulkan"), LONGEST_PART, 5)


class PhotoForm(SentOnce):
    """A photo; whoever is on it was asked."""

    file = AttachmentField(
        label=_("Foto"),
        help_text=_("JPEG, PNG, atau WebP. Foto dikecilkan, lokasi dan data kamera dihapus."),
    )
    caption = TextField(label=_("Keterangan foto"), max_length=120, error_messages=REQUIRED)
    has_consent = forms.BooleanField(label=_("Yang tampak di foto setuju fotonya disimpan"), required=False)


class CostForm(SentOnce):
    source = forms.ChoiceField(label=_("Sumber dana"), choices=FundSource.choices, error_messages=IN_LIST)
    text = TextField(label=_("Untuk apa"), max_length=160, error_messages=REQUIRED)
    amount_idr = WholeField(
        label=_("Jumlah (rupiah)"), least=1, most=MOST_IDR, example="25.000", error_messages=REQUIRED
    )
    entry = EntryField(
        label=_("Baris di buku kas"),
        queryset=LedgerEntry.objects.none(),
        required=False,
        empty_label=_("belum ada, atau dibayar pihak lain"),
        error_messages=IN_LIST,
        help_text=_("Hanya biaya dengan baris kas yang tampil di buku 4.11."),
    )

    def __init__(self, *args: Any, activity: Activity, sees_money: bool, **options: Any) -> None:
        """``sees_money``: whether the person may read the cash book, from which a line is chosen."""
        super().__init__(*args, **options)
        if sees_money:
            self.fields["entry"].queryset = entries_around(activity)
        else:
            del self.fields["entry"]
