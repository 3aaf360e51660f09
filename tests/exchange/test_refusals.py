"""Files that are not taken, and an import that is not saved twice."""

from __future__ import annotations

import zipfile

import pytest
from django.core.files.base import ContentFile

from anyelir.core.audit import SYSTEM
from anyelir.exchange import actions, sheet
from anyelir.exchange.models import ImportRun
from anyelir.posyandu.eppgbm.importer import import_eppgbm
from tests.refusals import code_of, refused_with

pytestmark = pytest.mark.django_db
State = ImportRun.State


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("buku.xlsx", 0, "empty_file"),
        ("buku.xlsx", 2049, "file_too_large"),
        ("buku.xls", 9, "wrong_type"),
        ("buku.xlsx.exe", 9, "wrong_type"),
        ("", 9, "wrong_type"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_kept(world, settings, tmp_path, name, size, code):
    settings.VAR, settings.IMPORT_MAX_BYTES = tmp_path, 2048
    file = ContentFile(b"x" * size, name=name)
    assert code_of(actions.receive_upload, kind="eppgbm", file=file, by=world.user("secretary")) == code
    assert ImportRun.objects.count() == 1 and not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING, State.DONE, State.FAILED])
def test_only_what_was_previewed_is_saved(world, state):
    ImportRun.objects.update(state=state)
    run = world.import_run
    assert code_of(actions.confirm_import, run=run, by=world.user("secretary")) == "not_previewed"
    run.refresh_from_db()
    assert (run.state, run.dry_run) == (state, True)


def test_a_preview_whose_file_is_gone_is_not_saved(world):
    ImportRun.objects.update(state=State.LAPSED)
    run = world.import_run
    assert code_of(actions.confirm_import, run=run, by=world.user("secretary")) == "lapsed"


def test_twins_without_a_name_are_not_weighed_as_one_child(cibinong, workbook):
    """The second row has another weight: it may be the other twin. The same row again is nothing new."""
    baby = {"Nama": "By. Ny. Siti", "Nama Ortu": "Siti"}
    with refused_with("two_in_one_day"):
        report = import_eppgbm(workbook(baby, baby | {"Berat": "9,1"}, baby), by=SYSTEM)
    assert (report.created, report.unchanged, len(report.rejected)) == (1, 1, 1)


def test_a_file_has_so_many_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet, "ROWS_MAX", 3)
    path = tmp_path / "buku.csv"
    path.write_text("a\n" * 3)
    assert len(list(sheet.raw_rows(path))) == 3
    path.write_text("a\n" * 4)
    assert code_of(list, sheet.raw_rows(path)) == "too_many_rows"


def test_a_small_archive_that_unpacks_to_very_much_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet, "UNPACKED_MAX", 1000)
    path = tmp_path / "buku.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("isi", b"0" * 1001)
    assert code_of(list, sheet.raw_rows(path)) == "file_too_large"
