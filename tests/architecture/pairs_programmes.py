"""Lists of the room `programmes` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from anyelir.programmes.plan import access as programmes
from anyelir.programmes.plan.models import Programme, TargetDivision
from tests import factories as make
from tests import programmes as rows
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A draft and a running one at each level, and divisions of one of them at three places."""
    for place in (
        world.provinsi,
        world.kabupaten,
        world.kecamatan,
        world.kelurahan,
        world.rw,
        world.elsewhere,
    ):
        team = make.body(place)
        rows.draft(team)
        running = rows.target(rows.programme(team))
        rows.division(running, place, 9)


PAIRS = {
    "programmes.plan.programme_bodies": pair(
        programmes.programme_bodies,
        lambda user, body: programmes.holds_body(user, body, P.ACTIVITY_VIEW),
        Body,
        P.ACTIVITY_VIEW,
    ),
    "programmes.plan.running_bodies": pair(
        programmes.running_bodies, programmes.can_run_programmes, Body, P.ACTIVITY_RUN
    ),
    "programmes.plan.visible_programmes": pair(
        programmes.visible_programmes, programmes.can_view_programme, Programme, P.ACTIVITY_VIEW
    ),
    "programmes.plan.known_programmes": pair(
        programmes.known_programmes, programmes.can_know_programme, Programme, *P
    ),
    "programmes.plan.known_divisions": pair(
        programmes.known_divisions,
        lambda user, row: programmes.can_know_programme(user, row.target.programme),
        TargetDivision,
        *P,
    ),
}
