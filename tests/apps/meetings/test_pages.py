"""The pages: what a secretary walks through, what an activity shows, one's own hours, the list as a file."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from anyelir.documents.models import Paper
from anyelir.meetings.models import Attendance, CostLine, Minutes, RundownItem
from anyelir.meetings.retention import forget_guests
from anyelir.secretariat.models import Letter
from tests import factories as make
from tests import meetings
from tests.pages import flat

pytestmark = pytest.mark.django_db


def page_of(client, name, *keys):
    return flat(client.get(reverse(f"meetings:{name}", args=keys)).content.decode())


def test_an_activity_shows_all_that_there_is_of_it(client_of_hendra, meeting, eti):
    meetings.attendance(meeting, eti)
    meetings.rundown(meeting, "Pembukaan", speaker="Ibu Mira")
    meetings.cost(meeting)
    meetings.activity_photo(meeting)
    meetings.minutes(meeting)
    page = flat(client_of_hendra.get(reverse("secretariat:activity", args=[meeting.pk])).content.decode())
    for text in (
        "1 hadir.",
        "oleh Ibu Mira",
        "Rp 250.000",
        "Peserta rapat",
        "Dibahas rencana bazar.",
        "Jumlah yang hadir",
    ):
        assert text in page, text
    # The secretary does not sign.
    assert "Tandatangani notulen" not in page and "css/meetings" in page


def test_from_the_invitation_to_a_signed_paper(sign_in, world, body, meeting, client_of_hendra, eti):
    invitation = reverse("meetings:invitation", args=[meeting.pk])
    assert client_of_hendra.post(invitation, {"rule": "all"}).status_code == 302
    assert "1 orang diundang" in page_of(client_of_hendra, "invitation", meeting.pk)
    client_of_hendra.post(reverse("meetings:draft-letter", args=[meeting.pk]))
    assert Letter.objects.get(subject="Undangan: Rapat pleno").text
    client_of_hendra.post(
        reverse("meetings:rundown", args=[meeting.pk]), {"starts_at": "09.00", "title": "Doa"}
    )
    assert RundownItem.objects.get().starts_at == dt.time(9)
    assert "1 orang belum hadir" in page_of(client_of_hendra, "attend", meeting.pk)
    client_of_hendra.post(
        reverse("meetings:mark-entry", args=[meeting.pk]), {"entry": str(eti.number), "way": "number"}
    )
    assert "1 dari 1 sudah hadir." in page_of(client_of_hendra, "attend", meeting.pk)
    texts = {"course": "Dibahas bazar.", "conclusions": "Tiap bulan."}
    client_of_hendra.post(reverse("meetings:write-minutes", args=[meeting.pk]), texts)
    chair = make.user("mira", "Mira Lestari")
    make.grant(chair, "team_chair", world.kelurahan)
    client = sign_in(chair)
    assert client.post(reverse("meetings:sign-minutes", args=[meeting.pk])).status_code == 302
    answer = client.get(reverse("meetings:minutes-pdf", args=[meeting.pk]))
    assert answer.content == bytes(Paper.objects.get().content)
    addendum = reverse("meetings:add-addendum", args=[meeting.pk])
    assert client.post(addendum, {"text": "Bazarnya tanggal 5."}).status_code == 302
    page = flat(client.get(reverse("secretariat:activity", args=[meeting.pk])).content.decode())
    assert "Bernotulen" in page and "Bazarnya tanggal 5." in page and "Ubah hasil" not in page
    key = Minutes.objects.get().addenda.get().pk
    assert client.get(reverse("meetings:addendum-pdf", args=[meeting.pk, key])).content.startswith(b"%PDF")
    assert "sudah terkunci" in page_of(client_of_hendra, "attend", meeting.pk)


def test_a_camera_may_be_asked_for_on_the_page_that_marks_and_nowhere_else(client_of_hendra, meeting):
    marks = client_of_hendra.get(reverse("meetings:attend", args=[meeting.pk]))
    assert marks["Permissions-Policy"] == "camera=(self)"
    listed = client_of_hendra.get(reverse("meetings:attendance-list", args=[meeting.pk]))
    assert "camera=()" in listed["Permissions-Policy"]


class TestList:
    def rows(self, client, meeting):
        address = reverse("meetings:attendance-file", args=[meeting.pk, "xlsx"])
        book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
        return [[cell for cell in row if cell not in (None, "")] for row in book.active.values]

    def test_before_anybody_came_it_is_a_paper_to_sign(self, client_of_hendra, meeting, eti):
        meetings.attendance(meeting, eti, came_at=None, way="", invited_at=meeting.created_at)
        rows = self.rows(client_of_hendra, meeting)
        assert [1, "Eti Rohaeti"] in [row[:2] for row in rows] and [6] in rows

    def test_afterwards_it_names_who_came_from_where(self, client_of_hendra, meeting, eti):
        meetings.attendance(meeting, eti), meetings.attendance(meeting)
        rows = self.rows(client_of_hendra, meeting)
        assert {"Eti Rohaeti", "Titin"} <= {cell for row in rows for cell in row}
        assert "Puskesmas Cibinong" in {cell for row in rows for cell in row}
        pdf = client_of_hendra.get(reverse("meetings:attendance-file", args=[meeting.pk, "pdf"]))
        assert pdf.content.startswith(b"%PDF")
        assert (
            client_of_hendra.get(reverse("meetings:attendance-file", args=[meeting.pk, "doc"])).status_code
            == 404
        )

    def test_a_withdrawal_asks_why(self, client_of_hendra, meeting, eti):
        row = meetings.attendance(meeting, eti)
        address = reverse("meetings:withdraw", args=[meeting.pk, row.pk])
        assert client_of_hendra.post(address, {"reason": ""}).status_code == 422
        assert client_of_hendra.post(address, {"reason": "Salah orang"}).status_code == 302
        assert "Kehadiran Eti Rohaeti dibatalkan." in page_of(client_of_hendra, "attendance-list", meeting.pk)
        assert "Eti" not in page_of(client_of_hendra, "attendance-list", meeting.pk)


class TestHours:
    def test_only_her_own(self, sign_in, world, body, eti):
        somebody = make.user("eti", "Eti Rohaeti")
        make.grant(somebody, "kader_dasawisma", world.rw)
        client = sign_in(somebody)
        assert "belum terhubung" in page_of(client, "my-hours")
        eti.member = make.member(world.kelurahan, "Eti Rohaeti", user=somebody)
        eti.save()
        activity = make.activity(body, starts_at=dt.time(9), ends_at=dt.time(11, 30))
        meetings.attendance(activity, eti)
        meetings.attendance(make.activity(body, "Lomba"), make.body_member(body, "Lain", number=9))
        page = page_of(client, "my-hours")
        assert "1 kegiatan, 2,5 jam" in page and "Lomba" not in page


class TestCosts:
    def test_who_reads_no_cash_book_is_offered_no_line_of_it(self, client_of_hendra, meeting):
        assert "Baris di buku kas" not in page_of(client_of_hendra, "costs", meeting.pk)

    def test_a_cost_is_written_down_and_summed(self, client_of_hendra, meeting):
        address = reverse("meetings:costs", args=[meeting.pk])
        facts = {"source": "swadaya", "text": "Konsumsi", "amount_idr": "250.000"}
        for _each in range(2):
            assert client_of_hendra.post(address, facts).status_code == 302
        assert CostLine.objects.count() == 2 and "Rp 500.000" in page_of(
            client_of_hendra, "costs", meeting.pk
        )


def test_guests_are_forgotten_after_two_years(body):
    today = make.today()
    old, recent = (make.activity(body, on=today.replace(year=today.year - years, day=1)) for years in (3, 1))
    for activity in (old, recent):
        meetings.attendance(activity)
    assert forget_guests() == 1 and forget_guests() == 0
    assert [str(Attendance.objects.get(activity=each)) for each in (old, recent)] == ["Tamu", "Titin"]
    assert Attendance.objects.get(activity=old).is_present
