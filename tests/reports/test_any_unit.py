"""A catalogue of another unit and a yearly grain passes through everything without a line in ``reports``."""

from __future__ import annotations

import copy
import csv
import dataclasses
import datetime as dt
import io

import openpyxl
import pytest

from anyelir.commands.docs_command import indicators_page
from anyelir.core.grain import MONTH, QUARTER, YEAR
from anyelir.core.indicator import CATALOGUES, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.core.registry import DeclaredTwice
from anyelir.regions.models import Region
from anyelir.reports import columns, papers
from anyelir.reports.folding import drain_all, mark_leaves, rebuild
from anyelir.reports.keeping import mark_new_period
from anyelir.reports.models import LeafNumbers, RegionNumbers
from anyelir.reports.presenting import Seen
from anyelir.reports.queries import leaf_numbers
from anyelir.reports.sheets import SheetReport
from anyelir.reports.verifying import verify
from anyelir.rules.disclosure.limits import Audience
from tests import factories as make
from tests.pages import flat
from tests.reports import wells as toy
from tests.reports.wells import SHEET, WELLS, Well, wells

pytestmark = pytest.mark.django_db
OFFICE = Audience.INTERNAL
YEAR_2025 = dt.date(2025, 1, 1)


@pytest.fixture
def dug(corner):
    """Three wells of two kelurahan, dug in 2024 and 2025."""
    with wells(
        Well("sumur-1", "32.01.01.1010/RW014", dug_in=2024, depth_m=12, is_clean=True),
        Well("sumur-2", "32.01.01.1010", dug_in=2025, depth_m=30, is_clean=False),
        Well("sumur-3", "32.01.01.1003", dug_in=2025, depth_m=9, is_clean=True),
    ) as known:
        yield known


def of(code: str, period: dt.date = YEAR_2025) -> dict[str, int]:
    row = RegionNumbers.objects.filter(unit_kind="well", code=code, period=period).first()
    return {key: value for key, value in row.numbers.items() if value} if row else {}


def test_leaves_of_a_year_are_folded_up_to_the_nation(dug):
    mark_leaves(WELLS, [Leaf(key, YEAR_2025) for key in dug])
    drain_all()
    assert of("32.01.01.1010/RW014") == {"wells": 1, "clean": 1, "metres": 12, "looked_at": 1}
    assert of("32.01.01.1010") == {"wells": 2, "clean": 1, "metres": 42, "looked_at": 2}
    assert of("") == of("32.01") == {"wells": 3, "clean": 2, "metres": 51, "looked_at": 3}
    assert not DirtyLeaf.objects.filter(unit_kind="well").exists()


def test_a_rebuild_counts_every_year_and_verify_looks_at_it(dug):
    rebuild()
    assert of("", dt.date(2024, 1, 1)) == {"wells": 1, "clean": 1, "metres": 12, "looked_at": 1}
    verification = verify()
    assert verification.is_equal and verification.leaves >= len(LeafNumbers.objects.filter(unit_kind="well"))
    row = RegionNumbers.objects.get(unit_kind="well", code="32", period=YEAR_2025)
    row.live["wells"] = 7
    row.save()
    assert [(table, measure) for table, _key, _period, measure, _have, _want in verify().differences] == [
        ("wilayah (well)", "wells")
    ]


def test_the_posyandu_beside_it_stay_as_they_are(dug, corner):
    drain_all()
    posyandu = {row.code: row.numbers for row in RegionNumbers.objects.filter(unit_kind="posyandu")}
    rebuild()
    assert {row.code: row.numbers for row in RegionNumbers.objects.filter(unit_kind="posyandu")} == posyandu


def test_a_new_year_begins_with_the_wells_that_stand(dug):
    this_year = YEAR.start(dt.date.today())
    assert mark_new_period(WELLS, this_year) == 3
    assert mark_new_period(WELLS, this_year) == 0


def test_a_well_that_is_filled_in_leaves_nothing_behind(dug):
    rebuild()
    del dug["sumur-1"]
    mark_leaves(WELLS, [Leaf("sumur-1", YEAR_2025)])
    drain_all()
    assert of("") == {"wells": 2, "clean": 1, "metres": 39, "looked_at": 2}
    assert not LeafNumbers.objects.filter(unit_key="sumur-1", period=YEAR_2025).exists()


def test_a_unit_is_declared_once():
    with wells(), pytest.raises(DeclaredTwice, match="well"):
        CATALOGUES.declare(copy.copy(WELLS))


@pytest.mark.parametrize(
    ("grain", "day", "start", "key", "end"),
    [
        (MONTH, "2025-10-14", "2025-10-01", "2025-10", "2025-10-31"),
        (QUARTER, "2025-12-31", "2025-10-01", "2025-10", "2025-12-31"),
        (YEAR, "2024-02-29", "2024-01-01", "2024", "2024-12-31"),
    ],
)
def test_a_period_begins_ends_and_is_named(grain, day, start, key, end):
    period = grain.start(dt.date.fromisoformat(day))
    assert (period.isoformat(), grain.key(period), grain.end(period).isoformat()) == (start, key, end)
    assert grain.parse(key) == period
    assert grain.between(grain.step(period, -2), period) == [
        grain.step(period, -2),
        grain.step(period, -1),
        period,
    ]


@pytest.mark.parametrize("text", ["", "2025-13", "2025-1", "kemarin", "0000", "2025-10-01"])
def test_nonsense_is_no_period(text):
    assert MONTH.parse(text) is None


@pytest.fixture
def office(dug, sign_in):
    for region in Region.objects.filter(code__startswith="32.01.01.10").exclude(code__contains="/"):
        region.latitude, region.longitude = -6.4, 106.8
        region.save()
    rebuild()
    user = make.user("kecamatan")
    make.grant(user, "team_kecamatan", Region.objects.get(pk="32.01.01"))
    return sign_in(user)


def test_its_overview_table_and_map_are_drawn(office):
    page = flat(office.get("/ringkasan/32.01.01/?satuan=well&bulan=2025"))
    assert "3 sumur di Kec. Cibinong pada 2025." in page
    assert (
        '<option value="2025" selected>2025</option>' in page and '<option value="2024">2024</option>' in page
    )
    assert "Peta sumur bersih" in page and "Ciriung: Bersih 50,0%, 2 sumur" in page
    assert "50,0%" in page and "100,0%" in page, "a line for each kelurahan"
    assert "satuan=well" in page, "links stay with the wells"
    assert "SKDN" not in page and "balita" not in page.split("<main")[1]


def test_its_units_are_the_lines_of_a_desa(office):
    page = office.get("/ringkasan/32.01.01.1003/?satuan=well&bulan=2025").content.decode()
    assert "Sumur-3" in page and "Sumur-1" not in page


def test_a_page_of_posyandu_offers_the_other_unit(office):
    page = flat(office.get("/ringkasan/32.01.01/"))
    assert '<option value="well">Sumur</option>' in page and '<option value="posyandu" selected>' in page


def test_its_download_has_its_indicators(office):
    file = office.get("/ringkasan/32.01.01/unduh.csv?satuan=well&bulan=2025").content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(file), delimiter=";")
    assert head[:6] == [
        "Kode",
        "Nama",
        "Tahun",
        "Sumur: jumlah",
        "Sumur bersih: pembilang",
        "Sumur bersih: penyebut",
    ]
    assert ["32.01.01.1010", "Ciriung", "2025", "2", "1", "2", "50,0"] in [line[:7] for line in lines]
    assert office.get("/ringkasan/32.01.01/unduh.xlsx?satuan=well&bulan=2025").content.startswith(b"PK")


def test_its_sheet_is_a_file_of_columns(dug):
    rebuild()
    numbers = Seen(leaf_numbers(WELLS, "sumur-2", YEAR_2025))
    form = columns.load(WELLS, SHEET.form)
    assert [column.shown(numbers).value for column in form.columns] == [1, 0]
    assert (form.edition, form.groups, form.columns[1].title) == ("S1", [("Sumur", 2)], "Sumur bersih")


SHEET_OF_2025 = "/laporan/sumur/sumur-2/2025/"


def test_its_sheet_has_the_last_five_years(office):
    page = flat(office.get(SHEET_OF_2025))
    assert "DAFTAR SUMUR" in page and "SUMUR SUMUR-2" in page and "0,0% air bersih pada 2025." in page
    assert "<dt>Kedalaman</dt><dd>30 m</dd>" in page and "Penjaga sumur" in page
    assert "Air yang jernih belum tentu bersih." in page
    assert [year for year in range(2020, 2027) if f'scope="row">{year}<' in page] == [
        2021,
        2022,
        2023,
        2024,
        2025,
    ]
    assert "/laporan/sumur/sumur-2/2024/" in page and "/laporan/sumur/sumur-2/2026/" in page
    assert "Tutup 2025" not in page, "nobody signs wells"


def test_its_sheet_is_a_spreadsheet_and_a_paper(office):
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{SHEET_OF_2025}lembar.xlsx").content))
    lines = list(book.active.iter_rows(values_only=True))
    assert lines[0][0] == "DAFTAR SUMUR" and ("2025", 1, 0) in [line[:3] for line in lines]
    file = office.get(f"{SHEET_OF_2025}lembar.pdf")
    assert file.content.startswith(b"%PDF-") and "sumur-sumur-2-2025.pdf" in file["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    ["sumur/sumur-9/2025/", "tidak-ada/sumur-2/2025/", "sumur/sumur-2/2077/", "skdn/sumur-2/2025-10/"],
)
def test_a_sheet_that_is_not_there_is_not_found(office, address):
    assert office.get(f"/laporan/{address}").status_code == 404


def test_a_sheet_without_a_signature_cannot_be_closed(office):
    assert office.post(f"{SHEET_OF_2025}tutup/").status_code == 404
    assert office.post(f"{SHEET_OF_2025}buka/", {"reason": "salah"}).status_code == 404


def test_a_sheet_keeps_back_what_the_table_keeps_back(office, monkeypatch):
    """Of sumur-3, whose single clean well is a small number, an office sees a dash on page, spreadsheet and paper."""
    careful = dataclasses.replace(WELLS.indicators["well.clean"], minimum_cell=5)
    monkeypatch.setitem(WELLS.indicators, "well.clean", careful)
    monkeypatch.setitem(WELLS.guarded, "well.clean", careful)
    sheet = "/laporan/sumur/sumur-3/2025/"
    page = office.get(sheet).content.decode()
    assert "tidak ditampilkan air bersih pada 2025." in page and "<td>–</td>" in page and "100,0" not in page
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{sheet}lembar.xlsx").content))
    assert ("2025", 1, "–") in [line[:3] for line in book.active.iter_rows(values_only=True)]
    facts = papers.sheet_facts(SheetReport(SHEET, SHEET.subject(toy._wells["sumur-3"]), YEAR_2025, OFFICE))
    assert facts["rows"][-1][:3] == ["2025", "1", "–"]
    # Who cares for the families there sees it.
    facts = papers.sheet_facts(SheetReport(SHEET, SHEET.subject(toy._wells["sumur-3"]), YEAR_2025, None))
    assert facts["rows"][-1][:3] == ["2025", "1", "100,0"]


def test_the_day_by_which_a_record_counts_stands_on_page_map_sheet_and_file(office, monkeypatch):
    dated = dataclasses.replace(WELLS.indicators["well.clean"], dated_by="tanggal pemeriksaan")
    monkeypatch.setitem(WELLS.indicators, "well.clean", dated)
    page = flat(office.get("/ringkasan/32.01.01/?satuan=well&bulan=2025"))
    assert page.count("Bersih dihitung menurut tanggal pemeriksaan.") == 2, "at the foot and beside the map"
    assert "Bersih dihitung menurut tanggal pemeriksaan." in office.get(SHEET_OF_2025).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{SHEET_OF_2025}lembar.xlsx").content))
    texts = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert any("menurut tanggal pemeriksaan" in word for word in texts)
    report = SheetReport(SHEET, SHEET.subject(toy._wells["sumur-2"]), YEAR_2025, None)
    assert papers.sheet_facts(report)["foot"].startswith("Bersih dihitung menurut tanggal pemeriksaan.")
    file = office.get("/ringkasan/32.01.01/unduh.csv?satuan=well&bulan=2025").content.decode("utf-8-sig")
    assert "Sumur bersih, menurut tanggal pemeriksaan: pembilang" in file


def test_its_page_of_documentation(dug):
    page = indicators_page()
    assert "| well | Satu baris per sumur dan tahun. |" in page and "| `well.dig` |" in page
    assert "## Sumur (year)" in page and "`well.clean`" in page and "`posyandu.d_s`" in page


@pytest.mark.parametrize(
    "asked", ["?satuan=ruang-angkasa", "?bulan=2025-77", "?satuan=well&bulan=2999", "?satuan="]
)
def test_nonsense_is_answered_with_what_there_is(office, asked):
    assert office.get(f"/ringkasan/32.01.01/{asked}").status_code == 200
