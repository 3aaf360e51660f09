from __future__ import annotations

import pytest

from anyelir.commands import main
from anyelir.regions.models import Region

pytestmark = pytest.mark.django_db


def test_search_prints_codes_with_labels(cibinong, capsys):
    assert main(["regions", "search", "ciriung", "cibinong"]) == 0
    assert capsys.readouterr().out == "32.01.01.1010    Ciriung, Cibinong, Kab. Bogor\n"


def test_search_says_when_there_is_none(cibinong, capsys):
    assert main(["regions", "search", "ciriung", "--inside", "51"]) == 1
    assert "Tidak ada tempat" in capsys.readouterr().out


def test_replace(cibinong, capsys):
    options = ["--on", "2026-01-01", "--name", "Ciriung Baru"]
    assert main(["regions", "replace", "32.01.01.1010", "32.01.01.1099", *options]) == 0
    assert Region.objects.get(pk="32.01.01.1010").successor.name == "Ciriung Baru"


@pytest.mark.parametrize(
    "old, new, text",
    [("99", "98", "Kode 99 tidak dikenal."), ("32.01.01.1010", "32.01", "tidak cocok")],
)
def test_replace_says_why_not(cibinong, capsys, old, new, text):
    assert main(["regions", "replace", old, new, "--on", "2026-01-01"]) == 1
    assert text in capsys.readouterr().out


class TestLoad:
    def test_says_what_it_did(self, national, capsys):
        assert main(["regions", "load"]) == 0
        assert "0 baru, 0 berubah, 0 berakhir" in capsys.readouterr().out
