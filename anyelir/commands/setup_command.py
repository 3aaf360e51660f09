"""``anyelir setup``: an empty site, ready to run: database, static files and the national list of regions."""

from __future__ import annotations

import argparse
import sys

from anyelir.commands.preparation import prepare_site, start_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = "Menyiapkan situs kosong: basis data, berkas tampilan, wilayah. Aman diulang."


def run(options: argparse.Namespace) -> None:
    start_django()
    prepare_site(sys.stdout)
    print("Situs siap. Jalankan dengan: anyelir serve")
