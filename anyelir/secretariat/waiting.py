"""What waits for the secretary: a year without a plan, activities whose day passed; and what comes next week."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting
from anyelir.core.wording import day, short_day
from anyelir.membership.access import bodies_with
from anyelir.membership.models import Body
from anyelir.secretariat.access import (
    arriving_letters,
    planning_bodies,
    run_bodies,
    visible_dispositions,
    visible_letters,
)
from anyelir.secretariat.letter_wording import recipient_of
from anyelir.secretariat.models import Disposition, Letter
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

SHOWN = 5


def _task(title: str, letter: Letter, note: str = "") -> Task:
    note = note or f"{letter.subject}, {letter.body}"
    return Task(title, note, reverse("secretariat:letter", args=[letter.pk]), "mail")


def letters_to_sign(user) -> list[Task]:
    """Those that this person signs: her post, or one whose holder has no account."""
    mine = Q(signatory__member__user=user.id) | Q(signatory__member__user=None)
    waiting = visible_letters(user).filter(
        mine, state=Letter.State.INITIALLED, body__in=bodies_with(user, P.LETTER_SIGN)
    )
    return [
        _task(_("Surat untuk %s menunggu tanda tangan") % recipient_of(letter), letter)
        for letter in waiting.select_related("body__region").order_by("id")[:SHOWN]
    ]


def letters_to_initial(user) -> list[Task]:
    waiting = visible_letters(user).filter(
        state=Letter.State.DRAFT, body__in=bodies_with(user, P.LETTER_WRITE)
    )
    return [
        _task(_("Konsep surat untuk %s belum diparaf") % recipient_of(letter), letter)
        for letter in waiting.select_related("body__region").order_by("id")[:SHOWN]
    ]


def letters_to_open(user) -> list[Task]:
    waiting = arriving_letters(user).select_related("body__region", "to_body")
    return [
        Task(
            _("Surat dari %s belum dibuka") % letter.body,
            _("Tertanggal %s") % short_day(letter.on),
            reverse("secretariat:letter-book", args=[letter.to_body_id]),
            "mail",
        )
        for letter in waiting.order_by("id")[:SHOWN]
    ]


def dispositions_to_do(user) -> list[Task]:
    """Open ones that are not late: those stand in the list of deadlines."""
    rows = visible_dispositions(user).exclude(state=Disposition.State.DONE)
    rows = rows.select_related("arrival__letter", "arrival__body")
    return [_of_disposition(each) for each in rows.order_by("due_on", "id")[:SHOWN] if not _is_late(each)]


def _is_late(disposition: Disposition) -> bool:
    due_on = disposition.due_on
    return due_on is not None and due_on < today_at(disposition.arrival.body.region_id)


def _of_disposition(disposition: Disposition) -> Task:
    letter = disposition.arrival.letter
    due = disposition.due_on
    until = _("sampai %s") % short_day(due) if due else _("tanpa tenggat")
    task = _task(_("Disposisi: %s") % letter.subject, letter, f"{disposition.instruction} · {until}")
    is_today = due == today_at(disposition.arrival.body.region_id)
    return Task(task.title, task.note, task.url, task.icon, is_today)


WAITING.declare(
    Waiting("letters.sign", letters_to_sign),
    Waiting("letters.initial", letters_to_initial),
    Waiting("letters.open", letters_to_open),
    Waiting("letters.dispositions", dispositions_to_do),
)
