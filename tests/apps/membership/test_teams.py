"""Teams as they are in life: several posts a person, an acting chair, a husband as chair, a vacancy, hand-over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.refusal import Refused
from anyelir.membership import actions, queries
from anyelir.membership.bodies import known_body
from anyelir.membership.models import Post, Sex
from tests import factories as make

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2024, 3, 1)
DAY = dt.timedelta(days=1)


def appoint(world, office="chair", name="Mira Lestari", since=BEGIN, **post) -> Post:
    by = world.user("secretary")
    return actions.appoint_member(
        region=world.kelurahan, by=by, office=office, name=name, since=since, **post
    )


def hand_over(world, post, since, name="Wulan Sari", **person) -> Post:
    return actions.hand_over_post(post=post, since=since, by=world.user("secretary"), name=name, **person)


def in_office(world) -> list[Post]:
    return list(queries.posts_of(known_body(world.kelurahan.code)))


def test_one_person_holds_two_posts_and_a_post_may_stand_empty(world):
    appoint(world, "secretary")
    appoint(world, "pokja_chair", pokja=4)
    vacancy = appoint(world, "treasurer", name="")
    names = [member.name for member in in_office(world)]
    assert names.count("Mira Lestari") == 2 and vacancy in in_office(world)


def test_a_husband_may_be_chair_and_an_acting_chair_stands_beside(world):
    chair = appoint(world, name="Dedi Mulyana", sex=Sex.MALE)
    acting = appoint(world, name="Endang Sulastri", is_acting=True)
    assert {chair, acting} <= set(in_office(world))


@pytest.mark.parametrize(("office", "post"), [("chair", {}), ("pokja_chair", {"pokja": 2}), ("patron", {})])
def test_some_posts_have_one_holder(world, office, post):
    first = appoint(world, office, **post)
    with pytest.raises(Refused) as refused:
        appoint(world, office, name="Lain", **post)
    assert refused.value.code == "post_filled" and "Mira Lestari" in refused.value.text
    actions.end_post(post=first, until=BEGIN + 10 * DAY, by=world.user("secretary"))
    appoint(world, office, name="Lain", since=BEGIN + 11 * DAY, **post)


def test_other_posts_may_have_several(world):
    appoint(world, "deputy", name="Satu")
    appoint(world, "deputy", name="Dua")
    appoint(world, "pokja_chair", pokja=1)
    appoint(world, "pokja_chair", pokja=2)
    assert len(in_office(world)) == 5, "with the member that the world begins with"


@pytest.mark.parametrize(
    ("office", "pokja", "code"),
    [
        ("pokja_chair", None, "pokja_missing"),
        ("pokja_secretary", None, "pokja_missing"),
        ("chair", 1, "pokja_extra"),
        ("treasurer", 4, "pokja_extra"),
    ],
)
def test_a_pokja_belongs_to_the_posts_of_a_pokja(world, office, pokja, code):
    with pytest.raises(Refused) as refused:
        appoint(world, office, pokja=pokja)
    assert refused.value.code == code and refused.value.field == "pokja"
    appoint(world, "member", pokja=1)
    appoint(world, "member", name="Tanpa Pokja")


def test_a_hand_over_leaves_no_gap_and_keeps_the_history(world):
    old = appoint(world)
    new = hand_over(world, old, BEGIN + 100 * DAY, decree_no="411/2/2024")
    old.refresh_from_db()
    assert old.until == new.since - DAY and (new.office, new.pokja) == (old.office, old.pokja)
    assert new in in_office(world) and old not in in_office(world)
    assert old in queries.former_posts(old.body)


@pytest.mark.parametrize(("days", "is_refused"), [(0, True), (1, False)])
def test_an_heir_begins_after_the_first_day_of_the_holder(world, days, is_refused):
    old = appoint(world)
    if not is_refused:
        assert hand_over(world, old, BEGIN + days * DAY).since == BEGIN + days * DAY
        return
    with pytest.raises(Refused) as refused:
        hand_over(world, old, BEGIN + days * DAY)
    assert refused.value.code == "handover_order"
    old.refresh_from_db()
    assert old.until is None


def test_a_vacancy_filled_on_its_first_day_never_was_one(world):
    vacancy = appoint(world, "treasurer", name="")
    hand_over(world, vacancy, BEGIN)
    assert Post.objects.get(office="treasurer").name == "Wulan Sari"


def test_a_post_may_be_handed_to_nobody(world):
    old = appoint(world)
    vacancy = hand_over(world, old, BEGIN + DAY, name="")
    assert vacancy.name == "" and vacancy in in_office(world)


def test_a_term_that_ended_long_ago_is_not_handed_over(world):
    old = appoint(world, until=BEGIN + 5 * DAY)
    assert hand_over(world, old, BEGIN + 6 * DAY)
    older = appoint(world, "patron", until=BEGIN + 5 * DAY)
    with pytest.raises(Refused) as refused:
        hand_over(world, older, BEGIN + 7 * DAY)
    assert refused.value.code == "post_ended"


@pytest.mark.parametrize(("days", "is_refused"), [(-1, True), (0, False)])
def test_a_term_ends_on_or_after_its_first_day(world, days, is_refused):
    member, until = appoint(world), BEGIN + days * DAY
    if not is_refused:
        actions.end_post(post=member, until=until, by=world.user("secretary"))
        return
    with pytest.raises(Refused):
        actions.end_post(post=member, until=until, by=world.user("secretary"))
    with pytest.raises(Refused):
        appoint(world, "deputy", until=until)


def test_a_correction_keeps_the_person_and_the_rules(world):
    member = appoint(world)
    actions.correct_post(post=member, by=world.user("secretary"), decree_no="1/2024")
    member.refresh_from_db()
    assert member.name == "Mira Lestari" and member.decree_no == "1/2024"
    with pytest.raises(Refused):
        actions.correct_post(post=member, by=world.user("secretary"), until=BEGIN - DAY)


def test_the_chart_names_what_is_not_recorded(world):
    appoint(world)
    parts = queries.body_chart(world.kelurahan, in_office(world))
    assert [str(part.title) for part in parts] == ["Pengurus", "Pokja I", "Pokja II", "Pokja III", "Pokja IV"]
    assert {office for office, _label in parts[0].missing} == {"secretary", "treasurer"}
    group = queries.body_chart(world.rw, [])
    assert [str(part.title) for part in group] == ["Pengurus"], "below desa there is a group, no pokja"


def test_teams_below_tell_who_leads(world):
    appoint(world, is_acting=True, name="Plt. Endang")
    rows = {row["region"].name: row["chair"] for row in queries.teams_below(world.kecamatan)}
    assert rows["Ciriung"].name == "Plt. Endang" and rows["Pabuaran"] is None
    appoint(world, name="Dedi")
    rows = {row["region"].name: row["chair"] for row in queries.teams_below(world.kecamatan)}
    assert rows["Ciriung"].is_acting, "while there is an acting chair, that one leads"
    assert queries.teams_below(world.kelurahan) == [] == queries.teams_below(world.rw)


def test_teams_below_are_those_of_the_region_alone(world):
    """The same level of another province is not below."""
    codes = [row["region"].code for row in queries.teams_below(world.provinsi)]
    assert world.kabupaten.code in codes and world.elsewhere.code not in codes


def test_a_page_keeps_what_was_typed_when_refused(client, world):
    appoint(world)
    client.force_login(world.user("secretary"))
    given = {"office": "chair", "name": "Neng Fatimah", "since": "2025-01-01", "decree_no": "7/2025"}
    answer = client.post(reverse("membership:appoint", args=[world.kelurahan.code]), given)
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and "Neng Fatimah" in page and "7/2025" in page and "Mira Lestari" in page
    )


def test_the_forms_write_what_was_asked(client, world):
    client.force_login(world.user("secretary"))
    here = reverse("membership:team", args=[world.kelurahan.code])
    member = appoint(world)
    steps = [
        (reverse("membership:hand-over", args=[member.pk]), {"name": "Wulan", "since": "2024-06-01"}),
        (reverse("membership:address", args=[world.kelurahan.code]), {"address": "Balai  Kelurahan"}),
    ]
    for url, data in steps:
        assert client.get(url).status_code == 200
        assert client.post(url, data)["Location"] == here
    heir = Post.objects.get(member__name="Wulan", office="chair")
    given = {"since": "2024-06-01", "decree_no": "77/2024"}
    assert client.post(reverse("membership:correct-post", args=[heir.pk]), given)["Location"] == here
    page = client.get(here).content.decode()
    assert "Wulan" in page and "77/2024" in page and "Balai Kelurahan" in page and "Riwayat jabatan" in page


def test_the_page_of_a_kecamatan_does_not_ask_once_a_desa(client, world, django_assert_max_num_queries):
    for number in range(6):
        make.region(f"32.01.01.20{number:02}", f"Desa {number}")
    client.force_login(world.user("kecamatan"))
    with django_assert_max_num_queries(18):
        assert client.get(reverse("membership:team", args=[world.kecamatan.code])).status_code == 200


def test_a_day_that_is_no_day_is_explained(client, world):
    client.force_login(world.user("secretary"))
    url = reverse("membership:end-post", args=[world.post.pk])
    answer = client.post(url, {"until": "2026-02-30"})
    assert answer.status_code == 422 and "kalender" in answer.content.decode()
