"""Reading the file of ``anyelir evidence estimate``: four columns of a CSV, every doubt a sentence."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from anyelir.rules.evidence.panel import Panel, panel_from_rows

DECIMAL_SIGNS = {".": ".", ",": ",", "titik": ".", "koma": ","}
SIGN_NAMES = {".": "titik", ",": "koma"}


class BadFile(Exception):
    """The file cannot be used; the message is a sentence for the person who runs the command."""


@dataclass(frozen=True)
class Rows:
    """The four columns of the file, one entry per row."""

    unit: list[str] = field(default_factory=list)
    time: list[str] = field(default_factory=list)
    outcome: list[float] = field(default_factory=list)
    treated: list[int] = field(default_factory=list)

    def panel(self) -> Panel:
        return panel_from_rows(self.unit, self.time, self.outcome, self.treated)


def read_rows(path: Path, columns: list[str], decimal: str | None = None) -> Rows:
    """Read unit, time, outcome and treatment; raises BadFile with the line number where something is unclear."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            f"Berkas {path} tidak dapat dibaca. Pastikan ada dan tersimpan sebagai CSV UTF-8."
        ) from error
    delimiter = _delimiter(text, columns)
    numbers, rows = _Numbers(delimiter == ",", DECIMAL_SIGNS.get(decimal or "")), Rows()
    for line, row in enumerate(csv.DictReader(text.splitlines(), delimiter=delimiter), start=2):
        values = [(row[column] or "").strip() for column in columns]
        if "" in values:
            raise BadFile(f"Baris {line}: kolom {columns[values.index('')]} kosong.")
        rows.unit.append(values[0])
        rows.time.append(values[1])
        rows.outcome.append(numbers.read(values[2], line, columns[2]))
        rows.treated.append(_flag(numbers, values[3], line, columns[3]))
    if not rows.unit:
        raise BadFile("Berkas tidak berisi baris data.")
    return rows


def _delimiter(text: str, wanted: list[str]) -> str:
    header = text.split("\n", 1)[0].strip()
    by_mark: dict[str, list[str]] = {mark: next(csv.reader([header], delimiter=mark), []) for mark in ",;\t"}
    for mark, columns in by_mark.items():
        if set(wanted) <= set(columns):
            twice = [column for column in wanted if columns.count(column) > 1]
            if twice:
                raise BadFile(f"Kolom {twice[0]} ada dua kali. Sisakan satu atau beri nama lain.")
            return mark
    columns = max(by_mark.values(), key=len)
    missing = ", ".join(column for column in wanted if column not in columns)
    raise BadFile(f"Kolom {missing} tidak ada. Kolom dalam berkas: {', '.join(columns) or 'tidak ada'}.")


def _pattern(decimal: str) -> re.Pattern[str]:
    """Digits, perhaps in groups of three, perhaps with decimals, perhaps with a power of ten."""
    sign, other = re.escape(decimal), re.escape("," if decimal == "." else ".")
    whole = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{other}[0-9]{{3}})+)"
    return re.compile(rf"[+-]?(?:{whole}(?:{sign}[0-9]*)?|{sign}[0-9]+)(?:[eE][+-]?[0-9]+)?")


PATTERNS = {sign: _pattern(sign) for sign in SIGN_NAMES}


def readings(text: str) -> dict[str, float]:
    """What a text means with a decimal point and with a decimal comma; without those it cannot mean."""
    by_sign = {}
    for sign, other in ((".", ","), (",", ".")):
        if PATTERNS[sign].fullmatch(text):
            by_sign[sign] = float(text.replace(other, "").replace(sign, "."))
    return by_sign


class _Numbers:
    """Reads the numbers of one file: with one decimal sign throughout, and never by a guess."""

    def __init__(self, is_comma_file: bool, decimal: str | None) -> None:
        self.is_comma_file, self.decimal = is_comma_file, decimal
        self.first_line: dict[str, int] = {}

    def read(self, text: str, line: int, column: str) -> float:
        by_sign = readings(text)
        if self.decimal:
            by_sign = {sign: value for sign, value in by_sign.items() if sign == self.decimal}
        if not by_sign or not all(math.isfinite(value) for value in by_sign.values()):
            raise BadFile(f"Baris {line}: {column} harus angka, tetapi berisi '{text}'.")
        if len(set(by_sign.values())) > 1:
            by_sign = (
                {".": by_sign["."]}
                if self.is_comma_file and "," not in text
                else self._ask(text, line, column)
            )
        if len(by_sign) == 1:
            self._same_sign(next(iter(by_sign)), line, column)
        return next(iter(by_sign.values()))

    def _ask(self, text: str, line: int, column: str) -> dict[str, float]:
        raise BadFile(
            f"Baris {line}: {column} berisi '{text}', dan itu dapat berarti dua angka. Ulangi dengan --decimal titik "
            "bila titik menandai desimal (1.5), atau --decimal koma bila koma (1,5)."
        )

    def _same_sign(self, sign: str, line: int, column: str) -> None:
        self.first_line.setdefault(sign, line)
        if len(self.first_line) > 1:
            other = "," if sign == "." else "."
            raise BadFile(
                f"Baris {line}: {column} memakai {SIGN_NAMES[sign]} sebagai tanda desimal, tetapi baris "
                f"{self.first_line[other]} memakai {SIGN_NAMES[other]}. Samakan dulu."
            )


def _flag(numbers: _Numbers, text: str, line: int, column: str) -> int:
    value = numbers.read(text, line, column)
    if value not in (0, 1):
        raise BadFile(f"Baris {line}: {column} harus 0 atau 1, tetapi berisi '{text}'.")
    return int(value)
