"""What each row of a list of businesses gives: a business with owner, product and papers, or a reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.catalogue.models import Listing, Shop
from anyelir.enterprise.permits.actions import save_permit
from anyelir.enterprise.permits.actions.papers import PermitFacts
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Business, Ownership, Product, PublishConsent
from anyelir.exchange.errorbook import write_errors
from anyelir.exchange.kinds import KINDS
from anyelir.regions.words import search_key
from anyelir.web.demo import businesses as businesses_of_the_demo
from tests import factories as make
from tests.apps.enterprise.intake.conftest import HEADINGS, PLAIN

pytestmark = pytest.mark.django_db


def test_a_row_becomes_a_business_with_owner_product_and_papers(take_in, sheet):
    report = take_in(sheet({}))
    assert (report.rows, report.created, report.rejected) == (1, 1, [])
    business = Business.objects.get()
    assert (business.name, business.region_id, business.stage) == (
        "Dapur Kenanga",
        "32.01.01.1010",
        "running",
    )
    assert (business.kbli_version, business.kbli_code) == (2020, "10794")
    assert (business.workers_f, business.workers_m) == (2, 0)
    assert (business.capital_idr, business.sales_idr) == (5_000_000, 24_000_000)
    assert (business.started_on, business.figures_on) == (dt.date(2019, 1, 1), dt.date(2025, 12, 31))
    # That a list names it is no word of its owner that it goes on.
    assert (business.confirmed_on, business.last_sold_on) == (None, None)
    owner = Ownership.objects.get()
    assert (owner.business, owner.name, owner.phone, owner.person_id) == (
        business, "Mimin Karangan", "+6281255500101", None,
    )  # fmt: skip
    assert (Product.objects.get().name, Product.objects.get().category) == ("Keripik singkong", "other")
    assert {(permit.kind, permit.number, permit.issued_on) for permit in business.permits.all()} == {
        ("nib", "1234567890123", dt.date(2024, 3, 12)),
        ("pirt", "2063201010147-29", dt.date(2024, 8, 1)),
    }


def test_nothing_is_published_and_the_number_is_not_readable_in_the_table(take_in, sheet):
    take_in(sheet({}))
    assert not PublishConsent.objects.exists() and not Shop.objects.exists() and not Listing.objects.exists()
    stored = Ownership.objects.extra(select={"raw": "phone"}).values_list("raw", flat=True).get()
    assert "5550" not in str(stored)


def test_a_permit_of_a_file_owes_the_same_days_as_one_of_a_form(take_in, sheet):
    take_in(sheet({}))
    of_a_file = {(row.kind, row.region, row.due_at) for row in Deadline.objects.all()}
    business = Business.objects.get()
    pirt = Permit.objects.get(kind="pirt")
    Deadline.objects.all().delete()
    pirt.delete()
    facts = PermitFacts(number=pirt.number, issued_on=pirt.issued_on)
    save_permit(business=business, kind="pirt", facts=facts, by=make.user("petugas"))
    assert of_a_file == {(row.kind, row.region, row.due_at) for row in Deadline.objects.all()} != set()


def test_each_business_has_its_line_of_the_trail_without_a_name(take_in, sheet):
    take_in(sheet({}))
    lines = AuditEntry.objects.filter(verb__in=("business.take_in", "permit.save", "import.businesses"))
    assert sorted(line.verb for line in lines) == [
        "business.take_in", "import.businesses", "permit.save", "permit.save",
    ]  # fmt: skip
    assert not any("Mimin" in str(line.detail) or "5550" in str(line.detail) for line in lines)


def test_the_second_time_changes_nothing(take_in, sheet):
    rows = [{}, PLAIN | {"Nama Usaha": "Rajut Melati", "Nama Pemilik": "Dedeh Rekaan"}]
    take_in(sheet(*rows))
    before = [model.objects.count() for model in (Business, Ownership, Product, Permit, Deadline)]
    report = take_in(sheet(*rows))
    assert (report.created, report.unchanged, report.merged_proposed) == (0, 2, 0)
    assert [model.objects.count() for model in (Business, Ownership, Product, Permit, Deadline)] == before


def test_a_preview_says_the_same_and_writes_nothing(take_in, sheet, monkeypatch):
    monkeypatch.setattr("anyelir.exchange.importing.PORTION", 1)
    rows = [{}, {}, {"Nama Usaha": "Dapur Kenanga 2"}, PLAIN | {"Nama Usaha": "Rajut", "Nama Pemilik": "-"}]
    preview = take_in(sheet(*rows), dry_run=True)
    assert not Business.objects.exists() and not AuditEntry.objects.exists()
    assert vars(preview) == vars(take_in(sheet(*rows)))
    assert (preview.created, preview.unchanged, preview.merged_proposed) == (1, 1, 1)
    assert preview.rejected_rows == {6}


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Nama Usaha": ""}, "Nama Usaha", "belum diisi"),
        ({"Nama Usaha": "#N/A"}, "Nama Usaha", "belum diisi"),
        ({"Nama Usaha": "a" * 81}, "Nama Usaha", "Pendekkan"),
        ({"Nama Pemilik": "tidak ada"}, "Nama Pemilik", "belum diisi"),
        ({"Desa/Kelurahan": ""}, "Desa/Kelurahan", "belum diisi"),
        ({"Desa/Kelurahan": "Antah Berantah"}, "Desa/Kelurahan", "tidak ditemukan"),
        ({"Kecamatan": "Atlantis"}, "Desa/Kelurahan", "tidak ditemukan"),
        ({"Kecamatan": "", "Desa/Kelurahan": "Sukamaju"}, "Desa/Kelurahan", "Ada lebih dari satu"),
        ({"Desa/Kelurahan": "32.73.01.1001"}, "Desa/Kelurahan", "di luar wilayah"),
        ({"Kecamatan": "", "Desa/Kelurahan": "Sarijadi"}, "Desa/Kelurahan", "tidak ditemukan di wilayah"),
        ({"NIB": "123456789012"}, "NIB", "13"),
        ({"NIB": "1,23457E+12"}, "NIB", "terpotong"),
        ({"P-IRT": "2063201010147-40"}, "P-IRT", ""),
        ({"Tanggal NIB": "2999-01-01"}, "Tanggal NIB", "belum tiba"),
        ({"Tanggal NIB": "kemarin"}, "Tanggal NIB", "bukan tanggal"),
        ({"No HP": "12345"}, "No HP", "tidak bisa dibaca"),
        ({"Kode KBLI": "107"}, "Kode KBLI", "5 angka"),
        ({"Modal": "banyak"}, "Modal", "bukan jumlah"),
        ({"Modal": "-5.000"}, "Modal", "bukan jumlah"),
        ({"Pekerja Perempuan": 1.5}, "Pekerja Perempuan", "bukan jumlah"),
        ({"Tanggal Data": None}, "Tanggal Data", "keadaan tanggal berapa"),
        ({"Tanggal Data": "2999-01-01"}, "Tanggal Data", "belum tiba"),
        ({"Mulai Usaha": "2999-02-03"}, "Mulai Usaha", "belum tiba"),
    ],
)
def test_a_wrong_row_is_rejected_alone_with_its_column_and_reason(take_in, sheet, changes, column, reason):
    other = PLAIN | {"Nama Usaha": "Baik", "Nama Pemilik": "Orang Rekaan"}
    report = take_in(sheet(other, changes))
    assert report.created == 1 and {entry["column"] for entry in report.rejected} == {column}
    assert reason in report.rejected[0]["reason"] and report.rejected_rows <= {3, 4}


def test_all_problems_of_a_row_are_named_at_once(take_in, sheet):
    report = take_in(sheet({"Nama Usaha": "", "No HP": "x1", "Modal": "banyak"}))
    assert {entry["column"] for entry in report.rejected} == {"Nama Usaha", "No HP", "Modal"}


@pytest.mark.parametrize(
    ("desa", "kecamatan", "code"),
    [
        ("Ciriung", "", "32.01.01.1010"),
        ("KEL. CIRIUNG", "", "32.01.01.1010"),
        ("3201011010", "", "32.01.01.1010"),
        (3201011010, "", "32.01.01.1010"),
        ("Sukamaju", "Kec. Gunung Putri", "32.01.02.2001"),
        ("Desa Sukamaju", "", "32.01.02.2001"),
        ("Kelurahan Sukamaju", "", "32.01.01.1006"),
    ],
)
def test_a_kelurahan_stands_by_its_code_or_its_name(take_in, sheet, desa, kecamatan, code):
    report = take_in(sheet({"Desa/Kelurahan": desa, "Kecamatan": kecamatan}))
    assert report.rejected == [] and Business.objects.get().region_id == code


def test_a_companion_takes_in_what_lies_in_her_part_of_the_kelurahan(take_in, sheet, places):
    rw = make.region("32.01.01.1010/RW014", "RW 014")
    headings = [*HEADINGS, "RW"]
    path = sheet({"RW": "14"}, {"RW": "3", "Nama Usaha": "Lain"}, headings=headings)
    report = take_in(path, codes=[rw.code])
    assert Business.objects.get().region_id == rw.code and report.rejected_rows == {4}


def test_a_heading_may_be_spelt_otherwise_and_strange_columns_are_told(take_in, sheet):
    headings = ["no hp", "NAMA UMKM", "Pelaku Usaha", "Kelurahan", "Jumlah Tenaga Kerja", "Alamat"]
    row = {"no hp": "0812 5550 0102", "NAMA UMKM": "Warung Rekaan", "Pelaku Usaha": "Ani Karangan",
           "Kelurahan": "Ciriung", "Jumlah Tenaga Kerja": 3, "Alamat": "Gang Buntu"}  # fmt: skip
    report = take_in(sheet(row, headings=headings))
    assert (report.created, report.left_out) == (1, ["Jumlah Tenaga Kerja", "Alamat"])


def test_the_number_of_a_person_is_nowhere(take_in, sheet, tmp_path):
    """Not in the register, not in the report, and not in the workbook of rows to mend."""
    nik = "3201015703800002"
    path = sheet({"NIK": nik}, {"NIK": nik, "Nama Usaha": "Lain", "NIB": "12"})
    report = take_in(path)
    assert report.left_out == ["NIK"] and nik not in str(vars(report))
    target = tmp_path / "perbaiki.xlsx"
    write_errors(KINDS["businesses"], path, target, report.to_mend)
    cells = [cell for row in openpyxl.load_workbook(target).active.values for cell in row]
    assert "Lain" in cells and nik not in cells
    for model in (Business, Ownership, Product, Permit, AuditEntry):
        assert not any(nik in str(row) for row in model.objects.values_list())


def test_a_reason_repeats_no_number_and_no_owner(take_in, sheet):
    take_in(sheet({}))
    report = take_in(sheet({"Nama Usaha": "Dapur Lain"}, {"No HP": "0812-55x", "Nama Usaha": "Tiga"}))
    told = str(report.to_mend)
    assert len(report.to_mend) == 2
    assert not any(secret in told for secret in ("812-55", "5550", "1234567890123", "Mimin"))


def test_mended_rows_are_taken_in_from_the_workbook_of_errors(take_in, sheet, tmp_path):
    path = sheet({}, PLAIN | {"Nama Usaha": "Rajut", "Nama Pemilik": "Dedeh Rekaan", "Modal": "banyak"})
    target = tmp_path / "perbaiki.xlsx"
    write_errors(KINDS["businesses"], path, target, take_in(path).to_mend)
    book = openpyxl.load_workbook(target)
    book.active.cell(2, HEADINGS.index("Modal") + 1, 750_000)
    book.save(target)
    again = take_in(target)
    assert (again.created, again.left_out) == (1, ["NIK"])
    assert Business.objects.get(name="Rajut").capital_idr == 750_000


def test_formulas_come_in_as_what_they_gave_or_as_nothing(take_in, sheet, tmp_path):
    """A program that never counted them leaves no value; a text that looks like one stays a text."""
    report = take_in(sheet({"Nama Usaha": '=HYPERLINK("http://contoh.invalid")'}))
    assert report.rejected_rows == {3}
    path = tmp_path / "umkm.csv"
    path.write_text("Nama Usaha;Nama Pemilik;Kelurahan\n=1+1 Dapur;Ani Karangan;Ciriung\n")
    take_in(path)
    assert Business.objects.get().name == "=1+1 Dapur"


def test_a_list_without_the_headings_says_which_are_needed(take_in, sheet):
    with pytest.raises(Refused) as refused:
        take_in(sheet({}, headings=["A", "B"]))
    assert refused.value.code == "no_headings" and "Nama Usaha, Nama Pemilik" in refused.value.text


@pytest.mark.parametrize(
    ("changes", "version"),
    [
        ({"Kode KBLI": "10391"}, 2020),
        ({"Kode KBLI": "10307"}, 2025),
        ({"Kode KBLI": "10794", "Tanggal NIB": "05-01-2026"}, 2025),
        ({"Kode KBLI": "10794", "Tanggal NIB": None}, 2025),
    ],
)
def test_a_code_has_the_version_that_knows_it_or_held_on_its_day(take_in, sheet, changes, version):
    assert take_in(sheet(changes)).rejected == []
    assert Business.objects.get().kbli_version == version


def test_a_code_without_any_day_is_asked_for_its_version(take_in, sheet):
    bare = PLAIN | {"Tanggal Data": None, "Modal": None, "Penjualan Setahun": None, "Pekerja Perempuan": None,
                    "Pekerja Laki-laki": None}  # fmt: skip
    report = take_in(sheet(bare))
    assert [entry["column"] for entry in report.rejected] == ["Kode KBLI"]


def test_the_list_of_the_demo_shows_each_outcome(take_in, places):
    """What a new user tries: six that are taken in, one that resembles another, one to mend."""
    for number, name in ((1002, "Karadenan"), (1003, "Nanggewer"), (1004, "Pabuaran"), (1001, "Cibinong")):
        make.region(f"32.01.01.{number}", name, search_key=search_key(name))
    path = Path(businesses_of_the_demo.__file__).with_name("umkm_cibinong.csv")
    report = take_in(path, dry_run=True)
    assert (report.created, report.merged_proposed, report.rejected_rows) == (6, 1, {9})
    assert {entry["column"] for entry in report.rejected} == {"NIB", "No HP", "Modal"}
