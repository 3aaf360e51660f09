"""A backup is made while people work, whole or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
import threading

import pytest
from django.db import connections, transaction

from anyelir.backup import creating, database
from anyelir.backup.archive import read
from anyelir.backup.creating import CannotCreate, create
from anyelir.backup.database import DatabaseFailed
from anyelir.core import key_rotation, last_backup
from tests import factories as make
from tests.backup.conftest import NIKS, WORDS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_no_backup_is_made_while_keys_are_replaced(site, tmp_path):
    with key_rotation.alone(), pytest.raises(key_rotation.CannotRotate):
        create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert list((tmp_path / "disk").iterdir()) == []


@pytest.mark.parametrize("is_full", ["disk", "var"])
def test_no_backup_is_begun_where_it_would_not_fit(site, tmp_path, monkeypatch, is_full):
    """Neither on the disk of backups nor beside the data, where the copy of the database is made."""

    def usage(place):
        free = creating.ROOM_BYTES if place.name == is_full else 1 << 50
        return shutil._ntuple_diskusage(1 << 50, 0, free)

    monkeypatch.setattr(creating.shutil, "disk_usage", usage)
    with pytest.raises(CannotCreate, match=f"Ruang di .*{is_full} kurang"):
        create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert list((tmp_path / "disk").iterdir()) == []


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(site, tmp_path, monkeypatch):
    """A person and a second one are stored together; the copy never has one of them alone."""
    monkeypatch.setattr(database, "PAGES_AT_ONCE", 1)
    family, stop, stored = make.family(make.region("33", "Jawa Tengah")), threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            with transaction.atomic():
                for half in ("satu", "dua"):
                    make.person(family, f"Pasangan {half}")
            stored.append(1)
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = create(tmp_path / "disk", tmp_path / "disk", WORDS)
    finally:
        stop.set()
        writer.join()
    manifest = read(made.data, WORDS, lambda _name, _entry: None)
    assert stored and (manifest["tables"]["families_person"] - len(NIKS)) % 2 == 0


def test_it_says_when_it_was_made_by_the_clock_of_its_site(site, tmp_path):
    """Its name, its list and what ``verify`` says on a machine of another zone are one time."""
    made = create(tmp_path / "disk", tmp_path / "disk", WORDS)
    at = dt.datetime.fromisoformat(read(made.data, WORDS, lambda _name, _entry: None)["made_at"])
    assert at.utcoffset() == dt.timedelta(hours=7) and f"{at:%Y%m%d-%H%M%S}" in made.data.name
    assert f"dibuat {at:%d-%m-%Y %H.%M}" in made.summary


def test_a_killed_backup_leaves_no_copy_of_the_database_behind(site, tmp_path):
    left = site.VAR / f"{creating.STAGING}killed"
    left.mkdir()
    (left / "database").write_text("a copy")
    create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert not list(site.VAR.glob(f"{creating.STAGING}*"))


def test_only_a_backup_that_was_read_again_is_noted(site, tmp_path, monkeypatch):
    assert last_backup.last(site.VAR) is None
    with monkeypatch.context() as patch:
        patch.setattr(creating, "verify", lambda path, *_args: "kunci" in path.name or 1 / 0)
        with pytest.raises(ZeroDivisionError):
            create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert last_backup.last(site.VAR) is None
    shutil.rmtree(tmp_path / "disk")
    (tmp_path / "disk").mkdir()
    create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert last_backup.last(site.VAR) is not None


def test_a_folder_that_is_not_there_is_no_folder_to_make(site, tmp_path):
    """A stick that is not plugged in: its folder would be made on the disk of the machine."""
    with pytest.raises(CannotCreate, match="Periksa apakah diska cadangan terpasang"):
        create(tmp_path / "stick", tmp_path / "disk", WORDS)
    assert not (tmp_path / "stick").exists()


def test_too_little_room_is_said_before_anything_is_written(site, tmp_path, monkeypatch):
    monkeypatch.setattr(creating, "ROOM_BYTES", 10**18)
    with pytest.raises(CannotCreate, match="Ruang di"):
        create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert list((tmp_path / "disk").iterdir()) == []


def test_a_missing_program_of_postgresql_is_said(monkeypatch):
    monkeypatch.setattr(database.shutil, "which", lambda _name: None)
    monkeypatch.setattr(database, "glob", lambda _pattern: [])
    with pytest.raises(DatabaseFailed, match="Pasang paket postgresql-client"):
        database.program("pg_dump")
