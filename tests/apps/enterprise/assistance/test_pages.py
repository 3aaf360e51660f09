"""The pages of help: no number without what was seen of it, and nobody named above."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from anyelir.deadlines.models import Deadline
from anyelir.enterprise.assistance import actions
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.assistance.uses import UseCount
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.files.models import StoredFile
from anyelir.web import worklist
from tests import businesses, helped
from tests import factories as make
from tests.apps.enterprise.trade.conftest import photo_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


def test_packaging_from_the_help_to_its_use_half_a_year_later(
    world, phone, sign_in, colleague, address, kept
):
    answer = phone.post(
        address("record", world.business.pk), {"kind": "packaging", "on": f"{make.today():%d-%m-%Y}"}
    )
    assistance = Assistance.objects.get()
    assert answer.headers["Location"] == address("show", assistance.pk)
    for which in ("sebelum", "sesudah"):
        answer = phone.post(address("photo", assistance.pk, which), {"photo": photo_file()})
        assert answer.status_code == 302
    text = phone.get(address("show", assistance.pk)).content.decode()
    assert (
        text.count('loading="lazy"') == 2
        and "Belum ada yang melihat" in text
        and "Catat yang terlihat" not in text
    )
    Assistance.objects.update(on=helped.days_ago(95))
    other = sign_in(colleague)
    assert "Catat yang terlihat" in other.get(address("show", assistance.pk)).content.decode()
    seen = {"uses": "yes", "packaging_changed": "ya", "sales_changed": ""}
    assert other.post(address("observe", assistance.pk), seen).status_code == 302
    follow_up = UseFollowUp.objects.get()
    assert (follow_up.packaging_changed, follow_up.sales_changed, follow_up.observed_by) == (
        True,
        None,
        colleague.pk,
    )
    text = phone.get(reverse("trade:show", args=[world.business.pk])).content.decode()
    assert "Pendampingan" in text and "3 bulan: Dipakai" in text


def test_who_helped_is_refused_in_words_at_the_look(world, phone, companion, address):
    assistance = helped.assistance(world.business, helped_by=companion.pk)
    answer = phone.post(address("observe", assistance.pk), {"uses": "yes"})
    assert answer.status_code == 403 and "Yang melihat hasilnya orang lain" in answer.content.decode()


def test_wrong_input_is_said_and_stays(world, phone, address):
    given = {"kind": "label", "on": "31-02-2026", "pre_score": "170", "post_score": "80"}
    answer = phone.post(address("record", world.business.pk), given)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"on", "pre_score"}
    assert 'value="80"' in answer.content.decode() and not Assistance.objects.exists()
    assistance = helped.assistance(world.business)
    wrong = SimpleUploadedFile("a.jpg", b"%PDF-1.7 x", "image/jpeg")
    answer = phone.post(address("photo", assistance.pk, "sebelum"), {"photo": wrong})
    assert answer.status_code == 422 and "bukan PDF" in answer.content.decode()
    huge = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(40 * 1024**2), "image/jpeg")
    assert phone.post(address("photo", assistance.pk, "sebelum"), {"photo": huge}).status_code == 413
    assert phone.get(address("photo", assistance.pk, "kemarin")).status_code == 404


def test_a_hundred_and_fifty_trained_never_stands_without_the_share_that_uses_it(world, sign_in, address):
    for number in range(150):
        assistance = helped.assistance(world.business, 4, kind="training")
        if number < 40:
            helped.follow_up(assistance, uses="yes" if number < 30 else "no")
    reader = sign_in(world.user("kabupaten"))
    for place in (world.kabupaten, world.kelurahan, world.rw):
        text = reader.get(address("place", place.pk)).content.decode()
        assert "150 kali; 40 sudah dilihat, 30 dipakai (75%)" in text
        assert len(re.findall(r"\b150\b", text)) == 1


def test_the_last_look_counts_and_none_is_said_to_be_none(world, sign_in, address):
    assistance = helped.assistance(world.business, 7)
    reader = sign_in(world.user("kecamatan"))
    text = reader.get(address("place", world.kelurahan.pk)).content.decode()
    assert "1 kali; belum ada yang dilihat pemakaiannya" in text
    helped.follow_up(assistance, 3, "yes")
    helped.follow_up(assistance, 6, "no")
    text = reader.get(address("place", world.kelurahan.pk)).content.decode()
    assert "1 kali; 1 sudah dilihat, 0 dipakai (0,0%)" in text or "0 dipakai (0%)" in text


def test_a_count_has_one_sentence_and_it_holds_the_share():
    assert UseCount("training", 150, 30, 4, 6).sentence == "150 kali; 40 sudah dilihat, 30 dipakai (75%)"
    assert UseCount("training", 150, 0, 0, 0).sentence == "150 kali; belum ada yang dilihat pemakaiannya"


def test_the_officers_of_a_group_write_down_who_was_trained(world, sign_in, address):
    people = [make.body_member(body_of(world.group), name) for name in ("Ratmi Suherman", "Nining Suhaeni")]
    activity = helped.training(world.group, people)
    chair = sign_in(world.user("chair"))
    page = reverse("secretariat:activity", args=[activity.pk])
    assert address("train", activity.pk) in chair.get(page).content.decode()
    assert "Ratmi Suherman" in chair.get(address("train", activity.pk)).content.decode()
    given = {f"pre-{people[0].pk}": "40", f"post-{people[0].pk}": "400"}
    answer = chair.post(address("train", activity.pk), given)
    assert answer.status_code == 422 and 'value="40"' in answer.content.decode()
    assert (
        chair.post(address("train", activity.pk), given | {f"post-{people[0].pk}": "90"}).status_code == 302
    )
    assert "2 kali; belum ada yang dilihat pemakaiannya" in chair.get(page).content.decode()
    assert Assistance.objects.get(body_member=people[0]).post_score == 90


def test_a_member_is_a_number_to_companion_and_dinas(world, sign_in, companion, address):
    person = make.body_member(body_of(world.group), "Ratmi Suherman")
    activity = helped.training(world.group, [person], on=helped.days_ago(95))
    actions.record_training(activity=activity, scores={}, by=world.user("chair"))
    assistance = Assistance.objects.get()
    for user in (companion, world.user("kabupaten")):
        desk = sign_in(user)
        pages = [address("waiting"), address("show", assistance.pk), address("observe", assistance.pk)]
        text = "".join(desk.get(page).content.decode() for page in pages)
        assert f"anggota nomor {person.number}" in text and "Ratmi" not in text


def test_what_is_owed_waits_for_who_did_not_help(world, sign_in, companion, colleague, address):
    assistance = actions.record_assistance(
        business=world.business, kind="label", on=helped.days_ago(85), by=companion
    )
    title = "Lihat hasil 1 pendampingan"
    assert title in [task.title for task in worklist.tasks(colleague)]
    assert title not in [task.title for task in worklist.tasks(companion)]
    text = sign_in(colleague).get(address("waiting"), {"cari": "seruni"}).content.decode()
    assert address("observe", assistance.pk) in text
    assert "Tidak ada yang perlu dilihat" in sign_in(companion).get(address("waiting")).content.decode()
    Deadline.objects.filter(object_key=assistance.pk.hex).update(due_at=timezone.now() - dt.timedelta(days=2))
    assert "Lihat apakah dipakai: Label" in sign_in(colleague).get("/tenggat/").content.decode()
    businesses.close(world.business)
    assert "Lihat apakah dipakai" not in sign_in(colleague).get("/tenggat/").content.decode()


def test_photos_are_for_readers_of_the_help(world, phone, sign_in, address, kept):
    assistance = helped.assistance(world.business)
    phone.post(address("photo", assistance.pk, "sesudah"), {"photo": photo_file()})
    file = f"/berkas/{StoredFile.objects.get(owner_kind='assistance.after').pk}/"
    assert phone.get(file).status_code == sign_in(world.user("kecamatan")).get(file).status_code == 200
    assert sign_in(world.user("stranger")).get(file).status_code == 404


def test_an_empty_place_says_what_to_do(world, phone, address):
    assert "Belum ada pendampingan di sini" in phone.get(address("place", world.rw.pk)).content.decode()


def test_whoever_only_reads_is_offered_no_photo(world, phone, sign_in, address):
    assistance = helped.assistance(world.business)
    door, page = address("photo", assistance.pk, "sebelum"), address("show", assistance.pk)
    assert door in phone.get(page).content.decode()
    assert door not in sign_in(world.user("kecamatan")).get(page).content.decode()
