"""``anyelir rules list``: each dated table with its periods, what they rest on and how certain they are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from anyelir.rules.tables import RuleTable, every_table

CERTAINTY = {"A": "resmi", "B": "praktik", "C": "belum dipastikan", "D": "keputusan Anyelir"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["list"])
    parser.add_argument("table", nargs="?", help="nama tabel; kosong berarti semua")


def _periods(table: RuleTable) -> Iterator[str]:
    groups: dict[tuple[str, str, str, str, str], int] = {}
    for rule in table.rules:
        until = rule.valid_to.isoformat() if rule.valid_to else "berlaku"
        line = (rule.valid_from.isoformat(), until, rule.evidence, rule.legal_basis, rule.source)
        groups[line] = groups.get(line, 0) + 1
    for (since, until, evidence, basis, source), count in groups.items():
        yield (
            f"    {since} s.d. {until:10}  {count:4} baris  [{evidence}] {CERTAINTY[evidence]}  {basis}  ({source})"
        )


def run(options: argparse.Namespace) -> int:
    known = False
    for table in every_table():
        if options.table in (None, table.name):
            known = True
            print(f"{table.name}: {table.title}")
            print(*_periods(table), sep="\n")
    if not known:
        print(f"Tidak ada tabel bernama {options.table}.")
    return 0 if known else 1
