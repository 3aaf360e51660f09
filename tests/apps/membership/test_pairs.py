"""The desk of two members who may be one human: joined with everything, kept apart, taken apart again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.core.indicator import Leaf
from anyelir.core.models import AuditEntry
from anyelir.membership import actions
from anyelir.membership.models import Member, MemberPair, Service
from anyelir.membership.waiting import pairs_to_decide
from anyelir.posyandu.care.facts import post_months
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
State = MemberPair.State


def decide(world, act=actions.merge_members, **given):
    pair = MemberPair.objects.get(pk=world.member_pair.pk)
    return act(pair=pair, by=world.user("secretary"), **given)


def belongings(member: Member) -> dict:
    member = Member.objects.get(pk=member.pk)
    return {
        "services": sorted(member.services.values_list("pk", flat=True)),
        "posts": sorted(member.posts.values_list("pk", flat=True)),
        "posyandu": sorted(member.posyandu_services.values_list("pk", flat=True)),
        "user": member.user_id,
        "sex": member.sex,
        "address": member.address,
        "merged_into": member.merged_into_id,
    }


@pytest.fixture
def other(world) -> Member:
    """The namesake, with a service, a post, a place at a posyandu and a known address."""
    member = world.member_pair.other
    member.address = "Gang Mawar 7"
    member.save()
    Service.objects.create(member=member, region=world.next_rw, since=make.SINCE)
    make.service(world.next_posyandu, member)
    world.body.posts.create(office="deputy", member=member, since=make.SINCE)
    return member


def test_all_that_she_has_moves_to_the_one_that_is_kept(world, other):
    before = belongings(world.member), belongings(other)
    decide(world)
    kept, merged = belongings(world.member), belongings(other)
    for name in ("services", "posts", "posyandu"):
        assert kept[name] == sorted([*before[0][name], *before[1][name]]) and merged[name] == []
    assert kept["address"] == "Gang Mawar 7" and merged["merged_into"] == world.member.pk
    assert AuditEntry.objects.filter(verb="member.merge").count() == 1


@pytest.mark.parametrize("keep_other", [False, True])
def test_taking_it_back_gives_to_each_what_was_hers(world, other, keep_other):
    before = belongings(world.member), belongings(other)
    decide(world, keep_other=keep_other)
    assert belongings(world.member) != before[0]
    decide(world, actions.undo_pair)
    assert (belongings(world.member), belongings(other)) == before
    assert AuditEntry.objects.filter(verb="member.merge_undone").count() == 1
    assert MemberPair.objects.get(pk=world.member_pair.pk).state == State.PROPOSED


def test_the_account_goes_along(world, other):
    decide(world, keep_other=True)
    assert belongings(other)["user"] == world.user("kader").pk and belongings(world.member)["user"] is None


def test_two_accounts_are_not_one_person(world, other):
    other.user = world.user("next_kader")
    other.save()
    assert code_of(decide, world) == "two_accounts"
    assert belongings(other)["merged_into"] is None


def test_what_was_mended_since_stays(world, other):
    decide(world)
    actions.change_member(member=world.member, by=world.user("secretary"), address="Jalan Baru 1")
    decide(world, actions.undo_pair)
    assert belongings(world.member)["address"] == "Jalan Baru 1"


def test_a_place_that_both_have_stays_with_the_merged_one_and_counts_once(world, other):
    own = make.service(world.posyandu, other)
    leaf = Leaf(str(world.posyandu.pk), make.today().replace(day=1))

    def counted():
        [row] = post_months([leaf])
        return row["kader"]

    assert counted() == 2
    decide(world)
    own.refresh_from_db()
    assert own.member == other and counted() == 1


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        (actions.merge_members, actions.merge_members, "already_decided"),
        (actions.dismiss_pair, actions.merge_members, "already_decided"),
        (actions.merge_members, actions.dismiss_pair, "already_decided"),
        (None, actions.undo_pair, "not_decided"),
    ],
)
def test_a_decision_is_made_once(world, first, then, code):
    if first is not None:
        decide(world, first)
    assert code_of(decide, world, then) == code


def test_who_was_merged_is_not_merged_again(world, other):
    third = make.member(world.kelurahan, "Sari Lestari")
    decide(world)
    pair = MemberPair.objects.create(kept=third, other=other, region=world.kelurahan)
    assert code_of(actions.merge_members, pair=pair, by=world.user("secretary")) == "already_merged"


def test_the_last_merge_is_taken_back_first(world, other):
    decide(world)
    third = make.member(world.kelurahan, "Sari Lestari")
    pair = MemberPair.objects.create(kept=third, other=world.member, region=world.kelurahan)
    actions.merge_members(pair=pair, by=world.user("secretary"))
    assert code_of(decide, world, actions.undo_pair) == "merged_again"


class TestDesk:
    def test_what_waits_is_told_to_who_keeps_the_register(self, world):
        assert [task.url for task in pairs_to_decide(world.user("secretary"))] == [
            reverse("membership:pair", args=[world.member_pair.pk])
        ]
        assert pairs_to_decide(world.user("health_office")) == pairs_to_decide(world.user("stranger")) == []

    def test_both_stand_side_by_side_and_the_choice_is_carried_out(self, world, other, client):
        client.force_login(world.user("secretary"))
        page = reverse("membership:pair", args=[world.member_pair.pk])
        shown = client.get(page).content.decode()
        assert AuditEntry.objects.filter(verb="member.compare").count() == 1
        assert "Gang Mawar 7" in shown and "Apakah ini satu orang?" in shown
        sent = {"keputusan": "gabung", "simpan": "kedua"}
        answer = client.post(
            reverse("membership:decide-pair", args=[world.member_pair.pk]), sent, follow=True
        )
        assert "Kedua catatan sudah digabung" in answer.content.decode()
        assert belongings(world.member)["merged_into"] == other.pk
        sent = {"keputusan": "batal"}
        client.post(reverse("membership:decide-pair", args=[world.member_pair.pk]), sent)
        assert belongings(world.member)["merged_into"] is None

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"keputusan": "?"}, "Pilih salah satu keputusan."),
            ({"keputusan": "gabung"}, "Pilih dulu catatan mana yang dipakai."),
        ],
    )
    def test_no_choice_is_no_decision(self, world, client, sent, said):
        client.force_login(world.user("secretary"))
        decision = reverse("membership:decide-pair", args=[world.member_pair.pk])
        assert said in client.post(decision, sent, follow=True).content.decode()
        assert MemberPair.objects.get(pk=world.member_pair.pk).state == State.PROPOSED

    def test_decided_ones_are_found_again(self, world, client):
        decide(world, actions.dismiss_pair)
        assert AuditEntry.objects.filter(verb="member.not_same").count() == 1
        client.force_login(world.user("secretary"))
        desk = reverse("membership:pairs")
        assert "Tidak ada yang menunggu." in client.get(desk).content.decode()
        assert "Sari Lestari" in client.get(desk, {"keadaan": "dismissed"}).content.decode()


def test_who_was_merged_is_listed_no_more(world, other, client):
    decide(world)
    client.force_login(world.user("secretary"))
    assert client.get(reverse("membership:member", args=[other.pk])).status_code == 404
    page = client.get(reverse("membership:kader-list", args=[world.kelurahan.code])).content.decode()
    assert page.split("<tbody>")[1].count("Sari Lestari") == 1
