"""The same name, sex and birth date: a person says that it is somebody else, or that two records are one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.families.models import MergeProposal, Person
from tests import factories as make
from tests.apps.families.conftest import add, home_data

pytestmark = pytest.mark.django_db


def page_of(response) -> str:
    return response.content.decode()


def test_a_namesake_of_the_same_day_is_recorded_when_a_person_says_so(office, family, next_rw):
    add(office, make.family(next_rw), mother_name="Ningsih")
    refused = add(office, family, mother_name="Ningsih")
    assert refused.status_code == 422 and "Memang orang lain" in page_of(refused)
    assert add(office, family, mother_name="Ningsih", is_another="on").status_code == 302
    assert Person.objects.filter(name="Wulan Sari").count() == 2
    assert MergeProposal.objects.count() == 1
    assert AuditEntry.objects.filter(verb="person.register", detail__is_another=True).count() == 1


def test_nobody_is_asked_before_there_is_a_reason(office, family):
    page = page_of(office.get(reverse("families:add-member", args=[family.pk])))
    assert "Memang orang lain" not in page


def test_the_head_of_a_family_is_told_apart_in_the_same_way(office, rw):
    address = reverse("families:register", args=[rw.code])
    assert office.post(address, home_data(rw)).status_code == 302
    refused = office.post(address, home_data(rw))
    assert refused.status_code == 422 and "Memang orang lain" in page_of(refused)
    assert office.post(address, home_data(rw, is_another="on")).status_code == 302
    assert Person.objects.filter(name="Siti Rahma").count() == 2


@pytest.fixture
def pair(world):
    return world.child, make.child(make.family(world.next_rw), "Putri Ayu Lestari", age_months=14)


def propose(client, first, other, **query):
    address = reverse("families:propose", args=[first.pk])
    return client.post(address, {"other": str(other.pk)}, query_params=query)


def test_a_merge_is_proposed_by_hand_and_decided_at_the_desk(world, pair, sign_in):
    secretary = sign_in(world.user("secretary"))
    assert "Putri Ayu Lestari" in page_of(secretary.get(reverse("families:propose", args=[pair[0].pk])))
    answer = propose(secretary, *pair)
    made = MergeProposal.objects.get(kept=pair[1], other=pair[0])
    assert answer.url == reverse("families:compare", args=[made.pk]) and made.state == "proposed"
    assert made.region_id == world.kelurahan.code
    assert AuditEntry.objects.filter(verb="person.propose").count() == 1
    assert "Putri Ayu Lestari" in page_of(secretary.get(reverse("families:merge-desk")))


def test_whoever_may_not_decide_still_proposes_in_the_own_place(world, sign_in):
    other = make.child(make.family(world.rw), "Putri Lestari")
    answer = propose(sign_in(world.user("kader")), world.child, other)
    assert answer.url == reverse("families:person", args=[world.child.pk])
    assert MergeProposal.objects.filter(kept=other, other=world.child).exists()


def test_the_same_pair_is_one_proposal_in_either_order(world, pair, sign_in):
    secretary = sign_in(world.user("secretary"))
    before = MergeProposal.objects.count()
    propose(secretary, *pair)
    propose(secretary, pair[1], pair[0])
    assert MergeProposal.objects.count() == before + 1


@pytest.mark.parametrize("place", ["next_kelurahan", "elsewhere"])
def test_a_record_of_another_desa_is_not_offered_and_not_taken(world, place, sign_in):
    far = make.child(make.family(getattr(world, place)), "Putri Jauh")
    secretary = sign_in(world.user("secretary"))
    make.grant(world.user("secretary"), "village_secretary", world.next_kelurahan)
    assert "Putri Jauh" not in page_of(secretary.get(reverse("families:propose", args=[world.child.pk])))
    assert propose(secretary, world.child, far).status_code == 422
    assert not MergeProposal.objects.filter(kept=far).exists()
