"""How long a sign-in lasts, what the database knows of it, and when the password is asked for again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts.duty import SHARED, UNKNOWN
from anyelir.accounts.models import Device, User
from anyelir.core.models import AuditEntry
from anyelir.membership.roles import FIELD_TERMS, OFFICE_TERMS, ROLES
from tests import factories as make

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def come(username: str, **given) -> Client:
    browser = Client()
    answer = browser.post("/masuk/", {"username": username, "password": make.PASSWORD, **given})
    assert answer.status_code == 302
    return browser


def back(browser: Client, **ago: dt.timedelta) -> None:
    """Make the session look as if its moments lay so far back."""
    session = browser.session
    for name, past in ago.items():
        session[name] = int((timezone.now() - past).timestamp())
    session.save()


def test_the_database_has_no_key_that_opens_a_session(world):
    browser = come("kader")
    key = browser.cookies["sesi"].value
    stored = Session.objects.get().session_key
    assert stored != key and Device.objects.get().session_key == stored
    assert browser.get("/saya/").status_code == 200
    thief = Client()
    thief.cookies["sesi"] = stored
    assert thief.get("/saya/").status_code == 302


def test_a_session_is_saved_found_and_removed_by_its_key(world):
    browser = come("kader")
    assert browser.session.exists(browser.session.session_key)
    assert not browser.session.exists("x" * 32)
    browser.post("/keluar/")
    assert not Session.objects.exists() and not Device.objects.exists()


@pytest.mark.parametrize(
    ("role", "given", "terms"),
    [
        ("kader", {}, FIELD_TERMS),
        ("secretary", {}, OFFICE_TERMS),
        ("kader", {"is_shared": "on"}, SHARED),
        ("secretary", {"is_shared": "on"}, SHARED),
    ],
)
def test_a_session_ends_after_its_idle_and_its_longest_time(world, role, given, terms):
    browser = come(role, **given)
    back(browser, seen_at=terms.idle - MINUTE, began_at=terms.longest - MINUTE)
    assert browser.get("/saya/").status_code == 200
    back(browser, seen_at=terms.idle + MINUTE)
    assert browser.get("/saya/").status_code == 302
    assert AuditEntry.objects.get(verb="user.session_over").region_code
    browser = come(role, **given)
    back(browser, began_at=terms.longest + MINUTE)
    assert browser.get("/saya/").status_code == 302
    assert not Device.objects.filter(user=world.user(role), ended_at=None).exists()


def test_a_page_now_and_then_keeps_a_session_open(world):
    browser = come("secretary")
    back(browser, seen_at=OFFICE_TERMS.idle - MINUTE)
    assert browser.get("/saya/").status_code == 200
    assert timezone.now().timestamp() - browser.session["seen_at"] < 5


def test_the_strictest_role_of_a_person_counts(world):
    from anyelir.accounts.duty import duty_of

    both = make.user("dua")
    assert duty_of(both).terms == UNKNOWN
    make.grant(both, "kader_posyandu", unit=world.posyandu)
    assert duty_of(User.objects.get(pk=both.pk)).terms == FIELD_TERMS
    make.grant(both, "village_secretary", world.kelurahan)
    assert duty_of(User.objects.get(pk=both.pk)).terms == OFFICE_TERMS


def test_every_role_has_terms_below_the_life_of_the_cookie(settings):
    for role in ROLES:
        assert role.terms.idle <= role.terms.longest <= dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
        assert not role.is_office or role.terms.longest <= dt.timedelta(hours=12)


def test_a_shared_phone_forgets_when_the_browser_closes(world):
    assert come("kader", is_shared="on").cookies["sesi"]["max-age"] == ""
    personal = come("kader").cookies["sesi"]["max-age"]
    assert int(personal) == FIELD_TERMS.longest.total_seconds()


@pytest.mark.parametrize("name", ["enrol", "recovery-codes"])
def test_the_second_factor_asks_for_the_password_again(world, name):
    browser = come("kader")
    back(browser, proved_at=11 * MINUTE)
    answer = browser.post(reverse(f"accounts:{name}"))
    assert answer["Location"].startswith(reverse("accounts:prove"))
    wrong = browser.post(answer["Location"], {"present": "salah sekali"})
    assert wrong.status_code == 422 and "belum cocok" in wrong.content.decode()
    assert browser.post(answer["Location"], {"present": make.PASSWORD})["Location"] == "/saya/"
    assert browser.get(reverse("accounts:enrol")).status_code == 200


def test_the_proof_leads_back_and_never_to_another_site(world):
    browser = come("kader")
    back(browser, proved_at=11 * MINUTE)
    wanted = browser.get(reverse("accounts:enrol"))["Location"]
    assert browser.post(wanted, {"present": make.PASSWORD})["Location"] == reverse("accounts:enrol")
    outside = f"{reverse('accounts:prove')}?next=https://example.org/"
    assert browser.post(outside, {"present": make.PASSWORD})["Location"] == "/saya/"


def test_whoever_holds_an_open_phone_gets_five_tries_at_the_password(world):
    browser = come("kader")
    for _ in range(5):
        browser.post(reverse("accounts:prove"), {"present": "salah sekali"})
    answer = browser.post(reverse("accounts:prove"), {"present": make.PASSWORD})
    assert answer.status_code == 422 and "Terlalu sering" in answer.content.decode()
    change = {"present": make.PASSWORD, "password": "kebun di belakang", "again": "kebun di belakang"}
    assert browser.post(reverse("accounts:password"), change).status_code == 422


@pytest.mark.parametrize(
    ("given", "status", "phone"),
    [
        ({"phone": "0812 5550 0148"}, 422, "+6281255500147"),
        ({"phone": "0812 5550 0148", "present": "salah sekali"}, 422, "+6281255500147"),
        ({"phone": ""}, 422, "+6281255500147"),
        ({"phone": "0812 5550 0148", "present": make.PASSWORD}, 302, "+6281255500148"),
        ({"phone": "0812 5550 0147"}, 302, "+6281255500147"),
    ],
)
def test_another_phone_number_needs_the_password(given, status, phone):
    sari = make.user("sari", phone="+6281255500147")
    browser = come("sari")
    back(browser, proved_at=11 * MINUTE)
    answer = browser.post("/saya/", {"name": "Sari", **given})
    assert answer.status_code == status and User.objects.get(pk=sari.pk).phone == phone
    assert status == 302 or given["phone"] in answer.content.decode(), "what was typed stays"


def test_sign_out_clears_what_the_browser_kept(world):
    answer = come("kader").post("/keluar/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert AuditEntry.objects.get(verb="user.sign_out").region_code == world.rw.code
    assert AuditEntry.objects.get(verb="user.sign_in").region_code == world.rw.code
