"""Lists of the room `contributions` with their rules."""

from __future__ import annotations

from anyelir.contributions import access as contributions
from anyelir.contributions.models import MeetingSheet
from anyelir.core.permission import Permission as P
from anyelir.membership.models import Body
from tests import factories as make
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    """A team, a group and another desa, each with a sheet of its own."""
    for place in (world.kelurahan, world.rw, world.elsewhere):
        make.sheet(make.body(place))


PAIRS = {
    "contributions.sheet_bodies": pair(
        contributions.sheet_bodies, contributions.can_view_sheets, Body, P.MONEY_VIEW
    ),
    "contributions.visible_sheets": pair(
        contributions.visible_sheets, contributions.can_view_sheet, MeetingSheet, P.MONEY_VIEW
    ),
    "contributions.known_sheets": pair(contributions.known_sheets, contributions.can_know_sheet, MeetingSheet, *P),
}  # fmt: skip
