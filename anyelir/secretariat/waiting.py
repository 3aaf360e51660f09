"""What waits for the secretary: a year without a plan, activities whose day passed; and what comes next week."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting
from anyelir.core.wording import day
from anyelir.membership.models import Body
from anyelir.secretariat.access import planning_bodies, run_bodies
from anyelir.secretariat.queries.activities import coming_activities, unreported
from anyelir.secretariat.queries.plans import open_lines

MOST = 5
AHEAD = 7
# From then on a year without a plan is late.
LAST_MONTH_TO_PLAN = 1


def missing_plans(user) -> list[Task]:
    """In January, the plan of the year; bodies that never made one are left in peace."""
    bodies = run_bodies(user).filter(plan_lines__isnull=False).distinct().order_by("region_id", "id")
    return [_missing(body, today) for body in bodies if _is_missing(body, today := today_at(body.region_id))][
        :MOST
    ]


def _is_missing(body: Body, today: dt.date) -> bool:
    return today.month <= LAST_MONTH_TO_PLAN and not open_lines(body, today.year).exists()


def _missing(body: Body, today: dt.date) -> Task:
    return Task(
        _("Rencana %s belum dibuat") % today.year,
        _("%s: salin dari tahun lalu, lalu sesuaikan") % body,
        reverse("secretariat:plan", args=[body.pk, today.year]),
        "flag",
    )


def activities_to_report(user) -> list[Task]:
    return [
        Task(
            _("Terlaksana atau tidak: %s") % activity.title,
            _("%(body)s, %(day)s") % {"body": activity.body, "day": day(activity.on)},
            reverse("secretariat:activity", args=[activity.pk]),
            "cal",
        )
        for activity in unreported(run_bodies(user))[:MOST]
    ]


def coming_days(user) -> list[ComingDay]:
    return [
        ComingDay(
            activity.on,
            activity.title,
            _("jam %s") % time_format(activity.starts_at, "H.i") if activity.starts_at else activity.place,
            reverse("secretariat:activity", args=[activity.pk]),
        )
        for activity in coming_activities(planning_bodies(user), AHEAD)
    ]


WAITING.declare(
    Waiting("secretariat.plan", missing_plans), Waiting("secretariat.activities", activities_to_report)
)
COMING.declare(Coming("secretariat.activities", coming_days))
