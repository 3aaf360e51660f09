"""The annual report: gathered blocks, the words of the secretary, the signed paper that stays."""

from __future__ import annotations

import datetime as dt
import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from anyelir.core.blocks import ANNUAL_PARTS, AnnualPart, HeadingBlock, TableBlock, TextBlock
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.core.wording import day
from anyelir.documents.booklet import booklet_facts
from anyelir.documents.models import Paper
from anyelir.documents.wordfile import booklet_docx
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared, prepared
from anyelir.secretariat import actions
from anyelir.secretariat.annual import letter_blocks
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import AnnualReport, Letter, ReportPicture
from anyelir.secretariat.reporting import as_jpeg, report_blocks, report_booklet, report_of
from tests import factories as make
from tests.apps.documents.test_booklet import words_of_docx, words_of_facts, words_of_pdf
from tests.pages import flat
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
YEAR = 2026
TEXTS = {
    "foreword": "Kelurahan Ciriung punya 15 RW.",
    "achievements": "Semua dasawisma mencatat.",
    "obstacles": "Hujan.",
    "conclusions": "Terima kasih.\n\nSampai tahun depan.",
}
CHECK = "https://anyelir.example/cek/"


@pytest.fixture
def written(body, hendra) -> AnnualReport:
    return actions.write_report(body=body, year=YEAR, texts=TEXTS, by=hendra)


@pytest.fixture
def year_of_work(body):
    """A line of which one month was done, one activity of it and one beside the plan, a chair."""
    make.post(body, "chair", "Mira Lestari")
    line = make.plan_line(body, "Penyuluhan", year=YEAR, months=[3, 12])
    make.activity(
        body,
        "Penyuluhan RW 14",
        plan_line=line,
        work_item=line.work_item,
        pokja=1,
        on=dt.date(YEAR, 3, 5),
        book_no=1,
        reached=40,
    )
    make.activity(body, "Rapat pengurus", on=dt.date(YEAR, 4, 6), book_no=2, reached=12)
    make.activity(body, "Nanti", on=dt.date(YEAR, 12, 30))


def headings(blocks) -> list[str]:
    return [block.text for block in blocks if isinstance(block, HeadingBlock)]


def sign(report, by, **options):
    return actions.sign_report(report=report, check_url=CHECK, by=by, **options)


class TestBlocks:
    def test_the_chapters_stand_in_their_order(self, body, written, year_of_work):
        assert headings(report_blocks(body, YEAR, written)) == [
            "Pendahuluan",
            "Pengurus",
            "Program kerja dan pelaksanaannya",
            "Pokja I",
            "Kegiatan yang dilaksanakan",
            "Sekretariat",
            "Pokja I",
            "Surat-menyurat",
            f"Inventaris {day(min(dt.date(YEAR, 12, 31), make.today()))}",
            "Keberhasilan",
            "Hambatan",
            "Kesimpulan dan penutup",
        ]

    def test_what_was_done_is_counted(self, body, year_of_work):
        texts = [block.text for block in report_blocks(body, YEAR, None) if isinstance(block, TextBlock)]
        assert "Dilaksanakan 2 kegiatan dengan 52 kehadiran." in texts
        tables = [block for block in report_blocks(body, YEAR, None) if isinstance(block, TableBlock)]
        rows = [row for table in tables for row in table.rows]
        assert ["1 dari 2 bulan" in row for row in rows].count(True) == 1
        assert [1, "5 Mar 2026", "Penyuluhan RW 14", "Aula kelurahan", "40"] in rows

    def test_letters_are_counted_and_never_named(self, world):
        body = make.body(world.rw)
        make.letter(body, subject="Rahasia")
        make.letter(body, kind="assignment", on=dt.date(YEAR, 10, 2))
        void = make.letter(body)
        Letter.objects.filter(pk=void.pk).update(state="void", void_reason="Salah")
        make.arrival(body)
        heading, table = letter_blocks(body, YEAR)
        assert (heading.text, table.rows) == (
            "Surat-menyurat",
            [
                ["Surat undangan", "1"],
                ["Surat tugas", "1"],
                ["Semua surat keluar", "2"],
                ["Surat masuk", "1"],
            ],
        )
        assert letter_blocks(body, YEAR - 1) == []

    def test_of_a_year_without_anything_nothing_is_said(self, body):
        assert report_blocks(make.body(body.region), make.SINCE.year - 1, None) == []

    def test_another_room_adds_its_part_where_it_says(self, body, written, monkeypatch):
        letters = AnnualPart("letters", 400, lambda of, year: [HeadingBlock(f"Surat {of.pk} {year}")])
        monkeypatch.setattr(ANNUAL_PARTS, "_declared", ANNUAL_PARTS._declared | {"letters": letters})
        named = headings(report_blocks(body, YEAR, written))
        assert named.index(f"Surat {body.pk} {YEAR}") == named.index("Surat-menyurat") - 1

    def test_chair_and_secretary_of_the_day_sign(self, body, year_of_work):
        make.post(body, "secretary", "Lama", since=make.SINCE, until=dt.date(2025, 1, 1))
        assert report_booklet(body, YEAR, None).signs == (("Ketua,", "Mira Lestari"), ("Sekretaris,", ""))

    def test_both_renderers_say_the_words_of_the_report(self, body, written, year_of_work):
        booklet = report_booklet(body, YEAR, written)
        wanted = words_of_facts(booklet_facts(booklet))
        assert words_of_docx(booklet_docx(booklet, ""))[: len(wanted)] == wanted
        assert {"Penyuluhan", "Mira", "depan"} <= set(wanted)


class TestWriting:
    def test_the_words_are_kept_as_a_draft(self, body, hendra, written):
        again = actions.write_report(
            body=body, year=YEAR, texts={**TEXTS, "obstacles": "Tidak ada."}, seen=mark_of(written), by=hendra
        )
        assert again.pk == written.pk and again.obstacles == "Tidak ada."
        noted = AuditEntry.objects.filter(verb="report.write").order_by("at")
        assert [line.detail for line in noted] == [{"fields": sorted(TEXTS)}, {"fields": ["obstacles"]}]
        assert Paper.objects.count() == 0

    def test_two_who_write_do_not_undo_each_other(self, body, hendra, written):
        seen = mark_of(written)
        given = {"body": body, "year": YEAR, "seen": seen, "by": hendra}
        actions.write_report(texts={**TEXTS, "foreword": "Baru."}, **given)
        assert code_of(actions.write_report, texts=TEXTS, **given) == "changed_since"
        assert report_of(body, YEAR).foreword == "Baru."

    def test_not_of_a_year_to_come(self, body, hendra):
        given = {"body": body, "year": make.today().year + 1, "texts": TEXTS, "by": hendra}
        assert code_of(actions.write_report, **given) == "year_ahead"


class TestPictures:
    def brought(self, side=40) -> Prepared:
        target = io.BytesIO()
        Image.new("RGB", (side, side // 2), "teal").save(target, "PNG")
        return prepared(ContentFile(target.getvalue()))

    def add(self, body, by, **fields):
        values = {"file": self.brought(), "caption": "Gotong royong", "has_consent": True, **fields}
        return actions.add_picture(body=body, year=YEAR, by=by, **values)

    def test_it_stands_in_both_papers_with_its_words(self, body, hendra, written):
        picture = self.add(body, hendra)
        booklet = report_booklet(body, YEAR, written)
        assert "Gotong" in words_of_docx(booklet_docx(booklet, ""))
        assert "Gotong" in words_of_pdf(bytes(sign(written, hendra).content))
        assert [picture.file.owner_kind, picture.file.owner_key] == ["secretariat.report", str(written.pk)]
        assert AuditEntry.objects.filter(verb="report.add_picture").count() == 1

    def test_the_photo_of_the_paper_is_a_jpeg_no_larger_than_paper_shows(self):
        content = as_jpeg(self.brought(side=1500).content)
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (900, 450))

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"has_consent": False}, "consent_missing"),
            ({"caption": " "}, "caption_missing"),
            ({"file": Prepared("scan", "application/pdf", b"%PDF-")}, "no_photo"),
        ],
    )
    def test_what_is_not_taken(self, body, hendra, fields, code):
        before = ReportPicture.objects.count()
        assert code_of(self.add, body, hendra, **fields) == code
        assert ReportPicture.objects.count() == before

    def test_six_are_enough(self, body, hendra, written):
        for _each in range(6):
            make.picture(body, year=YEAR)
        assert code_of(self.add, body, hendra) == "pictures_full"

    def test_it_is_taken_away_with_its_bytes(self, body, hendra, written):
        picture = self.add(body, hendra)
        actions.remove_picture(picture=picture, by=hendra)
        assert StoredFile.objects.get(pk=picture.file_id).erased_at is not None
        assert "Foto kegiatan" not in headings(report_blocks(body, YEAR, written))
        assert AuditEntry.objects.filter(verb="report.remove_picture").count() == 1
        assert code_of(actions.remove_picture, picture=picture, by=hendra) == "picture_gone"

    def test_who_reads_the_books_of_the_body_sees_it_and_nobody_else(self, world, body, hendra, sign_in):
        address = reverse("files:file", args=[self.add(body, hendra).file_id])
        statuses = {
            role: sign_in(world.user(role)).get(address).status_code
            for role in ("secretary", "kecamatan", "dasawisma", "stranger", "pusat")
        }
        assert statuses == {
            "secretary": 200,
            **dict.fromkeys(("kecamatan", "dasawisma", "stranger", "pusat"), 404),
        }

    def test_it_is_brought_and_taken_on_the_page(self, client_of_hendra, body, written):
        address = reverse("secretariat:pictures", args=[body.pk, YEAR])
        target = io.BytesIO()
        Image.new("RGB", (40, 20), "teal").save(target, "PNG")
        sent = {"file": ContentFile(target.getvalue(), "f.png"), "caption": "Bazar RW 14"}
        refused = client_of_hendra.post(address, sent)
        assert refused.status_code == 422 and "Tanpa izinnya foto tidak dicetak." in flat(refused)
        sent["file"] = ContentFile(target.getvalue(), "f.png")
        page = flat(client_of_hendra.post(address, {**sent, "has_consent": "on"}, follow=True))
        assert 'alt="Bazar RW 14"' in page
        taken = reverse("secretariat:remove-picture", args=[ReportPicture.objects.get(report=written).pk])
        assert "Foto sudah diambil dari laporan." in flat(client_of_hendra.post(taken, follow=True))


class TestSigning:
    def test_it_becomes_a_paper_with_number_and_code(self, body, hendra, written, year_of_work):
        paper = sign(written, hendra)
        assert (paper.number_text, paper.state, paper.title) == (
            f"1/{make.today().year}",
            "valid",
            "Laporan tahunan 2026",
        )
        assert paper.digest == hashlib.sha256(bytes(paper.content)).hexdigest()
        words = words_of_pdf(bytes(paper.content))
        assert {"Penyuluhan", "Nomor", "Ciriung"} <= set(words) and "KONSEP" not in words
        assert AuditEntry.objects.filter(verb="report.sign").count() == 1

    def test_signing_again_is_the_same_paper_until_something_changed(self, body, hendra, written):
        first = sign(written, hendra)
        assert sign(written, hendra) == first
        make.activity(body, "Rapat", on=dt.date(YEAR, 2, 2), book_no=1)
        second = sign(written, hendra)
        first.refresh_from_db()
        assert (first.state, second.state, second.number) == ("replaced", "valid", 2)

    def test_the_same_form_twice_signs_once(self, hendra, written):
        number = uuid7()
        assert sign(written, hendra, op_id=number) == sign(written, hendra, op_id=number)

    @pytest.mark.parametrize("missing", ["foreword", "conclusions"])
    def test_without_its_words_it_is_not_signed(self, body, hendra, missing):
        report = actions.write_report(body=body, year=YEAR, texts={**TEXTS, missing: " "}, by=hendra)
        assert code_of(sign, report, hendra) == "report_empty"
        assert Paper.objects.count() == 0


class TestPages:
    def test_from_the_first_word_to_the_paper(self, client_of_hendra, body, year_of_work):
        page = reverse("secretariat:report", args=[body.pk, YEAR])
        assert "Tandatangani dan beri nomor" not in flat(client_of_hendra.get(page))
        write = reverse("secretariat:write-report", args=[body.pk, YEAR])
        assert "Tandatangani dan beri nomor" in flat(client_of_hendra.post(write, TEXTS, follow=True))
        pdf = reverse("secretariat:report-pdf", args=[body.pk, YEAR])
        assert "KONSEP" in words_of_pdf(client_of_hendra.get(pdf).content)
        signed = reverse("secretariat:sign-report", args=[body.pk, YEAR])
        assert "sudah disimpan" in flat(client_of_hendra.post(signed, {"op_id": uuid7()}, follow=True))
        paper = Paper.objects.get()
        for _reprint in range(2):
            assert client_of_hendra.get(pdf).content == bytes(paper.content)
        assert "KONSEP" in words_of_pdf(client_of_hendra.get(f"{pdf}?konsep=1").content)
        word_file = client_of_hendra.get(reverse("secretariat:report-docx", args=[body.pk, YEAR]))
        assert "Penyuluhan" in words_of_docx(word_file.content)
        assert word_file["Content-Disposition"].endswith('"laporan-tahunan-2026-tp-pkk-ciriung.docx"')

    def test_the_check_page_names_nobody(self, client, hendra, written, year_of_work):
        paper = sign(written, hendra)
        page = flat(client.get(reverse("documents:check", args=[paper.spelled_code])))
        assert "Laporan tahunan 2026" in page and "Mira Lestari" not in page
