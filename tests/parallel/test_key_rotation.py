"""A rotation of keys beside the work of the site, and one that is killed without a word."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from anyelir.core import key_check, key_rotation
from anyelir.core.key_check import check_all
from anyelir.families.models import Person
from anyelir.keyring import Ring
from tests import factories as make
from tests.architecture.sources import ROOT
from tests.parallel.conftest import all_at_once, faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PEOPLE = 60
# The command itself, slow enough to be caught in the middle.
PROGRAM = """
import sys
from anyelir.commands import keys_command, main
keys_command.SECONDS_BETWEEN_LINES = 0
from anyelir.commands.preparation import start_django
start_django()
from anyelir.core import key_check, key_rotation
key_check.ROWS_AT_ONCE, key_rotation.PAUSE_SECONDS = 5, float(sys.argv[1])
key_rotation.SETTLE_SECONDS = {"sqlite": 0.1, "postgresql": 0.1}
sys.exit(main(["keys", "rotate"]))
"""


def nik(number: int) -> str:
    return f"3201014302{900000 + number}"


@pytest.fixture
def keys(settings, tmp_path) -> Path:
    folder = settings.KEYS = tmp_path / "keys"
    folder.mkdir()
    for name in ("secret", "field", "index", "code", "signing"):
        (folder / f"{name}_key.txt").write_text(f"{name} of this site\n")
    settings.FIELD_KEYS = Ring(path=folder / "field_key.txt")
    settings.INDEX_KEYS = Ring(path=folder / "index_key.txt")
    return folder


@pytest.fixture
def people(keys, town) -> list[Person]:
    return [make.person(town.family, f"Orang {number}", nik=nik(number)) for number in range(PEOPLE)]


def rotation(keys: Path, *, pause: float) -> subprocess.Popen:
    database = connections["default"].settings_dict
    url = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environment = {"DJANGO_SETTINGS_MODULE": "anyelir.settings", "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    environment |= {"ANYELIR_KEYS": str(keys), "ANYELIR_VAR": str(keys.parent / "var")}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(pause)],
        env=os.environ | environment,
        cwd=keys.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def counts() -> dict[str, int]:
    return dict(check_all().counts["person.nik"])


def test_killed_in_the_middle_all_is_read_and_the_next_run_ends_it(people, keys, settings):
    process = rotation(keys, pause=0.3)
    deadline = time.monotonic() + 60
    while len(counts()) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert len(counts()) == 2 and key_rotation.is_unfinished() and check_all().problems == []
    for number in (0, PEOPLE - 1):
        assert Person.objects.get(nik_index=Person.index_of_nik(nik(number))).nik == nik(number)
    before = settings.FIELD_KEYS.current
    process = rotation(keys, pause=0)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0 and "Penggantian kunci selesai." in out, err
    assert settings.FIELD_KEYS.secrets() == (before,) and len(counts()) == 1
    assert sorted(person.nik for person in people) == sorted(
        person.nik for person in Person.objects.exclude(nik_index="")
    )


def test_people_are_registered_and_changed_while_keys_are_replaced(people, keys, town, monkeypatch):
    """Six write without a pause while one rotates: every number that they were told is stored is there after it."""
    monkeypatch.setattr(key_check, "ROWS_AT_ONCE", 5)
    monkeypatch.setattr(key_rotation, "SETTLE_SECONDS", {"sqlite": 0.3, "postgresql": 0.3})
    niks: dict[object, str] = {}

    def act(number: int) -> object:
        if number == 0:
            return key_rotation.rotate()
        for turn in range(12):
            person = people[number * 8 + turn % 8]
            person.nik = nik(1000 * number + turn)
            person.nik_index = Person.index_of_nik(person.nik)
            with transaction.atomic():
                person.save(update_fields=["nik", "nik_index"])
                made = make.person(town.family, f"Baru {number} {turn}", nik=nik(1000 * number + 500 + turn))
            niks[person.pk] = person.nik
            niks[made.pk] = made.nik
        return None

    outcomes = all_at_once(act, 7)
    assert faults(outcomes) == []
    assert outcomes[0].problems == [] and outcomes[0].kept == []
    assert check_all().problems == [] and len(counts()) == 1
    for pk, number in niks.items():
        assert Person.objects.get(nik_index=Person.index_of_nik(number)).pk == pk
        assert Person.objects.get(pk=pk).nik == number


def test_a_write_that_began_under_the_old_key_is_waited_for(keys, town, monkeypatch):
    """It is stored after the new key came, as the only value: nothing else holds the rotation up."""
    monkeypatch.setattr(key_rotation, "SETTLE_SECONDS", {"sqlite": 0.1, "postgresql": 0.1})
    written = threading.Event()

    def act(number: int) -> object:
        if number == 0:
            assert written.wait(30)
            return key_rotation.rotate()
        with transaction.atomic():
            make.person(town.family, "Baru", nik=nik(1))
            written.set()
            time.sleep(1.5)
        return None

    outcomes = all_at_once(act, 2)
    assert faults(outcomes) == [] and outcomes[0].kept == []
    assert Person.objects.get(nik_index=Person.index_of_nik(nik(1))).nik == nik(1)


def test_what_is_saved_between_the_reading_and_the_sealing_of_a_row_is_not_lost(keys, town, monkeypatch):
    monkeypatch.setattr(key_rotation, "SETTLE_SECONDS", {"sqlite": 0, "postgresql": 0})
    person, act, threads = make.person(town.family, "Baru", nik=nik(1)), key_rotation._changes, []

    def saves_another_number():
        other = Person.objects.get(pk=person.pk)
        other.nik, other.nik_index = nik(2), Person.index_of_nik(nik(2))
        other.save()
        connections.close_all()

    def changes(findings, row, columns):
        counted = act(findings, row, columns)
        if row.pk == person.pk and connection.in_atomic_block and not threads:
            threads.append(threading.Thread(target=saves_another_number))
            threads[0].start()
            threads[0].join(timeout=1)
        return counted

    monkeypatch.setattr(key_rotation, "_changes", changes)
    key_rotation.rotate()
    threads[0].join(timeout=30)
    assert Person.objects.get(nik_index=Person.index_of_nik(nik(2))).nik == nik(2)


def test_a_rotation_without_the_folder_of_keys_names_what_is_missing(people, keys):
    shutil.rmtree(keys)
    process = rotation(keys, pause=0)
    _out, err = process.communicate(timeout=60)
    assert process.returncode != 0 and "padahal basis data sudah berisi data" in err
