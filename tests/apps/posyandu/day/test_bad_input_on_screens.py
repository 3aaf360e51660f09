"""Addresses and posts that nobody means: junk in a search, records of other people, a lost sign-in."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core.models import AuditEntry
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day.models import Measurement, Visit
from tests import factories as make

pytestmark = pytest.mark.django_db
JUNK = ["\x00", "a\x00b", "%", "_", "'\"; --", "9" * 5000, "\ud7ff", "🌺" * 200, "../../etc", "-1", "null"]
SEARCHES = [
    ("posyandu:children", ("cari", "kursor")),
    ("posyandu:referral-inbox", ("cari", "kotak", "segera", "kursor")),
    ("posyandu:list", ("cari", "strata", "puskesmas", "kursor")),
]


@pytest.mark.parametrize("text", JUNK)
@pytest.mark.parametrize(("name", "parameters"), SEARCHES)
def test_no_search_breaks_a_list(world, sign_in, name, parameters, text):
    bidan = sign_in(world.user("bidan"))
    for parameter in parameters:
        assert bidan.get(reverse(name), {parameter: text}).status_code == 200, parameter


@pytest.mark.parametrize("text", JUNK)
def test_no_search_breaks_the_day(kader, world, raka, text):
    board = reverse("posyandu:session", args=[world.session.pk])
    assert kader.get(board, {"cari": text}).status_code == 200
    arrive = reverse("posyandu:arrive", args=[world.session.pk, raka.pk])
    response = kader.post(arrive, {"cari": text}, headers={"HX-Request": "true"})
    assert response.status_code == 200


@pytest.mark.parametrize("result", ["x", "\x00", str(uuid.UUID(int=1))])
def test_a_referral_from_a_result_that_is_not_the_childs_takes_the_own(kader, raka, weigh, result):
    measurement = weigh(raka, "9.1")
    response = kader.get(reverse("posyandu:refer", args=[raka.pk]), {"hasil": result})
    assert response.status_code == 200 and response.context["measurement"] == measurement


@pytest.fixture
def elsewhere(world):
    """A measured child with a referral at a posyandu that is not the kader's."""
    session = world.next_session
    visit = make.visit(session, world.next_child)
    measurement = make.measurement(visit)
    referral = make.referral(world.next_child, world.next_posyandu, world.puskesmas)
    return session, visit, measurement, referral


def test_nothing_of_another_posyandu_is_found_by_its_number(kader, world, raka, elsewhere):
    session, visit, measurement, referral = elsewhere
    child = world.next_child
    readable = [
        ("session", [session.pk]),
        ("next-child", [session.pk]),
        ("close-day", [session.pk]),
        ("new-child", [session.pk]),
        ("measure", [session.pk, raka.pk]),
        ("child", [child.pk]),
        ("transfer", [child.pk]),
        ("refer", [child.pk]),
        ("result", [measurement.pk]),
        ("correct", [measurement.pk]),
        ("referral", [referral.pk]),
        ("day", [world.next_posyandu.pk]),
        ("detail", [world.next_posyandu.pk]),
        ("edit", [world.next_posyandu.pk]),
    ]
    only_read = {"session", "next-child", "child", "result", "day", "detail"}
    written = [
        ("choose", [measurement.pk]),
        ("read-curve", [measurement.pk]),
        ("open-day", [world.next_posyandu.pk]),
        ("reopen-day", [session.pk]),
        ("arrive", [session.pk, raka.pk]),
        ("arrive", [world.session.pk, child.pk]),
        ("step", [world.session.pk, visit.pk]),
    ]
    lines = AuditEntry.objects.exclude(verb="page.refused")
    before = lines.count(), Measurement.objects.count(), Visit.objects.count()
    for name, arguments in readable:
        address = reverse(f"posyandu:{name}", args=arguments)
        assert kader.get(address).status_code == 404, name
        # An address that is only read says 405 to everybody.
        expected = 405 if name in only_read else 404
        assert kader.post(address, {"status": "closed", "weight_kg": "9"}).status_code == expected, name
    for name, arguments in written:
        assert (
            kader.post(reverse(f"posyandu:{name}", args=arguments), {"step": "served"}).status_code == 404
        ), name
    referral.refresh_from_db()
    assert referral.status == Referral.Status.CREATED
    assert (lines.count(), Measurement.objects.count(), Visit.objects.count()) == before
    tried = AuditEntry.objects.filter(verb="page.refused", actor_id=world.user("kader").pk)
    assert tried.count() == 2 * len(readable) + len(written) - len(only_read)


def test_a_referral_to_another_puskesmas_is_neither_read_nor_answered(elsewhere, world, sign_in):
    referral = elsewhere[-1]
    nurse = sign_in(world.user("other_puskesmas"))
    address = reverse("posyandu:referral", args=[referral.pk])
    assert nurse.get(address).status_code == nurse.post(address, {"status": "received"}).status_code == 404
    referral.refresh_from_db()
    assert referral.status == Referral.Status.CREATED


def test_a_lost_sign_in_leads_back_to_the_form(client, world, raka):
    address = reverse("posyandu:measure", args=[world.session.pk, raka.pk])
    response = client.post(address, {"weight_kg": "9,1"})
    assert response.status_code == 302 and response.url.endswith(f"?next={address}")
    assert not Measurement.objects.filter(child=raka).exists()


def test_every_form_keeps_what_is_typed_on_the_phone(kader, world, raka):
    """The script that keeps it knows whose it is, and leaves alone what the server showed again."""
    forms = [
        reverse("posyandu:measure", args=[world.session.pk, raka.pk]),
        reverse("posyandu:new-child", args=[world.session.pk]),
        reverse("posyandu:refer", args=[raka.pk]),
        reverse("posyandu:close-day", args=[world.session.pk]),
    ]
    owner = f'data-owner="{world.user("kader").pk}"'
    for address in forms:
        page = kader.get(address).content.decode()
        assert " data-draft" in page and owner in page and " data-bound" not in page, address
        again = kader.post(address, {"weight_kg": "x", "kader_on_duty": "x"})
        assert again.status_code == 422 and " data-bound" in again.content.decode(), address


def test_a_birth_after_the_day_is_told_and_nothing_is_lost(kader, world):
    yesterday = make.session(world.posyandu, timezone.localdate() - make.dt.timedelta(days=3))
    born = timezone.localdate() - make.dt.timedelta(days=1)
    typed = {"name": "Bayi Baru", "sex": "M", "born_on": str(born), "mother_name": "Rina"}
    response = kader.post(reverse("posyandu:new-child", args=[yesterday.pk]), typed)
    page = response.content.decode()
    assert response.status_code == 422 and "Bayi Baru" in page and str(born) in page


def test_every_button_may_be_tapped_twice(kader, world, raka):
    """A slow network sends the same form again; the second time changes nothing and says where things stand."""
    day = reverse("posyandu:open-day", args=[world.posyandu.pk])
    opened = [kader.post(day, {"held_on": str(timezone.localdate())}).url for _ in range(2)]
    assert opened[0] == opened[1]
    arrive = reverse("posyandu:arrive", args=[world.session.pk, raka.pk])
    assert [kader.post(arrive).status_code for _ in range(2)] == [302, 302]
    assert Visit.objects.filter(child=raka).count() == 1
    typed = {"name": "Bayi Baru", "sex": "F", "born_on": str(timezone.localdate()), "mother_name": "Rina"}
    typed["op_id"] = str(uuid.uuid4())
    new = reverse("posyandu:new-child", args=[world.session.pk])
    assert kader.post(new, typed).url == kader.post(new, typed).url
    sent = {"reasons": ["not_gained"], "urgency": "routine", "puskesmas": world.puskesmas.pk}
    sent["op_id"] = str(uuid.uuid4())
    refer = reverse("posyandu:refer", args=[raka.pk])
    assert kader.post(refer, sent).url == kader.post(refer, sent).url
    close = reverse("posyandu:close-day", args=[world.session.pk])
    assert kader.post(close, {"kader_on_duty": "4"}).status_code == 302
    again = kader.post(close, {"kader_on_duty": "5"})
    assert again.status_code == 409 and 'value="5"' in again.content.decode()
    world.session.refresh_from_db()
    assert world.session.kader_on_duty == 4


@pytest.mark.parametrize(
    "name",
    ["posyandu:open-day", "posyandu:close-day", "posyandu:new-child", "posyandu:refer"],
)
def test_bytes_that_are_no_text_are_told(kader, world, raka, name):
    subjects = {"posyandu:open-day": world.posyandu.pk, "posyandu:refer": raka.pk}
    subject = subjects.get(name, world.session.pk)
    body = b"name=\xff\xfe&held_on=\xff&kader_on_duty=\xc3\x28&note_text=%00&mother_name=%00"
    kind = "application/x-www-form-urlencoded"
    response = kader.generic("POST", reverse(name, args=[subject]), body, content_type=kind)
    assert response.status_code == 422 and "perlu dilihat lagi" in response.content.decode()


def test_an_enormous_form_is_refused_without_a_crash(kader, world, raka):
    address = reverse("posyandu:measure", args=[world.session.pk, raka.pk])
    typed = {"weight_kg": "9,1", **{f"f{n}": "x" for n in range(1100)}}
    assert kader.post(address, typed).status_code == 400
    assert kader.post(address, {"weight_kg": "9" * (6 * 1024 * 1024)}).status_code in (400, 413, 422)
    assert not Measurement.objects.filter(child=raka).exists()
