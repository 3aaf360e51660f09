"""Who stands on the lists of accounts, kader and posts: by place, by day, by name, to the last page."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core.paging import PAGE_SIZE
from anyelir.membership import queries
from anyelir.membership.access import grants_of
from anyelir.membership.models import RoleGrant, Service
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# When a term begins and ends, by days from today; whether it is in force, and whether it is over.
TERMS = [
    (-400, None, True, False),
    (-400, -1, False, True),
    (-400, 0, True, False),
    (-1, -1, False, True),
    (0, None, True, False),
    (0, 0, True, False),
    (1, None, False, False),
    (1, 30, False, False),
]


@pytest.fixture
def hendra(sign_in, world):
    return sign_in(world.user("secretary"))


def term(since: int, until: int | None) -> dict[str, dt.date | None]:
    today = timezone.localdate()
    return {"since": today + since * DAY, "until": None if until is None else today + until * DAY}


def names_on(page, names) -> set[str]:
    text = page.content.decode()
    return {name for name in names if name in text}


def all_pages(client, address: str, **asked) -> list[str]:
    """The names of every page in turn, by its own link to the next one."""
    pages, cursor = [], ""
    for _page in range(9):
        page = client.get(address, {**asked, "kursor": cursor})
        assert page.status_code == 200
        pages.append([row.name for row in page.context["page"]])
        cursor = page.context["page"].next_cursor
        if not cursor:
            return pages
        assert f"kursor={cursor}" in page.content.decode().replace("%3D", "=").replace("&amp;", "&")
    raise AssertionError("the pages do not end")


# --- terms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("since", "until", "is_in_force", "is_over"), TERMS)
def test_a_kader_is_counted_while_serving_and_listed_until_the_last_day(
    hendra, world, since, until, is_in_force, is_over
):
    make.kader(world.rw, "Enok Rohayati", **term(since, until))
    address = reverse("membership:kader-list", args=[world.kelurahan.code])
    now, former = hendra.get(address), hendra.get(address, {"berhenti": "1"})
    assert ("Enok Rohayati" in now.content.decode()) == (not is_over)
    assert ("Enok Rohayati" in former.content.decode()) == is_over
    assert now.context["counts"] == {"general": 1 + is_in_force}, "with the kader of the world"


@pytest.mark.parametrize(("since", "until", "is_in_force", "is_over"), TERMS)
def test_a_post_is_in_the_chart_until_its_last_day_and_then_in_the_history(
    hendra, world, since, until, is_in_force, is_over
):
    made = make.post(world.body, "chair", "Mira Lestari", **term(since, until))
    page = hendra.get(reverse("membership:team", args=[world.kelurahan.code]))
    in_chart = {post for part in page.context["parts"] for post in part.posts}
    assert (made in in_chart) == (not is_over) and (made in page.context["former"]) == is_over
    missing = [office for office, _label in page.context["parts"][0].missing]
    assert ("chair" in missing) == is_over
    [below] = [row for row in queries.teams_below(world.kecamatan) if row["region"] == world.kelurahan]
    assert below["chair"] == (made if is_in_force else None), "who leads today"


@pytest.mark.parametrize(("since", "until", "is_in_force", "is_over"), TERMS)
def test_a_role_gives_rights_while_it_is_in_force(hendra, world, since, until, is_in_force, is_over):
    enok = make.user("enok", "Enok Rohayati")
    made = make.grant(enok, "kader_dasawisma", world.rw, **term(since, until))
    assert grants_of(enok) == ([made] if is_in_force else [])
    page = hendra.get(reverse("membership:user", args=[enok.pk]))
    assert made.pk in {grant.pk for grant in page.context["person"].grants_here}
    assert (made.pk in page.context["endable"]) == (not is_over)
    by_role = hendra.get(reverse("membership:users"), {"peran": "kader_dasawisma"}).content.decode()
    assert ("Enok Rohayati" in by_role) == (not is_over)
    assert "Enok Rohayati" in hendra.get(reverse("membership:users")).content.decode(), "nobody is lost"


@pytest.mark.parametrize(("since", "until", "is_in_force", "is_over"), TERMS)
def test_somebody_above_is_not_changed_from_below_before_the_role_is_over(
    hendra, world, since, until, is_in_force, is_over
):
    both = make.user("dua", "Dua Peran")
    make.grant(both, "kader_dasawisma", world.rw)
    make.grant(both, "team_kecamatan", world.kecamatan, **term(since, until))
    answer = hendra.post(reverse("membership:edit-user", args=[both.pk]), {"name": "Dua", "phone": ""})
    assert answer.status_code == (302 if is_over else 403)


# --- places ---------------------------------------------------------------------------------------------------------

# Who reads the list of kader of a place: everybody with the right there, nobody from outside, and who sees whom.
WHO_SEES_KADER = [
    ("secretary", "kelurahan", 200, {"Sari Lestari", "Kader Sebelah"}),
    ("secretary", "rw", 200, {"Sari Lestari"}),
    ("secretary", "kecamatan", 404, set()),
    ("secretary", "next_kelurahan", 404, set()),
    ("secretary", "elsewhere", 404, set()),
    ("dasawisma", "rw", 200, {"Sari Lestari"}),
    ("dasawisma", "next_rw", 404, set()),
    ("dasawisma", "kelurahan", 404, set()),
    ("kecamatan", "kelurahan", 200, {"Sari Lestari", "Kader Sebelah"}),
    ("kecamatan", "kecamatan", 200, {"Sari Lestari", "Kader Sebelah", "Kader Pabuaran"}),
    ("kabupaten", "kabupaten", 200, {"Sari Lestari", "Kader Sebelah", "Kader Pabuaran"}),
    ("provinsi", "provinsi", 200, {"Sari Lestari", "Kader Sebelah", "Kader Pabuaran"}),
    ("pusat", "elsewhere", 200, {"Kader Karangasem"}),
    ("stranger", "elsewhere", 200, {"Kader Karangasem"}),
    ("stranger", "rw", 404, set()),
    ("kader", "rw", 404, set()),
    ("bidan", "kelurahan", 404, set()),
]
KADER = ["Sari Lestari", "Kader Sebelah", "Kader Pabuaran", "Kader Karangasem"]


@pytest.fixture
def spread(world):
    """A kader in each of four places."""
    made = {"Sari Lestari": world.kader}
    for name, place in zip(KADER[1:], (world.next_rw, world.next_kelurahan, world.elsewhere), strict=True):
        made[name] = make.kader(place, name)
    return made


@pytest.mark.parametrize(("role", "place", "status", "seen"), WHO_SEES_KADER)
def test_a_list_of_kader_ends_at_its_place_and_at_the_right(
    world, sign_in, spread, role, place, status, seen
):
    client, at = sign_in(world.user(role)), getattr(world, place)
    page = client.get(reverse("membership:kader-list", args=[at.code]))
    assert page.status_code == status
    if status == 200:
        assert names_on(page, KADER) == seen
        assert sum(page.context["counts"].values()) == len(seen)
        assert names_on(client.get(page.wsgi_request.path, {"cari": "KADER"}), KADER) == seen - {
            "Sari Lestari"
        }


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("secretary", (200, 200, 404, 404)),
        ("dasawisma", (200, 404, 404, 404)),
        ("kecamatan", (200, 200, 200, 404)),
        ("pusat", (200, 200, 200, 200)),
        ("stranger", (404, 404, 404, 200)),
        ("kader", (404, 404, 404, 404)),
        ("bidan", (404, 404, 404, 404)),
    ],
)
def test_a_kader_is_found_by_number_where_the_list_has_her(world, sign_in, spread, role, statuses):
    client = sign_in(world.user(role))
    for name, status in zip(KADER, statuses, strict=True):
        assert (
            client.get(reverse("membership:member", args=[spread[name].member_id])).status_code == status
        ), name


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("secretary", {"Sari Lestari", "Rina Marlina", "Tuti Alawiyah", "Yanti Oktavia", "Hendra Gunawan"}),
        ("stranger", {"Wayan Sukerti"}),
        ("kader", None),
        ("bidan", None),
        ("health_office", None),
        ("dasawisma", None),
    ],
)
def test_the_list_of_accounts_is_that_of_the_own_region(world, sign_in, role, seen):
    everybody = [user.name for user in world.users.values() if user]
    client = sign_in(world.user(role))
    page = client.get(reverse("membership:users"))
    assert page.status_code == (403 if seen is None else 200)
    if seen is not None:
        rows = {row.name for row in page.context["page"]}
        assert rows == seen
        for name in everybody:
            answer = client.get(reverse("membership:users"), {"cari": name.upper()})
            assert (name in {row.name for row in answer.context["page"]}) == (name in seen)


@pytest.mark.parametrize("role", ["secretary", "kecamatan", "stranger", "pusat"])
def test_an_account_is_found_by_number_where_the_list_has_it(world, sign_in, role):
    client = sign_in(world.user(role))
    listed = {row.pk for row in client.get(reverse("membership:users")).context["page"]}
    for user in filter(None, world.users.values()):
        answer = client.get(reverse("membership:user", args=[user.pk]))
        assert (answer.status_code == 200) == (user.pk in listed) and answer.status_code in (200, 404)


def test_a_retired_place_keeps_its_people_and_its_page(hendra, world):
    world.rw.valid_to = timezone.localdate() - DAY
    world.rw.save()
    page = hendra.get(reverse("membership:kader-list", args=[world.rw.code]))
    assert page.status_code == 200 and "Sari Lestari" in page.content.decode()
    assert (
        "Sari Lestari"
        in hendra.get(reverse("membership:kader-list", args=[world.kelurahan.code])).content.decode()
    )
    assert hendra.get(reverse("membership:team", args=[world.rw.code])).status_code == 200


@pytest.mark.parametrize(
    "code", ["99", "32.01.01.1010/RW099", "32.01.01.1010/RW14", "x", "32.01.01.1010/RW014/RT003/DW01"]
)
@pytest.mark.parametrize("name", ["team", "appoint", "address", "kader-list", "add-kader", "add-user"])
def test_a_place_that_is_not_there_is_not_found(hendra, name, code):
    address = reverse(f"membership:{name}", args=["77"]).replace("77", code)
    assert hendra.get(address).status_code == 404


# --- pages ----------------------------------------------------------------------------------------------------------


def serving(place, name: str, number: int) -> None:
    """Another kader of the name, general or special by turns."""
    special = "bkb" if number % 2 else ""
    Service.objects.create(
        member=make.member(place, name),
        region=place,
        kind="special" if special else "general",
        special_kind=special,
        since=make.SINCE,
    )


def test_kader_are_read_to_the_last_page_and_back_by_name(hendra, world):
    """One name many times, names of other scripts and of one letter: no row twice, none left out."""
    names = (
        ["Ana", "ana", "Édith", "zulaikha", "ꦩꦶꦫ", "🌺", "A"]
        + ["Siti"] * 60
        + [f"Kader {n:03}" for n in range(60)]
    )
    for number, name in enumerate(names):
        if name != "Siti":
            serving(world.rw, name, number)
    for number in range(60):
        make.kader(make.region(f"32.01.01.1010/RW{100 + number}"), "Siti")
    address = reverse("membership:kader-list", args=[world.kelurahan.code])
    pages = all_pages(hendra, address)
    flat = [name for page in pages for name in page]
    assert sorted(flat) == sorted([*names, "Sari Lestari"]) and [len(page) for page in pages] == [50, 50, 28]
    last = hendra.get(address, {"kursor": hendra.get(address).context["page"].next_cursor}).context["page"]
    back = hendra.get(address, {"kursor": last.previous_cursor}).context["page"]
    assert [row.name for row in back] == pages[0]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [1]), (48, [49]), (49, [50]), (50, [50, 1]), (99, [50, 50]), (100, [50, 50, 1])]
)
def test_a_page_that_is_just_full_has_no_empty_one_behind_it(hendra, world, count, sizes):
    for number in range(count):
        serving(world.rw, f"Kader {number:03}", 2 * number)
    assert PAGE_SIZE == 50
    pages = all_pages(hendra, reverse("membership:kader-list", args=[world.rw.code]))
    assert [len(page) for page in pages] == sizes


def test_accounts_are_read_to_the_last_page_with_their_filter(hendra, world):
    for number in range(60):
        make.grant(make.user(f"orang{number}", f"Orang {number:02}"), "kader_dasawisma", world.rw)
    address = reverse("membership:users")
    pages = all_pages(hendra, address, cari="orang", peran="kader_dasawisma")
    assert [name for page in pages for name in page] == [f"Orang {number:02}" for number in range(60)]


@pytest.mark.parametrize(
    "text", ["%", "_", "\\", "' OR 1=1", "<b>", "zzz", "a\x00b", "🌺", "lestari", "SARI"]
)
def test_words_of_a_search_stand_for_themselves(hendra, world, text):
    typed = text.replace("\x00", "").lower()
    kader = hendra.get(reverse("membership:kader-list", args=[world.rw.code]), {"cari": text})
    assert [row.name for row in kader.context["page"]] == (
        ["Sari Lestari"] if typed in "sari lestari" else []
    )
    users = hendra.get(reverse("membership:users"), {"cari": text})
    assert all(typed in f"{row.name} {row.username}".lower() for row in users.context["page"])
    for page in (kader, users):
        assert bool(page.context["page"].rows) != ('class="card empty' in page.content.decode())
        assert f'value="{html.escape(text.replace(chr(0), ""))}"' in page.content.decode(), "the words stay"


def test_a_role_that_nobody_gave_is_not_offered_by_a_forged_number(hendra, world):
    grant = world.user("stranger").grants.get(role="team_kabkota")
    for name in ("end-grant", "confirm-grant"):
        assert hendra.post(reverse(f"membership:{name}", args=[grant.pk])).status_code == 404
    assert RoleGrant.objects.get(pk=grant.pk).is_open
