"""A role and a post begin and end at midnight where they are held: two hours earlier in Jayapura than in Bogor."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core import clock
from anyelir.membership import actions, queries
from anyelir.membership.access import grants_of
from anyelir.membership.models import RoleGrant
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
# A desa in each of the three zones, and the moment (UTC) at which 30 November 2026 begins there.
ZONES = {
    "Bogor (WIB)": ("32.01.01.1010", dt.datetime(2026, 11, 29, 17, tzinfo=dt.UTC)),
    "Karangasem (WITA)": ("51.07.06.1001", dt.datetime(2026, 11, 29, 16, tzinfo=dt.UTC)),
    "Jayapura (WIT)": ("91.03.01.1001", dt.datetime(2026, 11, 29, 15, tzinfo=dt.UTC)),
}
SECOND = dt.timedelta(seconds=1)
LAST, FIRST = dt.date(2026, 11, 29), dt.date(2026, 11, 30)


@pytest.fixture(params=ZONES)
def desa(request, db):
    """The desa with the places above it, and the moment of its midnight."""
    code, midnight = ZONES[request.param]
    parts = code.split(".")
    for length in range(1, 5):
        made = make.region(".".join(parts[:length]), f"Tempat {length}")
    return made, midnight


@pytest.fixture
def secretary(desa):
    user = make.user("sekretaris", "Hendra Gunawan")
    make.grant(user, "village_secretary", desa[0])
    return user


@pytest.fixture
def at(monkeypatch):
    """``at(moment)`` sets the clock of the site."""

    def turn(moment):
        monkeypatch.setattr(clock.timezone, "now", lambda: moment)

    return turn


@pytest.mark.parametrize(
    ("term", "before", "after"),
    [
        ({"since": FIRST}, False, True),
        ({"since": LAST, "until": LAST}, True, False),
        ({"since": LAST, "until": FIRST}, True, True),
        ({"since": FIRST, "until": FIRST}, False, True),
        ({"since": FIRST + dt.timedelta(days=1)}, False, False),
    ],
)
def test_a_role_is_in_force_by_the_day_of_its_place(desa, at, term, before, after):
    place, midnight = desa
    user = make.user("yanti")
    grant = make.grant(user, "kader_dasawisma", place, **term)
    for moment, expected in [(midnight - SECOND, before), (midnight, after)]:
        at(moment)
        user.__dict__.pop("_grants_today", None)
        assert grants_of(user) == ([grant] if expected else []), moment


def test_a_role_given_just_after_midnight_is_in_force_at_once(desa, at, secretary, sign_in):
    """The form proposes the day of the place, and whoever is welcomed at that hour can work."""
    place, midnight = desa
    yanti = make.user("yanti")
    make.grant(yanti, "village_secretary", place, since=LAST, until=LAST)
    at(midnight + SECOND)
    # Her role of yesterday is over, and she is managed by whom it was given.
    page = sign_in(secretary).get(reverse("membership:add-grant", args=[yanti.pk, place.code]))
    assert f'value="{FIRST}"' in page.content.decode()
    made = actions.grant_role(user=yanti, role="village_secretary", region=place, by=secretary)
    assert made.since == FIRST and grants_of(yanti) == [made]


@pytest.mark.parametrize(("moment", "code"), [(-SECOND, ""), (dt.timedelta(), "until_past")])
def test_a_last_day_is_past_when_it_is_over_there(desa, at, secretary, moment, code):
    place, midnight = desa
    at(midnight + moment)
    given = {"user": make.user("yanti"), "role": "village_secretary", "region": place, "by": secretary}
    if code:
        assert code_of(actions.grant_role, since=LAST, until=LAST, **given) == code
    else:
        assert actions.grant_role(since=LAST, until=LAST, **given).is_open


def test_a_role_ended_at_once_gives_nothing_from_that_moment(desa, at, secretary):
    place, midnight = desa
    for moment in (midnight - SECOND, midnight, midnight + dt.timedelta(hours=3)):
        at(moment)
        user = make.user()
        grant = make.grant(user, "village_secretary", place, since=LAST - dt.timedelta(days=9))
        assert grants_of(user) == [grant] and grant.is_open
        ended = actions.end_grant(grant=grant, by=secretary)
        user.__dict__.pop("_grants_today", None)
        assert grants_of(user) == [] and not ended.is_open
        assert (
            code_of(actions.end_grant, grant=RoleGrant.objects.get(pk=grant.pk), by=secretary)
            == "grant_ended"
        )


def test_a_chart_and_its_counts_turn_at_midnight_there(desa, at):
    place, midnight = desa
    team = make.body(place)
    old = make.post(team, "chair", "Mira", until=LAST)
    new = make.post(team, "chair", "Wulan", since=FIRST)
    make.kader(place, "Enok", until=LAST)
    for moment, chair, count in [(midnight - SECOND, old, {"general": 1}), (midnight, new, {})]:
        at(moment)
        assert (old in queries.posts_of(team)) == (chair == old)
        above = place.parent
        [row] = [row for row in queries.teams_below(above) if row["region"] == place]
        assert row["chair"] == chair
        scope = queries.visible_services(_reader(place))
        assert queries.kader_counts(scope, place.code) == count
        assert queries.serving_members(scope, place=place.code).count() == len(count)


def _reader(place):
    reader = make.user()
    make.grant(reader, "village_secretary", place)
    return reader
