"""Where the keys of a site lie: in a folder beside the data folder, which a copy of the data leaves behind.

A key is made once, on an empty site. A site that has data and misses its keys does not start: new keys would open
nothing that is there, and what is written from then on could not be told from it.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from anyelir.env import BadSetting
from anyelir.keyring import BOUND, Ring, read_lines

MISSING = """\
Kunci {name} tidak ada, padahal basis data sudah berisi data.
Dicari di: {path}
Situs tidak dijalankan dan kunci baru tidak dibuat, karena NIK dan nomor telepon yang tersimpan tidak akan terbuka lagi.
Kembalikan folder kunci dari cadangan (anyelir backup restore), atau tunjukkan letaknya dengan ANYELIR_KEYS."""
TWO = """\
Ada dua kunci {name} yang berbeda: {new} dan {old}.
Periksa mana yang cocok dengan basis data ini, lalu pindahkan yang lain ke tempat lain. Tidak ada yang diubah."""
UNUSABLE = (
    "Kunci tidak dapat disimpan di {path} ({why}). Ubah ANYELIR_KEYS, atau beri kunci lewat lingkungan."
)
INSIDE = """\
Folder kunci ({keys}) dan folder data ({data}) tidak boleh berada satu di dalam yang lain:
salinan folder data akan membawa kuncinya. Ubah ANYELIR_KEYS."""


class KeyFolder:
    """The folder ``path`` of a site, and whether that site has data already."""

    def __init__(self, path: Path, holds_data: Callable[[], bool]) -> None:
        self.path = path
        self.holds_data = holds_data

    def secret(self, name: str) -> str:
        """The secret from the variable, from the file NAME_FILE, or from this folder, where an empty site makes it."""
        if value := os.environ.get(name):
            return value
        path = self.file(name)
        if not path.exists():
            if self.holds_data():
                raise BadSetting(MISSING.format(name=name, path=path))
            self._make(path, f"{BOUND}{secrets.token_urlsafe(48)}\n")
        return _first(path)

    def ring(self, name: str) -> Ring:
        """The secret and those it replaces: further lines of its file, or NAME_OLD between blanks."""
        if value := os.environ.get(name):
            return Ring(value, *os.environ.get(f"{name}_OLD", "").split())
        self.secret(name)
        return Ring(path=self.file(name))

    def secret_of_codes(self, index: Ring) -> str:
        """CODE_KEY, which older versions had not: for sessions and codes they used the one key of the indexes."""
        path, keys = self.file("CODE_KEY"), index.secrets()
        if "CODE_KEY" in os.environ or path.exists() or len(keys) > 1 or keys[0].startswith(BOUND):
            return self.secret("CODE_KEY")
        if index.path is not None:
            self._make(path, f"{keys[0]}\n")
        return keys[0]

    def file(self, name: str) -> Path:
        return Path(os.environ.get(f"{name}_FILE") or self.path / f"{name.lower()}.txt")

    def _make(self, path: Path, content: str) -> None:
        try:
            if path.parent == self.path:
                _private(self.path)
            write_once(path, content)
        except OSError as error:
            raise BadSetting(UNUSABLE.format(path=path, why=error.strerror)) from error


def open_folder(path: Path, *, data_folder: Path, holds_data: Callable[[], bool]) -> KeyFolder:
    """The folder for the account of the site alone; what an older version kept in ``data_folder`` is moved into it."""
    if path == data_folder or path in data_folder.parents or data_folder in path.parents:
        raise BadSetting(INSIDE.format(keys=path, data=data_folder))
    old = data_folder / "secrets"
    if not any(old.glob("*.txt")):
        if path.is_dir():
            _private(path)
        return KeyFolder(path, holds_data)
    try:
        _private(path)
        _move(old, path)
    except OSError as error:
        # Where the site may not write beside its data it goes on, and says so each time.
        sys.stderr.write(
            f"PERINGATAN: kunci masih di dalam folder data ({old}), karena {path} tidak dapat dipakai"
            f" ({error.strerror}). Buat folder itu untuk akun situs, atau ubah ANYELIR_KEYS.\n"
        )
        return KeyFolder(old, holds_data)
    return KeyFolder(path, holds_data)


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid() and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _move(old: Path, new: Path) -> None:
    """Each key stands in the new place, on the disk, before it leaves the old one; stopped half-way it goes on."""
    for source in sorted(old.glob("*.txt")):
        try:
            content = source.read_text()
        except FileNotFoundError:
            continue  # Another process of this site moved it just now.
        target = new / source.name
        write_once(target, content)
        if target.read_text().strip() != content.strip():
            raise BadSetting(TWO.format(name=source.stem.upper(), new=target, old=source))
        source.unlink(missing_ok=True)
    with suppress(OSError):
        old.rmdir()


def _first(path: Path) -> str:
    """The key that writes: the first line."""
    if lines := read_lines(path):
        return lines[0]
    raise BadSetting(f"Berkas kunci {path} kosong. Kembalikan dari cadangan.")


def write_once(path: Path, content: str) -> None:
    """The whole file or none, readable by its owner alone; one that is there already stays as it is.

    Web and worker may start at the same moment: the link decides whose file it is, and nobody reads half of one.
    """
    part = _part(path, content)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(part)
    keep_names(path.parent)


def replace(path: Path, content: str) -> None:
    """The new content or the old one, never half of either."""
    os.replace(_part(path, content), path)
    keep_names(path.parent)


def _part(path: Path, content: str) -> str:
    """A file beside ``path``, on the disk, for its owner alone."""
    descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    return part


def keep_names(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
