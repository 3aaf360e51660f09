"""What waits for a person, gathered from the rooms: the first page of a secretary, one tap away for everybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.permission import Permission as P
from anyelir.core.wording import month as month_words
from anyelir.core.wording import weekday
from anyelir.exchange.access import visible_runs
from anyelir.exchange.models import ImportRun
from anyelir.families.access import visible_proposals
from anyelir.families.models import MergeProposal
from anyelir.membership.access import granted_regions, granted_units
from anyelir.membership.models import TeamMember
from anyelir.posyandu.access import visible_posyandu, visible_referrals, visible_sessions
from anyelir.posyandu.models import MonthClosing, Posyandu, PosyanduSession, Referral
from anyelir.posyandu.queries.requests import waiting_requests
from anyelir.posyandu.schedule import coming_open_day
from anyelir.regions.models import Level
from anyelir.regions.scope import is_within_any, level_of
from anyelir.rules.dates import add_months
from anyelir.web.navigation import tabs_for

SHOWN = 8
AHEAD = dt.timedelta(days=7)
PATIENCE = dt.timedelta(days=14)
WIDE = {None, Level.PROVINSI, Level.KABKOTA}
OPEN_STATES = [Referral.Status.CREATED, Referral.Status.RECEIVED, Referral.Status.ATTENDED]


@dataclass(frozen=True)
class Task:
    """Something that waits: what, how it stands, where it is done. ``is_urgent`` asks for it today."""

    title: str
    note: str
    url: str
    icon: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Day:
    """A coming open day of a posyandu."""

    on: dt.date
    posyandu: Posyandu


def tasks(user) -> list[Task]:
    """What waits for this person, the most urgent first."""
    found = [
        *_referrals(user),
        *_requests(user),
        *_open_days(user),
        *_months(user),
        *_imports(user),
        *_twins(user),
        *_posts(user),
    ]
    return sorted(found, key=lambda task: not task.is_urgent)


def _referrals(user) -> list[Task]:
    waiting = visible_referrals(user).filter(status__in=OPEN_STATES)
    late = timezone.localdate() - PATIENCE
    rows = list(waiting.values_list("urgency", "referred_on"))
    if not rows:
        return []
    urgent = sum(urgency == Referral.Urgency.URGENT for urgency, _day in rows)
    overdue = sum(day < late for _urgency, day in rows)
    notes = [_("%d di antaranya segera") % urgent] if urgent else []
    notes += [_("%d sudah lebih dari 14 hari") % overdue] if overdue else []
    title = ngettext("%d rujukan belum selesai", "%d rujukan belum selesai", len(rows)) % len(rows)
    note = ", ".join(notes) or _("menunggu kabar dari puskesmas")
    return [Task(title, note, reverse("posyandu:referral-inbox"), "hospital", bool(notes))]


def _requests(user) -> list[Task]:
    """Children for whom another posyandu asks; the answer is ours."""
    count = waiting_requests(user).count()
    if not count:
        return []
    title = ngettext("%d permintaan pindah", "%d permintaan pindah", count) % count
    return [Task(title, _("menunggu jawaban kita"), reverse("posyandu:requests"), "swap", True)]


def _open_days(user) -> list[Task]:
    days = visible_sessions(user).filter(closed_at=None, source="field").select_related("posyandu")
    return [
        Task(
            _("Hari buka Posyandu %s belum ditutup") % day.posyandu.name.removeprefix("Posyandu "),
            weekday(day.held_on),
            reverse("posyandu:session", args=[day.pk]),
            "scale",
            day.held_on < timezone.localdate(),
        )
        for day in days.order_by("held_on", "id")[:SHOWN]
    ]


def _months(user) -> list[Task]:
    """Posyandu that weighed last month and have not signed its numbers yet."""
    last = add_months(timezone.localdate().replace(day=1), -1)
    rows = (
        Posyandu.objects.filter(_closable(user))
        .filter(Exists(PosyanduSession.objects.filter(posyandu=OuterRef("pk"), held_on__range=_span(last))))
        .exclude(Exists(MonthClosing.objects.filter(posyandu=OuterRef("pk"), month=last, reopened_at=None)))
    )
    return [
        Task(
            _("Tutup %(month)s di Posyandu %(name)s")
            % {"month": month_words(last), "name": row.name.removeprefix("Posyandu ")},
            _("periksa SKDN, lalu tanda tangani"),
            reverse("reports:month", args=[row.pk, last]),
            "book",
        )
        for row in rows.order_by("name", "id")[:SHOWN]
    ]


def _closable(user):
    return (
        is_within_any(granted_regions(user, P.MONTH_CLOSE))
        | Q(pk__in=granted_units(user, P.MONTH_CLOSE, "posyandu"))
        | Q(puskesmas__in=granted_units(user, P.MONTH_CLOSE, "puskesmas"))
    )


def _span(month: dt.date) -> tuple[dt.date, dt.date]:
    return month, add_months(month, 1) - dt.timedelta(days=1)


def _imports(user) -> list[Task]:
    ready = visible_runs(user).filter(state=ImportRun.State.PREVIEWED)[:SHOWN]
    return [
        Task(_("Impor siap disimpan"), run.file_name, reverse("exchange:run", args=[run.pk]), "outbox")
        for run in ready
    ]


def _twins(user) -> list[Task]:
    count = visible_proposals(user).filter(state=MergeProposal.State.PROPOSED).count()
    if not count:
        return []
    title = ngettext("%d pasang catatan kembar", "%d pasang catatan kembar", count) % count
    return [Task(title, _("mungkin satu orang, perlu diperiksa"), reverse("families:merge-desk"), "users")]


def _posts(user) -> list[Task]:
    """Posts of the own teams that stand empty; not of the teams below, which have their own secretary."""
    codes = [code for code in granted_regions(user, P.TEAM_EDIT) if code]
    vacant = TeamMember.objects.filter(team__region__in=codes, name="", until=None).select_related("team")
    return [
        Task(
            _("%s masih lowong") % post.get_office_display(),
            str(post.team),
            reverse("membership:team", args=[post.team.region_id]),
            "user",
        )
        for post in vacant.order_by("office", "id")[:SHOWN]
    ]


def coming_days(user) -> list[Day]:
    """Open days of the next week; not for whole kabupaten, where every day is one."""
    if any(level_of(code) in WIDE for code in granted_regions(user, P.POSYANDU_VIEW)):
        return []
    today = timezone.localdate()
    rows = visible_posyandu(user).filter(closed_on=None, schedule_week__isnull=False).select_related("region")
    days = [(coming_open_day(row, today), row) for row in rows]
    soon = [Day(on, row) for on, row in days if on is not None and on <= today + AHEAD]
    return sorted(soon, key=lambda day: (day.on, day.posyandu.name))


def starts(user) -> list[dict[str, str | Promise | bool]]:
    """The other places of the site that are open to the person, each with what it is for."""
    return [tab for tab in tabs_for(user) if tab["words"]]
