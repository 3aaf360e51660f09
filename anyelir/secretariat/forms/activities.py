"""Forms of an activity: what is planned, what came of it, why it was cancelled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import ClockField, DayField, PlacedForm, TextField, WholeField
from anyelir.core.sending import SentOnce
from anyelir.membership.models import Body, Post
from anyelir.membership.offices import post_name
from anyelir.secretariat.forms.plans import IN_LIST, REQUIRED, ItemField
from anyelir.secretariat.models import Activity, PlanLine
from anyelir.secretariat.queries.activities import posts_in
from anyelir.secretariat.queries.plans import items_of, open_lines

MOST = 100_000
BAD_CLOCK = {**REQUIRED, "invalid": _("Tulis jam seperti 09.00.")}


class PostField(forms.ModelChoiceField):
    """Who answers for it, by name and office."""

    def label_from_instance(self, post: Post) -> str:
        return f"{post.name}, {post_name(post)}"


class LineField(forms.ModelChoiceField):
    """A line of the plan with its year."""

    def label_from_instance(self, line: PlanLine) -> str:
        return f"{line.year}: {line.title}"


class ActivityForm(PlacedForm, SentOnce):
    """An activity that is planned or changed; ``on`` of another year than the plan is refused by the action."""

    title = TextField(label=_("Nama kegiatan"), max_length=120, error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Activity.Kind.choices, error_messages=IN_LIST)
    on = DayField(label=_("Tanggal"), proposes_today=True)
    starts_at = ClockField(label=_("Mulai pukul"), required=False, error_messages=BAD_CLOCK)
    ends_at = ClockField(label=_("Sampai pukul"), required=False, error_messages=BAD_CLOCK)
    place = TextField(label=_("Tempat"), max_length=120, error_messages=REQUIRED)
    plan_line = LineField(
        label=_("Dari rencana"),
        queryset=PlanLine.objects.none(),
        required=False,
        empty_label=_("di luar rencana"),
        error_messages=IN_LIST,
    )
    work_item = ItemField(
        label=_("Program"), required=False, help_text=_("Ikut barisnya kalau kegiatan ini dari rencana.")
    )
    organiser = PostField(
        label=_("Penanggung jawab"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("belum ditentukan"),
        error_messages=IN_LIST,
        help_text=_("Nama dan jabatannya tercetak di buku kegiatan 4.13."),
    )
    partners = TextField(label=_("Mitra"), max_length=200, required=False)
    seen = TextField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, around: dt.date, **options: Any) -> None:
        """``around`` is a day of the year whose plan and posts are offered."""
        super().__init__(*args, place=body.region_id, **options)
        kept = self.initial.get("plan_line")
        lines = open_lines(body, around.year)
        if kept is not None:
            lines = lines | PlanLine.objects.filter(pk=kept.pk).select_related("work_item")
        self.fields["plan_line"].queryset = lines
        self.fields["work_item"].offer(items_of(body, around.year))
        self.fields["organiser"].queryset = posts_in(body, around.year)


class HeldForm(PlacedForm, SentOnce):
    """What came of an activity."""

    on = DayField(label=_("Dilaksanakan pada"), not_later=True)
    place = TextField(label=_("Tempat"), max_length=120, error_messages=REQUIRED)
    reached = WholeField(label=_("Jumlah yang hadir"), least=0, most=MOST, example="30", required=False)
    volume = WholeField(
        label=_("Volume"),
        least=0,
        most=MOST,
        example="1",
        required=False,
        help_text=_("Berapa kali atau berapa kelompok, untuk rekap pokja."),
    )
    method = TextField(
        label=_("Metode"),
        max_length=120,
        required=False,
        help_text=_("Misalnya: ceramah, simulasi, kunjungan rumah."),
    )
    partners = TextField(label=_("Mitra"), max_length=200, required=False)
    conclusions = TextField(
        label=_("Hasil singkat"),
        max_length=2000,
        required=False,
        keeps_lines=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = TextField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, came: int | None = None, **options: Any) -> None:
        """``came`` are those on the list of who came: nobody types their number a second time."""
        super().__init__(*args, **options)
        if came is not None:
            del self.fields["reached"]


class CancelForm(SentOnce):
    reason = TextField(label=_("Alasan dibatalkan"), max_length=200, error_messages=REQUIRED)
