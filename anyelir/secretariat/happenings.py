"""Activities of a body in its calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anyelir.core.happenings import HAPPENINGS, Happening, Happenings
from anyelir.membership.models import Body
from anyelir.secretariat.access import planning_bodies
from anyelir.secretariat.models import Activity


def activities_between(
    user: Any, bodies: QuerySet[Body], first: dt.date, last: dt.date
) -> Iterator[Happening]:
    """Also cancelled ones: who wrote them into her own calendar must be told."""
    seen = planning_bodies(user).filter(pk__in=bodies)
    rows = Activity.objects.filter(body__in=seen, on__range=(first, last)).select_related("body")
    for each in rows.order_by("on", "starts_at", "id"):
        yield Happening(
            f"activity/{each.pk}",
            each.on,
            each.title,
            each.body.region_id,
            each.place,
            each.starts_at,
            each.ends_at,
            reverse("secretariat:activity", args=[each.pk]),
            each.state == Activity.State.CANCELLED,
            each.updated_at,
        )


HAPPENINGS.declare(Happenings("activities", _("Kegiatan"), "cal", activities_between))
