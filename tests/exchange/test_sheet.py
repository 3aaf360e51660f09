"""What is damaged or forged in a file is a message; reading never ends in an error page."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from anyelir.core.refusal import Refused
from anyelir.exchange.sheet import raw_rows

SHEET = "xl/worksheets/sheet1.xml"


def book() -> bytes:
    made, out = Workbook(), io.BytesIO()
    made.active.append(["Nama", "JK", "Berat"])
    made.active.append(["Raka", "L", 9.1])
    made.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The book with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(item.filename, content if item.filename == name else old.read(item))
    return out.getvalue()


def read(folder, content: bytes, name: str = "buku.xlsx") -> list:
    (folder / name).write_bytes(content)
    return list(raw_rows(folder / name))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, b"<worksheet><sheetData><row"),
        (SHEET, b""),
        (SHEET, b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'),
        (SHEET, b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                b'<row r="x"><c r="A1" t="s"><v>9999999</v></c></row></sheetData></worksheet>'),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/workbook.xml", b"\x00\xff"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)  # fmt: skip
def test_a_forged_book_is_a_message(tmp_path, part, content):
    try:
        read(tmp_path, with_part(part, content))
    except Refused as refused:
        assert refused.field == "file" and refused.code in ("not_a_workbook", "empty_file")


def test_a_book_without_a_sheet_says_so(tmp_path):
    """A book of a chart alone is whole, so nobody is told to save it anew."""
    made, out = Workbook(), io.BytesIO()
    made.create_chartsheet().add_chart(BarChart())
    made.remove(made.active)
    made.save(out)
    with pytest.raises(Refused) as refused:
        read(tmp_path, out.getvalue())
    assert refused.value.code == "empty_file"


def test_a_book_damaged_anywhere_is_read_or_is_a_message(tmp_path):
    chance, whole = random.Random(6), book()
    refusals = 0
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read(tmp_path, bytes(damaged[: chance.randint(len(damaged) // 2, len(damaged))]))
        except Refused:
            refusals += 1
    assert refusals > 100


@pytest.mark.parametrize("content", [b'"' + b"x" * 140_000, b"Nama;JK\n" + b"y" * 200_000])
def test_a_cell_of_a_csv_that_is_too_long_is_a_message(tmp_path, content):
    with pytest.raises(Refused) as refused:
        read(tmp_path, content, "buku.csv")
    assert refused.value.code == "not_a_table"
