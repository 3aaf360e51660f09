"""Random histories of books, read by two programs that we did not write: beancount and hledger (``make judges``).

Every second is that of a revolving fund: loans, instalments, write-offs, provisions and surpluses. Each history is
exported twice; the judges must find no error, and their balances must be ours to the rupiah. Both are tools of the test
alone: ``hledger`` of Debian on the PATH, and ``bean-check`` of a virtual environment of its own, whose interpreter
stands beside it. A judge that is not there is named and left out; with neither the code is 2.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from anyelir.rules.journal import JournalEntry, JournalLine  # noqa: E402
from anyelir.rules.journal_text import Books, account_sums, beancount_text, hledger_text  # noqa: E402
from tests.apps.ledger.plain_books import ACCOUNTS, PlainBooks  # noqa: E402
from tests.fund_histories import FundHistory, kinds_of_accounts  # noqa: E402

SINCE, TODAY = dt.date(2025, 11, 15), dt.date(2026, 11, 30)
PAIRS = (
    *(("kas", "iuran"), ("kas", "modal:awal"), ("belanja:atk", "kas"), ("bank", "kas"), ("kas", "bank")),
    *(("kas", "simpanan:wajib"), ("simpanan:wajib", "kas"), ("kas", "arisan"), ("arisan", "kas")),
)
WORDS = ("Dana desa", 'Simpanan "wajib"; Oktober', "Uang | muka = 5 @ 3", "Beli * ! #atk \\ kertas", "")
AT_ONCE = 100


def history(seed: int) -> PlainBooks:
    """Some 40 attempts: payments, meetings with many lines, reversals, closings with and without a difference."""
    choose = random.Random(seed)
    books = PlainBooks(SINCE, TODAY)
    for _ in range(40):
        on = SINCE + dt.timedelta(days=choose.randrange(200))
        what = choose.random()
        if what < 0.1:
            books.close(choose.choice([0, 0, 1, -1]))
        elif what < 0.2 and books.entries:
            books.reverse(choose.choice(books.entries), on)
        elif what < 0.3:
            amounts = [
                (f"p{number}", choose.randrange(1, 9) * 1000) for number in range(choose.randrange(1, 12))
            ]
            lines = [("simpanan:wajib", -amount, party) for party, amount in amounts]
            books.post(on, "collect", [("kas", sum(amount for _party, amount in amounts), ""), *lines])
        else:
            debit, credit = choose.choice(PAIRS)
            amount, party = choose.randrange(1, 50_000), choose.choice(["", "p1", "p2"])
            books.post(on, "receipt", [(debit, amount, party), (credit, -amount, party)])
    return books


def as_books(plain: PlainBooks, seed: int) -> Books:
    entries = [
        JournalEntry(
            entry.year,
            entry.no,
            entry.on,
            entry.kind,
            tuple(JournalLine(code, amount, party) for code, amount, party in entry.lines),
            words=WORDS[seed % len(WORDS)],
        )
        for entry in plain.entries
    ]
    return Books(f"Buku {seed}", SINCE, {code: kind for code, (kind, _guard) in ACCOUNTS.items()}, entries)


def fund_books(seed: int) -> Books:
    """Those of a group with loans."""
    fund = FundHistory(seed)
    return Books(f"Dana {seed}", fund.entries[0].on, kinds_of_accounts(), fund.entries)


def books_of(seed: int) -> Books:
    return fund_books(seed) if seed % 2 else as_books(history(seed), seed)


def judged_by_hledger(program: str, paths: list[Path]) -> list[dict]:
    return [_hledger(program, path) for path in paths]


def _hledger(program: str, path: Path) -> dict:
    check = subprocess.run([program, "check", "--strict", "-f", path], capture_output=True, text=True)
    listed = subprocess.run(
        [program, "balance", "--flat", "--no-total", "--output-format", "csv", "-f", path],
        capture_output=True,
        text=True,
    )
    rows = [*csv.reader(io.StringIO(listed.stdout))][1:]
    sums = {name: int(amount.split()[0]) for name, amount in rows if amount != "0"}
    return {"errors": [check.stderr] if check.returncode else [], "sums": sums}


def judged_by_beancount(program: str, paths: list[Path]) -> list[dict]:
    python = Path(program).resolve().with_name("python")
    script = Path(__file__).with_name("judge_beancount.py")
    answer = subprocess.run([python, script, *paths], capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


JUDGES: dict[str, tuple[str, Callable, Callable]] = {
    "beancount": ("bean-check", beancount_text, judged_by_beancount),
    "hledger": ("hledger", hledger_text, judged_by_hledger),
}


def judge(name: str, program: str, histories: int, folder: Path) -> bool:
    """Whether the judge agrees with all histories; prints what it saw."""
    _program, text, judged = JUDGES[name]
    faults, entries, began = [], 0, time.perf_counter()
    for first in range(0, histories, AT_ONCE):
        exported, paths = [], []
        for seed in range(first, min(first + AT_ONCE, histories)):
            books = books_of(seed)
            path = folder / f"{seed}.{name}"
            path.write_text(text(books, with_words=True))
            exported.append(books)
            paths.append(path)
        for seed, (books, said) in enumerate(zip(exported, judged(program, paths), strict=True), start=first):
            entries += len(books.entries)
            own_sums = {account: amount for account, amount in account_sums(books).items() if amount}
            if said["errors"] or said["sums"] != own_sums:
                faults.append((seed, said["errors"][:1] or "balances differ"))
    seconds = time.perf_counter() - began
    print(f"{name:10} {histories} histories, {entries} entries, {len(faults)} differences, {seconds:.1f} s")
    for seed, said in faults[:5]:
        print(f"  history {seed}: {said}")
    return not faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=1000)
    options = parser.parse_args()
    programs = {name: shutil.which(program) for name, (program, *_rest) in JUDGES.items()}
    for name in (name for name, program in programs.items() if program is None):
        print(f"{name} is not on the PATH ({JUDGES[name][0]}), so it does not judge")
    with tempfile.TemporaryDirectory() as folder:
        agreed = [
            judge(name, program, options.histories, Path(folder))
            for name, program in programs.items()
            if program
        ]
    return 2 if not agreed else 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
