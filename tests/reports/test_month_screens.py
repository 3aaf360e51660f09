"""The month sheet of a posyandu on the screen and as a file, closing it and opening it again."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.utils import timezone

from anyelir.core import wording
from anyelir.documents.engine import EngineFailed
from anyelir.documents.models import Paper
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import MonthClosing
from anyelir.reports.folding import drain_all
from anyelir.rules.dates import add_months
from tests import factories as make

THIS_MONTH = timezone.localdate().replace(day=1)
LAST_MONTH = add_months(THIS_MONTH, -1)


@pytest.fixture
def chair(corner, sign_in):
    """The chair of the first posyandu, with one child weighed last month."""
    user = make.user("ketua")
    make.grant(user, "posyandu_chair", unit=corner.first)
    child = corner.child(add_months(LAST_MONTH, -14))
    weighed = corner.weigh(child, LAST_MONTH + dt.timedelta(days=9), "9.1")
    actions.close_session(session=weighed.visit.session, by=corner.by, kader_on_duty=4)
    drain_all()
    return sign_in(user)


@pytest.fixture
def sheet(corner):
    return f"/laporan/skdn/{corner.first.pk}/{LAST_MONTH:%Y-%m}/"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_sheet_names_its_own_month(chair, corner, sheet):
    page = text_of(chair.get(sheet))
    assert f"1 dari 1 balita ditimbang pada {wording.month(LAST_MONTH)}." in page
    assert "LAPORAN SKDN POSYANDU" in page and "Draf, belum ditutup." in page
    empty = text_of(chair.get(f"/laporan/skdn/{corner.first.pk}/{add_months(LAST_MONTH, -9):%Y-%m}/"))
    assert "Belum ada penimbangan pada" in empty


@pytest.mark.parametrize(
    "month", [f"{add_months(THIS_MONTH, 1):%Y-%m}", "2099-12", "2026-13", "1999-01", "kemarin"]
)
def test_a_month_to_come_or_nonsense_is_not_found(chair, corner, month):
    address = f"/laporan/skdn/{corner.first.pk}/{month}/"
    assert chair.get(address).status_code == 404
    assert chair.get(f"{address}lembar.xlsx").status_code == 404
    assert chair.post(f"{address}tutup/").status_code == 404


def test_the_files_hold_the_same_numbers(chair, sheet):
    book = openpyxl.load_workbook(io.BytesIO(chair.get(f"{sheet}lembar.xlsx").content))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row if cell is not None]
    assert wording.month(LAST_MONTH) in cells
    assert chair.get(f"{sheet}lembar.pdf").content.startswith(b"%PDF-")
    assert chair.get(f"{sheet}lembar.docx").status_code == 404


def test_closing_twice_is_told(chair, sheet):
    chair.post(f"{sheet}tutup/")
    assert "sudah ditutup dan ditandatangani." in text_of(chair.get(sheet))
    again = chair.post(f"{sheet}tutup/")
    assert again.status_code == 409 and MonthClosing.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "\x00\u200b ", "x" * 301])
def test_opening_again_needs_a_reason_and_keeps_what_was_typed(chair, sheet, reason):
    chair.post(f"{sheet}tutup/")
    response = chair.post(f"{sheet}buka/", {"reason": reason})
    assert response.status_code == 422 and "Alasan membuka kembali</a>:" in response.content.decode()
    if len(reason) > 300:
        assert reason in response.content.decode()
    assert MonthClosing.objects.get().reopened_at is None
    chair.post(f"{sheet}buka/", {"reason": "Salah timbang."})
    assert MonthClosing.objects.get().reopen_reason == "Salah timbang."
    assert "Versi terdahulu" in text_of(chair.get(sheet))


def test_a_reason_is_cleaned_of_marks_nobody_sees(chair, sheet):
    chair.post(f"{sheet}tutup/")
    assert chair.post(f"{sheet}buka/", {"reason": " Salah\x00 \u202atimbang\u202c. "}).status_code == 302
    assert MonthClosing.objects.get().reopen_reason == "Salah timbang."


def test_a_month_with_an_open_day_says_what_to_close_first(chair, corner, sheet):
    actions.open_session(posyandu=corner.first, held_on=LAST_MONTH + dt.timedelta(days=19), by=corner.by)
    response = chair.post(f"{sheet}tutup/")
    assert response.status_code == 409 and "Tutup" in response.content.decode()
    assert not MonthClosing.objects.exists()


def test_opening_an_open_month_is_told(chair, sheet):
    assert chair.post(f"{sheet}buka/", {"reason": "Salah."}).status_code == 409


def test_the_month_of_another_posyandu_is_not_found(chair, corner):
    other = f"/laporan/skdn/{corner.second.pk}/{LAST_MONTH:%Y-%m}/"
    for address in (other, f"{other}lembar.pdf"):
        assert chair.get(address).status_code == 404
    assert chair.post(f"{other}tutup/").status_code == chair.post(f"{other}buka/").status_code == 404


def test_a_signed_month_has_one_paper_until_it_is_opened_again(chair, corner, sheet):
    draft = chair.get(f"{sheet}lembar.pdf").content
    chair.post(f"{sheet}tutup/")
    paper = Paper.objects.get()
    first, second = chair.get(f"{sheet}lembar.pdf").content, chair.get(f"{sheet}lembar.pdf").content
    assert first == second == bytes(paper.content) != draft
    assert chair.get(f"{sheet}lembar.xlsx").content == chair.get(f"{sheet}lembar.xlsx").content
    page = chair.get(f"/cek/{paper.code}/").content.decode()
    assert "terdaftar dan masih berlaku" in page and corner.first.name in page
    chair.post(f"{sheet}buka/", {"reason": "Salah timbang."})
    assert "dicabut" in chair.get(f"/cek/{paper.code}/").content.decode()
    assert chair.get(f"{sheet}lembar.pdf").content != first
    chair.post(f"{sheet}tutup/")
    assert [paper.number for paper in Paper.objects.order_by("number")] == [1, 2]


def test_a_month_is_signed_also_when_its_paper_cannot_be_set(chair, sheet, monkeypatch):
    def fails(*_args):
        raise EngineFailed("no")

    monkeypatch.setattr("anyelir.documents.issuing.set_papers", fails)
    assert chair.post(f"{sheet}tutup/").status_code == 302
    assert MonthClosing.objects.exists() and not Paper.objects.exists()
    assert chair.get(f"{sheet}lembar.pdf").content.startswith(b"%PDF-")
