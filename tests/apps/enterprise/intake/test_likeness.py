"""Which business a row means: the same again, one that it only resembles, or a new one."""

from __future__ import annotations

import pytest

from anyelir.enterprise.trade.actions import set_owner
from anyelir.enterprise.trade.models import Business, Ownership
from tests import businesses
from tests import factories as make
from tests.apps.enterprise.intake.conftest import PLAIN

pytestmark = pytest.mark.django_db
NO_PAPERS = {"NIB": None, "Tanggal NIB": None, "P-IRT": None, "Tanggal P-IRT": None}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"Nama Usaha": "DAPUR  KENANGA."},
        {"Nama Pemilik": "Hj. Mimin Karangan"},
        {"No HP": "+62 812 5550 0101"},
        NO_PAPERS,
        {"No HP": None},
        PLAIN,
        {"Modal": 7, "Produk": "Dodol"},
    ],
)
def test_the_same_business_is_found_again(take_in, sheet, changes):
    take_in(sheet({}))
    report = take_in(sheet(changes))
    assert (report.created, report.unchanged, report.to_mend) == (0, 1, [])
    assert Business.objects.get().capital_idr == 5_000_000


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Nama Usaha": "Dapur Lain"}, "NIB"),
        ({"Kecamatan": "Gunung Putri", "Desa/Kelurahan": "Sukamaju"}, "NIB"),
        ({"Nama Pemilik": "Orang Rekaan"}, "NIB"),
        (NO_PAPERS | {"Nama Pemilik": "Orang Rekaan"}, "Nama Usaha"),
        ({"NIB": "9876543210123"}, "Nama Usaha"),
        (NO_PAPERS | {"No HP": "0812-5550-0199"}, "Nama Usaha"),
    ],
)
def test_one_that_resembles_another_is_asked_about_and_then_taken_in(take_in, sheet, changes, column):
    take_in(sheet({}))
    report = take_in(sheet(changes))
    assert (report.created, report.merged_proposed, report.rejected) == (0, 1, [])
    assert [entry["column"] for entry in report.proposed] == [column]
    assert "Usaha Lain" in report.proposed[0]["reason"]
    answered = sheet(changes | {"Usaha Lain": "ya"})
    assert take_in(answered).created == 1
    # What was answered once is not taken in twice.
    assert (take_in(answered).created, Business.objects.count()) == (0, 2)


@pytest.mark.parametrize(
    "changes",
    [
        PLAIN | {"Nama Pemilik": "Orang Rekaan", "No HP": "0812-5550-0199"},
        PLAIN | {"Nama Usaha": "Dapur Lain"},
        PLAIN | {"Kecamatan": "Gunung Putri", "Desa/Kelurahan": "Sukamaju"},
    ],
)
def test_another_business_is_new(take_in, sheet, changes):
    take_in(sheet({}))
    assert take_in(sheet(changes)).created == 1


def test_rows_of_one_file_are_compared_too(take_in, sheet):
    report = take_in(sheet({}, {"Nama Pemilik": "Hj. Mimin Karangan"}, {"Nama Usaha": "Dapur Lain"}))
    assert (report.created, report.unchanged, report.merged_proposed) == (1, 1, 1)


def test_a_business_that_was_typed_is_known_by_its_owner(take_in, sheet, places):
    businesses.business(places["32.01.01.1010"], "Dapur Kenanga", "Mimin Karangan")
    assert take_in(sheet({})).unchanged == 1
    assert not Ownership.objects.exclude(phone_index="").exists()


def test_somebody_of_the_register_is_known_by_her_name(take_in, sheet, places):
    business = businesses.business(places["32.01.01.1010"], "Dapur Kenanga", "x y")
    person = make.person(make.family(places["32.01.01.1010"]), "Mimin Karangan")
    Ownership.objects.filter(business=business).update(name="", person=person)
    assert take_in(sheet(PLAIN)).unchanged == 1


def test_a_file_tells_nothing_of_businesses_elsewhere(take_in, sheet):
    """The same NIB in regions that the person does not look after is no likeness to her."""
    take_in(sheet({"Kecamatan": "", "Desa/Kelurahan": "32.73.01.1001"}), codes=["32.73"])
    report = take_in(sheet({}))
    assert (report.created, report.proposed) == (1, [])


def test_a_business_that_has_another_owner_now_is_asked_about(take_in, sheet):
    take_in(sheet({}))
    business = Business.objects.get()
    set_owner(business=business, since=business.owners.get().since, name="Orang Rekaan", by=make.user("wida"))
    assert take_in(sheet({})).merged_proposed == 1
