"""The CSV files of ``anyelir growth``: every fault is named with its line, in Indonesian."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from anyelir.core.spreadsheet import write_csv
from anyelir.rules.texts import clean_text

Floats = npt.NDArray[np.float64]
# Unlike ``splitlines`` not at the marks that a name pasted from elsewhere may hold.
LINE_END = re.compile(r"\r\n?|\n")


class InputFault(Exception):
    """The file cannot be used; the message tells a person what to mend."""


@dataclass(frozen=True)
class CsvColumns:
    """The wanted columns as trimmed text, and the line of the file each row ends on."""

    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def fault(self, row: int, column: str, expected: str) -> InputFault:
        # A field in quotes may hold line breaks; the message stays one line.
        text = " ".join(self.columns[column][row].split())
        shown = text if len(text) <= 40 else text[:40] + "…"
        return InputFault(f"baris {self.lines[row]}: kolom {column} berisi “{shown}”, seharusnya {expected}")


def read_sheet(path: Path, wanted: Sequence[str]) -> CsvColumns:
    """Read the ``wanted`` columns of a comma-separated UTF-8 file; others are passed over."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        places = _places(header, wanted)
        rows, lines = _rows(reader, len(header))
    except csv.Error as error:
        raise InputFault(f"baris {reader.line_num}: bukan CSV yang sah; periksa tanda kutipnya") from error
    columns = {name: [row[place].strip() for row in rows] for name, place in places.items()}
    return CsvColumns(columns, lines)


@dataclass(frozen=True)
class LooseRow:
    """One line of a file that is read although some of its lines are wrong; ``fault`` says what is."""

    line: int
    cells: Mapping[str, str]
    fault: str = ""


def read_loose(path: Path, wanted: Sequence[str]) -> list[LooseRow]:
    """The ``wanted`` columns of every row that is not blank, with commas or semicolons between them.

    A file with a fault is read line by line, so that a stray quote spoils its own line and not all that follow.
    """
    text = _text(path)
    lines = [(number, line) for number, line in enumerate(LINE_END.split(text), 1) if line.strip()]
    first, header = lines[0]
    mark = ";" if header.count(";") > header.count(",") else ","
    names = [clean_text(name) for name in _split(header, mark) or []]
    if not names:
        raise InputFault(f"baris {first}: bukan CSV yang sah; periksa tanda kutipnya")
    places = _places(names, wanted)
    rows = _whole(text, mark, names) or [(number, _split(line, mark)) for number, line in lines]
    filled = [(number, row) for number, row in rows[1:] if row is None or any(cell.strip() for cell in row)]
    return [_loose_row(number, row, places, len(names)) for number, row in filled]


def _whole(text: str, mark: str, names: Sequence[str]) -> list[tuple[int, list[str] | None]]:
    """Every row with the line it ends on; empty when any row has a fault.

    A cell may hold line breaks here, but not whole rows: between two stray quotes those would be lost unseen.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error:
        return []
    if any(
        len(row) != len(names) or any(_holds_a_row(cell, mark, len(names)) for cell in row) for _, row in rows
    ):
        return []
    return list(rows)


def _holds_a_row(cell: str, mark: str, width: int) -> bool:
    return cell.count(mark) >= width - 1 and LINE_END.search(cell) is not None


def _split(line: str, mark: str) -> list[str] | None:
    try:
        return next(csv.reader([line], strict=True, delimiter=mark))
    except csv.Error:
        return None


def _loose_row(number: int, row: list[str] | None, places: Mapping[str, int], width: int) -> LooseRow:
    if row is None:
        return LooseRow(number, {}, "bukan CSV yang sah; periksa tanda kutipnya")
    cells = {name: clean_text(row[place]) for name, place in places.items() if place < len(row)}
    fault = "" if len(row) == width else f"ada {len(row)} isian, seharusnya {width}"
    return LooseRow(number, cells, fault)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputFault("berkas tidak ditemukan") from None
    except IsADirectoryError:
        raise InputFault("ini folder, bukan berkas") from None
    except PermissionError:
        raise InputFault("tidak ada izin membaca berkas ini") from None
    except OSError as error:
        raise InputFault("berkas tidak dapat dibaca") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputFault(f"baris {line}: bukan teks UTF-8; simpan ulang sebagai CSV UTF-8") from error
    if not text.strip():
        raise InputFault("berkas kosong")
    return text


def _places(header: list[str], wanted: Sequence[str]) -> dict[str, int]:
    missing = [name for name in wanted if name not in header]
    if missing:
        hint = "; pemisah kolom harus koma, bukan titik koma" if len(header) == 1 and ";" in header[0] else ""
        raise InputFault(f"baris 1: kolom tidak ada: {', '.join(missing)}{hint}")
    twice = [name for name in wanted if header.count(name) > 1]
    if twice:
        raise InputFault(f"baris 1: kolom tertulis dua kali: {', '.join(twice)}")
    return {name: header.index(name) for name in wanted}


def _rows(reader: Any, width: int) -> tuple[list[list[str]], list[int]]:
    rows, lines = [], []
    for row in reader:
        if not row:
            continue
        if len(row) != width:
            raise InputFault(f"baris {reader.line_num}: ada {len(row)} isian, seharusnya {width}")
        rows.append(row)
        lines.append(reader.line_num)
    return rows, lines


def numbers(sheet: CsvColumns, column: str, *, least: float | None = None) -> Floats:
    """A column of numbers with decimal points; an empty field is NaN."""
    texts = sheet.columns[column]
    try:
        values = np.array([text or "nan" for text in texts], dtype=np.float64)
    except ValueError:
        values = np.array([_number(text) for text in texts], dtype=np.float64)
    filled = np.array([text != "" for text in texts], dtype=np.bool_)
    wrong = np.flatnonzero(filled & ~np.isfinite(values))
    if wrong.size:
        raise sheet.fault(int(wrong[0]), column, "angka dengan titik desimal")
    if least is not None and (below := np.flatnonzero(values < least)).size:
        raise sheet.fault(int(below[0]), column, f"angka {least:g} atau lebih")
    return values


def _number(text: str) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def codes(sheet: CsvColumns, column: str, meaning: Mapping[str, int]) -> npt.NDArray[np.int8]:
    """A column of codes such as ``l`` and ``h``, upper or lower case."""
    texts = [text.lower() for text in sheet.columns[column]]
    unknown = next((row for row, text in enumerate(texts) if text not in meaning), None)
    if unknown is not None:
        known = " atau ".join(code or "kosong" for code in meaning)
        raise sheet.fault(unknown, column, known)
    return np.array([meaning[text] for text in texts], dtype=np.int8)


def number_texts(values: Floats) -> list[str]:
    """Shortest text of at most 15 significant digits, empty for NaN: the way WHO's own files are written."""
    return ["" if value != value else f"{value:.15g}" for value in values.tolist()]


def z_texts(centi_z: Floats) -> list[str]:
    """Hundredths of z as decimal text without trailing zeros, empty for NaN."""
    return number_texts(centi_z / 100 + 0.0)


def flag_texts(centi_z: Floats, limits: tuple[int, int]) -> list[str]:
    """WHO's flag of each z: 1 implausible, 0 not, empty where there is no z."""
    low, high = limits
    outside = ((centi_z < low) | (centi_z > high)).tolist()
    return ["" if z != z else "1" if flag else "0" for z, flag in zip(centi_z.tolist(), outside, strict=True)]


def write_sheet(path: Path, columns: Mapping[str, Iterable[str]]) -> None:
    """Write columns of equal length side by side."""
    try:
        with path.open("w", encoding="utf-8", newline="") as target:
            write_csv(target, chain([columns], zip(*columns.values(), strict=True)))
    except OSError as error:
        raise InputFault(f"hasil tidak dapat ditulis ke {path}; periksa folder dan izinnya") from error
