"""Teams, kader and people as they are read: who holds a post today, who stopped, and in whose places."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F

from anyelir.membership import queries, waiting
from anyelir.membership.bodies import known_body
from anyelir.membership.models import Post, Service
from anyelir.membership.queries import bodies as teams
from anyelir.membership.queries import members, people
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
Office = Post.Office


def chart(world, place=None) -> dict[str, list[str]]:
    place = place or world.kelurahan
    posts = list(teams.posts_of(known_body(place.code)))
    return {str(part.title): [post.name for post in part.posts] for part in teams.body_chart(place, posts)}


@pytest.mark.parametrize(("days", "is_former"), [(-1, True), (0, False), (1, False)])
def test_a_post_is_held_up_to_its_last_day(world, days, is_former):
    post = make.post(world.body, Office.CHAIR, "Endah", until=make.today() + days * DAY)
    assert (post in teams.former_posts(world.body)) is is_former
    assert (post in teams.posts_of(world.body)) is not is_former


def test_who_ended_last_stands_first_among_the_former(world):
    for name, back in [("Lama", 90), ("Baru", 2), ("Tengah", 30)]:
        make.post(world.body, Office.MEMBER, name, until=make.today() - back * DAY)
    assert [post.name for post in teams.former_posts(world.body)] == ["Baru", "Tengah", "Lama"]
    assert not teams.posts_of(None).exists() and known_body(world.rt.code) is None


def test_a_chart_has_leaders_then_four_pokja_and_says_what_is_missing(world):
    Post.objects.update(until=F("since"))
    make.post(world.body, Office.MEMBER, "Wulan", pokja=4)
    make.post(world.body, Office.POKJA_CHAIR, "Sri", pokja=4)
    make.post(world.body, Office.CHAIR, "Endah")
    assert chart(world) == {
        "Pengurus": ["Endah"], "Pokja I": [], "Pokja II": [], "Pokja III": [], "Pokja IV": ["Sri", "Wulan"],
    }  # fmt: skip
    leaders, first, *_others, last = teams.body_chart(world.kelurahan, list(teams.posts_of(world.body)))
    assert [office for office, _label in leaders.missing] == [Office.SECRETARY, Office.TREASURER]
    assert [office for office, _label in first.missing] == [Office.POKJA_CHAIR] and last.missing == []


def test_below_the_desa_there_is_a_group_with_leaders_alone(world):
    group = make.body(world.rw)
    make.post(group, Office.CHAIR, "Yanti")
    assert chart(world, world.rw) == {"Pengurus": ["Yanti"]}
    assert teams.is_group(world.rw) and not teams.is_group(world.kelurahan)
    assert teams.teams_below(world.rw) == [] and teams.teams_below(world.kelurahan) == []


def leading(world) -> dict[str, str | None]:
    rows = teams.teams_below(world.kecamatan)
    return {row["region"].name: row["chair"] and row["chair"].name for row in rows}


def test_the_places_below_are_listed_by_name_with_who_leads(world):
    make.post(world.body, Office.CHAIR, "Endah")
    make.post(world.body, Office.SECRETARY, "Bukan Ketua")
    assert list(leading(world).items()) == [("Ciriung", "Endah"), ("Pabuaran", None)]


@pytest.mark.parametrize("is_acting_first", [True, False])
def test_an_acting_chair_leads_whoever_was_written_first(world, is_acting_first):
    for is_acting in (is_acting_first, not is_acting_first):
        name = "Penjabat" if is_acting else "Tetap"
        make.post(world.body, Office.CHAIR, name, is_acting=is_acting)
    assert leading(world)["Ciriung"] == "Penjabat"


@pytest.mark.parametrize("newer_first", [True, False])
def test_on_the_day_of_handing_over_who_comes_leads(world, newer_first):
    today = make.today()
    posts = [("Baru", today, None), ("Lama", today - 400 * DAY, today)]
    for name, since, until in posts if newer_first else posts[::-1]:
        make.post(world.body, Office.CHAIR, name, since=since, until=until)
    assert leading(world)["Ciriung"] == "Baru"


@pytest.mark.parametrize(("since", "until"), [(1, None), (-9, -1)])
def test_who_does_not_lead_yet_or_any_more_leads_nowhere(world, since, until):
    today = make.today()
    end = None if until is None else today + until * DAY
    make.post(world.body, Office.CHAIR, "Endah", since=today + since * DAY, until=end)
    assert leading(world)["Ciriung"] is None


def test_kader_are_counted_who_serve_today_in_the_place(world):
    today = make.today()
    make.kader(world.rw, "A"), make.kader(world.rt, "B", until=today)
    make.kader(world.rw, "C", until=today - DAY), make.kader(world.rw, "D", since=today + DAY)
    make.kader(world.elsewhere, "E")
    assert sum(teams.kader_counts(Service.objects.all(), world.kelurahan.code).values()) == 3
    assert teams.kader_counts(Service.objects.all(), world.next_kelurahan.code) == {}


def names_found(**wanted) -> list[str]:
    return sorted(row.name for row in members.serving_members(Service.objects.all(), **wanted))


def test_kader_are_found_by_name_and_by_whether_they_serve(world):
    make.kader(world.rw, "Aminah Lama", until=make.today() - DAY)
    make.kader(world.rw, "Aminah Baru", until=make.today())
    assert names_found(text="aminah") == ["Aminah Baru"]
    assert names_found(text="aminah", former=True) == ["Aminah Lama"]
    assert names_found(text="tidak ada") == [] and names_found(kind="bukan jenis") == []


@pytest.mark.parametrize("role", ["stranger", "next_kader"])
def test_kader_and_people_of_other_places_are_not_listed(world, role):
    assert world.kader not in members.visible_services(world.user(role))
    assert not people.managed_users(world.user(role)).filter(username="kader").exists()


def test_people_are_found_by_name_role_and_former_role(world):
    secretary, ended = world.user("secretary"), make.user("lama", "Aminah Lama")
    make.grant(ended, "kader_dasawisma", world.rw, until=make.today() - DAY)
    assert list(people.managed_users(secretary, "aminah")) == [ended]
    assert ended not in people.managed_users(secretary, role="kader_dasawisma")
    assert world.user("dasawisma") in people.managed_users(secretary, role="kader_dasawisma")
    assert [grant.role for grant in people.managed_users(secretary, "aminah")[0].grants_here] == [
        "kader_dasawisma"
    ]


def test_a_role_that_ended_counts_only_while_there_is_no_other(world):
    person = make.user("lama", "Aminah Lama")
    old = make.grant(person, "kader_dasawisma", world.rw, until=make.today() - DAY)
    assert people.grants_that_count(person) == [old]
    today = make.grant(person, "kader_dasawisma", world.next_rw, until=make.today())
    assert people.grants_that_count(person) == [today]


def test_an_empty_post_waits_for_the_own_team_alone(world):
    make.post(world.body, Office.TREASURER, "")
    make.post(world.body, Office.SECRETARY, "", until=make.today())
    tasks = waiting.vacant_posts(world.user("secretary"))
    assert [task.title for task in tasks] == ["Bendahara masih lowong"]
    assert world.kelurahan.code in tasks[0].url
    for role in ("kecamatan", "kader", "stranger", "pusat"):
        assert waiting.vacant_posts(world.user(role)) == []


@pytest.mark.parametrize(
    ("role", "places"), [("secretary", ["Ciriung"]), ("stranger", ["Kab. Karangasem"]), ("kader", [])]
)
def test_teams_begin_where_the_person_works(world, role, places):
    assert [place.name for place in teams.team_regions(world.user(role))] == places


def test_for_the_nation_teams_begin_with_the_provinces(world):
    assert [place.name for place in queries.team_regions(world.user("pusat"))] == ["Jawa Barat", "Bali"]
