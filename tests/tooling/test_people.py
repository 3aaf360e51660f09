"""The cast stands on its feet: every role of the matrix has the rights that its description says."""

from __future__ import annotations

import pytest

from anyelir.core.permission import Permission
from anyelir.membership.access import can, is_inside
from anyelir.membership.roles import ROLES as DECLARED
from tests.people import ROLES


def test_every_declared_role_is_played_by_somebody(world):
    played = {grant.role for user in world.users.values() if user for grant in user.grants.all()}
    assert played == {role.slug for role in DECLARED}


def test_the_cast_and_the_users_are_the_same_list(world):
    assert list(world.users) == ROLES
    assert world.user("anonymous") is None


@pytest.mark.parametrize(
    ("role", "expected"),
    [("kader", True), ("next_kader", False), ("bidan", False), ("secretary", True), ("stranger", False)],
)
def test_only_her_own_posyandu_lets_a_kader_run_the_day(world, role, expected):
    units = {"posyandu": world.posyandu.pk}
    assert can(world.user(role), Permission.SESSION_RUN, world.rw.code, units=units) is expected


def test_the_stranger_is_outside_and_the_kabupaten_inside(world):
    assert not is_inside(world.user("stranger"), world.rt.code)
    assert is_inside(world.user("kabupaten"), world.rt.code)


def test_the_test_database_is_the_one_asked_for(request, on_postgresql):
    assert on_postgresql == (request.config.getoption("--database") == "postgresql")
