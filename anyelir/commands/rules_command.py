"""``anyelir rules list``: each dated table with its periods, what they rest on and how certain they are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from anyelir.rules.tables import CERTAINTY, RuleTable, every_table

UNKNOWN_TABLE = 2


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
    wanted = [table for table in every_table() if options.table in (None, table.name)]
    for table in wanted:
        print(f"{table.name}: {table.title}")
        print(*_periods(table), sep="\n")
    if not wanted:
        names = ", ".join(table.name for table in every_table())
        print(f"Tidak ada tabel bernama {options.table}. Yang ada: {names}.", file=sys.stderr)
    return 0 if wanted else UNKNOWN_TABLE
