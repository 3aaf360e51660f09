"""The checks of a site: each says in words what is wrong, and none of them takes the others down."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.utils import timezone

from anyelir.core import ground
from anyelir.core.guards import guard, unguard
from anyelir.core.health import CHECKS, Check, Door, Soundness, examine, fault, sound, warning, worst
from anyelir.core.jobs import JOBS, LEASE_SECONDS
from anyelir.core.models import AuditEntry, DirtyLeaf, Lease
from anyelir.exchange.models import ImportRun
from anyelir.rules import operating
from anyelir.rules.operating import MIB

pytestmark = pytest.mark.django_db
OK, WARNING, FAULT = Soundness
DAY = dt.date(2026, 11, 29)


def plant(monkeypatch, name: str, look) -> None:
    """Let a check find something else."""
    monkeypatch.setitem(CHECKS._declared, name, Check(name, name, look, needs=(), rank=CHECKS[name].rank))


def work(age_seconds: float = 0.0) -> None:
    """Leases as a worker leaves them that renewed them so long ago."""
    until = timezone.now() + dt.timedelta(seconds=LEASE_SECONDS - age_seconds)
    for job in JOBS:
        if job.is_shared:
            continue
        Lease.objects.create(name=job.lease, holder=uuid.UUID(int=1), until=until)


def statvfs(monkeypatch, *, free_mib: float, all_mib: float = 100_000, free_names: int = 10**6) -> None:
    status = SimpleNamespace(
        f_bavail=free_mib, f_blocks=all_mib, f_frsize=MIB, f_favail=free_names, f_files=10**7
    )
    monkeypatch.setattr(os, "statvfs", lambda folder: status)


def test_the_worst_decides():
    assert worst([]) is OK
    assert worst([sound(), warning("a"), sound()]) is WARNING
    assert worst([warning("a"), fault("b"), sound()]) is FAULT


def test_a_check_that_breaks_is_a_fault_and_the_others_still_speak(monkeypatch):
    def breaks():
        raise ZeroDivisionError("3201011503260001")

    plant(monkeypatch, "clock", breaks)
    findings = examine()
    assert findings["clock"].soundness is FAULT and "ZeroDivisionError" in findings["clock"].text
    assert "3201" not in findings["clock"].text
    assert findings["disk"].soundness is not FAULT


def test_what_needs_a_database_that_is_away_says_nothing(monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError("away")

    monkeypatch.setattr(ground.connection, "cursor", away)
    findings = examine()
    assert findings["database"].soundness is FAULT and "DATABASE_URL" in findings["database"].text
    assert {"migrations", "worker", "numbers", "imports", "clock"}.isdisjoint(findings)
    assert "disk" in findings


def test_a_door_shows_its_own_checks():
    assert set(examine(Door.WEB)) == {"database", "migrations", "disk", "static"}
    work()
    assert set(examine(Door.WORKER)) == {
        "database",
        "migrations",
        "disk",
        "worker",
        "numbers",
        "funds",
        "imports",
    }


def test_the_doctor_says_which_database_it_is():
    kind = {"sqlite": "SQLite, ", "postgresql": "PostgreSQL"}[connection.vendor]
    assert ground.look_at_database().text.startswith(kind)


def test_a_migration_that_was_not_run_is_a_fault(monkeypatch):
    assert ground.look_at_migrations().soundness is OK
    shipped = ground._shipped_migrations() | {("core", "9999_tomorrow")}
    monkeypatch.setattr(ground, "_shipped_migrations", lambda: shipped)
    finding = ground.look_at_migrations()
    assert (
        finding.soundness is FAULT
        and finding.numbers == {"waiting_migrations": 1}
        and "anyelir setup" in finding.text
    )


@pytest.mark.parametrize(
    ("free", "names", "soundness", "text"),
    [
        (50_000, 10**6, OK, ""),
        (operating.limit("disk_low_mib", DAY) - 1, 10**6, WARNING, "hampir penuh"),
        (operating.limit("disk_full_mib", DAY) - 1, 10**6, FAULT, "Penyimpanan penuh"),
        (50_000, 999, FAULT, "Penyimpanan penuh"),
    ],
)
def test_a_disk_that_fills_is_said_in_words(monkeypatch, free, names, soundness, text):
    statvfs(monkeypatch, free_mib=free, free_names=names)
    finding = ground.look_at_disk()
    assert finding.soundness is soundness and text in finding.text
    assert finding.numbers["disk_free_bytes"] == free * MIB


def test_a_share_of_the_disk_counts_as_well(monkeypatch):
    statvfs(monkeypatch, free_mib=4_900, all_mib=100_000)
    assert ground.look_at_disk().soundness is WARNING
    statvfs(monkeypatch, free_mib=5_000, all_mib=100_000)
    assert ground.look_at_disk().soundness is OK


def test_a_worker_is_known_by_its_leases():
    assert ground.look_at_worker().soundness is FAULT
    work()
    finding = ground.look_at_worker()
    assert finding.soundness is OK and finding.numbers["lease_age_seconds"] < 5
    Lease.objects.filter(name="worker.fold").delete()
    assert "tidak berjalan" in ground.look_at_worker().text


@pytest.mark.parametrize(("age", "soundness"), [(119, OK), (122, FAULT)])
def test_a_worker_that_is_silent_for_long_is_a_fault(age, soundness):
    work(age)
    finding = ground.look_at_worker()
    assert finding.soundness is soundness
    assert finding.numbers["lease_age_seconds"] == pytest.approx(age, abs=2)


@pytest.mark.parametrize(("age", "soundness"), [(590, OK), (610, FAULT)])
def test_numbers_that_wait_for_long_are_a_fault(age, soundness):
    look = CHECKS["numbers"].look
    assert look().numbers == {"stale_leaves": 0, "oldest_stale_leaf_seconds": 0}
    for seconds in (age, 1):
        leaf = DirtyLeaf.objects.create(unit_kind="posyandu", unit_key="a", period=DAY)
        DirtyLeaf.objects.filter(pk=leaf.pk).update(marked_at=timezone.now() - dt.timedelta(seconds=seconds))
    finding = look()
    assert finding.soundness is soundness and finding.numbers["stale_leaves"] == 2
    assert finding.numbers["oldest_stale_leaf_seconds"] == pytest.approx(age, abs=2)


@pytest.mark.parametrize(("age", "soundness"), [(3590, OK), (3610, FAULT)])
def test_an_import_that_waits_for_long_is_a_fault(age, soundness):
    look = CHECKS["imports"].look
    assert look().numbers == {"waiting_imports": 0, "oldest_waiting_import_seconds": 0}
    for state in (ImportRun.State.WAITING, ImportRun.State.DONE):
        run = ImportRun.objects.create(kind="eppgbm", file_name="a", sha256="a", upload_name="a", state=state)
        ImportRun.objects.filter(pk=run.pk).update(updated_at=timezone.now() - dt.timedelta(seconds=age))
    finding = look()
    assert finding.soundness is soundness and finding.numbers["waiting_imports"] == 1
    assert finding.numbers["oldest_waiting_import_seconds"] == pytest.approx(age, abs=2)


def test_an_import_whose_worker_fell_silent_waits_as_well():
    for seconds in (-1, 60):
        ImportRun.objects.create(
            **dict.fromkeys(("kind", "file_name", "sha256", "upload_name"), "a"),
            state=ImportRun.State.RUNNING,
            claimed_by=uuid.UUID(int=1),
            claimed_until=timezone.now() + dt.timedelta(seconds=seconds),
        )
    assert CHECKS["imports"].look().numbers["waiting_imports"] == 1


def note_at(moment: dt.datetime) -> None:
    AuditEntry.objects.create(at=moment, actor_name="x", verb="x", kind="x", object_id="x")


def test_a_clock_that_went_back_is_a_fault(monkeypatch):
    assert ground.look_at_clock().soundness is OK
    note_at(timezone.now() + dt.timedelta(seconds=20))
    assert ground.look_at_clock().soundness is OK
    note_at(timezone.now() + dt.timedelta(seconds=40))
    finding = ground.look_at_clock()
    assert finding.soundness is FAULT and finding.numbers["differs_seconds"] == pytest.approx(40, abs=2)


def test_a_clock_without_a_battery_is_a_fault(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    assert "NTP" in ground.look_at_clock().text


@pytest.mark.parametrize("minutes", [-2, 2])
def test_the_clock_of_a_database_server_is_compared(monkeypatch, minutes):
    monkeypatch.setattr(ground, "_clock_of_database", lambda: timezone.now() + dt.timedelta(minutes=minutes))
    finding = ground.look_at_clock()
    assert finding.soundness is FAULT and "server basis data" in finding.text


def test_a_data_folder_that_others_read_is_said(settings, tmp_path):
    settings.VAR = tmp_path
    tmp_path.chmod(0o700)
    assert ground.look_at_data_folder().soundness is OK
    tmp_path.chmod(0o750)
    finding = ground.look_at_data_folder()
    assert finding.soundness is WARNING and f"chmod 700 {tmp_path}" in finding.text


def test_a_data_folder_that_cannot_be_written_is_a_fault(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert ground.look_at_data_folder().soundness is FAULT


def test_keys_that_others_read_are_a_fault(settings, tmp_path, monkeypatch):
    settings.KEYS, settings.VAR = tmp_path / "keys", tmp_path / "var"
    settings.KEYS.mkdir(mode=0o700)
    key, shown = settings.KEYS / "field_key.txt", tmp_path / "shown.txt"
    for path in (key, shown):
        path.write_text("x")
        path.chmod(0o600)
    monkeypatch.setenv("FIELD_KEY_FILE", str(shown))
    assert ground.look_at_keys().soundness is OK
    for path, sound_mode in ((key, 0o600), (shown, 0o600), (settings.KEYS, 0o700)):
        path.chmod(0o740)
        finding = ground.look_at_keys()
        assert finding.soundness is FAULT and finding.text.endswith(f"chmod go= {path}")
        path.chmod(sound_mode)


def test_keys_inside_the_data_folder_are_said(settings, tmp_path):
    settings.VAR, settings.KEYS = tmp_path, tmp_path / "secrets"
    assert "ANYELIR_KEYS" in ground.look_at_keys().text


@pytest.mark.only_on("sqlite")
def test_sqlite_without_wal_is_said(monkeypatch):
    with connection.cursor() as cursor:
        inner = type(cursor)
    monkeypatch.setattr(inner, "__getattr__", lambda self, name: lambda *_: ("delete",))
    assert "WAL" in ground.look_at_database().text


@pytest.mark.django_db
def test_a_rule_that_the_database_keeps_no_longer_is_said():
    assert ground.look_at_guards().soundness is OK
    core = apps.get_app_config("core")
    unguard(core, "default")
    try:
        finding = ground.look_at_guards()
        assert finding.soundness is FAULT and "core.AuditEntry" in finding.text
        assert examine()["guards"] == finding
    finally:
        guard(core, "default")
