"""A queue before the door: 120 cards and 30 that are read twice, from one phone."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core.ids import uuid7
from anyelir.meetings.models import Attendance
from anyelir.meetings.queries.attendance import counts_of
from tests import factories as make
from tests import meetings

pytestmark = pytest.mark.django_db


def send(client, meeting, way_in="entry", **fields):
    sent = {"at": timezone.now().isoformat(), "op_id": str(uuid7()), **fields}
    answer = client.post(
        reverse(f"meetings:mark-{way_in}", args=[meeting.pk]), sent, headers={"Accept": "application/json"}
    )
    return answer.status_code, json.loads(answer.content)


def test_120_cards_and_30_repeats_are_120_rows(client_of_hendra, body, meeting):
    cards = [meetings.card(make.body_member(body, f"Ibu {n}", number=n + 1)) for n in range(120)]
    queue = [*cards[:60], *cards[40:60], *cards[60:], *cards[-10:]]
    states = [send(client_of_hendra, meeting, entry=card.code, way="qr")[1]["state"] for card in queue]
    assert (states.count("came"), states.count("repeat")) == (120, 30)
    assert Attendance.objects.count() == 120 and counts_of([meeting]) == {meeting.pk: 120}


def test_the_same_sending_twice_is_no_repeat(client_of_hendra, meeting, eti):
    """The phone did not hear the first answer: to her it is the same news."""
    card, number = meetings.card(eti), str(uuid7())
    answers = [
        send(client_of_hendra, meeting, entry=card.code, way="qr", op_id=number)[1] for _each in range(2)
    ]
    assert [each["state"] for each in answers] == ["came", "came"] and Attendance.objects.count() == 1


def test_the_second_scan_says_since_when(client_of_hendra, meeting, eti):
    came_at = timezone.now().replace(second=0)
    meetings.attendance(meeting, eti, came_at=came_at)
    _status, answer = send(client_of_hendra, meeting, entry=str(eti.number), way="number")
    wib = came_at.astimezone(dt.timezone(dt.timedelta(hours=7)))
    assert (answer["title"], answer["text"]) == ("Eti Rohaeti", f"sudah tercatat {wib:%H.%M}")


def test_above_the_desa_nobody_is_told_the_time(world, sign_in):
    of_kecamatan = make.activity(make.body(world.kecamatan))
    woman = make.body_member(of_kecamatan.body, "Dewi", number=4)
    client = sign_in(world.user("kecamatan"))
    assert send(client, of_kecamatan, entry="4", way="number")[1]["state"] == "came"
    _status, answer = send(client, of_kecamatan, entry="4", way="number")
    assert answer["text"] == "sudah tercatat" and [each["time"] for each in answer["newest"]] == [""]
    page = client.get(reverse("meetings:attendance-list", args=[of_kecamatan.pk])).content.decode()
    row = Attendance.objects.get(body_member=woman)
    assert "Dewi" in page and f"{timezone.localtime(row.came_at):%H.%M}" not in page


def test_a_stranger_is_offered_a_place_as_guest_and_her_name_stays_hers(client_of_hendra, world, meeting):
    card = meetings.card(make.body_member(make.body(world.elsewhere), "Ni Luh Sari"))
    status, answer = send(client_of_hendra, meeting, entry=card.code, way="qr")
    assert (status, answer["code"]) == (409, "not_of_this_place") and "Luh" not in json.dumps(answer)
    status, answer = send(client_of_hendra, meeting, "guest", name="Ibu Sari", place="Karangasem")
    assert (status, answer["state"], answer["title"]) == (200, "came", "Ibu Sari hadir")


def test_from_the_list_and_nothing_that_is_no_form(client_of_hendra, meeting, eti):
    _status, answer = send(client_of_hendra, meeting, "person", body_member=str(eti.pk))
    assert answer["state"] == "came" and answer["heading"] == "1 orang sudah hadir."
    assert send(client_of_hendra, meeting, "person")[1]["code"] == "nobody_named"
    for fields in ({"entry": "", "way": "qr"}, {"entry": "1", "way": "guest"}):
        assert send(client_of_hendra, meeting, **fields)[1]["code"] == "form_wrong"
    for at in ("gestern", "", "2026-13-45T00:00", "2026-11-02T08:00"):
        assert send(client_of_hendra, meeting, entry="1", way="number", at=at)[1]["state"] == "repeat"


def test_a_page_without_scripts_comes_back_with_the_same_words(client_of_hendra, meeting, eti):
    address = reverse("meetings:mark-entry", args=[meeting.pk])
    for entry, text in ((str(eti.number), "Eti Rohaeti hadir"), ("999", "Tidak ada anggota bernomor 999")):
        answer = client_of_hendra.post(address, {"entry": entry, "way": "number"}, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("meetings:attend", args=[meeting.pk])
        assert text in answer.content.decode()
