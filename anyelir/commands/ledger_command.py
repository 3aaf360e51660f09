"""``anyelir ledger list|verify|export``: the books of teams, groups, dasawisma and posyandu."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from anyelir.commands.preparation import start_django
from anyelir.ledger.formats import FORMATS

if TYPE_CHECKING:
    from anyelir.ledger.models import Ledger


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=["list", "verify", "export"],
        help="list: daftar buku; verify: hitung ulang semua buku; export: tulis satu buku ke berkas",
    )
    parser.add_argument("ledger", nargs="?", help="id buku dari anyelir ledger list")
    parser.add_argument("--format", choices=FORMATS, default="hledger", help="bentuk berkas")
    parser.add_argument("--output", type=Path, help="tulis ke berkas ini, bukan ke layar")
    parser.add_argument(
        "--with-words", action="store_true", help="sertakan uraian, yang mungkin menyebut nama"
    )


def run(options: argparse.Namespace) -> int:
    start_django()
    ledgers = _chosen(options.ledger)
    if ledgers is None:
        print(f"Tidak ada buku dengan id {options.ledger}. Lihat: anyelir ledger list", file=sys.stderr)
        return 2
    if options.action == "list":
        for ledger in ledgers:
            print(f"{ledger.pk}  {ledger.body.kind:9}  {ledger.body.region_id:24}  {ledger.name}")
        return 0
    if options.action == "verify":
        return _verify(ledgers)
    if len(ledgers) != 1 or not options.ledger:
        print("Sebut satu buku: anyelir ledger export ID. Lihat: anyelir ledger list", file=sys.stderr)
        return 2
    return _export(ledgers[0], options)


def _chosen(key: str | None) -> list[Ledger] | None:
    from django.core.exceptions import ValidationError

    from anyelir.ledger.models import Ledger

    if not key:
        return [*Ledger.objects.select_related("body__region")]
    try:
        return [*Ledger.objects.select_related("body__region").filter(pk=key)] or None
    except ValidationError:
        return None


def _verify(ledgers: list[Ledger]) -> int:
    from anyelir.ledger.verifying import faults_of, faults_of_guards

    faults = [*faults_of_guards()]
    for ledger in ledgers:
        faults += [f"{ledger.pk} {ledger.name}: {fault}" for fault in faults_of(ledger)]
    for fault in faults:
        print(f"  {fault}")
    print(
        f"{len(ledgers)} buku dihitung ulang, {'semua cocok' if not faults else f'{len(faults)} hal tidak cocok'}."
    )
    return 1 if faults else 0


def _export(ledger: Ledger, options: argparse.Namespace) -> int:
    from anyelir.core.audit import SYSTEM, note
    from anyelir.ledger.exporting import exported

    content = exported(ledger, options.format, with_words=options.with_words)
    note(by=SYSTEM, verb="ledger.export", what=ledger, region=ledger.body.region_id, format=options.format)
    if options.output:
        options.output.write_bytes(content)
        print(f"{options.output} ditulis.")
    else:
        sys.stdout.buffer.write(content)
    return 0
