"""``anyelir keys check|rotate``: the keys of NIK and phone numbers."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any

from anyelir.commands.preparation import start_django

if TYPE_CHECKING:
    from anyelir.core.key_check import KeyProblem

SHOWN = 50
SECONDS_BETWEEN_LINES = 2.0


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "check membaca semua nilai tersegel; rotate mengganti kunci selagi situs berjalan, dan melanjutkan"
        " penggantian yang terputus. Buat cadangan dulu: anyelir backup create."
    )
    parser.add_argument("action", choices=["check", "rotate"], help="periksa, atau ganti kunci")


def run(options: argparse.Namespace) -> int:
    start_django()
    return {"check": _check, "rotate": _rotate}[options.action]()


def _check() -> int:
    from django.conf import settings

    from anyelir.core import crypto, key_rotation
    from anyelir.core.key_check import check_all

    findings = check_all(ProgressLine())
    first, *others = [crypto.key_id(secret) for secret in settings.FIELD_KEYS.secrets()]
    print(f"Kunci yang menulis: {first}. Kunci lama yang masih membaca: {', '.join(others) or 'tidak ada'}.")
    for place, counts in sorted(findings.counts.items()):
        for key, count in sorted(counts.items()):
            print(f"  {place:<14} kunci {key:<8} {count} nilai")
    if key_rotation.is_unfinished():
        print("Penggantian kunci belum selesai; lanjutkan dengan: anyelir keys rotate")
    return _exit_code(findings.problems, "Semua nilai terbaca.")


def _rotate() -> int:
    from django.db import OperationalError

    from anyelir.core import key_rotation

    try:
        done = key_rotation.rotate(ProgressLine())
    except key_rotation.CannotRotate as refused:
        print(refused, file=sys.stderr)
        return 2
    except OperationalError as error:
        print(f"Basis data tidak menjawab ({error}). Ulangi perintah ini; ia melanjutkan.", file=sys.stderr)
        return 1
    print(f"{done.renewed} baris disegel ulang.")
    for key in done.retired:
        print(f"Tidak dipakai lagi: {key}. Disimpan di folder kunci, di retired, untuk cadangan lama.")
    for name in done.kept:
        print(f"Kunci lama {name} masih dipasang.")
    if done.kept and not done.problems:
        print(
            "Semua nilai memakai kunci baru: hapus FIELD_KEY_OLD dan INDEX_KEY_OLD, lalu mulai ulang situs."
        )
    return _exit_code(done.problems, "Penggantian kunci selesai.")


def _exit_code(problems: list[KeyProblem], all_is_well: str) -> int:
    if not problems:
        print(all_is_well)
        return 0
    print(f"{len(problems)} nilai perlu diperiksa (isinya tidak ditampilkan):")
    for problem in problems[:SHOWN]:
        print(f"  {problem}")
    print("Kembalikan nilai itu dari cadangan, atau kosongkan dan isi ulang. Kunci lama tidak dibuang dulu.")
    return 1


class ProgressLine:
    """A line of progress now and then."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, text: str) -> Any:
        if time.monotonic() - self.last >= SECONDS_BETWEEN_LINES:
            self.last = time.monotonic()
            print(text, file=sys.stderr, flush=True)
