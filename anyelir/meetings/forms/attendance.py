"""Forms of the attendance: a card, number or name; a guest; why a mark is withdrawn; whom to invite."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from anyelir.core.forms import TextField
from anyelir.core.sending import SentOnce
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.inviting import InvitationRule, InvitationRuleKind
from anyelir.meetings.queries.people import holders_in, people_of
from anyelir.membership.models import NAME_LENGTH, Post
from anyelir.membership.offices import post_name
from anyelir.regions.models import Level
from anyelir.regions.scope import level_of, levels_below
from anyelir.rules.numbers_id import roman
from anyelir.secretariat.models import Activity

REQUIRED = {"required": _("Bagian ini belum diisi.")}
IN_LIST = {"invalid_choice": _("Pilih dari daftar."), **REQUIRED}
ASKED_BY = {"office": "office", "pokja": "pokja", "chairs": "level", "named": "named"}
TYPED = (Attendance.Way.QR, Attendance.Way.NUMBER)


class MomentField(TextField):
    """The moment at which a phone wrote something down, as its clock says; None for what is none."""

    def clean(self, value: Any) -> dt.datetime | None:  # type: ignore[override]
        try:
            moment = parse_datetime(super().clean(value))
        except ValueError:
            return None
        return moment if moment is not None and moment.tzinfo is not None else None


class MarkForm(SentOnce):
    """A card that was read or a number that was typed."""

    entry = TextField(
        label=_("Nomor anggota atau kode kartu"),
        max_length=40,
        error_messages={"required": _("Ketik nomornya dulu.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    way = forms.ChoiceField(choices=[(way.value, way.label) for way in TYPED], widget=forms.HiddenInput)
    at = MomentField(required=False, max_length=40, widget=forms.HiddenInput)


class PersonMarkForm(SentOnce):
    """Somebody chosen on the list: the key of who belongs to the body, or of the member of the movement."""

    body_member = forms.UUIDField(required=False, widget=forms.HiddenInput)
    member = forms.UUIDField(required=False, widget=forms.HiddenInput)
    at = MomentField(required=False, max_length=40, widget=forms.HiddenInput)


class GuestForm(SentOnce):
    name = TextField(label=_("Nama tamu"), max_length=NAME_LENGTH, error_messages=REQUIRED)
    place = TextField(
        label=_("Dari mana"),
        max_length=NAME_LENGTH,
        error_messages=REQUIRED,
        help_text=_("Misalnya Puskesmas Cibinong. Nama dan asal tamu dihapus sesudah dua tahun."),
    )
    at = MomentField(required=False, max_length=40, widget=forms.HiddenInput)


class WithdrawForm(SentOnce):
    reason = TextField(
        label=_("Mengapa dibatalkan"),
        max_length=200,
        error_messages=REQUIRED,
        help_text=_("Misalnya salah orang, atau kartunya dititipkan."),
    )


class InviteForm(SentOnce):
    """Whom to invite; what the chosen rule does not ask for is left aside."""

    rule = forms.ChoiceField(
        label=_("Siapa yang diundang"), choices=InvitationRuleKind.choices, error_messages=IN_LIST
    )
    office = forms.ChoiceField(
        label=_("Jabatan"),
        choices=[("", _("untuk pilihan menurut jabatan")), *Post.Office.choices],
        required=False,
        error_messages=IN_LIST,
    )
    pokja = forms.TypedChoiceField(
        label=_("Pokja"),
        choices=[("", _("untuk pilihan satu pokja")), *((no, f"Pokja {roman(no)}") for no in range(1, 5))],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages=IN_LIST,
    )
    level = forms.ChoiceField(label=_("Tingkat"), required=False, error_messages=IN_LIST)
    named = forms.MultipleChoiceField(
        label=_("Nama"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=IN_LIST
    )

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        level = level_of(activity.body.region_id)
        below = levels_below(level) if level is not None else list(Level)
        first = ("", _("untuk pilihan ketua di bawahnya"))
        self.fields["level"].choices = [first, *((each.value, each.label) for each in below)]
        self.fields["named"].choices = _people(activity)

    def clean(self) -> dict[str, Any]:
        """What the chosen rule asks for is there."""
        cleaned: dict[str, Any] = super().clean()
        name = ASKED_BY.get(cleaned.get("rule", ""))
        if name is not None and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, _("Pilih dulu di sini."))
        return cleaned

    def chosen(self) -> InvitationRule:
        """What was asked for."""
        cleaned = self.cleaned_data
        return InvitationRule(
            kind=cleaned["rule"],
            office=cleaned["office"],
            pokja=cleaned["pokja"],
            level=cleaned["level"],
            named=tuple(uuid.UUID(key) for key in cleaned["named"]),
        )


def _people(activity: Activity) -> list[tuple[str, str]]:
    """Who belongs to the body, then holders of its posts who do not."""
    belongs = [*people_of(activity.body, activity)]
    members = {each.member_id for each in belongs if each.member_id}
    choices = [(str(each.pk), each.name) for each in belongs]
    for post in holders_in(activity.body, activity):
        if post.member_id not in members:
            members.add(post.member_id)
            choices.append((str(post.member_id), f"{post.name}, {post_name(post)}"))
    return choices
