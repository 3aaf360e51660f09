"""Putting a site back from its two archives, before Django and its settings are there.

Everything is unpacked and compared in a folder of its own first; only then something changes. What stands in the way
is kept aside under a name of its own, never removed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

from anyelir import emptiness, keyfiles, keyring
from anyelir.backup import archive, database
from anyelir.backup.archive import DATABASE, FOLDERS, CountedBytes, Progress
from anyelir.backup.sealing import PIECE
from anyelir.core.crypto import key_id
from anyelir.env import BadSetting
from anyelir.place import Place

STAGING = ".restore-"


class CannotRestore(Exception):
    """Nothing was changed; the text says why and what to do."""


def restore(
    place: Place,
    data_archive: Path,
    keys_archive: Path | None,
    passphrase: str,
    *,
    replaces: bool = False,
    now: dt.datetime,
    progress: Progress = lambda _text: None,
) -> dict[str, Any]:
    """Put data and keys in their places and return the manifest of the data.

    Raises CannotRestore, BadArchive and database.DatabaseFailed. ``replaces`` allows a place that holds something.
    """
    if not replaces:
        refuse_what_is_not_empty(place, keys_archive)
    place.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in place.var.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGING, dir=place.var) as folder:
        staged = Path(folder)
        ring = _staged_keys(staged / "keys", keys_archive, passphrase, place)
        manifest = _unpacked(data_archive, passphrase, staged / "data", progress)
        _refuse_misfit(manifest, ring, place)
        name = database.aside_name(now)
        # Keys first: never a database whose keys are not there.
        former = _put_keys(staged / "keys", place.keys, name) if keys_archive is not None else {}
        try:
            database.put_back(place.database, staged / "data" / DATABASE, name)
        except BaseException:
            _take_back(former)
            raise
        for each in FOLDERS:
            _put_folder(staged / "data" / each, place.var / each, name)
    return manifest


def refuse_what_is_not_empty(place: Place, keys: Path | None) -> None:
    there = [str(place.var / each) for each in FOLDERS if any((place.var / each).glob("*"))]
    if keys is not None and any(place.keys.glob("*_key.txt")):
        there.append(str(place.keys))
    if emptiness.holds_data(place.database):
        there.append(str(place.database["NAME"]))
    if there:
        raise CannotRestore(
            f"Tempat tujuan tidak kosong: {', '.join(there)}. Pulihkan ke tempat kosong (ANYELIR_VAR, ANYELIR_KEYS,"
            " DATABASE_URL), atau pakai --replace; yang ada sekarang lalu disisihkan."
        )


def _unpacked(path: Path, passphrase: str, target: Path, progress: Progress) -> dict[str, Any]:
    """The files of an archive below ``target``; the manifest when all of them are as they were."""

    def take(name: str, entry: CountedBytes) -> None:
        file = target / name
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("xb") as written:
            shutil.copyfileobj(entry, written, PIECE)  # type: ignore[misc]

    return archive.read(path, passphrase, take, progress)


def _staged_keys(target: Path, keys: Path | None, passphrase: str, place: Place) -> tuple[str, ...]:
    """The keys that will open the data: those of the archive, or those that are in their place already."""
    if keys is None:
        try:
            return keyfiles.KeyFolder(place.keys, lambda: True).ring("FIELD_KEY").secrets()
        except BadSetting:
            return ()
    manifest = _unpacked(keys, passphrase, target, lambda _text: None)
    if manifest["kind"] != "keys":
        raise CannotRestore(f"{keys.name} bukan arsip kunci. Arsip kunci berakhir dengan -kunci.cadangan.")
    return keyring.read_lines(target / "field_key.txt")


def _refuse_misfit(manifest: dict[str, Any], ring: tuple[str, ...], place: Place) -> None:
    if manifest["kind"] != "data":
        raise CannotRestore("Arsip pertama bukan arsip data. Arsip data berakhir dengan -data.cadangan.")
    if missing := set(manifest["keys"]) - {key_id(secret) for secret in ring}:
        raise CannotRestore(
            f"Kunci {', '.join(sorted(missing))} yang menyegel data ini tidak ada. Beri arsip kunci yang dibuat bersama"
            " arsip data itu: --keys ...-kunci.cadangan"
        )
    if manifest["database"] != database.vendor(place.database):
        raise CannotRestore(
            f"Arsip ini dari {manifest['database']}, situs ini memakai {database.vendor(place.database)}."
            " Sesuaikan DATABASE_URL."
        )


def _put_keys(staged: Path, target: Path, name: str) -> dict[Path, str]:
    """Each key in its place, one that differs aside; returns what stood there before, "" for nothing."""
    former = {}
    for source in sorted(staged.rglob("*.txt")):
        path = target / source.relative_to(staged)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        former[path] = path.read_text() if path.exists() else ""
        if former[path] not in ("", source.read_text()):
            aside = target / name / path.relative_to(target)
            aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            keyfiles.write_once(aside, former[path])
        keyfiles.replace(path, source.read_text())
    return former


def _take_back(former: dict[Path, str]) -> None:
    for path, content in former.items():
        if content:
            keyfiles.replace(path, content)
        else:
            path.unlink(missing_ok=True)


def _put_folder(staged: Path, target: Path, name: str) -> None:
    if target.exists() and any(target.iterdir()):
        target.rename(target.with_name(f"{target.name}.{name}"))
    if staged.exists():
        if target.exists():
            target.rmdir()
        staged.rename(target)
