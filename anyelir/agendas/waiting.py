"""What waits for whoever keeps an agenda: requests from above that nobody here has answered."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.agendas.access import writing_bodies
from anyelir.agendas.queries import unanswered
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day

MOST = 5


def requests_to_answer(user) -> list[Task]:
    bodies = writing_bodies(user).select_related("region").order_by("region_id", "id")
    return [_task(body, passing) for body in bodies for passing in unanswered(body)[:MOST]][:MOST]


def _task(body, passing) -> Task:
    until = _("jawab sebelum %s") % day(passing.answer_by) if passing.answer_by else _("bahas, lalu jawab")
    return Task(
        _("Titipan %(sender)s: %(title)s") % {"sender": passing.from_body, "title": passing.point.title},
        f"{body}, {until}",
        reverse("agendas:answer", args=[body.pk, passing.pk]),
        "list",
    )


WAITING.declare(Waiting("agendas.requests", requests_to_answer))
