"""A stream that only a passphrase opens, written and read in pieces of a mebibyte.

    magic line | JSON line: scrypt and its salt | proof of the passphrase | pieces of AES-256-GCM

The key is scrypt of the passphrase with a salt of this file, so a counter is nonce enough. Each piece is bound to the
head, its number and whether it is the last: pieces that are changed, exchanged, left out or cut off are noticed.
"""

from __future__ import annotations

import base64
import io
import json
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"ANYELIR CADANGAN 1\n"
PIECE = 1 << 20
TAG = 16
# 128 MiB and about half a second for each guess (OWASP: N = 2^17, r = 8, p = 1).
SCRYPT_N = 1 << 17
MOST_N = 1 << 20
PROOF = b"\xff" * 12


class BadArchive(Exception):
    """An archive that cannot be read; the text says why and what to do."""


WRONG = """\
Kata sandi cadangan tidak cocok (atau kepala arsip rusak). Coba lagi dengan kata sandi yang dipakai saat membuatnya."""
DAMAGED = "Arsip rusak di sekitar byte {place}: isinya berubah sejak dibuat. Pakai salinan lain."
CUT_OFF = "Arsip terpotong: bagian akhirnya tidak ada. Salin ulang, atau pakai salinan lain."
ENDING = "Arsip rusak atau terpotong di bagian akhirnya. Salin ulang, atau pakai salinan lain."
FOREIGN = "Ini bukan arsip cadangan Anyelir, atau dibuat oleh versi yang lebih baru."


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _cipher(passphrase: str, head: dict[str, object]) -> AESGCM:
    n = head["n"]
    if not isinstance(n, int) or n < 2 or n > MOST_N or n & (n - 1):
        raise BadArchive(FOREIGN)
    salt = base64.b64decode(str(head["salt"]))
    return AESGCM(Scrypt(salt=salt, length=32, n=n, r=8, p=1).derive(passphrase.encode()))


class Sealer(io.RawIOBase):
    """Writes what it is given into ``target``, sealed. Without ``close()`` the stream has no end and does not open."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        self.target = target
        head = {"kdf": "scrypt", "n": SCRYPT_N, "salt": base64.b64encode(os.urandom(16)).decode()}
        self.head = MAGIC + json.dumps(head).encode() + b"\n"
        self.cipher = _cipher(passphrase, head)
        self.waiting = bytearray()
        self.number = 0
        target.write(self.head + self.cipher.encrypt(PROOF, b"", self.head))

    def writable(self) -> bool:
        return True

    def write(self, piece) -> int:  # type: ignore[no-untyped-def, override]
        self.waiting += piece
        # One piece always waits: the last one is sealed as the last.
        while len(self.waiting) > PIECE:
            self._put(bytes(self.waiting[:PIECE]), is_last=False)
            del self.waiting[:PIECE]
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self.waiting), is_last=True)
        super().close()

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        self.target.write(self.cipher.encrypt(_nonce(self.number, is_last), piece, self.head))
        self.number += 1


class Opener(io.RawIOBase):
    """Reads what a Sealer wrote; raises BadArchive at the first byte that is not as it was written."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self.source = source
        self.head, self.cipher = _opened_head(source, passphrase)
        self.piece = memoryview(b"")
        self.number = 0
        self.sealed = source.read(PIECE + TAG)
        self.is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def, override]
        while not self.piece and not self.is_over:
            self._next()
        count = min(len(buffer), len(self.piece))
        buffer[:count] = self.piece[:count]
        self.piece = self.piece[count:]
        return count

    def drain(self) -> None:
        """Read to the end, so that a cut or a change behind what was wanted is noticed as well."""
        while self.read(PIECE):
            pass

    def _next(self) -> None:
        sealed, self.sealed = self.sealed, self.source.read(PIECE + TAG)
        self.is_over = not self.sealed
        try:
            opened = self.cipher.decrypt(_nonce(self.number, self.is_over), sealed, self.head)
        except InvalidTag:
            raise BadArchive(self._why(sealed)) from None
        self.piece, self.number = memoryview(opened), self.number + 1

    def _why(self, sealed: bytes) -> str:
        if not self.is_over:
            return DAMAGED.format(place=len(self.head) + TAG + self.number * (PIECE + TAG))
        try:
            self.cipher.decrypt(_nonce(self.number, False), sealed, self.head)
        except InvalidTag:
            return ENDING
        return CUT_OFF


def _opened_head(source: BinaryIO, passphrase: str) -> tuple[bytes, AESGCM]:
    if source.readline(len(MAGIC)) != MAGIC:
        raise BadArchive(FOREIGN)
    line = source.readline(1000)
    try:
        cipher = _cipher(passphrase, json.loads(line))
    except (ValueError, KeyError, TypeError):
        raise BadArchive(FOREIGN) from None
    try:
        cipher.decrypt(PROOF, source.read(TAG), MAGIC + line)
    except (InvalidTag, ValueError):
        raise BadArchive(WRONG) from None
    return MAGIC + line, cipher
