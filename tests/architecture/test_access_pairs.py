"""A list holds exactly what its rule lets one see, for every role of the cast, every right alone and every record.

The last is what finds a list that is open to any right: a person who holds one right only, in a region, at a
posyandu or at a puskesmas, sees what that right opens and nothing else.
"""

from __future__ import annotations

import ast

import pytest

from anyelir.core.permission import Permission as P
from anyelir.exchange.models import ImportRun
from anyelir.families import access as families
from anyelir.families.models import Person
from anyelir.membership.roles import ROLES as ROLE_REGISTRY
from anyelir.membership.roles import Role
from tests import factories as make
from tests.architecture.access_pairs import Pair, every_pair, populate
from tests.architecture.sources import python_files, room_of
from tests.people import ROLES

pytestmark = pytest.mark.django_db


PAIRS = every_pair()
# Scopes inside of others, which are no list of a screen by themselves.
PARTS = {
    *("posyandu.register.current_enrolments", "posyandu.day.measurements_in", "posyandu.care.referrals_in"),
    *("posyandu.care._received", "posyandu.care._caring", "membership._own_bodies"),
}


@pytest.fixture
def everybody(world):
    """More relations than the world has, as each room populates it."""
    populate(world)
    return world


@pytest.fixture
def holders(everybody, monkeypatch):
    """Somebody for each right alone, in the desa, in a kabupaten far away, at a posyandu, a puskesmas and a group."""
    places = {
        "region": {"place": everybody.kelurahan},
        "elsewhere": {"place": everybody.elsewhere},
        "posyandu": {"unit": everybody.posyandu},
        "puskesmas": {"unit": everybody.puskesmas},
        "group": {"unit": everybody.group},
        "nation": {"place": None},
    }
    roles = {f"only_{right}": Role(f"only_{right}", right, right, frozenset({right})) for right in P}
    monkeypatch.setattr(ROLE_REGISTRY, "_declared", ROLE_REGISTRY._declared | roles)
    held = {}
    for right in P:
        for kind, where in places.items():
            held[right, kind] = make.user(f"only-{right}-{kind}".replace(".", "-"))
            make.grant(held[right, kind], f"only_{right}", **where)
            ImportRun.objects.create(
                kind="eppgbm",
                file_name="x.csv",
                sha256="0" * 64,
                upload_name="x.csv",
                started_by=held[right, kind],
            )
    return held


def differing(wanted: Pair, user) -> list[str]:
    """Records of which the list and the rule say different things."""
    listed = set(wanted.listed(user).values_list("pk", flat=True))
    return [
        str(record)
        for record in wanted.model.objects.all()
        if wanted.rule(user, record) != (record.pk in listed)
    ]


@pytest.mark.parametrize("name", PAIRS)
def test_the_list_and_the_rule_agree_for_the_whole_cast(everybody, name):
    wanted = PAIRS[name]
    assert wanted.model.objects.exists()
    by_role = {role: differing(wanted, everybody.user(role)) for role in ROLES if role != "anonymous"}
    assert {role: records for role, records in by_role.items() if records} == {}


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_alone_opens_its_own_lists_and_no_other(holders, name):
    wanted = PAIRS[name]
    opened = {right for (right, _kind), user in holders.items() if wanted.listed(user).exists()}
    assert opened == wanted.rights
    by_key = {key: differing(wanted, user) for key, user in holders.items() if key[0] in wanted.rights}
    assert {key: records for key, records in by_key.items() if records} == {}


def test_whoever_holds_nothing_sees_nothing(everybody):
    nobody = make.user("tanpa-peran")
    assert [name for name, wanted in PAIRS.items() if wanted.listed(nobody).exists()] == []


def test_the_dead_are_seen_at_both_places_and_listed_where_it_happened(world):
    """The one difference: a family page shows its members, also one who died before the family moved."""
    dead = make.person(world.family, "Karto", died_on=make.today())
    Person.objects.filter(pk=dead.pk).update(region=world.elsewhere)
    dead.refresh_from_db()
    here, there = world.user("secretary"), world.user("stranger")
    assert families.can_view_person(here, dead) and dead not in families.visible_people(here)
    assert families.can_view_person(there, dead) == (dead in families.visible_people(there))


def lists_of_the_code() -> set[str]:
    """Every function of an access.py, and every visible_... of other modules, that gives a query set."""
    lists = set()
    for path in python_files():
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or "QuerySet" not in ast.unparse(
                node.returns or ast.Pass()
            ):
                continue
            if path.name == "access.py" or node.name.startswith("visible_"):
                lists.add(f"{room_of(path)}.{node.name}")
    return lists


def test_every_list_of_every_room_has_its_pair():
    assert lists_of_the_code() - PARTS - set(PAIRS) == set()
    assert len(PAIRS) >= 18
