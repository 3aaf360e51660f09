"""What every site stands on, looked at for its operators: database, migrations, disk, clock, worker, files."""

from __future__ import annotations

import datetime as dt
import os
import stat
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.guards import guarded_models, is_guarded
from anyelir.core.health import CHECKS, Check, Door, Finding, fault, sound, warning
from anyelir.core.jobs import JOBS, LEASE_SECONDS
from anyelir.core.models import AuditEntry, Lease
from anyelir.rules import operating
from anyelir.rules.operating import MIB

BOTH = (Door.WEB, Door.WORKER)
FIRST_DAY = dt.date(2026, 11, 1)
OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def today() -> dt.date:
    """The day of the capital."""
    return today_at("")


def look_at_database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "postgresql":
                return sound("PostgreSQL")
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
    except Error:
        return fault(
            _("Basis data tidak menjawab. Periksa apakah PostgreSQL berjalan dan DATABASE_URL benar.")
        )
    if mode not in ("wal", "memory"):
        return warning(
            _(
                "SQLite tidak memakai WAL (%s): pembaca dan penulis saling menunggu. Taruh folder data di disk lokal."
            )
            % mode
        )
    return sound(f"SQLite, {mode.upper()}")


@cache
def _shipped_migrations() -> frozenset[tuple[str, str]]:
    """They do not change while the process lives."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations)


def look_at_migrations() -> Finding:
    waiting = _shipped_migrations() - set(MigrationRecorder(connection).applied_migrations())
    if not waiting:
        return sound(waiting_migrations=0)
    text = _("%d perubahan basis data belum dijalankan. Jalankan: anyelir setup")
    return fault(text % len(waiting), waiting_migrations=len(waiting))


def look_at_disk() -> Finding:
    """The fullest of the places that the site writes to."""
    findings = [_space(folder) for folder in _written_folders()]
    return max(findings, key=lambda each: -each.numbers["disk_free_bytes"])


def _written_folders() -> list[Path]:
    folders = [Path(settings.VAR), Path(settings.MEDIA_ROOT)]
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and name.startswith("/"):
        folders.append(Path(name).parent)
    return [folder for folder in folders if folder.is_dir()]


def _space(folder: Path) -> Finding:
    filesystem = os.statvfs(folder)
    free, whole = filesystem.f_bavail * filesystem.f_frsize, filesystem.f_blocks * filesystem.f_frsize
    numbers: dict[str, float] = {"disk_free_bytes": free, "disk_bytes": whole}
    if operating.is_disk_full(free, filesystem.f_favail if filesystem.f_files else -1, today()):
        text = _("Penyimpanan penuh: tersisa %(free)s MiB di %(folder)s. Kosongkan atau besarkan sekarang.")
    elif operating.is_disk_low(free, whole, today()):
        text = _(
            "Penyimpanan hampir penuh: tersisa %(free)s MiB di %(folder)s. Kosongkan atau besarkan segera."
        )
        return warning(text % {"free": free // MIB, "folder": folder}, **numbers)
    else:
        return sound(**numbers)
    return fault(text % {"free": free // MIB, "folder": folder}, **numbers)


def look_at_clock() -> Finding:
    """Against the day of this software, the newest line of the trail and the clock of a database server."""
    now, most = timezone.now(), operating.limit("clock_differs_seconds", today())
    if now.date() < FIRST_DAY:
        return fault(_("Jam komputer tertinggal bertahun-tahun. Nyalakan penyamaan waktu (NTP)."))
    newest = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
    behind = (newest - now).total_seconds() if newest else 0.0
    if behind > most:
        text = _("Jam komputer lebih lambat %d detik dari catatan terakhir. Nyalakan penyamaan waktu (NTP).")
        return fault(text % behind, differs_seconds=behind)
    server = _clock_of_database()
    apart = abs((server - now).total_seconds()) if server else 0.0
    if apart > most:
        text = _("Jam komputer berbeda %d detik dari jam server basis data. Nyalakan NTP di keduanya.")
        return fault(text % apart, differs_seconds=apart)
    return sound()


def _clock_of_database() -> dt.datetime | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    return moment


def look_at_guards() -> Finding:
    """Every rule that the database itself keeps still stands there as the models say it."""
    open_to_edits = [model._meta.label for model in guarded_models() if not is_guarded(connection, model)]
    if open_to_edits:
        text = _("Penjaga basis data hilang atau berubah (%s). Jalankan: anyelir manage migrate")
        return fault(text % ", ".join(open_to_edits), tables=len(open_to_edits))
    return sound()


def look_at_worker() -> Finding:
    """The seconds since each job's lease was last made longer; the longest of them."""
    # A shared job has no lease; it runs in the process that holds the others.
    wanted = {job.lease for job in JOBS if not job.is_shared}
    until = dict(Lease.objects.filter(name__in=wanted).values_list("name", "until"))
    now = timezone.now()
    age = max((LEASE_SECONDS - (end - now).total_seconds() for end in until.values()), default=0.0)
    if wanted - set(until):
        return fault(_("Pekerja latar tidak berjalan. Jalankan: anyelir serve"), leases=len(until))
    if age > operating.limit("lease_lapsed_seconds", today()):
        text = _("Pekerja latar diam sejak %d detik. Lihat catatan log, lalu jalankan ulang situs.")
        return fault(text % age, lease_age_seconds=age, leases=len(until))
    return sound(lease_age_seconds=max(0.0, age), leases=len(until))


def look_at_data_folder() -> Finding:
    folder = Path(settings.VAR)
    if not os.access(folder, os.W_OK | os.X_OK):
        text = _("Folder data %s tidak dapat ditulis. Jalankan situs dengan akun pemilik folder itu.")
        return fault(text % folder)
    if folder.stat().st_mode & OPEN_TO_OTHERS:
        return warning(_("Folder data %(folder)s terbuka bagi akun lain. Jalankan: chmod 700 %(folder)s") % {
            "folder": folder
        })  # fmt: skip
    return sound()


def look_at_keys() -> Finding:
    """They are there, or the site would not have started; they are for the own account alone, apart from the data."""
    opened = [path for path in _key_files() if path.stat().st_mode & OPEN_TO_OTHERS]
    if opened:
        text = _("Kunci terbuka bagi akun lain. Jalankan: chmod go= %s")
        return fault(text % " ".join(map(str, opened)))
    if Path(settings.VAR) in Path(settings.KEYS).parents:
        text = _("Kunci masih di dalam folder data, sehingga ikut tersalin. Buat folder untuk ANYELIR_KEYS.")
        return warning(text)
    return sound()


def _key_files() -> list[Path]:
    """The folder, what lies in it, and the files that a variable NAME_FILE shows."""
    folder = Path(settings.KEYS)
    shown = [Path(value) for name, value in os.environ.items() if name.endswith("_KEY_FILE") and value]
    return [path for path in (folder, *sorted(folder.glob("*")), *shown) if path.exists()]


CHECKS.declare(
    Check("database", gettext_lazy("Basis data"), look_at_database, BOTH, needs=(), rank=0),
    Check("migrations", gettext_lazy("Perubahan basis data"), look_at_migrations, BOTH, rank=1),
    Check("disk", gettext_lazy("Ruang penyimpanan"), look_at_disk, BOTH, needs=(), rank=2),
    Check(
        "worker",
        gettext_lazy("Pekerja latar"),
        look_at_worker,
        (Door.WORKER,),
        needs=("database", "migrations"),
        rank=3,
    ),
    Check(
        "guards",
        gettext_lazy("Penjaga basis data"),
        look_at_guards,
        needs=("database", "migrations"),
        rank=59,
    ),
    Check("clock", gettext_lazy("Jam"), look_at_clock, needs=("database", "migrations"), rank=60),
    Check("data_folder", gettext_lazy("Folder data"), look_at_data_folder, needs=(), rank=61),
    Check("keys", gettext_lazy("Kunci"), look_at_keys, needs=(), rank=62),
)
