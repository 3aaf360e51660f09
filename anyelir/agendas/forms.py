"""Forms of agendas: shape only, the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anyelir.agendas.models import LONGEST_ANSWER, PassingReport, Point
from anyelir.agendas.queries import meetings_of, passable_points
from anyelir.core.clock import today_at
from anyelir.core.forms import DayField, PlacedForm, TextField
from anyelir.core.sending import SentOnce
from anyelir.core.terms import in_force
from anyelir.core.wording import short_day
from anyelir.membership.models import Body, Post
from anyelir.membership.offices import post_name
from anyelir.regions.models import Level
from anyelir.regions.queries import level_names
from anyelir.regions.scope import LEVEL_ORDER
from anyelir.secretariat.models import Activity

REQUIRED = {"required": _("Bagian ini belum diisi.")}
CHOOSE = {"required": _("Pilih paling sedikit satu."), "invalid_choice": _("Pilih dari daftar.")}
BODY_ITSELF = "body"


def _lines(label: Any, length: int, rows: int = 3, *, required: bool = False, **options: Any) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    options = {"required": required, "error_messages": REQUIRED, **options}
    return TextField(label=label, max_length=length, keeps_lines=True, widget=widget, **options)


class PointForm(SentOnce):
    title = TextField(
        label=_("Pokok bahasan"),
        max_length=160,
        error_messages=REQUIRED,
        help_text=_("Misalnya: kebun pekarangan, lima pot setiap rumah."),
    )
    text = _lines(_("Penjelasan"), 1000)
    seen = TextField(required=False, max_length=40, widget=forms.HiddenInput)


class MeetingField(forms.ModelChoiceField):
    """A meeting of the body, named by its day."""

    def label_from_instance(self, activity: Any) -> str:
        return f"{short_day(activity.on)}, {activity.title}"


def _meetings(body: Body) -> QuerySet[Any]:
    """Those of the past, which are the ones at which something was decided."""
    return meetings_of(body).filter(on__lte=today_at(body.region_id))


class DecideForm(PlacedForm, SentOnce):
    """What came of a point; whoever sees to it is a post of the body or the body itself."""

    outcome = forms.ChoiceField(
        label=_("Hasil"), choices=Point.Outcome.choices, widget=forms.RadioSelect, error_messages=REQUIRED
    )
    activity = MeetingField(
        label=_("Rapat"),
        queryset=None,
        required=False,
        empty_label=_("pilih rapat"),
        error_messages={"invalid_choice": _("Pilih rapat dari daftar.")},
    )
    decision = _lines(_("Isi keputusan"), 500, help_text=_("Satu kalimat yang dibaca lembaga di bawah."))
    owner = forms.ChoiceField(
        label=_("Yang mengerjakan"),
        required=False,
        help_text=_("Keputusan yang ada penanggung jawabnya menjadi janji di halaman Komitmen."),
    )
    due_on = DayField(label=_("Tenggat"), required=False)

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, place=body.region_id, **options)
        self.body = body
        meetings = _meetings(body).exclude(state=Activity.State.MINUTED)
        self.fields["activity"].queryset = meetings
        self.fields["activity"].initial = meetings.first()
        held = in_force(today_at(body.region_id))
        posts = Post.objects.filter(held, body=body).exclude(member=None).select_related("member")
        self.posts = {str(post.pk): post for post in posts.order_by("pokja", "office", "id")}
        named = [(key, f"{post_name(post)}, {post.name}") for key, post in self.posts.items()]
        self.fields["owner"].choices = [("", gettext("belum ada")), (BODY_ITSELF, str(body)), *named]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        owner = cleaned.pop("owner", "")
        cleaned["owner_post"] = self.posts.get(owner)
        cleaned["owner_body"] = self.body if owner else None
        return cleaned


class PassForm(PlacedForm, SentOnce):
    """Which points go down to which levels; the page shows how many bodies each level has."""

    points = forms.MultipleChoiceField(
        label=_("Pokok bahasan"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    levels = forms.MultipleChoiceField(
        label=_("Diturunkan ke"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    answer_by = DayField(
        label=_("Dijawab paling lambat"),
        required=False,
        help_text=_("Kosongkan bila tidak ada batasnya."),
    )

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, place=body.region_id, **options)
        self.offered = {str(point.pk): point for point in passable_points(body)}
        self.fields["points"].choices = [(key, point.title) for key, point in self.offered.items()]
        self.fields["levels"].choices = levels_offered(body)

    def clean_points(self) -> list[Point]:
        return [self.offered[key] for key in self.cleaned_data["points"]]

    def clean_levels(self) -> list[Level]:
        return [Level(level) for level in self.cleaned_data["levels"]]


def levels_offered(body: Body) -> list[tuple[str, str]]:
    """The levels below that of the body, by their names in its province; none below a unit."""
    if body.unit_kind:
        return []
    names = level_names(body.region_id)
    depth = LEVEL_ORDER.index(Level(body.region.level))
    return [(level.value, names[level.value]) for level in LEVEL_ORDER[depth + 1 :]]


class PassingAnswerForm(SentOnce):
    """One line: what came of it here."""

    outcome = forms.ChoiceField(
        label=_("Hasil di sini"),
        choices=PassingReport.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    words = TextField(
        label=_("Catatan"),
        max_length=LONGEST_ANSWER,
        required=False,
        help_text=_("Satu baris, tanpa nama orang. Bila belum bisa, tulis apa yang menghalangi."),
        error_messages={"max_length": _("Catatan paling panjang 280 huruf. Ringkas dulu.")},
    )
    activity = MeetingField(
        label=_("Dibahas di rapat"),
        queryset=None,
        required=False,
        empty_label=_("tanpa rapat yang tercatat"),
        error_messages={"invalid_choice": _("Pilih rapat dari daftar.")},
    )

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["activity"].queryset = _meetings(body)
