"""Lists of the room `agendas` with their rules."""

from __future__ import annotations

from django.utils import timezone

from anyelir.agendas import access as agendas
from anyelir.agendas.models import Passing, Point
from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from anyelir.regions.models import Level
from anyelir.regions.scope import LEVEL_ORDER
from tests import factories as make
from tests import promises
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """Points of five bodies, a posyandu among them, and what was handed down from each to some levels."""
    above, team, group = (make.body(place) for place in (world.kabupaten, world.kelurahan, world.rw))
    far = make.body(world.elsewhere)
    for body in (above, team, group, far, make.body_of(world.posyandu)):
        promises.point(body)
    promises.passing(promises.point(above), Level.KECAMATAN)
    promises.passing(promises.point(above), Level.DESAKEL, Level.DASAWISMA)
    promises.passing(promises.point(above), Level.RW, scope=world.next_kelurahan)
    promises.passing(promises.point(team), Level.RT)
    promises.passing(promises.point(team), Level.RT, scope=world.next_rw)
    promises.passing(promises.point(group), Level.RT)
    promises.passing(promises.point(far), Level.KECAMATAN)
    promises.report(promises.passing(promises.point(team), Level.RW), group)
    promises.passing(promises.point(team), Level.RW, ended_at=timezone.now())


def any_body(user, passing: Passing, rule) -> bool:
    return any(rule(passing, body) for body in agendas.agenda_bodies(user))


def keeps_silent(passing: Passing, body: Body) -> bool:
    return agendas.is_asked(passing, body) and not passing.reports.filter(body=body).exists()


def stands_above(passing: Passing, body: Body) -> bool:
    """Whether the place of the body, or one inside of it, is asked."""
    deep = [
        level
        for level in passing.asked_levels
        if LEVEL_ORDER.index(level) >= LEVEL_ORDER.index(body.region.level)
    ]
    return not body.unit_kind and bool(deep) and body.region_id.startswith(passing.scope_id)


def scopes(user, listed):
    """What the list gives for any body of the person."""
    keys = [passing.pk for body in agendas.agenda_bodies(user) for passing in listed(body)]
    return Passing.objects.filter(pk__in=keys)


PAIRS = {
    "agendas.agenda_bodies": pair(agendas.agenda_bodies, agendas.can_view_agenda, Body, P.ACTIVITY_VIEW),
    "agendas.writing_bodies": pair(agendas.writing_bodies, agendas.can_run_agenda, Body, P.ACTIVITY_RUN),
    "agendas.visible_points": pair(agendas.visible_points, agendas.can_view_point, Point, P.ACTIVITY_VIEW),
    "agendas.known_points": pair(agendas.known_points, agendas.can_know_point, Point, *P),
    "agendas.visible_passings": pair(
        agendas.visible_passings, agendas.can_view_passing, Passing, P.ACTIVITY_VIEW
    ),
    "agendas.owed_passings": pair(agendas.owed_passings, agendas.can_owe_answer, Passing, P.ACTIVITY_RUN),
    "agendas.passings_to": pair(
        lambda u: scopes(u, agendas.passings_to), lambda u, p: any_body(u, p, agendas.is_asked), Passing,
        P.ACTIVITY_VIEW,
    ),
    "agendas.unanswered_by": pair(
        lambda u: scopes(u, agendas.unanswered_by), lambda u, p: any_body(u, p, keeps_silent), Passing,
        P.ACTIVITY_VIEW,
    ),
    "agendas.passings_within": pair(
        lambda u: scopes(u, agendas.passings_within), lambda u, p: any_body(u, p, stands_above), Passing,
        P.ACTIVITY_VIEW,
    ),
    "agendas.known_passings": pair(agendas.known_passings, agendas.can_know_passing, Passing, *P),
}  # fmt: skip
