"""The drill: a site is saved, destroyed and put back, with the same rows, the same numbers and the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from anyelir.backup import creating, database, restoring
from anyelir.backup.archive import read
from anyelir.backup.creating import create
from anyelir.backup.restoring import CannotRestore
from anyelir.core import key_rotation
from anyelir.core.crypto import key_id
from anyelir.families.models import Family, Person
from anyelir.place import Place
from tests import factories as make
from tests.backup.conftest import KEYS, NIKS, WORDS, look, restore, run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_saved_destroyed_and_put_back(site, made, elsewhere, tmp_path):
    people = sorted([str(person.pk), person.name, person.nik] for person in Person.objects.all())
    shutil.rmtree(site.KEYS)
    shutil.rmtree(site.VAR / "files")
    done = restore(elsewhere, made)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Dipulihkan dan diperiksa" in done.stdout and "5 warga" in done.stdout
    assert look(elsewhere) == {
        "people": people,
        "found": NIKS,
        "whole": [True],
        "upload": ["nama;berat\n"],
    }
    keys = tmp_path / "new" / "keys"
    assert {path.name for path in keys.iterdir()} == {f"{name}_key.txt" for name in KEYS}
    assert keys.stat().st_mode & 0o777 == 0o700 and (keys / "field_key.txt").stat().st_mode & 0o777 == 0o600
    assert not list((tmp_path / "new" / "var").glob(".restore-*"))


def test_data_and_keys_are_apart_and_neither_tells_anything_without_the_passphrase(site, made):
    names: dict[Path, set[str]] = {made.data: set(), made.keys: set()}
    for path, entries in names.items():
        read(path, WORDS, lambda name, _entry, entries=entries: entries.add(name))
        assert b"Orang 1" not in path.read_bytes() and b"of this site" not in path.read_bytes()
    assert names[made.keys] == {f"{name}_key.txt" for name in KEYS}
    assert {name.partition("/")[0] for name in names[made.data]} == {"database", "files", "imports"}
    content: dict[str, bytes] = {}
    read(made.data, WORDS, lambda name, entry: content.update({name: entry.read()}))
    assert not any(b"of this site" in stored for stored in content.values())


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda stream: stream[:-20], "rusak atau terpotong"),
        (lambda stream: stream[:5000] + bytes([stream[5000] ^ 1]) + stream[5001:], "rusak"),
        (lambda stream: stream[:40], "cadangan"),
        (lambda stream: b"PK" + stream, "bukan arsip cadangan"),
    ],
)
def test_a_damaged_archive_is_refused_in_words_and_changes_nothing(
    site, made, elsewhere, tmp_path, damage, said
):
    made.data.write_bytes(damage(made.data.read_bytes()))
    done = restore(elsewhere, made)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not (tmp_path / "new" / "keys").exists()
    assert list((tmp_path / "new" / "var").iterdir()) == []
    checked = run(elsewhere, "-m", "anyelir", "backup", "verify", str(made.data))
    assert checked.returncode == 2 and said in checked.stderr


def test_another_passphrase_is_refused_in_words(site, made, elsewhere):
    done = restore(elsewhere, made, passphrase="lima kata yang lain lagi")
    assert done.returncode == 2 and "Kata sandi cadangan tidak cocok" in done.stderr


def test_verify_says_what_is_in_both(site, made, elsewhere, tmp_path):
    done = run(elsewhere, "-m", "anyelir", "backup", "verify", str(made.data), str(made.keys))
    assert done.returncode == 0 and done.stdout.count("utuh.") == 2, done.stderr
    assert "5 warga, 1 keluarga" in done.stdout and "2 berkas unggahan" in done.stdout
    assert key_id("field of this site") in done.stdout and "of this site" not in done.stdout
    assert not (tmp_path / "new").exists()


def test_a_place_that_holds_something_is_left_alone_unless_asked_twice(site, made, elsewhere, tmp_path):
    assert restore(elsewhere, made).returncode == 0
    keys = tmp_path / "new" / "keys"
    (keys / "signing_key.txt").write_text("of the time since\n")
    again = restore(elsewhere, made)
    assert again.returncode == 2 and "Tempat tujuan tidak kosong" in again.stderr
    once = restore(elsewhere, made, "--replace")
    assert once.returncode == 2 and "--replace dua kali" in once.stderr
    assert (keys / "signing_key.txt").read_text() == "of the time since\n"
    twice = restore(elsewhere, made, "--replace", "--replace")
    assert twice.returncode == 0, twice.stdout + twice.stderr
    assert look(elsewhere)["found"] == NIKS
    [aside] = [path for path in keys.iterdir() if path.name.startswith("before-")]
    assert (aside / "signing_key.txt").read_text() == "of the time since\n"
    assert is_kept_aside(elsewhere, tmp_path / "new" / "var")


def is_kept_aside(environment, var: Path) -> bool:
    """The database of before the second restore, as a file or as a schema."""
    if connection.vendor == "sqlite":
        return bool(list(var.glob("anyelir.sqlite3.before-*")))
    with psycopg.connect(environment["DATABASE_URL"]) as there:
        [count] = there.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname LIKE 'before_%' AND tablename = 'families_person'"
        ).fetchone()
    return count == 1


def test_a_database_that_cannot_be_put_back_leaves_the_keys_as_they_were(site, made, tmp_path, monkeypatch):
    """Never new keys over the old data."""
    monkeypatch.setattr(restoring.database, "put_back", lambda *_args: 1 / 0)
    there = Place(tmp_path / "new", tmp_path / "new-keys", dict(connection.settings_dict))
    there.keys.mkdir()
    (there.keys / "field_key.txt").write_text("of before\n")
    with pytest.raises(ZeroDivisionError):
        restoring.restore(there, made.data, made.keys, WORDS, replaces=True, now=timezone.now())
    assert (there.keys / "field_key.txt").read_text() == "of before\n"
    assert not (there.keys / "index_key.txt").exists()


def test_an_archive_of_another_kind_of_database_is_refused(site, made, tmp_path):
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite3"
    there = Place(
        tmp_path / "new", tmp_path / "new-keys", {"ENGINE": f"django.db.backends.{other}", "NAME": "x"}
    )
    with pytest.raises(CannotRestore, match="Sesuaikan DATABASE_URL"):
        restoring.restore(there, made.data, made.keys, WORDS, replaces=True, now=timezone.now())


# SQLite counts in the copy.
@pytest.mark.only_on("postgresql")
def test_rows_and_their_number_are_of_one_moment(site, elsewhere, tmp_path, monkeypatch):
    """Somebody is registered after the counting began and before the dump does."""
    act = database._run

    def registers_first(given, program, *arguments):
        make.person(Family.objects.get(), "Baru")
        act(given, program, *arguments)

    monkeypatch.setattr(database, "_run", registers_first)
    made = create(tmp_path / "disk", tmp_path / "disk", WORDS)
    done = restore(elsewhere, made)
    assert done.returncode == 0 and "5 warga" in done.stdout, done.stdout


def test_data_without_their_keys_are_refused(site, made, elsewhere, tmp_path):
    done = restore(elsewhere, made, keys=False)
    assert done.returncode == 2 and "--keys" in done.stderr and not (tmp_path / "new" / "keys").exists()


def test_archives_in_the_wrong_order_are_refused(site, made, elsewhere):
    for data, keys, said in (
        (made.keys, made.keys, "bukan arsip data"),
        (made.data, made.data, "bukan arsip kunci"),
    ):
        done = restore(elsewhere, creating.Made(data, keys, ""))
        assert done.returncode == 2 and said in done.stderr, done.stderr


def test_keys_of_a_rotation_that_is_under_way_go_along(site, tmp_path, elsewhere, monkeypatch):
    monkeypatch.setattr(key_rotation, "SETTLE_SECONDS", {"sqlite": 0, "postgresql": 0})
    monkeypatch.setattr(key_rotation, "_renew", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        key_rotation.rotate()
    made = create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert restore(elsewhere, made).returncode == 0
    assert look(elsewhere)["found"] == NIKS
