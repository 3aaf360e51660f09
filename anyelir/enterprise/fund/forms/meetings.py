"""The meeting in which a group decided, from its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.wording import day
from anyelir.membership.models import Body
from anyelir.secretariat.models import Activity

NEWEST = 24


class DecidingMeetingField(forms.ModelChoiceField):
    """Meetings that took place or take place today, the newest first."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        values = {
            "label": _("Diputuskan di rapat"),
            "empty_label": _("pilih rapat"),
            "error_messages": {
                "required": _("Ini keputusan kelompok. Pilih rapat yang memutuskannya."),
                "invalid_choice": _("Pilih dari daftar."),
            },
            **options,
        }
        super().__init__(queryset=Activity.objects.none(), required=required, **values)

    def label_from_instance(self, obj: Activity) -> str:
        return f"{day(obj.on)}, {obj.title}"

    def offer(self, body: Body) -> None:
        meetings = Activity.objects.filter(
            body=body, kind=Activity.Kind.MEETING, on__lte=today_at(body.region_id)
        ).exclude(state=Activity.State.CANCELLED)
        newest = meetings.order_by("-on", "-created_at").values("pk")[:NEWEST]
        self.queryset = Activity.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).order_by(
            "-on"
        )
