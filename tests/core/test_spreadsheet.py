"""The writer of spreadsheets: no cell is ever a formula, no character breaks the file."""

import ast
import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from anyelir.core.spreadsheet import Sheet, cell_value, csv_cell, write_csv
from tests.architecture.sources import PACKAGE, python_files

LIVE = [
    '=HYPERLINK("http://x.test","klik")',
    "+62812",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\u200b=1+1",
    "\x02=1+1",
    " =1+1",
    "＝1+1",
    "#REF!",
]


def reopened(sheet: Sheet):
    return openpyxl.load_workbook(io.BytesIO(sheet.to_bytes())).active


@pytest.mark.parametrize("text", LIVE)
def test_a_text_stays_a_text(text):
    sheet = Sheet("Uji")
    sheet.add([text])
    sheet.put(2, 3, text)
    for cell in (reopened(sheet)["A1"], reopened(sheet)["C2"]):
        assert cell.data_type == "s" and cell.value == cell_value(text)
        assert cell.quotePrefix == (text != "#REF!")


@pytest.mark.parametrize("text", LIVE)
def test_csv_never_begins_a_formula(text):
    assert csv_cell(text)[:1] in ("'", "#")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-2.5, "-2,5"),
        (-3, "-3"),
        ("-2.5", "-2.5"),
        ("-1.5e-05", "-1.5e-05"),
        (None, ""),
        (True, "True"),
        ("a", "a"),
    ],
)
def test_numbers_stay_numbers_in_csv(value, text):
    assert csv_cell(value, ",") == text


def test_values_keep_their_kind():
    day = dt.date(2026, 11, 10)
    sheet = Sheet("Uji")
    sheet.add([1, 2.5, Decimal("3.5"), day, None, gettext_lazy("Nama"), float("inf"), "Put\x02ri\ud800"])
    values = [cell.value for cell in reopened(sheet)[1]]
    assert values == [1, 2.5, 3.5, dt.datetime(2026, 11, 10), None, "Nama", None, "Putri"]


@given(
    st.lists(st.text(st.characters(), max_size=20), min_size=1, max_size=4),
    st.text(st.characters(), max_size=40),
)
def test_no_text_breaks_a_file(texts, title):
    sheet = Sheet(title)
    sheet.add(texts)
    assert all(cell.data_type != "f" for cell in reopened(sheet)[1])
    target = io.StringIO()
    write_csv(target, [texts])
    [row] = csv.reader(io.StringIO(target.getvalue(), newline=""))
    target.getvalue().encode()
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row)


def names_used(path: Path) -> set[str]:
    """What a module takes from openpyxl and csv."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "openpyxl":
            names |= {f"openpyxl.{name.name}" for name in node.names}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            names.add(f"{node.value.id}.{node.attr}")
    return names & {"openpyxl.Workbook", "csv.writer", "csv.DictWriter"}


def test_only_this_module_writes_spreadsheets():
    writers = {path.relative_to(PACKAGE).as_posix() for path in python_files() if names_used(path)}
    assert writers == {"core/spreadsheet.py"}


def test_the_same_cells_give_the_same_bytes(monkeypatch):
    def made() -> bytes:
        sheet = Sheet("Uji")
        sheet.add(["Putri", 9.3, dt.date(2026, 11, 10)])
        return sheet.to_bytes()

    first = made()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("openpyxl.writer.excel.datetime", Later)
    assert made() == first


class Later(dt.datetime):
    """A year in which the same book is written again."""

    class datetime(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime(2031, 1, 1, tzinfo=tz)

    timezone = dt.timezone
