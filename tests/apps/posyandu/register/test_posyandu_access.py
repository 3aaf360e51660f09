"""The object rule and the list rule say the same for everybody."""

from __future__ import annotations

import pytest

from anyelir.core.audit import SYSTEM
from anyelir.families.models import Person
from anyelir.posyandu.care import access as care_access
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.models import Posyandu
from tests import factories as make
from tests.people import ROLES

pytestmark = pytest.mark.django_db
SIGNED_IN = [role for role in ROLES if role != "anonymous"]


@pytest.fixture
def everybody(world):
    """Children in all relations to a posyandu: enrolled, gone, referred elsewhere, in none, far away."""
    gone = make.child(world.family, "Pindah")
    make.enrolment(world.posyandu, gone, until=make.today())
    make.enrolment(world.next_posyandu, gone, since=make.today())
    referred = make.child(world.family, "Dirujuk")
    make.enrolment(world.next_posyandu, referred)
    make.referral(referred, world.next_posyandu, world.other_puskesmas)
    make.child(make.family(world.next_kelurahan), "Tanpa Posyandu")
    far = make.posyandu(world.elsewhere, "Jepun")
    make.enrolment(far, make.child(make.family(world.elsewhere), "Jauh"))
    return world


@pytest.mark.parametrize("role", SIGNED_IN)
def test_lists_and_objects_agree(everybody, role):
    user = everybody.user(role)
    posyandu, children, referrals = Posyandu.objects.all(), Person.objects.all(), Referral.objects.all()
    assert set(register_access.visible_posyandu(user)) == {
        p for p in posyandu if register_access.can_view_posyandu(user, p)
    }
    assert set(register_access.runnable_posyandu(user)) == {
        p for p in posyandu if register_access.can_run_session(user, p)
    }
    assert set(register_access.visible_children(user)) == {
        c for c in children if register_access.can_view_child(user, c)
    }
    assert set(care_access.visible_referrals(user)) == {
        r for r in referrals if care_access.can_view_referral(user, r)
    }
    assert set(register_access.visible_children(user)) <= set(register_access.known_children(user))


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("kader", {"Putri Ayu", "Pindah"}),
        ("next_kader", {"Bagas Pratama", "Pindah", "Dirujuk"}),
        ("other_puskesmas", {"Dirujuk"}),
        ("kabupaten", set()),
        ("stranger", set()),
    ],
)
def test_whose_children_a_role_sees(everybody, role, names):
    assert {child.name for child in register_access.visible_children(everybody.user(role))} == names


def test_the_nation_holds_every_posyandu_and_a_stranger_none_of_ours(everybody):
    assert register_access.visible_posyandu(everybody.user("pusat")).count() == Posyandu.objects.count()
    assert {p.name for p in register_access.visible_posyandu(everybody.user("stranger"))} == {"Jepun"}


def test_the_site_itself_sees_everything(everybody):
    assert set(register_access.visible_posyandu(SYSTEM)) == set(Posyandu.objects.all())
    assert set(register_access.visible_children(SYSTEM)) == set(Person.objects.all())
    assert set(care_access.visible_referrals(SYSTEM)) == set(Referral.objects.all())


def test_the_old_posyandu_still_sees_a_child_that_moved(world):
    child = make.child(world.family, "Raka")
    make.enrolment(world.posyandu, child)
    actions.transfer_child(child=child, to=world.next_posyandu, on=make.today(), by=world.user("bidan"))
    assert register_access.can_view_child(world.user("kader"), child)
    assert register_access.can_view_child(world.user("next_kader"), child)


def test_rights_end_with_their_grant(world):
    user = world.user("kader")
    user.grants.update(until=make.today())
    assert register_access.can_run_session(user, world.posyandu)
    user.grants.update(until=make.today() - make.dt.timedelta(days=1))
    del user._grants_today
    assert (
        not register_access.can_run_session(user, world.posyandu)
        and not register_access.visible_posyandu(user).exists()
    )
