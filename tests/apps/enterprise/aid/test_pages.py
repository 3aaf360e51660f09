"""Pages of aid: from a proposal to a visit, what others read, the tag, the papers, what waits."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.wording import day as long_day
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.queries import lines
from anyelir.enterprise.aid.due_dates import VISIT
from anyelir.enterprise.aid.models import Aid, AidVisit
from anyelir.enterprise.aid.waiting import to_verify
from anyelir.files.models import StoredFile
from anyelir.rules.aid import visit_opens_on
from anyelir.rules.time_zones import end_of_day
from tests import aids
from tests.apps.enterprise.trade.conftest import photo_file
from tests.architecture.matrix_aid import ROUND_DATA

pytestmark = pytest.mark.django_db
SIGNED = {
    "bast_no": "027/BAST/2026",
    "giver_signer": "Rahmat Hidayat",
    "receiver_signer": "Ratna Anjani",
    "witnesses": "Asep\nUjang",
}


def day(on: dt.date) -> str:
    return on.isoformat()


def test_the_dinas_goes_from_a_proposal_to_a_hand_over(
    world, seamstress, sign_in, companion, office, address, kept, today
):
    asked = {"business": seamstress.pk, "kind": "sewing_machine", "quantity": "2", "reason": "Seragam."}
    answer = sign_in(companion).post(address("propose"), asked)
    aid = Aid.objects.get(business=seamstress)
    assert answer.headers["Location"] == address("show", aid.pk)
    desk = sign_in(office)
    desk.post(address("open_round"), ROUND_DATA | {"region": world.kabupaten.pk})
    aid_round = type(world.aid_round).objects.exclude(pk=world.aid_round.pk).get(region=world.kabupaten)
    desk.post(address("decree", aid_round.pk), {"decree_no": "9", "decree_on": day(today)})
    for name, sent in (
        ("verify", {"is_passed": "yes"}),
        ("decide", {"aid_round": aid_round.pk, "budget_idr": "5.000.000"}),
        ("grant", {"nphd_no": "9"}),
        ("procure", {"unit_price_idr": "2.500.000", "serials": "A1\nA2"}),
        ("hand_over", {**SIGNED, "bast_idr": "5.000.000", "photo": photo_file()}),
    ):
        shown = desk.get(address("show", aid.pk)).content.decode()
        assert address(name, aid.pk) in shown, name
        answer = desk.post(address(name, aid.pk), {"on": day(today), **sent})
        assert answer.status_code == 302, (name, answer.context["form"].errors)
    shown = desk.get(address("show", aid.pk)).content.decode()
    assert "Rahmat Hidayat" in shown and "Asep" in shown and "A2" in shown
    photo = reverse("files:file", args=[StoredFile.objects.get(owner_kind__startswith="aid.").pk])
    assert desk.get(photo).status_code == 200 and sign_in(companion).get(photo).status_code == 200
    assert sign_in(world.user("secretary")).get(photo).status_code == 404
    money = desk.get(address("rounds")).content.decode()
    assert "APBD kabupaten/kota 2026" in money
    assert "Rp 10.000.000" in money and "Rp 5.000.000" in money


def test_wrong_input_is_said_at_its_field_and_nothing_typed_is_lost(way, sign_in, office, address, today):
    desk = sign_in(office)
    aid = way("procured")
    sent = {**SIGNED, "on": day(today), "bast_idr": "1.000", "photo": photo_file()}
    answer = desk.post(address("hand_over", aid.pk), sent)
    assert answer.status_code == 422 and answer.context["form"].refused_code == "bast_differs"
    assert "Rp 5.000.000" in str(answer.context["form"].errors["bast_idr"])
    assert "Ujang" in answer.content.decode()
    answer = desk.post(address("hand_over", aid.pk), sent | {"on": "2999-01-01", "photo": photo_file()})
    assert answer.context["form"].errors.keys() == {"on"}


def test_a_visit_on_the_phone_is_four_taps_and_a_photo(world, sign_in, companion, address, kept, today):
    phone, asset = sign_in(companion), world.aid_item
    assert "Bulan ke-1" in phone.get(address("visit", asset.pk)).content.decode()
    sent = {"state": "used", "output": "12 gamis", "on": day(today)}
    answer = phone.post(address("visit", asset.pk), sent)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"photo"}
    assert "12 gamis" in answer.content.decode()
    assert phone.post(address("visit", asset.pk), sent | {"photo": photo_file()}).status_code == 302
    assert AidVisit.objects.get().visitor_name == "Wida Nurlela"
    shown = phone.get(address("show", asset.aid_id)).content.decode()
    assert "Bulan ke-1: Dipakai" in shown and "12 gamis" in shown
    read = sign_in(world.user("kecamatan")).get(address("show", asset.aid_id)).content.decode()
    assert "Bulan ke-1: Dipakai" in read and "12 gamis" not in read and "Rahmat Hidayat" not in read
    photo = reverse("files:file", args=[StoredFile.objects.get(owner_kind__startswith="aid.").pk])
    assert phone.get(photo).status_code == 200
    assert sign_in(world.user("kecamatan")).get(photo).status_code == 404


def test_a_visit_that_does_not_count_yet_has_no_form_but_a_day(way, sign_in, companion, address, today):
    way.start = today - dt.timedelta(days=40)
    given = way("handed_over")
    asset, other = given.items.all()
    phone = sign_in(companion)
    phone.post(address("visit", asset.pk), {"state": "used", "on": day(today), "photo": photo_file()})
    opens_on = visit_opens_on(given.handed_over_on, 3)
    shown = phone.get(address("show", given.pk)).content.decode()
    assert address("visit", asset.pk) not in shown and address("visit", other.pk) in shown
    assert f"bisa dicatat mulai {long_day(opens_on)}" in shown
    page = phone.get(address("visit", asset.pk)).content.decode()
    assert f"Bulan ke-3: bisa dicatat mulai {long_day(opens_on)}." in page and 'name="photo"' not in page


def test_the_owner_is_told_that_somebody_else_visits(world, sign_in, address, today):
    answer = sign_in(world.user("dasawisma")).post(
        address("visit", world.aid_item.pk), {"state": "sold", "on": day(today)}
    )
    assert answer.status_code == 409 and answer.context["form"].refused_code == "own_request"


def test_a_stranger_with_the_tag_reads_whom_to_call_and_no_name(world, client, sign_in, companion, address):
    tag = address("asset", world.aid_item.tag)
    for reader in (client, sign_in(world.user("stranger")), sign_in(world.user("kecamatan"))):
        page = reader.get(tag).content.decode()
        assert "Barang bantuan, hubungi Dinas Koperasi." in page
        for name in ("Keripik Seruni", "Nursiah", "Rahmat", "Ciriung", "Mesin jahit"):
            assert name not in page
    assert sign_in(companion).get(tag.lower().replace("/aset", "/aset")).headers["Location"] == address(
        "visit", world.aid_item.pk
    )
    assert client.get(address("asset", "XXXXXXXX")).status_code == 404


@pytest.mark.parametrize("name", ["agreement", "record", "tags", "monitoring"])
def test_papers_are_there_when_there_is_something_to_print(
    world, way, sign_in, office, companion, address, name
):
    desk = sign_in(office)
    assert desk.get(address(name, way.aid.pk)).status_code == 404
    aid = way("handed_over")
    answer = desk.get(address(name, aid.pk))
    assert answer.headers["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert sign_in(companion).get(address(name, aid.pk)).status_code == 200
    assert sign_in(world.user("secretary")).get(address(name, aid.pk)).status_code == 403


def test_the_list_filters_by_words_and_step(world, sign_in, office, address):
    desk = sign_in(office)
    listed = desk.get(address("list"), {"cari": "seruni"}).content.decode()
    assert "Keripik Seruni" in listed and "Mekar Sari" not in listed
    listed = desk.get(address("list"), {"langkah": "proposed"}).content.decode()
    assert "Mekar Sari" in listed and "Keripik Seruni" not in listed
    assert "Keripik Seruni" in desk.get(address("list"), {"langkah": "mars"}).content.decode()
    assert "Belum ada bantuan" in desk.get(address("list"), {"cari": "zzz"}).content.decode()
    assert "Nursiah" not in desk.get(address("list")).content.decode()


def test_the_share_still_used_stands_above_the_list(world, sign_in, office, address):
    desk = sign_in(office)
    assert "masih dipakai" not in desk.get(address("list")).content.decode()
    aids.visit(aids.item(world.business, "D7KM2QXW", months=13), 12, "used")
    assert "<b>1 dari 1</b>" in desk.get(address("list")).content.decode()


def test_nobody_asks_for_another(world, sign_in, companion, address, monkeypatch):
    """The list of the form holds no other; this is the second door."""
    sent = {"group": world.group.pk, "kind": "oven", "quantity": "1", "reason": "Roti."}
    phone = sign_in(companion)
    from tests import businesses

    foreign = businesses.business(world.next_rw, "Lain")
    assert phone.post(address("propose"), sent | {"business": foreign.pk}).status_code == 422
    from anyelir.enterprise.aid import access

    monkeypatch.setattr(access, "can_propose_for_group", lambda user, group: False)
    answer = phone.post(address("propose"), sent)
    assert answer.status_code == 422 and answer.context["form"].refused_code == "not_yours"


@pytest.mark.parametrize(("days", "is_urgent"), [(14, False), (15, True)])
def test_a_proposal_waits_for_the_dinas_and_is_urgent_after_two_weeks(world, office, today, days, is_urgent):
    Aid.objects.filter(pk=world.aid.pk).update(proposed_on=today - dt.timedelta(days=days))
    [task] = to_verify(office)
    assert task.is_urgent == is_urgent and "Mekar Sari" in task.note
    for role in ("kecamatan", "stranger", "dasawisma"):
        assert to_verify(world.user(role)) == []


def test_a_visit_that_is_owed_stands_with_the_deadlines_of_its_visitors(way, world, companion, office):
    asset = way("handed_over").items.first()
    rows = Deadline.objects.filter(kind=VISIT, object_key=asset.pk.hex)
    now = end_of_day(world.rw.pk, dt.date(2199, 1, 1))
    for visitor in (companion, office):
        [line] = lines(visitor, rows, now)
        assert line.owed.url == reverse("aid:visit", args=[asset.pk]) and asset.tag in line.owed.note
    for role in ("kecamatan", "stranger", "chair"):
        assert lines(world.user(role), rows, now) == []
