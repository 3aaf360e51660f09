"""The list of the dinas on the screen: who may bring one, the preview, saving, and what each refusal leaves."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.enterprise.trade.models import Business
from anyelir.exchange import importing, running
from anyelir.exchange.claiming import claim
from anyelir.exchange.models import ImportRun
from tests import factories as make
from tests.apps.enterprise.intake.conftest import PLAIN
from tests.exchange.test_claims import lapse

HOME = "/impor/"
State = ImportRun.State


def send(client, content: bytes | Path, name: str = "umkm.xlsx", **fields):
    data = content.read_bytes() if isinstance(content, Path) else content
    return client.post(HOME, {"file": SimpleUploadedFile(name, data), **fields})


def shown(client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_whoever_may_import_one_kind_is_not_asked_for_it(office, sheet):
    page = office.get(HOME).content.decode()
    assert "Daftar usaha dinas" in page and "e-PPGBM" not in page and 'name="kind"' not in page
    assert send(office, sheet({})).status_code == 302
    assert ImportRun.objects.get().kind == "businesses"


def test_whoever_may_import_both_chooses(office, places, sheet):
    make.grant(office.user, "health_office", places["32.01"])
    page = office.get(HOME).content.decode()
    assert 'value="eppgbm"' in page and 'value="businesses"' in page
    forgotten = send(office, sheet({}))
    assert forgotten.status_code == 422 and "Pilih dulu apa yang diimpor." in forgotten.content.decode()
    assert send(office, sheet({}), kind="businesses").status_code == 302
    assert ImportRun.objects.get().kind == "businesses"


@pytest.mark.parametrize("kind", ["eppgbm", "nothing"])
def test_a_kind_of_another_right_is_not_taken(office, sheet, kind):
    """Who may import one kind is not asked, so what is sent besides counts for nothing."""
    send(office, sheet({}), kind=kind)
    assert [run.kind for run in ImportRun.objects.all()] == ["businesses"]


def test_a_forged_kind_is_refused_where_there_is_a_choice(office, places, sheet):
    make.grant(office.user, "health_office", places["32.01"])
    assert send(office, sheet({}), kind="nothing").status_code == 422 and not ImportRun.objects.exists()


def test_whoever_has_no_right_is_refused(office, places, sheet, sign_in):
    user = make.user("tpkab")
    make.grant(user, "team_kabkota", places["32.01"])
    client = sign_in(user)
    assert client.get(HOME).status_code == 403 and send(client, sheet({})).status_code == 403
    assert not ImportRun.objects.exists()


def test_a_run_stays_with_its_person_and_her_right(office, sheet, places, sign_in):
    address = send(office, sheet({})).url
    other = make.user("dinas2")
    make.grant(other, "cooperative_office", places["32.01"])
    assert sign_in(other).get(address).status_code == 404
    office.user.grants.all().delete()
    assert office.get(address).status_code in (403, 404)


def test_preview_then_save_then_nothing_left_to_save(office, sheet):
    path = sheet({}, PLAIN | {"Nama Usaha": "Rajut", "Modal": "banyak"}, {"Nama Usaha": "Dapur Lain"})
    address = send(office, path).url
    assert "Menunggu giliran" in shown(office, address)
    running.run_waiting()
    page = shown(office, address)
    assert "1 baris siap disimpan, 1 perlu diperbaiki." in page and not Business.objects.exists()
    assert "Mungkin sudah tercatat" in page and "Kolom yang tidak disimpan: NIK." in page
    run = ImportRun.objects.get()
    assert office.post(reverse("exchange:confirm", args=[run.pk])).status_code == 302
    running.run_waiting()
    assert "1 baris tersimpan, 1 perlu diperbaiki." in shown(office, address)
    assert Business.objects.get().name == "Dapur Kenanga"
    mend = office.get(reverse("exchange:errors", args=[run.pk]))
    target = path.with_name("perbaiki.xlsx")
    target.write_bytes(mend.getvalue())
    rows = list(openpyxl.load_workbook(target).active.values)
    assert [row[0] for row in rows[1:]] == ["Rajut", "Dapur Lain"] and "banyak" in rows[1]
    again = send(office, path).url
    running.run_waiting()
    assert "Tidak ada baris baru, 1 perlu diperbaiki." in shown(office, again)


@pytest.mark.parametrize(
    ("name", "content", "status", "message"),
    [
        ("umkm.xlsx", b"", 422, "Berkas ini kosong"),
        ("umkm.pdf", b"%PDF-1.7", 415, "Pilih berkas Excel (.xlsx) atau CSV."),
        ("umkm.csv", b"x" * (40 * 1024 * 1024 + 1), 413, "Berkas ini lebih dari"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_at_once(office, settings, name, content, status, message):
    settings.IMPORT_MAX_BYTES = 40 * 1024 * 1024
    answer = send(office, content, name)
    assert answer.status_code == status and message in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("umkm.xlsx", b"%PDF-1.7 bukan buku", "bukan buku Excel (.xlsx) yang utuh"),
        ("lain.csv", b"apa;saja\n1;2\n", "Yang harus ada: Nama Usaha, Nama Pemilik, Desa/Kelurahan"),
        ("umkm.csv", b"Nama Usaha;Nama Pemilik;Kelurahan\n", "Tidak ada baris baru"),
    ],
)
def test_a_file_without_rows_says_why(office, name, content, message):
    address = send(office, content, name).url
    running.run_waiting()
    assert message in shown(office, address)


def test_a_list_that_is_sent_twice_is_one_import(office, sheet):
    op_id = str(uuid7())
    answers = {send(office, sheet({}), op_id=op_id).url for _time in range(2)}
    assert len(answers) == 1 and ImportRun.objects.count() == 1


def test_an_import_cut_off_in_the_middle_is_taken_up_and_doubles_nothing(office, sheet, monkeypatch):
    """The worker dies after the first portion; the next one begins again and finds what is there."""
    monkeypatch.setattr(importing, "PORTION", 1)
    send(office, sheet({}, PLAIN | {"Nama Usaha": "Rajut Melati"}))
    running.run_waiting()
    run = ImportRun.objects.get()
    office.post(reverse("exchange:confirm", args=[run.pk]))
    with monkeypatch.context() as patch:
        patch.setattr(
            running, "keep_claim", lambda *_args, **_counts: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            running.run_waiting()
    assert Business.objects.count() == 1
    lapse(run)
    running.run_waiting()
    run.refresh_from_db()
    assert (run.state, run.report["created"], run.report["unchanged"]) == (State.DONE, 1, 1)
    assert Business.objects.count() == 2 and claim(uuid.uuid4()) is None


def test_logs_trail_and_stored_report_hold_no_owner_and_no_number(office, sheet, caplog):
    nik = "3201015703800002"
    path = sheet({"NIK": nik}, {"NIK": nik, "Nama Usaha": "Lain"}, {"NIB": "12", "Nama Usaha": "Tiga"})
    with caplog.at_level(logging.DEBUG):
        send(office, path)
        running.run_waiting()
        office.post(reverse("exchange:confirm", args=[ImportRun.objects.get().pk]))
        running.run_waiting()
    run = ImportRun.objects.get()
    assert run.state == State.DONE and run.report["created"] == 1
    told = f"{caplog.text}{run.report}{run.message}"
    told += str(list(AuditEntry.objects.values_list("verb", "kind", "object_id", "detail")))
    assert not any(secret in told for secret in (nik, "Mimin", "5550", "1234567890123"))
