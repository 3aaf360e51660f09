"""The decree of a posyandu: brought by who edits it, seen by who sees the posyandu, by nobody else."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.actions.decree import MOST_FILES
from tests.apps.files.conftest import as_bytes, from_a_phone, picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world):
    return reverse("posyandu:decree", args=[world.posyandu.pk])


@pytest.fixture
def kept(world, address, sign_in):
    sign_in(world.user("secretary")).post(address, {"file": upload(from_a_phone())})
    return StoredFile.objects.get()


def test_brought_shown_and_taken_away(world, address, sign_in):
    secretary = sign_in(world.user("secretary"))
    sent = {"op_id": str(uuid.uuid4())}
    for _twice in range(2):
        answer = secretary.post(address, {**sent, "file": upload(from_a_phone())})
        assert answer.status_code == 302
    kept = StoredFile.objects.get()
    page = secretary.get(address).content.decode()
    shown, small = reverse("files:file", args=[kept.pk]), reverse("files:preview", args=[kept.pk])
    assert shown in page and small in page and "SK Putri" not in page
    assert "1 berkas" in secretary.get(reverse("posyandu:detail", args=[world.posyandu.pk])).content.decode()
    secretary.post(reverse("posyandu:erase-decree", args=[world.posyandu.pk, kept.pk]))
    assert secretary.get(shown).status_code == secretary.get(small).status_code == 404
    assert "Belum ada foto SK" in secretary.get(address).content.decode()
    verbs = AuditEntry.objects.filter(verb__startswith="posyandu.").values_list("verb", flat=True)
    assert sorted(verbs) == ["posyandu.erase_decree", "posyandu.keep_decree"]


def test_the_answer_cannot_be_run_or_kept(world, kept, sign_in):
    answer = sign_in(world.user("kader")).get(reverse("files:file", args=[kept.pk]))
    assert answer.status_code == 200 and answer["Content-Type"] == "image/webp"
    assert (
        answer["Content-Disposition"].startswith("inline") and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]


def test_a_pdf_is_saved_never_shown(world, address, sign_in):
    secretary = sign_in(world.user("secretary"))
    secretary.post(address, {"file": upload(b"%PDF-1.7\n", "sk.pdf", "application/pdf")})
    kept = StoredFile.objects.get()
    answer = secretary.get(reverse("files:file", args=[kept.pk]))
    assert (
        answer["Content-Disposition"].startswith("attachment") and answer["Content-Type"] == "application/pdf"
    )
    assert secretary.get(reverse("files:preview", args=[kept.pk])).status_code == 404
    assert "PDF" in secretary.get(address).content.decode()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"<svg/>", "Kirim foto"),
        (b"", "kosong"),
        (b"\xff\xd8\xff broken", "tidak bisa dibaca"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
    ],
)
def test_what_is_refused_says_what_to_do(world, address, sign_in, content, text):
    answer = sign_in(world.user("secretary")).post(address, {"file": upload(content)})
    assert answer.status_code == 422 and text in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_nothing_chosen_is_told(world, address, sign_in):
    answer = sign_in(world.user("secretary")).post(address)
    assert answer.status_code == 422 and "Pilih dulu foto" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("kader", 200), ("kabupaten", 200), ("next_kader", 404), ("stranger", 404)]
)
def test_seen_by_who_sees_the_posyandu(world, kept, sign_in, role, status):
    client = sign_in(world.user(role))
    for name in ("files:file", "files:preview"):
        assert client.get(reverse(name, args=[kept.pk])).status_code == status
    assert client.get(reverse("files:file", args=[uuid.uuid4()])).status_code == 404


def test_a_kader_reads_but_does_not_write(world, address, kept, sign_in):
    kader = sign_in(world.user("kader"))
    assert kader.post(address, {"file": upload(as_bytes(picture()))}).status_code == 403
    assert kader.post(reverse("posyandu:erase-decree", args=[world.posyandu.pk, kept.pk])).status_code == 403
    assert StoredFile.objects.get().erased_at is None


def test_the_page_of_another_posyandu_is_not_erased_through_this_one(world, kept, sign_in):
    bidan = sign_in(world.user("bidan"))
    through = reverse("posyandu:erase-decree", args=[world.next_posyandu.pk, kept.pk])
    assert bidan.post(through).status_code == 404
    with pytest.raises(Refused) as refused:
        actions.erase_decree(posyandu=world.next_posyandu, file=kept, by=world.user("bidan"))
    assert refused.value.code == "decree_of_another" and StoredFile.objects.get().erased_at is None


def test_so_many_pages_and_no_more(world):
    by = world.user("secretary")
    for number in range(MOST_FILES):
        actions.keep_decree(
            posyandu=world.posyandu, file=Prepared("scan", "application/pdf", b"%d" % number), by=by
        )
    with pytest.raises(Refused) as refused:
        actions.keep_decree(posyandu=world.posyandu, file=Prepared("scan", "application/pdf", b"x"), by=by)
    assert refused.value.code == "decree_full"
