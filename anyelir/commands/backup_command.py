"""``anyelir backup create|verify|restore``: the data and, apart from them, the keys of a site."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from pathlib import Path

from anyelir import place
from anyelir.backup import archive, passphrase, restoring, verifying
from anyelir.backup.database import DatabaseFailed
from anyelir.backup.passphrase import NoPassphrase
from anyelir.backup.restoring import CannotRestore
from anyelir.backup.sealing import BadArchive
from anyelir.commands.preparation import start_django

SECONDS_BETWEEN_LINES = 2.0
CONFIRMED = "TIMPA"


def configure(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="create|verify|restore")
    create = acts.add_parser("create", help="buat cadangan data dan kunci")
    create.add_argument("folder", type=Path, help="folder di diska lain yang sudah terpasang")
    create.add_argument("--keys-to", type=Path, help="folder untuk arsip kunci, sebaiknya di tempat lain")
    verify = acts.add_parser("verify", help="baca seluruh arsip dan sebutkan isinya")
    verify.add_argument("archives", type=Path, nargs="+", metavar="ARSIP")
    restore = acts.add_parser("restore", help="pulihkan situs ke tempat kosong")
    restore.add_argument("data", type=Path, help="arsip data")
    restore.add_argument("--keys", type=Path, help="arsip kunci; tanpa ini kunci di ANYELIR_KEYS dipakai")
    restore.add_argument(
        "--replace",
        action="count",
        default=0,
        help="pulihkan walau sudah ada isi, yang lama disisihkan; dua kali: jangan bertanya lagi",
    )
    for each in (create, verify, restore):
        each.add_argument(
            "--passphrase-file",
            type=Path,
            help=f"berkas kata sandi; bawaan: {passphrase.VARIABLE}, atau ditanyakan",
        )


def run(options: argparse.Namespace) -> int:
    try:
        return {"create": _create, "verify": _verify, "restore": _restore}[options.act](options)
    except (NoPassphrase, CannotRestore, BadArchive, DatabaseFailed, archive.Exists) as refused:
        print(refused, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'Arsip'}: {error.strerror}", file=sys.stderr)
    return 2


def _create(options: argparse.Namespace) -> int:
    start_django()
    from anyelir.backup.creating import CannotCreate, create
    from anyelir.core.key_rotation import CannotRotate

    given = passphrase.read(options.passphrase_file, is_new=True)
    try:
        made = create(options.folder, options.keys_to or options.folder, given, BackupProgress())
    except (CannotCreate, CannotRotate) as refused:
        print(refused, file=sys.stderr)
        return 2
    print(made.summary)
    print(f"Data : {made.data}\nKunci: {made.keys}")
    print(
        "Keduanya sudah dibaca ulang dan utuh. Simpan arsip kunci dan kata sandi masing-masing di tempat lain."
    )
    return 0


def _verify(options: argparse.Namespace) -> int:
    given = passphrase.read(options.passphrase_file, is_new=False)
    for path in options.archives:
        print(f"{path.name}: utuh.")
        print(verifying.summary(verifying.verify(path, given, BackupProgress())))
    return 0


def _restore(options: argparse.Namespace) -> int:
    here = place.of_this_site()
    if options.replace:
        if options.replace == 1 and not _confirmed(here):
            print("Tidak ada yang diubah.", file=sys.stderr)
            return 2
    else:
        restoring.refuse_what_is_not_empty(here, options.keys)
    given = passphrase.read(options.passphrase_file, is_new=False)
    manifest = restoring.restore(
        here,
        options.data,
        options.keys,
        given,
        replaces=bool(options.replace),
        now=dt.datetime.now().astimezone(),
        progress=BackupProgress(),
    )
    return _inspect(manifest)


def _confirmed(here: place.Place) -> bool:
    if not sys.stdin.isatty():
        print("Untuk memulihkan tanpa bertanya, tulis --replace dua kali.", file=sys.stderr)
        return False
    print(
        f"Situs di {here.var} akan diganti dengan isi arsip; yang ada sekarang disisihkan. Hentikan situs dulu."
    )
    return input(f"Ketik {CONFIRMED} untuk melanjutkan: ").strip() == CONFIRMED


def _inspect(manifest: dict) -> int:
    start_django()
    from anyelir.backup import inspecting

    print(verifying.summary(manifest))
    problems = inspecting.problems(manifest, BackupProgress())
    for problem in problems:
        print(f"  {problem}")
    if problems:
        print(f"Dipulihkan, tetapi {len(problems)} hal tidak cocok (lihat di atas).")
        return 1
    print("Dipulihkan dan diperiksa: baris, kunci, berkas, dan pengaman basis data cocok.")
    if inspecting.waiting_migrations():
        print("Cadangan ini dari versi yang lebih lama. Jalankan: anyelir setup")
    return 0


class BackupProgress:
    """A line of progress now and then."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, text: str) -> None:
        if time.monotonic() - self.last >= SECONDS_BETWEEN_LINES:
            self.last = time.monotonic()
            print(text, file=sys.stderr, flush=True)
