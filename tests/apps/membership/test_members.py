"""One row for one human: found again by name where she is known, never joined silently where that is doubtful."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.accounts.models import User
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.membership import actions, queries
from anyelir.membership.bodies import body_of_region, body_of_unit, kind_of
from anyelir.membership.models import Body, Member, MemberPair
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2024, 3, 1)


def appoint(world, name="Mira Lestari", office="deputy", **post):
    given = {"region": world.kelurahan, "since": BEGIN, "by": world.user("secretary"), **post}
    return actions.appoint_member(office=office, name=name, **given)


def serve(world, name="Mira Lestari", **service):
    given = {"region": world.kelurahan, "since": BEGIN, "by": world.user("secretary"), **service}
    return actions.register_kader(name=name, **given)


class TestWhoIsMeant:
    def test_a_name_of_the_place_is_the_member_who_is_known_by_it(self, world):
        post, again = appoint(world), appoint(world, "mira  LESTARI", "member", pokja=4)
        assert post.member == again.member == serve(world).member and post.member.name == "Mira Lestari"

    def test_somebody_may_say_that_it_is_another_human(self, world):
        first, second = appoint(world), appoint(world, is_namesake=True)
        assert first.member != second.member
        assert MemberPair.objects.filter(kept=first.member, other=second.member).exists()

    def test_then_the_name_alone_says_too_little(self, world):
        first, _second = appoint(world), appoint(world, is_namesake=True)
        assert code_of(appoint, world, office="member") == "several_namesakes"
        assert appoint(world, "", "member", member=first.member).member == first.member

    def test_chosen_and_typed_is_refused(self, world):
        assert code_of(appoint, world, "Wulan", member=world.member) == "named_twice"

    def test_who_was_merged_is_the_one_that_was_kept(self, world):
        actions.merge_members(pair=world.member_pair, by=world.user("secretary"))
        merged = Member.objects.get(pk=world.member_pair.other_id)
        assert appoint(world, "", member=merged).member == world.member

    def test_the_same_name_elsewhere_in_the_desa_is_asked_about_once(self, world):
        post = appoint(world, "Sari Lestari")
        assert post.member != world.member
        pairs = {pair.kept_id for pair in MemberPair.objects.filter(other=post.member)}
        assert pairs == {world.member.pk, world.member_pair.other_id}
        actions.change_member(member=post.member, by=world.user("secretary"), name="Sari  LESTARI")
        assert AuditEntry.objects.get(verb="member.edit").detail["fields"] == ["name"]
        assert MemberPair.objects.filter(other=post.member).count() == 2

    @pytest.mark.parametrize("sex", ["F", "M"])
    def test_a_man_is_not_asked_about_as_a_woman(self, world, sex):
        post = appoint(world, "Sari Lestari", sex=sex)
        about = MemberPair.objects.filter(kept=world.member, other=post.member)
        assert about.exists() is (sex == "F")

    def test_another_desa_is_another_human(self, world):
        made = actions.register_kader(
            region=world.next_kelurahan, name="Sari Lestari", since=BEGIN, by=world.user("kecamatan")
        )
        assert not MemberPair.objects.filter(other=made.member).exists()

    def test_nobody_serves_without_a_name(self, world):
        assert code_of(serve, world, "  ") == "name_missing"

    def test_a_name_is_never_emptied(self, world):
        change = {"member": world.member, "by": world.user("secretary"), "name": "  "}
        assert code_of(actions.change_member, **change) == "name_missing"

    def test_a_registration_number_is_kept_with_the_human(self, world):
        first = serve(world, registration_no="020103042009001")
        again = serve(world, kind="special", special_kind="bkb", registration_no="7")
        assert Member.objects.get(pk=first.member_id).registration_no == "020103042009001"
        assert again.member == first.member


class TestBodies:
    @pytest.mark.parametrize(
        ("place", "kind", "title"),
        [
            ("kecamatan", "team", "TP PKK Cibinong"),
            ("kelurahan", "team", "TP PKK Ciriung"),
            ("rw", "group", "Kelompok PKK RW 14"),
            ("rt", "group", "Kelompok PKK RT 3"),
        ],
    )
    def test_the_level_says_what_keeps_the_books(self, world, place, kind, title):
        region = getattr(world, place)
        body = body_of_region(region)
        assert (body.kind, str(body), kind_of(region)) == (kind, title, kind)
        assert body_of_region(region) == body

    def test_a_dasawisma_is_its_own_kind(self, world):
        place = make.region("32.01.01.1010/RW014/RT003/DW01", "Melati 1")
        assert str(body_of_region(place)) == "Dasawisma Melati 1"

    def test_a_posyandu_keeps_books_under_the_name_it_has_today(self, world):
        unit = ("posyandu", world.posyandu.pk, world.rw)
        body = body_of_unit(Body.Kind.POSYANDU, *unit)
        assert str(body) == "Posyandu Anyelir" and body_of_unit(Body.Kind.POSYANDU, *unit) == body
        world.posyandu.name = "Melati"
        world.posyandu.save()
        assert str(Body.objects.get(pk=body.pk)) == "Posyandu Melati"
        assert body_of_region(world.rw) != body

    @pytest.mark.parametrize("office", ["secretary", "treasurer", "chair"])
    def test_who_signs_is_one(self, world, office):
        appoint(world, "Satu", office)
        assert code_of(appoint, world, "Dua", office) == "post_filled"


class TestPages:
    def test_personal_facts_are_for_who_keeps_the_register(self, world, client):
        actions.change_member(member=world.member, by=world.user("secretary"), address="Gang Mawar 7")
        url = reverse("membership:member", args=[world.member.pk])
        for role, may_read in [("secretary", True), ("health_office", False), ("dasawisma", False)]:
            client.force_login(world.user(role))
            page = client.get(url).content.decode()
            assert ("Gang Mawar 7" in page) is may_read and "Sari Lestari" in page

    def test_a_member_is_chosen_from_the_list(self, world, client):
        client.force_login(world.user("secretary"))
        url = reverse("membership:appoint", args=[world.kelurahan.code])
        assert f'value="{world.member.pk}"' in client.get(url).content.decode()
        sent = {"office": "deputy", "member": str(world.member.pk), "since": "2026-01-01"}
        assert client.post(url, sent).status_code == 302
        assert world.member.posts.get().office == "deputy"

    def test_a_member_of_another_desa_cannot_be_chosen(self, world, client):
        stranger = make.member(world.next_kelurahan, "Neng")
        client.force_login(world.user("secretary"))
        url = reverse("membership:appoint", args=[world.kelurahan.code])
        sent = {"office": "deputy", "member": str(stranger.pk), "since": "2026-01-01"}
        assert client.post(url, sent).status_code == 422 and not stranger.posts.exists()

    def test_a_second_account_for_one_human_is_refused(self, world):
        assert world.member.user_id
        given = {"name": "Sari Lestari", "username": "sari2", "phone": "", "role": "kader_dasawisma"}
        welcome = {**given, "region": world.rw, "member": world.member, "by": world.user("secretary")}
        assert code_of(actions.welcome_user, **welcome) == "member_has_account"
        assert not User.objects.filter(username="sari2").exists()

    def test_each_kader_is_listed_once_with_all_she_serves_as(self, world, client):
        serve(world, region=world.rw, name="Sari Lestari", kind="special", special_kind="bkb")
        client.force_login(world.user("secretary"))
        page = client.get(reverse("membership:kader-list", args=[world.kelurahan.code])).content.decode()
        listed = page.split("<tbody>")[1].split("</tbody>")[0]
        assert listed.count("Sari Lestari") == 1 and "Kader umum" in listed and "BKB" in listed
        counts = queries.kader_counts(queries.visible_services(world.user("secretary")), world.kelurahan.code)
        assert counts == {"general": 1, "special": 1}


def test_a_correction_that_would_double_a_service_is_refused(world):
    first, other = serve(world), serve(world, kind="special", special_kind="bkb")
    change = {"service": other, "by": world.user("secretary"), "kind": "general"}
    with pytest.raises(Refused) as refused:
        actions.change_service(**change)
    assert refused.value.code == "kader_exists"
    actions.end_kader(service=first, until=BEGIN, by=world.user("secretary"))
    assert actions.change_service(**change).special_kind == ""


def test_a_service_that_ended_is_not_moved_behind_its_end(world):
    service = actions.end_kader(service=serve(world), until=BEGIN, by=world.user("secretary"))
    change = {"service": service, "by": world.user("secretary"), "since": BEGIN + dt.timedelta(days=1)}
    assert code_of(actions.change_service, **change) == "term_not_in_order"
