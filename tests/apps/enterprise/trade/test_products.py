"""The second and third product of a business, their facts, photos and end."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from anyelir.core.refusal import Refused
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Product, ProductPhoto
from anyelir.enterprise.trade.queries.products import MOST_PHOTOS, offered_products, photo_of, photos_of
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import PDF, WEBP, Prepared
from tests import businesses
from tests.apps.enterprise.trade.conftest import photo_file, text_of

pytestmark = pytest.mark.django_db
FACTS = {"name": "Keripik bayam", "category": "snacks", "unit": "bungkus"}
PHOTO = Prepared(FileBase.Kind.PHOTO, WEBP, b"RIFF....WEBP")


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


@pytest.fixture
def add(world, companion):
    return lambda **changes: actions.add_product(business=world.business, by=companion, **FACTS | changes)


def test_a_second_product_is_added_and_its_facts_are_read(world, phone, address):
    page = phone.get(address("add-product", world.business.pk)).content.decode()
    assert 'value="snacks" selected' in page
    facts = FACTS | {
        "brand": "Seruni",
        "price_idr": "9.500",
        "net_amount": "150",
        "net_unit": "g",
        "composition": "bayam\ntepung",
        "allergens": "gandum",
        "origin": "kaldu sapi",
        "shelf_days": "90",
        "packaging": "2",
        "capacity_month": "400",
        "min_order": "10",
        "lead_days": "3",
        "is_souvenir": "on",
    }
    answer = phone.post(address("add-product", world.business.pk), facts)
    product = Product.objects.get(name="Keripik bayam")
    assert answer.headers["Location"] == address("product", product.pk)
    assert (product.price_idr, product.packaging, product.lead_days) == (9_500, 2, 3)
    page = text_of(phone.get(address("product", product.pk)))
    for said in (
        "Rp 9.500",
        "150 gram",
        "bayam<br>tepung",
        "gandum",
        "kaldu sapi",
        "90 hari",
        "plastik",
        "pantas untuk tamu",
    ):
        assert said in page
    assert "Keripik bayam" in phone.get(address("show", world.business.pk)).content.decode()


def test_a_product_of_nothing_for_nothing_is_refused_with_all_that_was_typed(world, phone, address):
    answer = phone.post(
        address("add-product", world.business.pk), FACTS | {"price_idr": "0", "brand": "Seruni"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and "Harga 0 berarti gratis" in text and 'value="Seruni"' in text
    assert not Product.objects.filter(name="Keripik bayam").exists()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "-"}, "name_missing"),
        ({"category": "magic"}, "category_unknown"),
        ({"price_idr": 0}, "price_missing"),
        ({"net_amount": 150}, "net_incomplete"),
        ({"net_unit": "g"}, "net_incomplete"),
        ({"net_amount": 0, "net_unit": "g"}, "net_incomplete"),
        ({"packaging": 9}, "packaging_unknown"),
        ({"name": "keripik PISANG"}, "product_exists"),
    ],
)
def test_what_cannot_be_is_said(add, wrong, code):
    with pytest.raises(Refused) as refused:
        add(**wrong)
    assert refused.value.code == code


def test_two_sizes_of_a_product_are_two(add):
    add(net_amount=150, net_unit="g")
    assert add(net_amount=250, net_unit="g").pk


def test_unknown_facts_are_a_mistake_of_the_program(add):
    with pytest.raises(TypeError):
        add(ended_on=None)


def test_the_database_holds_an_amount_with_its_unit(world):
    for wrong in ({"net_amount": 5}, {"net_unit": "g"}, {"net_amount": 0, "net_unit": "g"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.filter(pk=world.product.pk).update(**wrong)


def test_an_edit_keeps_what_it_does_not_name(world, phone, address):
    facts = {"name": "Keripik pisang", "category": "snacks", "unit": "bungkus", "price_idr": "14.000"}
    phone.post(address("edit-product", world.product.pk), facts)
    world.product.refresh_from_db()
    assert (world.product.price_idr, world.product.business_id) == (14_000, world.business.pk)


def test_an_ended_product_is_not_offered_and_comes_back(world, phone, address, companion):
    page = phone.post(address("end-product", world.product.pk), follow=True).content.decode()
    assert "tidak ditawarkan lagi" in page and "Tawarkan lagi" in page
    assert not offered_products(world.business).exists()
    for act in (
        lambda: actions.set_price(product=world.product, price_idr=9_000, by=companion),
        lambda: actions.edit_product(product=world.product, by=companion, brand="Seruni"),
        lambda: actions.end_product(product=world.product, by=companion),
        lambda: actions.add_photo(product=world.product, photo=PHOTO, by=companion),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "product_ended"
    phone.post(address("offer-again", world.product.pk))
    assert offered_products(world.business).exists()
    with pytest.raises(Refused) as refused:
        actions.offer_again(product=world.product, by=companion)
    assert refused.value.code == "still_offered"


def test_a_closed_business_offers_nothing_and_says_so(world, phone, address):
    businesses.close(world.business)
    world.business.refresh_from_db()
    assert not offered_products(world.business).exists()
    page = phone.get(address("product", world.product.pk)).content.decode()
    assert "Usaha ini sudah tutup" in page and address("edit-product", world.product.pk) not in page
    facts = {"name": "Keripik pisang", "category": "snacks", "unit": "bungkus", "price_idr": "14.000"}
    answer = phone.post(address("edit-product", world.product.pk), facts)
    assert answer.status_code == 409 and "sudah tutup" in answer.content.decode()
    assert "14.000" in answer.content.decode()


def test_photos_stand_in_the_order_that_she_chooses(world, phone, address, kept):
    ProductPhoto.objects.all().delete()
    for _time in range(3):
        assert phone.post(address("photos", world.product.pk), {"photo": photo_file()}).status_code == 302
    first, second, third = photos_of(world.product)
    phone.post(address("lead-photo", third.pk))
    assert [photo.pk for photo in photos_of(world.product)] == [third.pk, first.pk, second.pk]
    assert photo_of(world.product) == third.file
    phone.post(address("remove-photo", first.pk))
    assert [photo.pk for photo in photos_of(world.product)] == [third.pk, second.pk]
    assert StoredFile.objects.get(pk=first.file_id).erased_at is not None
    page = phone.get(address("photos", world.product.pk)).content.decode()
    assert page.count("Hapus foto") == 2 and page.count("Taruh di depan") == 1


def test_a_paper_is_no_photo_and_five_are_enough(world, companion, kept):
    with pytest.raises(Refused) as refused:
        pdf = Prepared(FileBase.Kind.SCAN, PDF, b"%PDF-1.7")
        actions.add_photo(product=world.product, photo=pdf, by=companion)
    assert refused.value.code == "no_photo"
    for _time in range(MOST_PHOTOS):
        actions.add_photo(product=world.product, photo=PHOTO, by=companion)
    with pytest.raises(Refused) as refused:
        actions.add_photo(product=world.product, photo=PHOTO, by=companion)
    assert refused.value.code == "photos_full"


def test_readers_see_the_product_and_change_nothing(world, sign_in, address):
    reader = sign_in(world.user("kabupaten"))
    page = reader.get(address("product", world.product.pk)).content.decode()
    assert "Keripik pisang" in page and "Rp 13.000" in page and "Tidak dibuat lagi" not in page


def test_a_pdf_called_a_photo_and_a_photo_of_forty_megabytes_take_no_place(world, phone, address, kept):
    ProductPhoto.objects.all().delete()
    paper = SimpleUploadedFile("IMG_0812.jpg", b"%PDF-1.7 invented", "image/jpeg")
    answer = phone.post(address("photos", world.product.pk), {"photo": paper})
    assert answer.status_code == 422 and "bukan PDF" in answer.content.decode()
    huge = SimpleUploadedFile("IMG_0812.jpg", b"\xff\xd8\xff" + bytes(40 * 1024**2), "image/jpeg")
    assert phone.post(address("photos", world.product.pk), {"photo": huge}).status_code == 413
    assert not ProductPhoto.objects.exists()


def test_a_price_of_nothing_is_said_at_its_field(world, phone, address):
    before = world.product.price_idr
    answer = phone.post(address("price", world.product.pk), {"price_idr": "0"})
    assert answer.status_code == 422 and "Isi angka dari 1 sampai" in answer.content.decode()
    world.product.refresh_from_db()
    assert world.product.price_idr == before
