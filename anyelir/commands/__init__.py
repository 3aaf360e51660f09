"""The one entry to all commands: ``anyelir <command>``.

A command is a module of this package with ``HELP``, ``configure(parser)`` and ``run(options) -> int | None``.
Modules are imported when their command is called, so that ``anyelir growth`` never loads Django.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys

from anyelir.env import BadSetting

COMMANDS = {
    "growth": "hitung status pertumbuhan anak dari berkas CSV",
    "rules": "daftar tabel aturan dengan masa berlaku dan dasarnya",
    "evidence": "taksir pengaruh sebuah program dari data panel",
    "setup": "siapkan situs kosong: basis data dan wilayah",
    "demo": "siapkan dan jalankan situs contoh",
    "serve": "jalankan web dan pekerja",
    "worker": "jalankan pekerja latar saja",
    "doctor": "periksa situs: apa yang salah dan apa yang perlu dilakukan",
    "import": "impor berkas lapangan, misalnya buku e-PPGBM",
    "rollup": "hitung atau periksa rekap indikator",
    "ledger": "periksa atau ekspor buku kas",
    "keys": "periksa atau ganti kunci NIK dan nomor telepon",
    "backup": "buat, periksa, atau pulihkan cadangan data dan kunci",
    "regions": "muat atau cari wilayah",
    "docs": "buat halaman dokumentasi dari kode",
    "manage": "perintah Django",
}


def keep_files_private() -> None:
    """Whatever a command writes (database, uploads, keys, logs) is for the account that runs it alone."""
    os.umask(os.umask(0o077) | 0o077)


def main(argv: list[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    keep_files_private()
    parser = argparse.ArgumentParser(prog="anyelir", description="Anyelir, wadah terbuka Gerakan PKK")
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True)
    for name, text in COMMANDS.items():
        commands.add_parser(name, help=text, add_help=False)
    name = parser.parse_args(argv[:1]).command
    module = importlib.import_module(f"anyelir.commands.{name}_command")
    options_parser = argparse.ArgumentParser(prog=f"anyelir {name}", description=COMMANDS[name])
    module.configure(options_parser)
    if hasattr(module, "takes_rest"):
        options, options.rest = options_parser.parse_known_args(argv[1:])
    else:
        options = options_parser.parse_args(argv[1:])
    try:
        code = module.run(options) or 0
        sys.stdout.flush()
        return code
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Who read the output has seen enough (``| head``); nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
