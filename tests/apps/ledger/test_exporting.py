"""``anyelir ledger``: books are listed, counted anew and taken out without a name."""

from __future__ import annotations

import argparse
import io

import pytest
from django.apps import apps
from django.db import connection
from openpyxl import load_workbook

from anyelir.commands import ledger_command
from anyelir.core.guards import guard, unguard
from anyelir.core.models import AuditEntry
from anyelir.ledger import exporting
from anyelir.ledger.models import LedgerLine
from anyelir.rules.journal import JournalLine

pytestmark = pytest.mark.django_db
SEPARATOR = "\r\n"


@pytest.fixture
def command(monkeypatch, capsysbinary):
    """``command("verify")`` gives the exit code and what was printed."""
    monkeypatch.setattr(ledger_command, "start_django", lambda: None)

    def call(*arguments: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        ledger_command.configure(parser)
        capsysbinary.readouterr()
        code = ledger_command.run(parser.parse_args(arguments))
        printed = capsysbinary.readouterr()
        return code, (printed.out + printed.err).decode()

    return call


@pytest.fixture
def savings(post):
    lines = [JournalLine("kas", 30_000), JournalLine("simpanan:wajib", -30_000, "anggota-9", "wajib")]
    return post(lines=lines, words="Simpanan Ibu Eti Rohaeti", receipt_no="B-7")


def test_list_names_every_ledger(ledger, command):
    code, printed = command("list")
    assert code == 0 and str(ledger.pk) in printed and "TP PKK Ciriung" in printed


def test_verify_says_that_all_fit_or_what_does_not(ledger, savings, command):
    assert command("verify") == (0, "1 buku dihitung ulang, semua cocok.\n")
    connection.check_constraints()
    room = apps.get_app_config("ledger")
    unguard(room, using="default")
    LedgerLine.objects.filter(account__code="kas").update(amount_idr=1)
    code, printed = command("verify", str(ledger.pk))
    assert code == 1 and "Catatan 2/2026 tidak seimbang." in printed and "pemicu basis data hilang" in printed
    guard(room, using="default")


@pytest.mark.parametrize("wrong", ["7", "01a22796-3050-7e2d-81d3-13da2cc6a577"])
def test_books_that_are_not_there(ledger, command, wrong):
    for action in ("verify", "export"):
        assert command(action, wrong)[0] == 2


def test_export_asks_for_one_ledger(ledger, command):
    assert command("export") == (2, "Sebut satu buku: anyelir ledger export ID. Lihat: anyelir ledger list\n")


@pytest.mark.parametrize("file_format", ["beancount", "hledger", "csv"])
def test_export_numbers_the_parties_and_keeps_the_words(ledger, savings, command, file_format):
    code, printed = command("export", str(ledger.pk), "--format", file_format)
    assert code == 0 and "M0001" in printed and "anggota-9" not in printed and "Eti" not in printed
    assert "Eti" in command("export", str(ledger.pk), "--format", file_format, "--with-words")[1]


def test_a_copy_that_was_taken_is_in_the_trail(ledger, command):
    command("export", str(ledger.pk))
    [line] = AuditEntry.objects.filter(verb="ledger.export")
    assert line.detail == {"format": "hledger"} and line.actor_id is None


def test_a_table_has_a_row_for_each_line(ledger, savings):
    rows = exporting.exported(ledger, "csv").decode().split(SEPARATOR)
    assert rows[0] == "tahun,nomor,tanggal,jenis,bukti,akun,anggota,perihal,debit,kredit"
    assert rows[3:5] == [
        "2026,2,2026-10-05,receipt,B-7,kas,,,30000,0",
        "2026,2,2026-10-05,receipt,B-7,simpanan:wajib,M0001,wajib,0,30000",
    ]


def test_a_workbook_is_written_to_its_file(ledger, savings, command, tmp_path):
    target = tmp_path / "buku.xlsx"
    code, printed = command("export", str(ledger.pk), "--format", "xlsx", "--output", str(target))
    assert (code, printed) == (0, f"{target} ditulis.\n")
    sheet = load_workbook(io.BytesIO(target.read_bytes())).active
    assert [cell.value for cell in sheet[4]][:6] == [2026, 2, sheet[4][2].value, "receipt", "B-7", "kas"]
    assert sheet.max_row == 5
