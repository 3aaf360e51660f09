"""An uploaded workbook leaves the disk after its term, and the page says so."""

from __future__ import annotations

import datetime as dt
import os
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from anyelir.core.clock import today_anywhere
from anyelir.core.models import AuditEntry
from anyelir.exchange import actions, removing, running
from anyelir.exchange.folder import uploads_folder
from anyelir.exchange.models import ImportRun
from anyelir.rules.keeping import days_kept
from tests.exchange.test_import_screens import previewed

State = ImportRun.State
BAD = {"Nama": "Raka", "Berat": "sembilan"}


def ended(run: ImportRun, *, days: int) -> ImportRun:
    """As if it had ended so many days ago."""
    ImportRun.objects.filter(pk=run.pk).update(finished_at=removing.timezone.now() - dt.timedelta(days=days))
    run.refresh_from_db()
    return run


def term(state: str) -> int:
    return days_kept(f"import_{state}", today_anywhere())


def files(run: ImportRun) -> list[bool]:
    return [path is not None and path.exists() for path in (run.upload, run.errors)]


def test_a_preview_that_nobody_confirmed_goes_with_its_rows(secretary, workbook):
    run, _page = previewed(secretary, workbook({}, BAD))
    ended(run, days=term("previewed"))
    kept = ImportRun.objects.get(pk=run.pk)
    assert files(kept) == [True, True]
    assert removing.remove_old_uploads() == 1
    assert files(kept) == [False, False]
    run.refresh_from_db()
    assert (run.state, run.upload_name, run.errors_name) == (State.LAPSED, "", "")
    assert run.report == {"rows": 2, "created": 1, "unchanged": 0, "merged_proposed": 0, "rejected_rows": 1}
    assert AuditEntry.objects.filter(verb="import.remove", object_id=str(run.pk)).count() == 1


def test_the_page_of_a_lapsed_preview_never_says_that_rows_were_stored(secretary, workbook):
    run, _page = previewed(secretary, workbook({}))
    ended(run, days=term("previewed"))
    removing.remove_old_uploads()
    page = secretary.get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "Pemeriksaan ini sudah lewat waktu." in page and "Tidak ada baris yang masuk." in page
    assert "tersimpan," not in page and "Simpan baris yang baik" not in page
    again = secretary.post(reverse("exchange:confirm", args=[run.pk]))
    assert again.status_code == 409 and "Unggah lagi berkasnya" in again.content.decode()
    assert "Lewat waktu" in secretary.get("/impor/").content.decode()


def test_a_stored_import_keeps_its_counts_and_loses_its_file(secretary, workbook):
    run, _page = previewed(secretary, workbook({}, BAD))
    secretary.post(reverse("exchange:confirm", args=[run.pk]))
    running.run_waiting()
    ended(run, days=term("done") - 1)
    assert removing.remove_old_uploads() == 0
    ended(run, days=term("done"))
    assert removing.remove_old_uploads() == 1
    run.refresh_from_db()
    assert run.state == State.DONE and run.report["created"] == 1
    page = secretary.get(reverse("exchange:run", args=[run.pk])).content.decode()
    assert "1 baris tersimpan, 1 perlu diperbaiki." in page and "Baris yang tersimpan tetap ada." in page
    assert "Unduh buku perbaikan" not in page and "sama dengan hasil hitung kami" not in page
    assert secretary.get(reverse("exchange:errors", args=[run.pk])).status_code == 404
    assert removing.remove_old_uploads() == 0


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING])
def test_a_file_that_is_still_needed_stays(secretary, workbook, state):
    run, _page = previewed(secretary, workbook({}))
    ImportRun.objects.filter(pk=run.pk).update(state=state)
    ended(run, days=999)
    assert removing.remove_old_uploads() == 0 and run.upload.exists()


def test_a_preview_that_is_confirmed_at_the_same_time_stays(secretary, workbook):
    run, _page = previewed(secretary, workbook({}))
    stale = ended(run, days=term("previewed"))
    actions.confirm_import(run=ImportRun.objects.get(pk=run.pk), by=secretary.user)
    assert not removing.remove_upload(stale) and run.upload.exists()


def make_old(path: Path) -> None:
    long_ago = removing.timezone.now() - removing.PATIENCE - dt.timedelta(minutes=1)
    os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))


def test_a_file_without_an_import_goes_after_a_day(secretary):
    lost, fresh = uploads_folder() / "hilang.xlsx", uploads_folder() / "baru.xlsx"
    for path in (lost, fresh):
        path.write_bytes(b"x")
    make_old(lost)
    assert removing.remove_old_uploads() == 1
    assert not lost.exists() and fresh.exists()


def test_files_of_an_import_stay_also_when_the_folder_was_moved(secretary, workbook, settings, tmp_path):
    run, _page = previewed(secretary, workbook({}, BAD))
    settings.VAR.rename(tmp_path / "elsewhere")
    settings.VAR = tmp_path / "elsewhere"
    for path in (run.upload, run.errors):
        make_old(path)
    assert removing.remove_old_uploads() == 0 and files(run) == [True, True]
    assert secretary.get(reverse("exchange:errors", args=[run.pk])).getvalue().startswith(b"PK")


def test_an_older_row_keeps_the_names_of_its_whole_paths(secretary, workbook):
    run, _page = previewed(secretary, workbook({}, BAD))
    names = (run.upload_name, run.errors_name)
    whole = {"upload_name": str(run.upload), "errors_name": str(run.errors)}
    ImportRun.objects.filter(pk=run.pk).update(**whole)
    import_module("anyelir.exchange.migrations.0004_names_of_uploads").keep_names(apps, None)
    run.refresh_from_db()
    assert (run.upload_name, run.errors_name) == names and files(run) == [True, True]
