"""A button pressed twice, and a page that was opened before somebody else changed what it shows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts.models import SignInCode, User
from anyelir.core.models import AuditEntry
from anyelir.membership import actions, queries
from anyelir.membership.models import Post, RoleGrant, Service
from tests import factories as make
from tests.desk import Desk, read, rows

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2024, 3, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def hendra(sign_in, world):
    return sign_in(world.user("secretary"))


@pytest.fixture
def chair(world) -> Post:
    return make.post(world.body, "chair", "Mira Lestari", since=BEGIN)


def number_on(client, address: str) -> str:
    """The number of the form on a page that is open in a tab."""
    return read(client.get(address)).values["op_id"][0]


def presses(client, world, **posted):
    return client.post(reverse("membership:toggle", args=[world.user("kader").pk]), posted)


@pytest.mark.parametrize(
    ("aktif", "verb", "is_active"), [("0", "user.close", False), ("1", "user.open", True)]
)
def test_an_account_closed_or_opened_twice_stays_so(hendra, world, aktif, verb, is_active):
    """The second press, or the tab of a colleague, says the same and turns nothing around."""
    User.objects.filter(pk=world.user("kader").pk).update(is_active=not is_active)
    for _press in range(2):
        assert presses(hendra, world, aktif=aktif).status_code == 302
        assert User.objects.get(pk=world.user("kader").pk).is_active == is_active
    assert AuditEntry.objects.filter(verb=verb).count() == 1


@pytest.mark.parametrize("posted", [{}, {"aktif": ""}, {"aktif": "ya"}, {"aktif": "\x00"}])
def test_a_button_that_says_nothing_opens_no_account(hendra, world, posted):
    User.objects.filter(pk=world.user("kader").pk).update(is_active=False)
    presses(hendra, world, **posted)
    assert not User.objects.get(pk=world.user("kader").pk).is_active


@pytest.mark.parametrize("is_active", [True, False])
def test_the_button_says_what_it_does(hendra, world, is_active):
    User.objects.filter(pk=world.user("kader").pk).update(is_active=is_active)
    page = hendra.get(reverse("membership:user", args=[world.user("kader").pk])).content.decode()
    assert f'name="aktif" value="{0 if is_active else 1}"' in page
    assert ("Nonaktifkan akun" in page) == is_active and ("Aktifkan akun" in page) != is_active


def test_two_codes_leave_the_last_one_alone(hendra, world):
    address = reverse("membership:new-code", args=[world.user("kader").pk])
    for _press in range(2):
        assert hendra.post(address).status_code == 200
    now = timezone.now()
    assert SignInCode.objects.count() == 2
    assert SignInCode.objects.filter(used_at=None, expires_at__gt=now).count() == 1


def test_a_chair_appointed_twice_from_one_page_is_one(hendra, world):
    address = reverse("membership:appoint", args=[world.kelurahan.code])
    number = number_on(hendra, address)
    desk = Desk(
        hendra, address, {"office": "deputy", "name": "Mira Lestari", "since": "2026-01-01", "op_id": number}
    )
    desk.saves()
    desk.saves()
    assert Post.objects.filter(office="deputy").count() == 1
    desk.refuses_all("Dari halaman ini sudah tersimpan", name="Lain Orang")
    assert Post.objects.filter(office="deputy").count() == 1


def test_a_second_tab_appoints_no_second_chair(hendra, world):
    address = reverse("membership:appoint", args=[world.kelurahan.code])
    right = {"office": "chair", "name": "Mira Lestari", "since": "2026-01-01"}
    first, second = (
        Desk(hendra, address, {**right, "op_id": number_on(hendra, address)}) for _tab in range(2)
    )
    first.saves()
    second.refuses("office", "chair", "masih tercatat untuk Mira Lestari", name="Dedi Mulyana")
    second.saves(name="Dedi Mulyana", is_acting="on")


def test_a_post_handed_over_in_another_tab_is_not_handed_over_again(hendra, world, chair):
    address = reverse("membership:hand-over", args=[chair.pk])
    right = {"name": "Wulan Sari", "since": "2026-02-01"}
    first, second = (
        Desk(hendra, address, {**right, "op_id": number_on(hendra, address)}) for _tab in range(2)
    )
    first.saves()
    second.refuses_all("sudah berakhir", name="Dedi Mulyana", since="2026-03-01")
    assert [post.name for post in queries.posts_of(world.body) if post.office == "chair"] == ["Wulan Sari"]


@pytest.mark.parametrize("until", ["2026-02-01", "2026-12-31"])
def test_a_holder_who_was_replaced_does_not_come_back_by_an_end(hendra, world, chair, until):
    """The page to end the post was open when a colleague handed it over: two would lead at once."""
    desk = Desk(hendra, reverse("membership:end-post", args=[chair.pk]), {"until": until})
    heir = actions.hand_over_post(
        post=chair, since=dt.date(2026, 2, 1), name="Wulan Sari", by=world.user("secretary")
    )
    desk.refuses_all("Wulan Sari")
    chair.refresh_from_db()
    assert chair.until == dt.date(2026, 1, 31) and heir.until is None
    desk.saves(until="2026-01-30")


def test_a_member_s_end_may_be_written_again(hendra, world):
    """Where several may hold a post, a later last day takes nothing from anybody."""
    desk = Desk(hendra, reverse("membership:end-post", args=[world.post.pk]))
    desk.saves(until="2026-01-31")
    desk.saves(until="2026-03-31")
    world.post.refresh_from_db()
    assert world.post.until == dt.date(2026, 3, 31)


def test_a_vacancy_filled_in_another_tab_keeps_who_fills_it(hendra, world):
    vacancy = make.post(world.body, "treasurer", "", since=BEGIN, decree_no="411/1/2024")
    address = reverse("membership:hand-over", args=[vacancy.pk])
    right = {"name": "Wulan", "since": f"{BEGIN}"}
    first, second = (
        Desk(hendra, address, {**right, "op_id": number_on(hendra, address)}) for _tab in range(2)
    )
    first.saves()
    second.refuses("since", f"{BEGIN}", "sesudah hari pertama yang digantikan", name="Dedi Mulyana")
    holder = Post.objects.get(office="treasurer")
    assert (holder.name, holder.decree_no) == ("Wulan", ""), (
        "the decree of the vacancy is not that of the holder"
    )


def test_a_kader_registered_twice_from_one_page_is_one(hendra, world):
    address = reverse("membership:add-kader", args=[world.rw.code])
    desk = Desk(hendra, address, {"name": "Enok", "sex": "F", "kind": "general", "since": "2026-01-01"})
    number = number_on(hendra, address)
    assert desk.saves(op_id=number).url == desk.saves(op_id=number).url
    desk.refuses_all("Dari halaman ini sudah tersimpan", op_id=number, name="Nani")
    desk.refuses("name", "Enok", "sudah terdaftar di sini", op_id=number_on(hendra, address))
    assert Service.objects.filter(member__name__in=["Enok", "Nani"]).count() == 1


def test_a_kader_mended_twice_is_as_it_was_written(hendra, world):
    desk = Desk(hendra, reverse("membership:service", args=[world.kader.pk]))
    right = {"kind": "general", "since": "2021-01-01"}
    desk.saves(**right)
    desk.saves(**right)
    world.kader.refresh_from_db()
    assert world.kader.since == dt.date(2021, 1, 1)


def test_an_account_of_a_kader_who_has_one_is_told(hendra, world):
    """The page to make one was open in two tabs: the kader keeps the account she signs in with."""
    kader = make.kader(world.rw, "Enok Rohayati")
    address = f"{reverse('membership:add-user', args=[world.rw.code])}?anggota={kader.member_id}"
    right = {"name": "Enok Rohayati", "role": "kader_dasawisma", "since": "2026-01-01"}
    first, second = (
        Desk(hendra, address, {**right, "op_id": number_on(hendra, address)}) for _tab in range(2)
    )
    assert first.send().status_code == 200
    kader.member.refresh_from_db()
    own = kader.member.user
    second.refuses_all("sudah punya akun")
    kader.member.refresh_from_db()
    assert (
        own is not None
        and kader.member.user == own
        and User.objects.filter(name="Enok Rohayati").count() == 1
    )


def test_a_role_ended_in_another_tab_is_not_ended_again(hendra, world):
    grant = world.user("kader").grants.get()
    address = reverse("membership:end-grant", args=[grant.pk])
    first, second = (Desk(hendra, address, {"op_id": number_on(hendra, address)}) for _tab in range(2))
    first.saves()
    first.saves()
    second.refuses_all("Peran ini sudah berakhir.")
    second.refuses_all("Peran ini sudah berakhir.", until=f"{timezone.localdate() + DAY}")
    assert not RoleGrant.objects.get(pk=grant.pk).is_open


def test_a_role_that_two_look_at_is_confirmed_once(world, sign_in):
    """The second of two who press is told, and nothing is written twice."""
    grant = make.grant(
        make.user("baru"),
        "health_office",
        world.kabupaten,
        waits_until=timezone.now() + DAY,
        given_by=world.user("kabupaten").pk,
    )
    RoleGrant.objects.update(created_at=timezone.now() - 30 * DAY)
    ani = sign_in(world.user("provinsi"))
    address = reverse("membership:confirm-grant", args=[grant.pk])
    assert ani.post(address).status_code == 302
    before = rows()
    assert ani.post(address).status_code == 403
    assert rows() == before and not RoleGrant.objects.get(pk=grant.pk).is_waiting
