"""``anyelir import KIND FILE``: a sheet of a kind that a room declares into the database, or a dry run of it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from anyelir.commands.preparation import start_django


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", help="jenis berkas, misalnya eppgbm atau businesses")
    parser.add_argument("file", type=Path, help="buku Excel (.xlsx) atau CSV")
    parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    parser.add_argument("--report", type=Path, help="tulis laporan JSON ke berkas ini")
    parser.add_argument("--errors", type=Path, help="tulis buku Excel berisi baris yang ditolak")


def run(options: argparse.Namespace) -> int:
    start_django()
    from anyelir.core.audit import SYSTEM
    from anyelir.core.refusal import Refused
    from anyelir.exchange.importing import import_sheet
    from anyelir.exchange.kinds import KINDS

    kind = KINDS.get(options.kind)
    if kind is None:
        known = ", ".join(each.key for each in KINDS)
        print(f"Jenis berkas {options.kind} tidak dikenal. Pilih: {known}.", file=sys.stderr)
        return 2
    if not options.file.is_file():
        print(f"Berkas {options.file} tidak ditemukan.", file=sys.stderr)
        return 2
    try:
        report = import_sheet(kind, options.file, by=SYSTEM, dry_run=options.dry_run, progress=_progress)
    except Refused as refused:
        print(refused.text, file=sys.stderr)
        return 2
    _write(kind, options, report)
    _summary(options, report)
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} dari {total} baris", end="\n" if done == total else "", file=sys.stderr)


def _write(kind, options: argparse.Namespace, report) -> None:
    from anyelir.exchange.errorbook import write_errors

    if options.report:
        options.report.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n")
    if options.errors:
        write_errors(kind, options.file, options.errors, report.to_mend)


def _summary(options: argparse.Namespace, report) -> None:
    print("Pemeriksaan saja, belum disimpan." if options.dry_run else "Tersimpan.")
    print(
        f"{report.rows} baris: {report.created} baru, {report.unchanged} tidak berubah, "
        f"{len(report.rejected_rows)} ditolak; {report.merged_proposed} usulan penggabungan."
    )
    if report.left_out:
        print(f"Kolom yang tidak disimpan: {', '.join(report.left_out)}.")
    for entry in report.to_mend:
        print(f"  baris {entry['row']}, {entry['column']}: {entry['reason']}")
