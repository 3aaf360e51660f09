"""The e-PPGBM import: what each row of the sample gives, twice the same, and never half a row."""

from __future__ import annotations

import csv
import datetime as dt

import openpyxl
import pytest

from anyelir.core.audit import SYSTEM
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.exchange.errorbook import write_errors
from anyelir.exchange.kinds import KINDS
from anyelir.families.models import MergeProposal, Person
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.eppgbm.importer import import_eppgbm
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.models import Region
from tests import factories as make
from tests.exchange.conftest import EXPECTED, SAMPLE

pytestmark = pytest.mark.django_db
INDICES = {"waz": "zwei", "haz": "zlen", "whz": "zwfl"}


def run(path, **options):
    return import_eppgbm(path, by=SYSTEM, **options)


def test_every_row_of_the_sample_gives_what_is_expected(cibinong):
    report = run(SAMPLE)
    ours = {entry["row"]: entry["ours"] for entry in report.details["z_scores"]}
    rejected = report.rejected_rows
    with EXPECTED.open() as file:
        for row in csv.DictReader(file):
            number = int(row["row"])
            assert (number in rejected) == row["note"].startswith("REJECT"), row
            if not row["note"].startswith(("REJECT", "WARN")):
                wanted = {
                    index: round(float(row[c]) * 100) if row[c] else None for index, c in INDICES.items()
                }
                assert ours.get(number, dict.fromkeys(INDICES)) == wanted, row
    assert report.as_json() | {"rejected": [], "warnings": []} == {
        "rows": 258,
        "created": 248,
        "unchanged": 1,
        "merged_proposed": 1,
        "rejected": [],
        "warnings": [],
    }
    assert [entry["row"] for entry in report.rejected] == list(range(251, 260))


def test_the_second_import_changes_nothing(cibinong):
    run(SAMPLE)
    before = _counts()
    report = run(SAMPLE)
    assert (report.created, report.unchanged, report.merged_proposed) == (0, 249, 0)
    assert _counts() == before


def _counts():
    models = (Person, Measurement, Posyandu, Region, MergeProposal)
    return [model.objects.count() for model in models]


def test_a_dry_run_says_the_same_and_writes_nothing(cibinong):
    before = _counts()
    dry = run(SAMPLE, dry_run=True)
    assert _counts() == before and not AuditEntry.objects.exists()
    assert dry.as_json() == run(SAMPLE).as_json()


def test_text_iso_and_native_dates_and_decimal_commas_are_one(cibinong, workbook):
    dates = ["2024-12-04", "04-12-2024", "4/12/2024", dt.datetime(2024, 12, 4), 45630]
    for number, born in enumerate(dates):
        row = {"Nama": f"Anak {'ABCDE'[number]}", "Tgl Lahir": born, "Berat": ["10,4", 10.4][number % 2]}
        assert run(workbook(row)).created == 1
    assert set(Person.objects.values_list("born_on", flat=True)) == {dt.date(2024, 12, 4)}
    assert {str(weight) for weight in Measurement.objects.values_list("weight_kg", flat=True)} == {"10.400"}


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Nama": ""}, "Nama", "belum diisi"),
        ({"JK": "X"}, "JK", "tidak dikenal"),
        ({"JK": None}, "JK", "kosong"),
        ({"Tgl Lahir": "31-02-2025"}, "Tgl Lahir", "tidak ada di kalender"),
        ({"Tgl Lahir": "kemarin"}, "Tgl Lahir", "bukan tanggal"),
        ({"Tgl Lahir": "2026-11-01"}, "Tgl Lahir", "sesudah tanggal pengukuran"),
        ({"Tanggal Pengukuran": "2999-01-01"}, "Tanggal Pengukuran", "belum terjadi"),
        ({"Tanggal Pengukuran": None}, "Tanggal Pengukuran", "belum diisi"),
        ({"NIK": "32010112"}, "NIK", "16 angka"),
        ({"Berat": 0}, "Berat", "tidak mungkin"),
        ({"Berat": "sebelas"}, "Berat", "bukan angka"),
        ({"Berat": True}, "Berat", "bukan angka"),
        ({"Tinggi": 812}, "Tinggi", "tidak mungkin"),
        ({"Cara Ukur": "Jongkok"}, "Cara Ukur", "tidak dikenal"),
        ({"Desa/Kel": "Antah Berantah"}, "Desa/Kel", "tidak ditemukan"),
        ({"Kec": "Atlantis"}, "Kec", "tidak ditemukan"),
        ({"Posyandu": ""}, "Posyandu", "belum diisi"),
    ],
)
def test_a_wrong_row_is_rejected_alone_with_its_column_and_reason(
    cibinong, workbook, changes, column, reason
):
    report = run(workbook({"Nama": "Baik"}, changes, {"Nama": "Juga Baik"}))
    assert (report.created, report.rejected_rows) == (2, {3})
    assert [entry["column"] for entry in report.rejected] == [column]
    assert reason in report.rejected[0]["reason"]


def test_all_problems_of_a_row_are_named_at_once(cibinong, workbook):
    report = run(workbook({"Nama": "", "JK": "X", "Berat": "?"}))
    assert {entry["column"] for entry in report.rejected} == {"Nama", "JK", "Berat"}


def test_a_refused_row_leaves_nothing_of_itself_behind(cibinong, workbook):
    run(workbook({"Nama": "Pertama"}))
    posyandu = Posyandu.objects.get()
    session = posyandu.sessions.get()
    actions.close_month(posyandu=posyandu, month=session.held_on, count=dict, by=SYSTEM)
    before = _counts(), AuditEntry.objects.exclude(verb="import.eppgbm").count()
    report = run(workbook({"Nama": "Terlambat", "RW": "020"}))
    assert report.created == 0 and "sudah ditutup" in report.rejected[0]["reason"]
    assert (_counts(), AuditEntry.objects.exclude(verb="import.eppgbm").count()) == before


def test_a_place_made_for_a_refused_row_is_made_again_for_the_next(cibinong, workbook):
    run(workbook({"Nama": "Pertama", "NIK": "3201011709230004"}))
    taken = {"Nama": "Orang Lain", "NIK": "3201011709230004", "Tgl Lahir": "2022-01-01", "RW": "021"}
    report = run(workbook(taken, {"Nama": "Sesudahnya", "RW": "021"}))
    assert (report.created, report.rejected_rows) == (1, {2})
    assert Region.objects.filter(code="32.01.01.1010/RW021").exists()


def test_a_region_outside_the_allowed_ones_is_rejected(cibinong, workbook):
    report = run(workbook({}), codes=["32.01.01.1002"])
    assert "di luar wilayah" in report.rejected[0]["reason"]


def test_a_posyandu_is_found_by_name_whatever_its_spelling(cibinong, workbook):
    run(workbook({"Nama": "A"}, {"Nama": "B", "Posyandu": "POSYANDU ANYELIR"}))
    assert Posyandu.objects.count() == 1


def test_a_second_weight_of_the_same_day_is_kept_beside_the_first(cibinong, workbook):
    run(workbook({}))
    report = run(workbook({"Berat": "10,6"}))
    assert report.created == 1
    chosen = Measurement.objects.filter(is_chosen=True)
    assert (Measurement.objects.count(), str(chosen.get().weight_kg)) == (2, "10.600")


def test_headings_below_a_title_and_in_another_order_are_found(cibinong, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["LAPORAN STATUS GIZI"])
    book.active.append([])
    order = [
        "Berat",
        "Nama",
        "JK",
        "Tgl. Lahir",
        "Kel/Desa",
        "Desa/Kel",
        "Kec",
        "Kab/Kota",
        "Prov",
        "Posyandu",
    ]
    book.active.append([*order, "Tanggal Pengukuran"])
    book.active.append(
        [
            9.1,
            "Raka",
            "L",
            "2025-01-05",
            "?",
            "Ciriung",
            "Cibinong",
            "Kab. Bogor",
            "Jawa Barat",
            "Anyelir",
            "2026-10-18",
        ]
    )
    book.save(tmp_path / "judul.xlsx")
    assert run(tmp_path / "judul.xlsx").created == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.xlsx", b"", "not_a_workbook"),
        ("palsu.xlsx", b"ini bukan excel", "not_a_workbook"),
        ("kosong.csv", b"", "empty_file"),
        ("huruf.csv", "Nama;JK\nAnák;L".encode("utf-16"), "wrong_encoding"),
        ("lain.csv", b"apa;saja\n1;2", "no_headings"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(cibinong, tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        run(tmp_path / name)
    assert refused.value.code == code and refused.value.field == "file"


def test_csv_with_semicolons_is_read(cibinong, tmp_path):
    text = (
        "Nama;JK;Tgl Lahir;Prov;Kab/Kota;Kec;Desa/Kel;Posyandu;Tanggal Pengukuran;Berat\n"
        "Raka;L;05-01-2025;Jawa Barat;Kab. Bogor;Cibinong;Ciriung;Anyelir;18-10-2026;9,1\n"
    )
    (tmp_path / "data.csv").write_text(text, encoding="utf-8-sig")
    assert run(tmp_path / "data.csv").created == 1


def test_the_error_workbook_holds_the_wrong_rows_and_can_be_imported_again(cibinong, tmp_path):
    text = (
        "Nama;JK;Tgl Lahir;Prov;Kab/Kota;Kec;Desa/Kel;Posyandu;Tanggal Pengukuran;Berat\n"
        "Raka;L;05-01-2025;Jawa Barat;Kab. Bogor;Cibinong;Ciriung;Anyelir;18-10-2026;9,1\n"
        "=1+1 Putri;X;05-01-2025;Jawa Barat;Kab. Bogor;Cibinong;Ciriung;Anyelir;18-10-2026;9,1\n"
    )
    source, target = tmp_path / "data.csv", tmp_path / "perbaiki.xlsx"
    source.write_text(text, encoding="utf-8")
    report = run(source)
    write_errors(KINDS["eppgbm"], source, target, report.rejected)
    sheet = openpyxl.load_workbook(target).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2 and "tidak dikenal" in rows[1][-1]
    assert sheet.cell(2, 1).data_type == "s", "a cell from outside is never a formula"
    sheet.cell(2, 2).value = "P"
    sheet.parent.save(target)
    assert run(target).created == 1


FAR_NIK = "3201015412240002"


@pytest.fixture(params=["enrolled there", "enrolled nowhere"])
def far_child(cibinong, request):
    """A child of Karangasem."""
    make.region("51", "Bali")
    place = make.region("51.07", "Kab. Karangasem")
    child = make.child(
        make.family(place, "I Made Sujana"), "Kadek Ayu", born_on=dt.date(2024, 12, 4), nik=FAR_NIK
    )
    if request.param == "enrolled there":
        make.enrolment(make.posyandu(place, "Cempaka"), child)
    return child


@pytest.mark.parametrize("name", ["Kadek Ayu", "Kirana"])
def test_a_number_from_elsewhere_brings_nobody_here(cibinong, far_child, workbook, name):
    """Thousands of numbers in a file say as little as one in a form: the row is refused, and it is in the trail."""
    importer = make.user("sekretaris")
    make.grant(importer, "village_secretary", cibinong["32.01.01.1010"])
    before = list(far_child.enrolments.values())
    # The first row makes the posyandu and its day, so that the second could be written in bulk.
    path = workbook({"Nama": "Anak Sini"}, {"No": 2, "NIK": FAR_NIK, "Nama": name})
    report = import_eppgbm(path, by=importer)
    assert report.created == 1 and len(report.rejected) == 1
    said = str(report.rejected)
    assert "Nomor ini belum bisa dipakai di sini" in said
    assert not any(word in said for word in ("Cempaka", "Karangasem", "Sujana"))
    assert list(far_child.enrolments.values()) == before and far_child.measurements.count() == 0
    line = AuditEntry.objects.get(verb="number.row_held_back", actor_id=importer.pk)
    assert FAR_NIK not in str(line.detail)
