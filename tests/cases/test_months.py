"""The histories of tests/data/cases/children.md that a month sheet, a region or a file got wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest

from anyelir.core.indicator import Leaf
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.care.sheets import SKDN
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.models import MonthClosing
from anyelir.reports import exports
from anyelir.reports.engine import measure_leaves
from anyelir.reports.folding import drain_all, mark_leaves
from anyelir.reports.presenting import Seen, change_note, present
from anyelir.reports.queries import leaf_numbers, rows_below, series
from anyelir.reports.sheets import SheetReport
from anyelir.reports.verifying import verify
from tests import factories as make
from tests.reports.conftest import Corner

SEPTEMBER, OCTOBER, NOVEMBER = (dt.date(2025, month, 1) for month in (9, 10, 11))
pytestmark = pytest.mark.django_db


@pytest.fixture
def corner(db) -> Corner:
    return Corner()


def counted(corner, month: dt.date) -> dict[str, int]:
    leaf = Leaf(str(corner.first.pk), month)
    return measure_leaves(CATALOGUE, [leaf])[leaf]


@pytest.mark.case("children 10", "November: BGM ya, BB/U dari 3 Nov, TB/U dari 24 Nov")
def test_each_index_reads_its_own_last_value_of_the_month(corner):
    child = corner.child(dt.date(2023, 6, 20), since=OCTOBER, sex="F")
    light = corner.weigh(child, dt.date(2025, 11, 3), "7.1")
    corner.weigh(child, dt.date(2025, 11, 24), None, height_cm="76", posture="recumbent")
    numbers = counted(corner, NOVEMBER)
    assert light.waz < -300
    assert (numbers["below_red_line"], numbers["waz_severely_underweight"], numbers["waz_assessed"]) == (
        1,
        1,
        1,
    )
    assert (numbers["haz_assessed"], numbers["whz_assessed"], numbers["weighed"]) == (1, 0, 1)


def test_a_later_value_of_the_same_index_wins(corner):
    child = corner.child(dt.date(2024, 7, 20), since=OCTOBER, sex="F")
    corner.weigh(child, dt.date(2025, 11, 3), "7.1", height_cm="76", posture="recumbent")
    corner.weigh(child, dt.date(2025, 11, 24), "9.6")
    numbers = counted(corner, NOVEMBER)
    assert (numbers["below_red_line"], numbers["waz_normal"], numbers["haz_assessed"]) == (0, 1, 1)
    # The length of the 3rd with the weight of the 3rd: the last day on which both were measured.
    assert numbers["whz_assessed"] == 1 and numbers["whz_normal"] == 0


@pytest.mark.case("children 12", "K dari November (hari KMS diberikan), bukan Januari sampai Oktober")
def test_a_card_counts_from_the_day_it_was_given(corner):
    corner.child(dt.date(2024, 7, 20), since=SEPTEMBER, **make.growth_card(dt.date(2025, 11, 15)))
    drain_all()
    k = {
        month: leaf_numbers(CATALOGUE, str(corner.first.pk), month)["with_growth_card"]
        for month in (SEPTEMBER, OCTOBER, NOVEMBER)
    }
    assert k == {SEPTEMBER: 0, OCTOBER: 0, NOVEMBER: 1}


def test_nobody_asked_for_the_card_is_not_zero(corner):
    corner.child(dt.date(2024, 7, 20), since=OCTOBER)
    drain_all()
    assert (
        present("with_growth_card", Seen(leaf_numbers(CATALOGUE, str(corner.first.pk), OCTOBER))).value
        is None
    )
    assert present("posyandu.k_s", Seen(leaf_numbers(CATALOGUE, str(corner.first.pk), OCTOBER))).value is None
    corner.child(dt.date(2024, 7, 21), since=OCTOBER, **make.growth_card(None))
    drain_all()
    assert (
        present("with_growth_card", Seen(leaf_numbers(CATALOGUE, str(corner.first.pk), OCTOBER))).value == 0
    )


def test_more_weighed_than_cards_explains_itself(corner):
    cards = [dt.date(2025, 9, 2), None, None]
    for day, on in enumerate(cards, 5):
        child = corner.child(dt.date(2024, 7, day), since=OCTOBER, **make.growth_card(on))
        corner.weigh(child, dt.date(2025, 10, 14), "10.2")
    drain_all()
    row = sheet(corner.first, OCTOBER).rows[-1]
    assert {column.label: shown.value for column, shown in row.pairs}["D/K"] == 300
    assert row.notes == ("D/K lebih dari 100%: 2 anak ditimbang tanpa KMS yang tercatat",)


def sheet(posyandu, month: dt.date) -> SheetReport:
    """The SKDN sheet for those who care for the children."""
    return SheetReport(SKDN, SKDN.subject(posyandu), month, None)


@pytest.fixture
def reopened(corner):
    """October signed with T 2, O 1; then a September weighing is entered late: two letters change."""
    for day in (5, 6):
        child = corner.child(dt.date(2024, 7, day), since=dt.date(2025, 8, 1))
        corner.weigh(child, dt.date(2025, 9, 9), "9.9")
        corner.weigh(child, dt.date(2025, 10, 14), "9.9")
    late = corner.child(dt.date(2024, 7, 7), since=dt.date(2025, 8, 1))
    corner.weigh(late, dt.date(2025, 8, 12), "9.9")
    corner.weigh(late, dt.date(2025, 10, 14), "9.9")
    for session in corner.first.sessions.filter(closed_at=None):
        day_actions.close_session(session=session, by=corner.by, kader_on_duty=4)
    report = sheet(corner.first, OCTOBER)
    day_actions.close_month(posyandu=corner.first, month=OCTOBER, count=report.counted, by=corner.by)
    drain_all()
    corner.weigh(late, dt.date(2025, 9, 16), "9.9")
    drain_all()
    return corner


SIGNED = {"not_gained": 2, "missed_last_month": 1}
NOTE = "berubah sejak ditutup (T 3, O 0"


@pytest.mark.case(
    "children 13", "T dan O yang ditandatangani di semua lembar, wilayah dan berkas, dengan tanda"
)
def test_a_signed_month_stays_signed_everywhere(reopened):
    later = sheet(reopened.first, NOVEMBER)
    october = next(row for row in later.rows if row.text == "Oktober 2025")
    letters = {column.label: shown for column, shown in october.pairs}
    assert (letters["T"].value, letters["O"].value) == (2, 1)
    assert (letters["T"].now, letters["O"].now) == (3, 0)
    assert october.notes[0].startswith(NOTE)
    for code in ("32.01.01.1010/RW014", "32.01.01.1010", "32.01.01", "32.01", "32", ""):
        numbers = series(CATALOGUE, code, OCTOBER, 1)[0][1]
        assert {key: numbers[key] for key in SIGNED} == SIGNED, code
        assert change_note(Seen(numbers)).startswith(NOTE), code
    [row] = [row for row in rows_below(CATALOGUE, "32.01.01", OCTOBER) if row.key == "32.01.01.1010"]
    assert {key: row.numbers[key] for key in SIGNED} == SIGNED
    assert verify().is_equal


def test_the_files_of_a_signed_month_say_the_same(reopened):
    later = sheet(reopened.first, NOVEMBER)
    book = openpyxl.load_workbook(io.BytesIO(exports.sheet_xlsx(later).content))
    [line] = [row for row in book.active.iter_rows(values_only=True) if row[0] == "Oktober 2025"]
    assert line[5:7] == (2, 1) and line[-1].startswith(NOTE)
    rows = exports.comparison(CATALOGUE, None, OCTOBER, None)
    table = exports.as_csv(rows, "x").content.decode("utf-8-sig")
    [head, nation] = list(csv.reader(io.StringIO(table), delimiter=";"))
    cells = dict(zip(head, nation, strict=True))
    assert cells["Belum naik (T), menurut tanggal pengukuran: pembilang"] == "2"
    assert cells["Keterangan"].startswith(NOTE)


def test_what_goes_on_after_the_signing_is_no_change(reopened):
    numbers = series(CATALOGUE, "", OCTOBER, 1)[0][1]
    assert not {"referral_answered", "posyandu_closed"} & set(numbers.shift)


def test_a_month_opened_again_shows_what_the_facts_say(reopened):
    closing = sheet(reopened.first, OCTOBER).closing
    day_actions.reopen_month(closing=closing, reason="September terlambat dicatat.", by=reopened.by)
    drain_all()
    numbers = series(CATALOGUE, "", OCTOBER, 1)[0][1]
    assert (numbers["not_gained"], numbers["missed_last_month"], change_note(Seen(numbers))) == (3, 0, "")
    assert verify().is_equal


def test_a_forged_signature_decides_nothing(reopened):
    """Somebody with the database but without the keys wrote a closing of a month of his own."""
    signed = sheet(reopened.first, OCTOBER).closing
    forged = {
        **signed.snapshot,
        "month": "2025-09-01",
        "numbers": {**signed.snapshot["numbers"], "weighed": 41},
    }
    closing = {"closed_at": signed.closed_at, "closed_by_name": "Orang lain", "sha256": signed.sha256}
    MonthClosing.objects.create(
        posyandu=reopened.first,
        month=SEPTEMBER,
        version=1,
        snapshot=forged,
        signature=signed.signature,
        **closing,
    )
    mark_leaves(CATALOGUE, [Leaf(str(reopened.first.pk), SEPTEMBER)])
    drain_all()
    assert series(CATALOGUE, "", SEPTEMBER, 1)[0][1]["weighed"] == 3
    assert leaf_numbers(CATALOGUE, str(reopened.first.pk), SEPTEMBER)["weighed"] == 3
    assert verify().is_equal
