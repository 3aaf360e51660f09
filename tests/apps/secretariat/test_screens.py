"""The pages of letters: written, initialled, signed, sent, opened elsewhere, handed on, printed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.documents.models import Paper
from anyelir.files.models import StoredFile
from anyelir.secretariat import actions
from tests import factories as make
from tests.apps.secretariat.letter_office import TEXT

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 surat"


def at(name, *args):
    return reverse(f"secretariat:{name}", args=args)


def test_a_letter_from_draft_to_check_page(client, office, sign_in):
    desk = sign_in(office.secretary)
    typed = {"kind": "invitation", "subject": "Undangan rapat", "party": "Ketua Pokja I", "text": TEXT}
    typed |= {"signatory": str(office.post.pk), "secrecy": "normal"}
    answer = desk.post(at("write-letter", office.body.pk), typed)
    letter = office.body.letters.get()
    assert answer.status_code == 302 and answer.url == at("letter", letter.pk)
    page = desk.get(at("letter", letter.pk)).content.decode()
    assert "Konsep surat undangan untuk Ketua Pokja I." in page and "(diberikan saat ditandatangani)" in page
    assert desk.get(at("letter-pdf", letter.pk)).content.startswith(b"%PDF") and not Paper.objects.exists()
    desk.post(at("initial-letter", letter.pk))
    assert desk.post(at("sign-letter", letter.pk)).status_code == 403
    chair = sign_in(office.chair)
    assert "menunggu tanda tangan" in chair.get("/tugas/").content.decode()
    chair.post(at("sign-letter", letter.pk))
    letter.refresh_from_db()
    paper = Paper.objects.get()
    assert chair.get(at("letter-pdf", letter.pk)).content == bytes(paper.content)
    checked = client.get(reverse("documents:check", args=[paper.code])).content.decode()
    assert "terdaftar dan masih berlaku" in checked and letter.number_text in checked
    assert "bukan tanda tangan elektronik bersertifikat" in checked
    for secret in ("Dewi Lestari", "Undangan rapat", "Ketua Pokja I"):
        assert secret not in checked
    desk = sign_in(office.secretary)
    desk.post(at("void-letter", letter.pk), {"reason": "Salah hari"})
    assert "tidak berlaku lagi" in client.get(reverse("documents:check", args=[paper.code])).content.decode()


class TestLimited:
    @pytest.fixture
    def colleague(self, office):
        """She works for the same body, and is none of those whom the letter is about."""
        other = make.user(name="Siti Rohmah")
        make.grant(other, "team_treasurer", office.body.region)
        return other

    def test_a_limited_letter_is_not_there_for_others_in_the_body(self, office, colleague, sign_in):
        letter = office.signed(secrecy="limited", subject="Pembinaan pengurus")
        pages = [at("letter", letter.pk), at("letter-pdf", letter.pk)]
        for person, status in ((office.secretary, 200), (office.chair, 200), (colleague, 404)):
            desk = sign_in(person)
            assert [desk.get(page).status_code for page in pages] == [status, status]
            listed = desk.get(at("letter-book", office.body.pk) + "?arah=keluar").content.decode()
            printed = desk.get(at("letter-agenda", office.body.pk)).content.decode()
            assert ("Pembinaan pengurus" in listed) == ("Pembinaan pengurus" in printed) == (status == 200)
            assert letter.number_text in printed, "no number is left out"

    def test_who_read_a_limited_letter_stands_in_the_trail(self, office, sign_in):
        letter = office.signed(secrecy="limited")
        sign_in(office.chair).get(at("letter", letter.pk))
        read = AuditEntry.objects.get(verb="letter.read_limited")
        assert (read.object_id, read.actor_id) == (str(letter.pk), office.chair.pk)
        sign_in(office.chair).get(at("letter", office.signed().pk))
        assert AuditEntry.objects.filter(verb="letter.read_limited").count() == 1

    def test_whoever_it_is_handed_to_reads_it_and_its_scan(self, office, colleague, scan, sign_in):
        arrival = office.record(scan, secrecy="limited")
        post = make.post(office.body, "pokja_chair", "Siti Rohmah", pokja=4)
        post.member.user = colleague
        post.member.save()
        address = at("letter", arrival.letter_id)
        file = reverse("files:file", args=[StoredFile.objects.get().pk])
        desk = sign_in(colleague)
        assert [desk.get(page).status_code for page in (address, file)] == [404, 404]
        given = {"arrival": arrival, "pokja": 4, "instruction": "Jawab", "by": office.chair}
        actions.dispose_letter(**given)
        desk = sign_in(colleague)
        assert [desk.get(page).status_code for page in (address, file)] == [200, 200]


def test_all_pages_answer(office, sign_in, scan):
    desk = sign_in(office.secretary)
    draft, sent = office.draft(), office.sent()
    arrival = office.record(scan)
    pages = [
        at("letters"),
        at("letter-book", office.body.pk) + "?arah=keluar",
        at("letter-book", office.body.pk),
    ]
    names = (
        "letter-agenda",
        "letter-agenda-xlsx",
        "expedition-book",
        "letterhead",
        "write-letter",
        "record-letter",
    )
    pages += [at(name, office.body.pk) for name in names]
    pages += [at("letter", each.pk) for each in (draft, sent, arrival.letter)]
    pages += [at("edit-letter", draft.pk), at("send-letter", sent.pk), at("void-letter", sent.pk)]
    pages += [at("keep-scan", sent.pk), at("receive-dispatch", sent.pk, sent.dispatches.get().pk)]
    pages += [
        at(name, arrival.letter_id) for name in ("correct-letter", "dispose-letter", "disposition-sheet")
    ]
    answers = {page: desk.get(page, follow=True).status_code for page in pages}
    assert set(answers.values()) == {200}, answers


def test_a_letter_that_came_in_is_scanned_handed_on_and_done(office, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk = sign_in(office.secretary)
    typed = {"party": "TP PKK Kab. Karangasem", "on": "01-11-2026", "received_on": "05-11-2026"}
    typed |= {"subject": "Permohonan kunjungan", "kind": "plain", "secrecy": "normal"}
    desk.post(at("record-letter", office.body.pk), typed)
    arrival = office.body.arrivals.get()
    handed = {"addressee": f"post:{office.post.pk}", "instruction": "Siapkan acaranya"}
    answer = desk.post(at("dispose-letter", arrival.letter_id), handed)
    assert answer.status_code == 409 and "belum dipindai" in answer.content.decode()
    assert "Siapkan acaranya" in answer.content.decode()
    file = SimpleUploadedFile("surat.pdf", PDF)
    desk.post(at("keep-scan", arrival.letter_id), {"file": file})
    desk.post(at("dispose-letter", arrival.letter_id), handed)
    disposition = arrival.dispositions.get()
    chair = sign_in(office.chair)
    assert "Disposisi: Permohonan kunjungan" in chair.get("/tugas/").content.decode()
    address = at("work-disposition", arrival.letter_id, disposition.pk)
    assert chair.post(address, {"state": "done", "result": ""}).status_code == 422
    chair.post(address, {"state": "done", "result": "Sudah dijawab"})
    arrival.refresh_from_db()
    assert arrival.state == "done"


def test_a_letter_is_recorded_without_its_scan_whatever_the_browser_says_of_it(office, sign_in):
    typed = {"party": "Camat", "on": "01-11-2026", "received_on": "05-11-2026", "subject": "Undangan"}
    typed |= {"kind": "plain", "secrecy": "normal", "scan-clear": "on"}
    answer = sign_in(office.secretary).post(at("record-letter", office.body.pk), typed)
    assert answer.status_code == 302 and not StoredFile.objects.exists()


def test_only_who_writes_letters_is_led_to_an_answer(office, sign_in, scan):
    arrival = office.record(scan)
    actions.dispose_letter(arrival=arrival, post=office.post, instruction="Jawab", by=office.chair)
    for person, is_led in ((office.secretary, True), (office.chair, False)):
        page = sign_in(person).get(at("letter", arrival.letter_id)).content.decode()
        assert (at("write-letter", office.body.pk) in page) == is_led
