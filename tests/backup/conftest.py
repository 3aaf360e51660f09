"""A small site with people, a kept file and an upload, its two archives, and an empty place to put it back."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from anyelir.backup import sealing
from anyelir.backup.creating import create
from anyelir.exchange.models import ImportRun
from anyelir.files.models import StoredFile
from anyelir.keyring import Ring
from tests import factories as make
from tests.architecture.sources import ROOT
from tests.parallel.conftest import in_a_file

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
    "upload": [run.upload.read_text() for run in ImportRun.objects.all()],
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
    ImportRun.objects.create(kind="eppgbm", file_name="buku.csv", sha256="0" * 64, upload_name=upload.name)


def keep_a_photo() -> None:
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
    # Of this worker of pytest alone.
    name = f"elsewhere_{given['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield (
        clean | new | {"DATABASE_URL": f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{name}"}
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment, *arguments: str, passphrase: str = WORDS) -> subprocess.CompletedProcess:
    file = Path(environment["ANYELIR_VAR"]).parent.parent / "words"
    file.write_text(f"{passphrase}\n")
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | {"ANYELIR_BACKUP_PASSPHRASE_FILE": str(file)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def restore(environment, made, *more: str, passphrase: str = WORDS, keys: bool = True):
    apart = ("--keys", str(made.keys)) if keys else ()
    return run(
        environment,
        "-m",
        "anyelir",
        "backup",
        "restore",
        str(made.data),
        *apart,
        *more,
        passphrase=passphrase,
    )


def look(environment) -> dict:
    done = run(environment, "-c", LOOK, *NIKS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
