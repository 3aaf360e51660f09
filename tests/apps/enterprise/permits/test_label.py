"""The label of a product: the checklist, and the paper that carries only what is valid today."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.clock import today_at
from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.label import items_of
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Product
from anyelir.rules import tables
from tests import permits

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 10)
PRINT = {"made_on": "10-11-2026", "code": "A1", "address": "RW 14 Ciriung, Cibinong", "size": "a4"}


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


@pytest.fixture
def snack(world, companion):
    """Keripik pisang with all that a label asks of the product."""
    actions.answer_questions(
        product=world.product, sold="packed", is_home_made=True, food_type="06", shelf_days=60, by=companion
    )
    Product.objects.filter(pk=world.product.pk).update(
        composition="Pisang, minyak goreng, garam", allergens="kacang", net_amount=150, net_unit="g"
    )
    world.product.refresh_from_db()
    return world.product


def missing(product) -> list[str]:
    product.refresh_from_db()
    return [
        entry.item for entry in items_of(product, today_at(product.business.region_id)) if entry.is_missing
    ]


def test_the_checklist_says_what_is_missing(world, phone, address):
    assert missing(world.product) == ["composition", "net_amount", "best_before"]
    text = phone.get(address("label", world.product.pk)).content.decode()
    assert text.count("belum ada") == 3 and "Daftar bahan (komposisi)" in text


def test_a_number_is_asked_of_food_that_needs_one_alone(snack, companion):
    assert missing(snack) == ["permit_no"]
    actions.answer_questions(
        product=snack, sold="packed", is_home_made=True, food_type="06", shelf_days=5, by=companion
    )
    assert missing(snack) == []


def test_the_paper_holds_what_the_rules_ask(world, phone, address, snack, save):
    save(number=permits.PIRT, products=[snack])
    save(kind="halal", number=permits.HALAL, issued_on=permits.days_ago(30))
    text = phone.get(address("label", snack.pk), PRINT).content.decode()
    for part in (
        *("Keripik pisang", "150 g", "Pisang, minyak goreng, garam", "kacang", "9 Jan 2027", "101126 A1"),
        *(f"P-IRT No. {permits.PIRT}", f"HALAL {permits.HALAL}", "Keripik Seruni, RW 14 Ciriung, Cibinong"),
    ):
        assert text.count(part) >= 15, part
    assert text.count('class="per-label"') == 15 and "Belum lengkap" not in text


@pytest.mark.parametrize(
    ("composition", "origin", "lacking"),
    [
        ("Gula, GELATIN, air", "", ["origin"]),
        ("Gula, gelatin, air", "gelatin sapi", []),
        ("Tepung, telur, gelatinisasi", "", []),
        ("Tepung, telur", "", []),
    ],
)
def test_of_which_animal_is_asked_where_the_ingredient_leaves_it_open(
    snack, save, composition, origin, lacking
):
    save(number=permits.PIRT, products=[snack])
    Product.objects.filter(pk=snack.pk).update(composition=composition, origin=origin)
    assert missing(snack) == lacking


def test_the_origin_and_the_place_of_the_maker_stand_on_the_paper(phone, address, snack):
    Product.objects.filter(pk=snack.pk).update(origin="gelatin sapi")
    text = phone.get(address("label", snack.pk), PRINT).content.decode()
    assert text.count("Asal bahan: gelatin sapi") == 15
    assert text.count("Diproduksi oleh Keripik Seruni, RW 14 Ciriung, Cibinong") == 15
    answer = phone.get(address("label", snack.pk), PRINT | {"address": " "})
    assert answer.status_code == 422 and "address" in answer.context["form"].errors


def test_every_item_of_the_rules_stands_on_the_list(snack, save):
    """The nine of BPOM 31/2018 with 20/2021: none that the table adds is forgotten here."""
    save(number=permits.PIRT, products=[snack])
    save(kind="halal", number=permits.HALAL, issued_on=permits.days_ago(30))
    Product.objects.filter(pk=snack.pk).update(origin="gelatin sapi")
    snack.refresh_from_db()
    listed = items_of(snack, DAY)
    assert {entry.item for entry in listed} == {*tables.load("label_items").by_key(DAY)} and len(listed) == 9
    assert not any(entry.is_missing for entry in listed)


def test_the_roll_of_a_till_is_one_label(phone, address, snack):
    text = phone.get(address("label", snack.pk), PRINT | {"size": "58"}).content.decode()
    assert text.count('class="per-label"') == 1 and "per-on-roll" in text
    assert "Belum lengkap: Nomor izin edar atau P-IRT." in text


@pytest.mark.parametrize(
    "fields",
    [
        {"number": "2063201010147-25"},
        {"number": "2063201010147-31", "revoked_on": dt.date(2026, 11, 1), "revoked_why": "label"},
        {"number": "", "submitted_on": dt.date(2026, 11, 1)},
        # The year is there and the day was not read yet.
        {"number": f"2063201010147-{permits.days_ago(0):%y}"},
    ],
)
def test_a_number_that_is_not_valid_today_is_not_printed(world, phone, address, snack, fields):
    Permit.objects.filter(pk=world.permit.pk).update(**fields)
    text = phone.get(address("label", snack.pk), PRINT).content.decode()
    assert "P-IRT No." not in text and "Belum lengkap" in text


def test_halal_is_printed_only_while_it_is_valid(phone, address, snack, save):
    save(kind="halal", number=permits.HALAL, issued_on=dt.date(2021, 1, 5))
    assert "HALAL" not in phone.get(address("label", snack.pk), PRINT).content.decode()


def test_a_permit_of_another_product_is_not_printed(world, phone, address, snack, save):
    other = Product.objects.create(business=world.business, name="Dodol", category="snacks", unit="bungkus")
    save(number=permits.PIRT, products=[other])
    assert "P-IRT No." not in phone.get(address("label", snack.pk), PRINT).content.decode()


def test_wrong_input_is_said_and_stays(phone, address, snack):
    answer = phone.get(address("label", snack.pk), PRINT | {"made_on": "31-02-2026", "size": "a5"})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"made_on", "size"}
    assert "RW 14 Ciriung, Cibinong" in answer.content.decode()


def test_the_address_is_proposed_and_not_stored(world, phone, address, snack):
    phone.get(address("label", snack.pk), PRINT | {"address": "Jl. Rahasia 7"})
    text = phone.get(address("label", snack.pk)).content.decode()
    assert "RW 14" in text and "Jl. Rahasia 7" not in text
