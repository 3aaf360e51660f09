"""Two archives of a running site: its data, and apart from them its keys."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

import anyelir
from anyelir.backup import archive, database
from anyelir.backup.archive import DATABASE, FOLDERS, Progress
from anyelir.backup.verifying import summary, verify
from anyelir.core import crypto, key_rotation, last_backup

STAGING = ".backup-"
# Room for what the estimate does not know: heads, tags, the manifest.
ROOM_BYTES = 16 * 1024 * 1024
PARTLY = ".part"


class CannotCreate(Exception):
    """No archive was made; the text says why and what to do."""


@dataclass(frozen=True)
class Made:
    data: Path
    keys: Path
    summary: str


def create(folder: Path, keys_folder: Path, passphrase: str, progress: Progress = lambda _text: None) -> Made:
    """Write both archives, read them again whole, and note that this backup is good.

    Raises CannotCreate, archive.Exists, database.DatabaseFailed, sealing.BadArchive, key_rotation.CannotRotate.
    """
    now = timezone.localtime()
    name = f"anyelir-{now:%Y%m%d-%H%M%S}"
    data_archive, keys_archive = folder / f"{name}-data.cadangan", keys_folder / f"{name}-kunci.cadangan"
    for target in (folder, keys_folder):
        if not target.is_dir():
            raise CannotCreate(f"Folder {target} tidak ada. Periksa apakah diska cadangan terpasang.")
    # No key comes or goes between the copy of the data and that of the keys.
    with key_rotation.alone(), _staging() as staging:
        _refuse_without_room(folder)
        with (
            archive.Writer(keys_archive, passphrase) as keys_writer,
            archive.Writer(data_archive, passphrase) as data_writer,
        ):
            manifest = _write_data(data_writer, staging / DATABASE, now, progress)
            _write_keys(keys_writer)
            keys_writer.finish({"kind": "keys", "made_at": now.isoformat(), "keys": manifest["keys"]})
            size = data_writer.finish(manifest)
    verify(keys_archive, passphrase, progress)
    checked = verify(data_archive, passphrase, progress)
    last_backup.note(settings.VAR, at=now, name=data_archive.name, size=size)
    return Made(data_archive, keys_archive, summary(checked))


@contextmanager
def _staging() -> Iterator[Path]:
    """A folder beside the data for the copy of the database; what a killed run left there goes."""
    for left in Path(settings.VAR).glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGING, dir=settings.VAR) as folder:
        yield Path(folder)


def _refuse_without_room(folder: Path) -> None:
    needed = sum(path.stat().st_size for _name, path in _uploads()) + _size_of_database()
    for place, bytes_needed in ((folder, needed), (Path(settings.VAR), _size_of_database())):
        if shutil.disk_usage(place).free < bytes_needed + ROOM_BYTES:
            raise CannotCreate(
                f"Ruang di {place} kurang: perlu sekitar {(bytes_needed + ROOM_BYTES) >> 20} MiB. Kosongkan dulu."
            )


def _size_of_database() -> int:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _write_data(writer: archive.Writer, copied: Path, now: dt.datetime, progress: Progress) -> dict[str, Any]:
    """The database first: a file that a row names is there before its row is."""
    tables = database.copy(connection.settings_dict, copied, progress)
    writer.add_file(DATABASE, copied)
    copied.unlink()
    for name, path in _uploads():
        try:
            writer.add_file(name, path)
        except FileNotFoundError:
            continue  # Tidied away just now.
        progress(name.partition("/")[0])
    return {
        "kind": "data",
        "made_at": now.isoformat(),
        "version": anyelir.__version__,
        "database": connection.vendor,
        "tables": tables,
        "keys": [crypto.key_id(secret) for secret in settings.FIELD_KEYS.secrets()],
    }


def _uploads() -> Iterator[tuple[str, Path]]:
    """Name in the archive and path of every uploaded file."""
    folders = (Path(settings.MEDIA_ROOT), Path(settings.VAR) / "imports")
    for name, folder in zip(FOLDERS, folders, strict=True):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != PARTLY:
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _write_keys(writer: archive.Writer) -> None:
    """The keys as the site uses them, wherever they came from, and those that old backups may need."""
    for name, ring in key_rotation.rings().items():
        writer.add_bytes(f"{name.lower()}.txt", "".join(f"{line}\n" for line in ring.secrets()).encode())
    for name in ("CODE_KEY", "SIGNING_KEY", "SECRET_KEY"):
        writer.add_bytes(f"{name.lower()}.txt", f"{getattr(settings, name)}\n".encode())
    retired = Path(settings.KEYS) / "retired"
    for path in sorted(retired.glob("*.txt")):
        writer.add_file(f"retired/{path.name}", path)
