"""The passphrase of a backup: from a file or asked for, never from the command line, where others read it."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

LEAST = 12
VARIABLE = "ANYELIR_BACKUP_PASSPHRASE_FILE"


class NoPassphrase(Exception):
    """The text says what to do."""


def read(file: Path | None, *, is_new: bool) -> str:
    """A new one is asked for twice and has a least length."""
    shown = file or (Path(value) if (value := os.environ.get(VARIABLE)) else None)
    if shown is not None:
        return _long_enough(_of_file(shown), is_new)
    if not sys.stdin.isatty():
        raise NoPassphrase(f"Beri kata sandi cadangan dengan --passphrase-file atau {VARIABLE}.")
    given = _long_enough(getpass.getpass("Kata sandi cadangan: "), is_new)
    if is_new and getpass.getpass("Sekali lagi: ") != given:
        raise NoPassphrase("Kedua kata sandi berbeda. Ulangi.")
    return given


def _of_file(path: Path) -> str:
    try:
        return path.read_text().rstrip("\r\n")
    except OSError as error:
        raise NoPassphrase(f"Berkas kata sandi {path} tidak dapat dibaca ({error.strerror}).") from error


def _long_enough(given: str, is_new: bool) -> str:
    if not given or is_new and len(given) < LEAST:
        raise NoPassphrase(f"Kata sandi cadangan paling sedikit {LEAST} huruf, misalnya lima kata acak.")
    return given
