"""Files with their digests in one sealed stream (tar); its last entry, the manifest, says what belongs there."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, Any

from anyelir.backup.sealing import PIECE, BadArchive, Opener, Sealer
from anyelir.keyfiles import keep_names

MANIFEST = "manifest.json"
DATABASE = "database"
# Of the data folder: kept files, and uploads that wait to be read.
FOLDERS = ("files", "imports")
MOST_MANIFEST = 512 * 1024 * 1024
FORMAT = 1
Progress = Callable[[str], object]
Take = Callable[[str, "CountedBytes"], object]


class Exists(Exception):
    """An archive of this name is there already; nothing is written over it."""


class CountedBytes(io.RawIOBase):
    """Passes bytes on and keeps their number and digest."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.size, self.digest = source, 0, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        piece = self.source.read(count)
        self.size += len(piece)
        self.digest.update(piece)
        return piece

    def drain(self) -> None:
        while self.read(PIECE):
            pass

    def entry(self, name: str) -> dict[str, Any]:
        return {"name": name, "size": self.size, "sha256": self.digest.hexdigest()}


class Writer:
    """Writes an archive under a temporary name and renames it when it is complete and flushed to the disk.

    Raises Exists where there is a file of that name.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        self.path = path
        _refuse_existing(path)
        self.part = path.with_name(f".{path.name}.part")
        self.file = os.fdopen(os.open(self.part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self.sealer = Sealer(self.file, passphrase)
        self.tar = tarfile.open(fileobj=self.sealer, mode="w|", format=tarfile.PAX_FORMAT, bufsize=PIECE)
        self.entries: list[dict[str, Any]] = []

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_error: object) -> None:
        """Without ``finish`` nothing stays."""
        self.file.close()
        self.part.unlink(missing_ok=True)

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self._add(name, source, os.fstat(source.fileno()).st_size)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content))

    def _add(self, name: str, source: IO[bytes], size: int) -> None:
        measured = CountedBytes(source)
        header = tarfile.TarInfo(name)
        header.size, header.mode = size, 0o600
        self.tar.addfile(header, measured)
        self.entries.append(measured.entry(name))

    def finish(self, manifest: dict[str, Any]) -> int:
        """Write the manifest and put the archive in its place; returns its size."""
        manifest = {"format": FORMAT, **manifest, "entries": list(self.entries)}
        self.add_bytes(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        self.tar.close()
        self.sealer.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        _put_in_place(self.part, self.path)
        return self.path.stat().st_size


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise Exists(f"{path} sudah ada. Arsip tidak pernah ditimpa; pilih folder lain.")


def _put_in_place(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
        part.unlink()
    except OSError:
        _refuse_existing(path)
        # A stick with FAT knows no links.
        os.rename(part, path)
    keep_names(path.parent)


def read(path: Path, passphrase: str, take: Take, progress: Progress = lambda _text: None) -> dict[str, Any]:
    """Read the whole archive, give each entry to ``take``, compare all with the manifest and return it.

    Raises BadArchive. What ``take`` did with the entries counts only when this returns.
    """
    entries: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    size = path.stat().st_size
    try:
        with path.open("rb") as source:
            opener = Opener(source, passphrase)
            with tarfile.open(fileobj=io.BufferedReader(opener, PIECE), mode="r|", bufsize=PIECE) as tar:
                for header in tar:
                    entry = CountedBytes(tar.extractfile(_checked(header)) or io.BytesIO())
                    if header.name == MANIFEST:
                        manifest = json.loads(entry.read(MOST_MANIFEST))
                        continue
                    take(header.name, entry)
                    entry.drain()
                    entries[header.name] = entry.entry(header.name)
                    progress(f"{path.name}: {source.tell() >> 20} / {size >> 20} MiB")
            opener.drain()
    except (tarfile.TarError, ValueError) as error:
        raise BadArchive(f"Isi arsip {path.name} tidak dapat dibaca ({type(error).__name__}).") from error
    return _agreed(path, manifest, entries)


def _checked(header: tarfile.TarInfo) -> tarfile.TarInfo:
    """A plain file below the archive's own root, or BadArchive."""
    name = PurePosixPath(header.name)
    if not header.isreg() or name.is_absolute() or ".." in name.parts:
        raise BadArchive(f"Arsip berisi sesuatu yang bukan berkas cadangan: {header.name[:80]}")
    return header


def _agreed(path: Path, manifest: dict[str, Any] | None, entries: dict[str, Any]) -> dict[str, Any]:
    if manifest is None or manifest.get("format") != FORMAT:
        raise BadArchive(f"Arsip {path.name} tidak punya daftar isi yang dikenal versi ini.")
    listed = {entry["name"]: entry for entry in manifest["entries"]}
    if differing := sorted(
        name for name in listed.keys() | entries.keys() if listed.get(name) != entries.get(name)
    ):
        raise BadArchive(f"Isi arsip {path.name} tidak cocok dengan daftarnya: {', '.join(differing[:5])}")
    return manifest
