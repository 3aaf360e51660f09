"""Workbooks from the field that once joined two children, took wrong places and days, or stored junk.

Files and what must come out (expected.csv) are in tests/data/cases/import; unmarked are other inputs of each kind.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from anyelir.core.audit import SYSTEM
from anyelir.families.models import MergeProposal, Person
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.eppgbm.importer import import_eppgbm
from anyelir.posyandu.register.models import Enrolment, Posyandu
from anyelir.regions.words import search_key
from tests import factories as make
from tests.exchange.conftest import write_rejected

FILES = Path(__file__).parents[1] / "data" / "cases" / "import"
BORN, WEIGHED = dt.date(2024, 12, 4), dt.date(2026, 11, 5)
NIK = "3201010412240011"
ROW = {
    "NIK": "", "Nama": "Anak Contoh", "JK": "L", "Tgl Lahir": "2024-12-04", "Nama Ortu": "Ibu Contoh",
    "Prov": "Jawa Barat", "Kab/Kota": "Kab. Bogor", "Kec": "Cibinong", "Desa/Kel": "Ciriung",
    "Posyandu": "Anyelir", "RT": "003", "RW": "014", "Alamat": "Gang Melati",
    "Tanggal Pengukuran": "2026-11-05", "Berat": 10.4, "Tinggi": 80.5, "Cara Ukur": "Terlentang",
}  # fmt: skip
PLACES = {
    "32": "Jawa Barat", "32.01": "Kab. Bogor", "32.01.01": "Cibinong", "32.01.01.1010": "Ciriung",
    "15": "Jambi", "15.06": "Kab. Tanjung Jabung Barat", "15.06.05": "Merlung", "15.06.05.1007": "Merlung",
    "15.06.05.2020": "Merlung",
}  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


@pytest.fixture
def places(db):
    for code, name in PLACES.items():
        make.region(code, name, search_key=search_key(name))


def case(name: str):
    return import_eppgbm(next(FILES.glob(f"{name}_*")), by=SYSTEM)


@pytest.fixture
def rows(tmp_path):
    """Import rows that differ from ROW as told, from a file of their own."""

    def run(*changes: dict, epoch=None):
        book = openpyxl.Workbook()
        if epoch:
            book.epoch = epoch
        book.active.append(list(ROW))
        for change in changes:
            book.active.append([(ROW | change)[heading] for heading in ROW])
        book.save(tmp_path / "buku.xlsx")
        return import_eppgbm(tmp_path / "buku.xlsx", by=SYSTEM)

    return run


def children() -> list[str]:
    return sorted(Person.objects.values_list("name", flat=True))


def weights() -> list[tuple[str, str]]:
    rows = Measurement.objects.order_by("measured_on", "weight_kg").select_related("child")
    return [(row.child.name, f"{row.weight_kg:.1f}") for row in rows]


def columns(report) -> dict[int, str]:
    return {entry["row"]: entry["column"] for entry in report.rejected}


@pytest.mark.case("k01a twins, one NIK", "baris 3 ditahan di kolom NIK; tidak pernah satu anak dua berat")
def test_twins_with_one_nik():
    assert columns(case("k01a")) == {3: "NIK"}
    assert weights() == [("Rafa Pratama", "10.4")]


@pytest.mark.case("k01b girl and boy, one NIK", "baris 3 ditahan di kolom NIK")
def test_a_girl_and_a_boy_with_one_nik():
    assert columns(case("k01b")) == {3: "NIK"}
    assert weights() == [("Aisyah Putri", "10.4")]


@pytest.mark.case("k01c NIK dragged down", "baris 3 ditahan; 77 cm tidak masuk kurva kakaknya")
def test_siblings_with_a_nik_dragged_down():
    assert columns(case("k01c")) == {3: "NIK"}
    assert weights() == [("Budi Santoso", "14.2")]


@pytest.mark.parametrize(
    "other",
    [
        {"Nama": "Rafi Pratama"},
        {"Nama": "Anak Contoh II"},
        {"Nama": "Anak"},
        {"JK": "P"},
        {"Tgl Lahir": "2024-12-05"},
        {"Nama Ortu": "Ibu Lain"},
        {"Nama": "Ni Made Sari", "JK": "P"},
    ],
)
def test_a_repeated_nik_joins_nobody(rows, other):
    report = rows({"NIK": NIK}, {"NIK": NIK, "Berat": 9.1, **other})
    assert columns(report) == {3: "NIK"}
    assert weights() == [("Anak Contoh", "10.4")]
    # The same from a second file.
    assert columns(rows({"NIK": NIK, "Berat": 9.1, "Tanggal Pengukuran": "2026-11-06", **other})) == {
        2: "NIK"
    }


@pytest.mark.parametrize("name", ["RAFA  PRATAMA", "Rafa P.", "rafa pratama", "Rafa Pratamma"])
def test_one_child_in_another_spelling_stays_one(rows, name):
    first = {"NIK": NIK, "Nama": "Rafa Pratama"}
    report = rows(first, first | {"Nama": name, "Tanggal Pengukuran": "2026-11-12", "Berat": 10.5})
    assert not report.rejected and children() == ["Rafa Pratama"] and len(weights()) == 2


@pytest.mark.case("k01d NIK of zeros", "3 anak tanpa NIK, masing-masing satu peringatan")
def test_a_nik_of_zeros():
    report = case("k01d")
    assert children() == ["Dua Budi", "Satu Ani", "Tiga Cici"] and not report.rejected
    assert [(entry["row"], entry["column"]) for entry in report.warnings] == [
        (2, "NIK"),
        (3, "NIK"),
        (4, "NIK"),
    ]
    assert not Person.objects.exclude(nik_index="").exists()


@pytest.mark.parametrize(
    "nik",
    ["9999999999999999", "1111111111111111", "1234567890123456", "0", "3.20101E+15", "3201010000000000",
     3201014412240010, 3.20101441224e15, "3201********0010", "belum ada", "#N/A", "tidak punya", "-"],
)  # fmt: skip
def test_what_is_no_nik_loses_no_row_and_joins_nobody(rows, nik):
    report = rows({"NIK": nik}, {"NIK": nik, "Nama": "Bunga Lestari", "JK": "P", "Nama Ortu": "Ibu Lain"})
    assert children() == ["Anak Contoh", "Bunga Lestari"] and not report.rejected
    assert not Person.objects.exclude(nik_index="").exists()
    assert len(report.warnings) == (0 if nik == "-" else 2)


@pytest.mark.parametrize(
    "nik", ["'3201010412240011", "3201 0104 1224 0011", "3201.0104.1224.0011", 3201010412240011]
)
def test_a_nik_however_it_is_written(rows, nik):
    assert rows({"NIK": nik}).created == 1
    assert Person.objects.get().nik == NIK


@pytest.mark.case("k02a unnamed twins", "baris 3 ditahan: anak yang sama pada hari itu dengan angka lain")
def test_twins_without_a_name():
    assert columns(case("k02a")) == {3: "Nama"}
    assert weights() == [("By. Ny. Siti", "3.1")]


def test_unnamed_twins_in_two_files_and_numbered_twins(rows):
    rows({"Nama": "By. Ny. Siti", "Nama Ortu": "Siti"})
    assert columns(rows({"Nama": "By. Ny. Siti", "Nama Ortu": "Siti", "Berat": 9.4})) == {2: "Nama"}
    report = rows(
        {"Nama": "By. Ny. Wati 1", "Nama Ortu": "Wati"},
        {"Nama": "By. Ny. Wati 2", "Nama Ortu": "Wati", "Berat": 9},
    )
    assert not report.rejected
    assert children() == ["By. Ny. Siti", "By. Ny. Wati 1", "By. Ny. Wati 2"]
    assert not MergeProposal.objects.exists()


@pytest.mark.case("k02b one word, no mother", "2 anak: rumah yang berbeda tidak disatukan")
def test_one_word_without_mother_in_another_rt():
    assert not case("k02b").rejected
    assert children() == ["Muhammad", "Muhammad"] and len(weights()) == 2


@pytest.mark.parametrize("mother", [None, "-", "#N/A", "tidak ada"])
def test_without_a_mother_the_home_tells(rows, mother):
    first = {"Nama": "Muhammad", "Nama Ortu": mother}
    rows(first, first | {"RT": "001", "Berat": 9})
    assert children() == ["Muhammad", "Muhammad"]
    again = rows(first, first | {"RT": "001", "Berat": 9})
    assert (again.created, again.unchanged, len(weights())) == (0, 2, 2)


@pytest.mark.case("k04a two Merlung", "kelurahan, desa, dan yang tak jelas ditanyakan")
def test_a_kelurahan_and_a_desa_of_one_name():
    assert columns(case("k04a")) == {4: "Desa/Kel"}
    assert set(Person.objects.values_list("region_id", flat=True)) == {"15.06.05.1007", "15.06.05.2020"}


@pytest.mark.parametrize(
    ("written", "code"),
    [("Kel. Merlung", "15.06.05.1007"), ("Desa Merlung", "15.06.05.2020"), ("15.06.05.1007", "15.06.05.1007"),
     ("KELURAHAN MERLUNG", "15.06.05.1007"), ("Merlung", None), ("merlung", None)],
)  # fmt: skip
def test_which_merlung(rows, written, code):
    place = {
        "Prov": "Jambi",
        "Kab/Kota": "Kab. Tanjung Jabung Barat",
        "Kec": "Merlung",
        "RT": None,
        "RW": None,
    }
    report = rows(place | {"Desa/Kel": written})
    assert list(Person.objects.values_list("region_id", flat=True)) == ([code] if code else [])
    assert columns(report) == ({} if code else {2: "Desa/Kel"})


def test_two_posyandu_of_one_name_are_told_apart_by_the_rw(rows):
    desa = Posyandu._meta.get_field("region").related_model.objects.get(code="32.01.01.1010")
    for number in ("001", "002"):
        rw = make.region(f"{desa.code}/RW{number}", f"RW {number}")
        make.posyandu(rw, name="Mawar")
    report = rows(
        {"Nama": "Satu", "RW": "001", "RT": None, "Posyandu": "Mawar"},
        {"Nama": "Dua", "RW": "002", "RT": None, "Posyandu": "Mawar"},
        {"Nama": "Tiga", "RW": None, "RT": None, "Posyandu": "Mawar"},
    )
    assert columns(report) == {4: "Posyandu"}
    assert {(each.child.name, each.posyandu.region_id[-3:]) for each in Enrolment.objects.all()} == {
        ("Satu", "001"),
        ("Dua", "002"),
    }


@pytest.mark.case("k08c UTC timestamps", "lahir 2024-12-04, diukur 2026-11-05; bukan sehari lebih awal")
def test_timestamps_of_the_world():
    assert not case("k08c").rejected
    assert (Person.objects.get().born_on, Measurement.objects.get().measured_on) == (BORN, WEIGHED)


@pytest.mark.parametrize(
    "written",
    ["2024-12-03T17:00:00Z", "2024-12-03T16:00:00Z", "2024-12-03T15:00:00.000Z", "2024-12-03 17:00:00+00:00",
     "2024-12-04T00:00:00+07:00", "2024-12-04T00:00:00+09:00", "2024-12-04T03:10:00Z", "2024-12-04 00:00:00",
     "2024-12-03T20:30:00Z", dt.datetime(2024, 12, 4), dt.datetime(2024, 12, 4, 9, 30)],
)  # fmt: skip
def test_a_day_with_a_time(rows, written):
    assert not rows({"Tgl Lahir": written}).rejected
    assert Person.objects.get().born_on == BORN


@pytest.mark.parametrize(
    "written",
    [
        "2024-12-03T15:30:00Z",
        "2024-12-03 17:00:00",
        dt.datetime(2024, 12, 3, 17),
        "2024-12-03T99:00Z",
        45629.708333,
    ],
)
def test_a_time_that_leaves_two_days_is_held_back(rows, written):
    assert columns(rows({"Tgl Lahir": written})) == {2: "Tgl Lahir"} and not children()


@pytest.mark.case("k08d days from 1904", "lahir 2024-12-04, diukur 2026-11-05")
def test_a_workbook_that_counts_from_1904():
    assert not case("k08d").rejected
    assert (Person.objects.get().born_on, Measurement.objects.get().measured_on) == (BORN, WEIGHED)


def test_the_error_workbook_of_one_from_1904_means_the_same_days(rows, tmp_path):
    report = rows({"JK": "X", "Tgl Lahir": 44168, "Tanggal Pengukuran": "44869"}, epoch=CALENDAR_MAC_1904)
    write_rejected(tmp_path / "buku.xlsx", tmp_path / "perbaiki.xlsx", report)
    book = openpyxl.load_workbook(tmp_path / "perbaiki.xlsx")
    book.active.cell(2, list(ROW).index("JK") + 1).value = "L"
    book.save(tmp_path / "perbaiki.xlsx")
    assert import_eppgbm(tmp_path / "perbaiki.xlsx", by=SYSTEM).created == 1
    assert (Person.objects.get().born_on, Measurement.objects.get().measured_on) == (BORN, WEIGHED)


@pytest.mark.case("k08e years 24 and 1924", "kedua baris ditahan")
def test_the_years_24_and_1924():
    assert columns(case("k08e")) == {2: "Tgl Lahir", 3: "Tgl Lahir"} and not children()


@pytest.mark.parametrize(
    "born", ["04-12-0025", "04-12-1950", "04-12-2004", "04-12-2018", dt.date(1924, 12, 4)]
)
def test_a_birth_year_of_no_child(rows, born):
    assert columns(rows({"Tgl Lahir": born})) == {2: "Tgl Lahir"} and not children()


def test_a_birth_and_a_weighing_of_the_same_wrong_century(rows):
    report = rows({"Tgl Lahir": "04-12-1924", "Tanggal Pengukuran": "05-11-1926"})
    assert columns(report) == {2: "Tanggal Pengukuran"} and not children()


@pytest.mark.case(
    "k12a spreadsheet errors as names", "kedua baris ditahan; tidak ada anak atau posyandu '#N/A'"
)
def test_errors_of_the_spreadsheet_as_names():
    assert columns(case("k12a")) == {2: "Nama", 3: "Posyandu"}
    assert not children() and not Posyandu.objects.exists()


@pytest.mark.parametrize(
    "junk", ["#REF!", "#VALUE!", "nan", "NULL", "0", "?", "tidak ada", "#NAME?", "...", 0]
)
@pytest.mark.parametrize("column", ["Nama", "Posyandu"])
def test_junk_where_a_name_belongs(rows, column, junk):
    assert columns(rows({column: junk})) == {2: column}
    assert not children() and not Posyandu.objects.exists()


def test_junk_where_a_name_may_be_missing(rows):
    assert not rows({"Nama Ortu": "#N/A", "Alamat": "#REF!"}).rejected
    child = Person.objects.get()
    assert (child.mother_name, child.family.household.house.address) == ("", "")
    assert child.family.head_name == "Anak Contoh"


@pytest.mark.case(
    "k14d control character", "baris 2 tersimpan, baris 3 ditahan, buku perbaikan tanpa karakter itu"
)
def test_a_control_character_in_a_rejected_row(tmp_path):
    report = case("k14d")
    assert children() == ["Anak Contoh"] and columns(report) == {3: "JK"}
    write_rejected(FILES / "k14d_control_char_in_rejected_row.csv", tmp_path / "perbaiki.xlsx", report)
    cells = [
        str(cell) for row in openpyxl.load_workbook(tmp_path / "perbaiki.xlsx").active.values for cell in row
    ]
    assert "Gang Melati" in {" ".join(cell.split()) for cell in cells}
    assert all(cell.replace("\n", "").isprintable() for cell in cells)


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\u202e"])
def test_signs_that_no_workbook_holds(tmp_path, sign):
    good, bad = ROW | {"Nama": f"Anak{sign} Contoh"}, ROW | {"Nama": f"Bu{sign}ruk", "JK": f"X{sign}"}
    lines = [";".join(ROW), *(";".join(map(str, row.values())) for row in (good, bad))]
    (tmp_path / "buku.csv").write_text("\n".join(lines), encoding="utf-8")
    report = import_eppgbm(tmp_path / "buku.csv", by=SYSTEM)
    assert children() == ["Anak Contoh"] and columns(report) == {3: "JK"}
    write_rejected(tmp_path / "buku.csv", tmp_path / "perbaiki.xlsx", report)
    values = list(openpyxl.load_workbook(tmp_path / "perbaiki.xlsx").active.values)
    # A vertical tab was a line end of some program.
    assert values[1][list(ROW).index("Nama")] in ("Buruk", "Bu\nruk")


ANYELIR, MELATI = {"NIK": NIK, "Posyandu": "Anyelir"}, {"NIK": NIK, "Posyandu": "Melati"}
MONTHS = [
    MELATI | {"Tanggal Pengukuran": "2026-11-05", "Berat": 10.4},
    ANYELIR | {"Tanggal Pengukuran": "2026-10-05", "Berat": 10.1},
    ANYELIR | {"Tanggal Pengukuran": "2026-09-05", "Berat": 9.9},
]


def stations() -> list[tuple[str, dt.date, str]]:
    rows = Measurement.objects.order_by("measured_on").select_related("visit__session__posyandu")
    return [(row.visit.session.posyandu.name, row.measured_on, f"{row.weight_kg:.1f}") for row in rows]


MOVED = [
    ("Anyelir", dt.date(2026, 9, 5), "9.9"),
    ("Anyelir", dt.date(2026, 10, 5), "10.1"),
    ("Melati", dt.date(2026, 11, 5), "10.4"),
]


def now_at() -> str:
    return Enrolment.objects.get(until=None).posyandu.name


@pytest.mark.case("k15a moved, newest first", "3 penimbangan: Anyelir September dan Oktober, Melati November")
def test_a_child_that_moved_newest_first():
    assert not case("k15a").rejected
    weighed = [(place, day) for place, day, _weight in stations()]
    assert weighed == [(place, day) for place, day, _weight in MOVED] and now_at() == "Melati"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_a_child_that_moved_in_any_order_and_file(rows, order):
    for at in order:
        assert not rows(MONTHS[at]).rejected, at
    assert stations() == MOVED and now_at() == "Melati"
    assert len(children()) == 1
    spans = list(Enrolment.objects.order_by("since").values_list("posyandu__name", "since", "until"))
    assert [span[0] for span in spans] == ["Anyelir", "Melati"]
    assert spans[0][1] == dt.date(2026, 9, 1) and spans[0][2] < spans[1][1]


def test_a_move_within_one_month_newest_first(rows):
    assert not rows(MELATI | {"Tanggal Pengukuran": "2026-11-19"}, ANYELIR).rejected
    assert [place for place, _day, _weight in stations()] == ["Anyelir", "Melati"] and now_at() == "Melati"


def test_it_changes_nothing_the_second_time(rows):
    rows(*MONTHS)
    again = rows(*MONTHS)
    assert (again.created, again.unchanged) == (0, 3) and stations() == MOVED
