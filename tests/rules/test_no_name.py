"""Texts that name nobody, and short names that do."""

import pytest

from anyelir.rules.no_name import is_no_name, known_name


@pytest.mark.parametrize(
    "text",
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#NILAI!", "Err:502", "-", "--", "0", "0.0",
     "nan", "NaN", "None", "NULL", "n/a", "N/A", "NA", "?", "...", "", "  ", "123", "belum ada", "Belum ada nama",
     "tidak ada", "(kosong)", "xxx", "undefined", "_"],
)  # fmt: skip
def test_no_name(text):
    assert is_no_name(text) and known_name(text) == ""


@pytest.mark.parametrize(
    "text",
    ["Nana", "Nihla", "B", "By. Ny. Siti", "Ada Wijaya", "Nani", "Anyelir 1", "Melati II", "Ibnu", "Nan Hui"],
)
def test_a_name(text):
    assert not is_no_name(text) and known_name(f" {text} ") == text
