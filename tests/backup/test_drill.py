"""The drill: a site is saved, destroyed and put back, with the same rows, the same numbers and the same files."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db import connection, connections
from django.utils import timezone

from anyelir.backup import creating, database, inspecting, restoring, sealing
from anyelir.backup.archive import read
from anyelir.backup.creating import CannotCreate, create
from anyelir.backup.database import DatabaseFailed
from anyelir.backup.restoring import CannotRestore
from anyelir.core import key_rotation, last_backup, written_once
from anyelir.core.crypto import key_id
from anyelir.exchange.models import ImportRun
from anyelir.families.models import Person
from anyelir.files.models import StoredFile
from anyelir.keyring import Ring
from anyelir.place import Place
from tests import factories as make
from tests.architecture.sources import ROOT
from tests.parallel.conftest import in_a_file

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORDS = "lima kata acak yang panjang"
NIKS = [f"32010143029000{number:02}" for number in range(5)]
KEYS = ("secret", "field", "index", "code", "signing")
# What a person would look at after it.
LOOK = """
import json, sys
from anyelir.commands.preparation import start_django
start_django()
from anyelir.exchange.models import ImportRun
from anyelir.families.models import Person
from anyelir.files.keeping import is_whole
from anyelir.files.models import StoredFile
print(json.dumps({
    "people": sorted([str(p.pk), p.name, p.nik] for p in Person.objects.all()),
    "found": [Person.objects.get(nik_index=Person.index_of_nik(n)).nik for n in sys.argv[1:]],
    "whole": [is_whole(file) for file in StoredFile.objects.all()],
    "upload": [open(run.path).read() for run in ImportRun.objects.all()],
}))
"""


@pytest.fixture
def site(transactional_db, settings, tmp_path, monkeypatch):
    """A small site with residents, a kept file and an upload that waits."""
    monkeypatch.setattr(sealing, "SCRYPT_N", 2**4)
    settings.VAR, settings.KEYS = tmp_path / "var", tmp_path / "var-keys"
    settings.MEDIA_ROOT = settings.VAR / "files"
    settings.VAR.mkdir()
    settings.KEYS.mkdir()
    for name in KEYS:
        (settings.KEYS / f"{name}_key.txt").write_text(f"{name} of this site\n")
        setattr(settings, f"{name.upper()}_KEY", f"{name} of this site")
    settings.FIELD_KEYS = Ring(path=settings.KEYS / "field_key.txt")
    settings.INDEX_KEYS = Ring(path=settings.KEYS / "index_key.txt")
    in_place = in_a_file(settings.VAR / "anyelir.sqlite3")
    with in_place if connection.vendor == "sqlite" else contextlib.nullcontext():
        fill(settings)
        (tmp_path / "disk").mkdir()
        yield settings


def fill(settings) -> None:
    family = make.family(make.region("32", "Jawa Barat"), card_no="3201012302150007")
    for number, nik in enumerate(NIKS):
        make.person(family, f"Orang {number}", nik=nik)
    keep_a_photo()
    upload = settings.VAR / "imports" / "buku.csv"
    upload.parent.mkdir()
    upload.write_text("nama;berat\n")
    ImportRun.objects.create(kind="eppgbm", file_name="buku.csv", sha256="0" * 64, path=str(upload))


def keep_a_photo() -> None:
    import hashlib

    content = b"a photo of the decree"
    file = StoredFile(kind="photo", media_type="image/webp", digest=hashlib.sha256(content).hexdigest())
    file.size, file.owner_kind, file.owner_key = len(content), "posyandu", "1"
    file.save()
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(content)


@pytest.fixture
def made(site, tmp_path):
    return create(tmp_path / "disk", tmp_path / "disk", WORDS)


@pytest.fixture
def elsewhere(site, tmp_path):
    """The environment of an empty site on another machine."""
    new = {"ANYELIR_VAR": str(tmp_path / "new" / "var"), "ANYELIR_KEYS": str(tmp_path / "new" / "keys")}
    new |= {"DJANGO_SETTINGS_MODULE": "anyelir.settings", "PYTHONPATH": str(ROOT)}
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if connection.vendor == "sqlite":
        yield clean | new
        return
    given = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE elsewhere")
    yield (
        clean
        | new
        | {"DATABASE_URL": f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/elsewhere"}
    )
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE elsewhere WITH (FORCE)")


def run(environment, *arguments: str, words: str = WORDS) -> subprocess.CompletedProcess:
    file = Path(environment["ANYELIR_VAR"]).parent.parent / "words"
    file.write_text(f"{words}\n")
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | {"ANYELIR_BACKUP_PASSPHRASE_FILE": str(file)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def restore(environment, made, *more: str, words: str = WORDS, keys: bool = True):
    apart = ("--keys", str(made.keys)) if keys else ()
    return run(environment, "-m", "anyelir", "backup", "restore", str(made.data), *apart, *more, words=words)


def look(environment) -> dict:
    done = run(environment, "-c", LOOK, *NIKS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
    for path, found in names.items():
        read(path, WORDS, lambda name, _entry, found=found: found.add(name))
        assert b"Orang 1" not in path.read_bytes() and b"of this site" not in path.read_bytes()
    assert names[made.keys] == {f"{name}_key.txt" for name in KEYS}
    assert {name.partition("/")[0] for name in names[made.data]} == {"database", "files", "imports"}
    content: dict[str, bytes] = {}
    read(made.data, WORDS, lambda name, entry: content.update({name: entry.read()}))
    assert not any(b"of this site" in one for one in content.values())


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
    done = restore(elsewhere, made, words="lima kata yang lain lagi")
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


class TestInspection:
    """After restoring, what does not fit is said, each kind of it."""

    @pytest.fixture
    def manifest(self, site, made):
        found = read(made.data, WORDS, lambda _name, _entry: None)
        assert inspecting.problems(found) == []
        return found

    def test_a_missing_row(self, manifest):
        Person.objects.filter(nik_index=Person.index_of_nik(NIKS[0])).delete()
        assert inspecting.problems(manifest) == ["tabel families_person: 4 baris, seharusnya 5"]

    def test_a_number_that_does_not_open(self, manifest):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE families_family SET card_no = 'v1.00000000.AAAA'")
        [problem] = inspecting.problems(manifest)
        assert problem.startswith("families.Family card_no")

    def test_a_missing_file(self, manifest):
        StoredFile.objects.get().path.unlink()
        [problem] = inspecting.problems(manifest)
        assert problem.startswith("berkas ") and problem.endswith("tidak ada")

    def test_a_missing_guard(self, manifest):
        with connection.cursor() as cursor:
            for statement in written_once.statements_to_unguard(connection, ["core_auditentry"]):
                cursor.execute(statement)
        try:
            assert inspecting.problems(manifest) == ["core.AuditEntry: its triggers are missing"]
        finally:
            written_once.guard(apps.get_app_config("core"), "default")

    def test_a_row_that_refers_to_nothing(self, manifest):
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL looks at it while it loads")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("UPDATE families_person SET region_id = 'none' WHERE name = 'Orang 1'")
        [problem] = inspecting.problems(manifest)
        assert problem.startswith("basis data: families_person")


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


def test_no_backup_is_made_while_keys_are_replaced(site, tmp_path):
    with key_rotation.alone(), pytest.raises(key_rotation.CannotRotate):
        create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert list((tmp_path / "disk").iterdir()) == []


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(site, tmp_path, monkeypatch):
    """A person and a second one are stored together; the copy never has one of them alone."""
    monkeypatch.setattr(database, "PAGES_AT_ONCE", 1)
    family, stop, stored = make.family(make.region("33", "Jawa Tengah")), threading.Event(), []

    def write() -> None:
        from django.db import transaction

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


def test_a_killed_backup_leaves_no_copy_of_the_database_behind(site, tmp_path):
    left = site.VAR / f"{creating.STAGING}killed"
    left.mkdir()
    (left / "database").write_text("a copy")
    create(tmp_path / "disk", tmp_path / "disk", WORDS)
    assert not list(site.VAR.glob(f"{creating.STAGING}*"))


def test_only_a_backup_that_was_read_again_is_noted(site, tmp_path, monkeypatch):
    assert last_backup.last(site.VAR) is None
    with monkeypatch.context() as patch:
        patch.setattr(creating, "verify", lambda *_args: 1 / 0)
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
