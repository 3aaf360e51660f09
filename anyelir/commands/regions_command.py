"""``anyelir regions load|search|replace``: the national list of places, a look into it, and a changed code."""

from __future__ import annotations

import argparse
import datetime as dt
import time

from anyelir.commands.preparation import start_django
from anyelir.rules.numbers_id import format_number


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = "Memuat, mencari, atau mengganti kode wilayah."
    actions = parser.add_subparsers(dest="action", metavar="TINDAKAN", required=True)
    actions.add_parser("load", help="muat daftar wilayah nasional; aman dijalankan berulang kali")
    search = actions.add_parser("search", help="cari tempat menurut namanya")
    search.add_argument("text", nargs="+", help="misalnya: ciriung cibinong")
    search.add_argument("--inside", default="", metavar="KODE", help="hanya di dalam wilayah ini")
    replace = actions.add_parser("replace", help="ganti kode sebuah wilayah beserta isinya")
    replace.add_argument("old", metavar="KODE_LAMA")
    replace.add_argument("new", metavar="KODE_BARU")
    replace.add_argument(
        "--on", required=True, type=dt.date.fromisoformat, metavar="TTTT-BB-HH", help="mulai berlaku"
    )
    replace.add_argument("--name", default="", help="nama baru bila berubah")


def run(options: argparse.Namespace) -> int:
    start_django()
    return {"load": _load, "search": _search, "replace": _replace}[options.action](options)


def _load(options: argparse.Namespace) -> int:
    from anyelir.regions.loading import REGULATION, load_national

    began = time.monotonic()
    loaded = load_national()
    took = format_number(time.monotonic() - began, 1)
    print(
        f"{REGULATION}: {loaded.created} baru, {loaded.changed} berubah, {loaded.ended} berakhir ({took} detik)"
    )
    return 0


def _search(options: argparse.Namespace) -> int:
    from anyelir.regions.queries import search

    places = search(" ".join(options.text), codes=[options.inside])
    for region in places:
        print(f"{region.code:<16} {region.label}")
    if not places:
        print("Tidak ada tempat dengan nama itu.")
    return 0 if places else 1


def _replace(options: argparse.Namespace) -> int:
    from anyelir.core.audit import SYSTEM
    from anyelir.core.refusal import Refused
    from anyelir.regions.models import Region
    from anyelir.regions.replacing import replace_code

    try:
        region = replace_code(old=options.old, new=options.new, on=options.on, name=options.name, by=SYSTEM)
    except Region.DoesNotExist:
        print(f"Kode {options.old} tidak dikenal.")
        return 1
    except Refused as refused:
        print(refused.text)
        return 1
    print(f"{options.old} menjadi {region.code} {region.label} mulai {options.on}.")
    return 0
