"""The import on the screen: files that cannot be meant, the preview, saving, and whose import it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.exchange import running, sheet
from anyelir.exchange.models import ImportRun
from anyelir.exchange.waiting import previewed as previewed_imports
from anyelir.posyandu.day.models import Measurement
from tests import factories as make

HOME = "/impor/"


def send(client, content: bytes | Path, name: str = "buku.xlsx"):
    data = content.read_bytes() if isinstance(content, Path) else content
    return client.post(HOME, {"file": SimpleUploadedFile(name, data)})


def previewed(client, content, name: str = "buku.xlsx") -> tuple[ImportRun, str]:
    """The import after its dry run, and its page."""
    response = send(client, content, name)
    assert response.status_code == 302
    running.run_waiting()
    run = ImportRun.objects.latest("created_at")
    return run, " ".join(client.get(response.url).content.decode().split())


@pytest.mark.parametrize(
    ("name", "content", "status", "message"),
    [
        ("buku.xlsx", b"", 422, "Berkas ini kosong"),
        ("kosong.csv", b"", 422, "Berkas ini kosong"),
        ("laporan.pdf", b"%PDF-1.7", 415, "Pilih berkas Excel (.xlsx) atau CSV."),
        ("buku.xls", b"\xd0\xcf\x11\xe0", 415, "Pilih berkas Excel (.xlsx) atau CSV."),
        ("tanpa_akhiran", b"x", 415, "Pilih berkas Excel (.xlsx) atau CSV."),
        ("besar.csv", b"x" * 2049, 413, "Berkas ini lebih dari"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_at_once(secretary, settings, name, content, status, message):
    settings.IMPORT_MAX_BYTES = 2048
    response = send(secretary, content, name)
    assert response.status_code == status
    assert message in response.content.decode()
    assert not ImportRun.objects.exists()


def test_no_file_is_told_at_the_field(secretary):
    response = secretary.post(HOME)
    assert response.status_code == 422 and "Pilih dulu berkas yang akan diimpor." in response.content.decode()


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("laporan.xlsx", b"%PDF-1.7 bukan buku", "bukan buku Excel (.xlsx) yang utuh"),
        ("arsip.xlsx", archive(catatan=b"halo"), "bukan buku Excel (.xlsx) yang utuh"),
        ("lain.csv", b"apa;saja\n1;2\n", "Judul kolom tidak ditemukan"),
        ("utf16.csv", "Nama;JK\nAnák;L".encode("utf-16"), "Huruf dalam berkas ini tidak terbaca"),
        ("nul.csv", b"Nama;JK\n\x00\x00;L\n", "Judul kolom tidak ditemukan"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_offers_another(secretary, name, content, message):
    run, page = previewed(secretary, content, name)
    assert run.state == ImportRun.State.FAILED
    assert "Berkas ini belum bisa dibaca." in page and message in page and "Pilih berkas lain" in page


def test_a_workbook_without_the_headings_says_which_are_needed(secretary, workbook):
    _run, page = previewed(secretary, workbook({}, headings=["A", "B", "C"]))
    assert "Judul kolom tidak ditemukan. Yang harus ada: Nama" in page


def test_an_archive_that_unpacks_to_too_much_is_never_opened(secretary, monkeypatch):
    monkeypatch.setattr(sheet, "UNPACKED_MAX", 10_000)
    run, page = previewed(secretary, archive(bom=b"0" * 10_001))
    assert run.state == ImportRun.State.FAILED and "Isi berkas ini terlalu besar." in page


def test_progress_is_shown_until_the_worker_is_done(secretary, workbook):
    address = send(secretary, workbook({})).url
    page = secretary.get(address).content.decode()
    assert "Berkas sedang diperiksa." in page and 'hx-trigger="every 1s"' in page
    part = secretary.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "Menunggu giliran" in part
    running.run_waiting()
    assert "hx-trigger" not in secretary.get(address).content.decode().split('id="impor"')[1].split(">")[0]


def test_preview_then_save_then_nothing_left_to_save(secretary, workbook):
    book = workbook({}, {"Nama": "Raka", "Berat": "sembilan"})
    run, page = previewed(secretary, book)
    assert "1 baris siap disimpan, 1 perlu diperbaiki." in page and not Measurement.objects.exists()
    assert [task.title for task in previewed_imports(secretary.user)] == ["Impor siap disimpan"]
    confirm = reverse("exchange:confirm", args=[run.pk])
    assert secretary.post(confirm).status_code == 302
    running.run_waiting()
    page = secretary.get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "1 baris tersimpan, 1 perlu diperbaiki." in page and Measurement.objects.count() == 1
    again = secretary.post(confirm)
    assert again.status_code == 409 and "sudah disimpan" in again.content.decode()
    to_repair = secretary.get(reverse("exchange:errors", args=[run.pk]))
    assert to_repair["Content-Disposition"].endswith('"perbaiki-buku.xlsx"')
    assert to_repair.getvalue().startswith(b"PK")
    second, page = previewed(secretary, book)
    assert "Tidak ada baris baru, 1 perlu diperbaiki." in page
    assert second.state == ImportRun.State.DONE and not previewed_imports(secretary.user)
    nothing = secretary.post(reverse("exchange:confirm", args=[second.pk]))
    assert nothing.status_code == 409
    assert "tidak ada yang perlu disimpan" in page and "Simpan baris yang baik" not in page


def test_z_scores_are_called_equal_only_when_some_were_compared(secretary, workbook):
    _run, page = previewed(secretary, workbook({}))
    assert "Tidak ada z-score baru di berkas ini yang bisa dibandingkan." in page
    assert "sama dengan hasil hitung kami" not in page


def test_long_lists_say_that_more_is_in_the_workbook(secretary, workbook, monkeypatch):
    monkeypatch.setattr("anyelir.exchange.views.ROWS_SHOWN", 2)
    _run, page = previewed(secretary, workbook(*({"Berat": "x", "Nama": f"A{n}"} for n in range(3))))
    assert "Yang tampak 2 baris pertama." in page


def test_an_import_of_somebody_else_is_not_found(secretary, workbook, sign_in):
    run, _page = previewed(secretary, workbook({}, {"Nama": "Raka", "Berat": "x"}))
    other = make.user("sekdes2")
    make.grant(other, "village_secretary", make.region("32.01.01.1002"))
    stranger = sign_in(other)
    for name in ("run", "errors"):
        assert stranger.get(reverse(f"exchange:{name}", args=[run.pk])).status_code == 404
    assert stranger.post(reverse("exchange:confirm", args=[run.pk])).status_code == 404
    run.refresh_from_db()
    assert run.state == ImportRun.State.PREVIEWED


def test_a_lost_session_leads_to_sign_in_and_back(client, db):
    response = client.post(HOME, {"file": SimpleUploadedFile("a.csv", b"x")})
    assert response.status_code == 302 and response.url.endswith("?next=/impor/")


def test_a_file_that_is_sent_twice_is_one_import(secretary, workbook):
    """A slow connection and a second tap: the same sending, and the same for saving it."""
    book = workbook({})
    op_id = str(uuid7())
    for _time in range(2):
        file = SimpleUploadedFile("buku.xlsx", book.read_bytes())
        response = secretary.post(HOME, {"file": file, "op_id": op_id})
    run = ImportRun.objects.get(started_by=secretary.user)
    assert response.url == reverse("exchange:run", args=[run.pk])
    running.run_waiting()
    op_id = str(uuid7())
    for _time in range(2):
        response = secretary.post(reverse("exchange:confirm", args=[run.pk]), {"op_id": op_id})
        assert response.status_code == 302
    assert AuditEntry.objects.filter(verb="import.confirm").count() == 1


def test_another_file_from_the_same_page_is_asked_about(secretary):
    op_id = str(uuid7())
    secretary.post(HOME, {"file": SimpleUploadedFile("satu.csv", b"a;b"), "op_id": op_id})
    response = secretary.post(HOME, {"file": SimpleUploadedFile("dua.csv", b"a;c"), "op_id": op_id})
    assert response.status_code == 409
    assert "Dari halaman ini sudah tersimpan: satu.csv." in response.content.decode()
