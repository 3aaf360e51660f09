"""Pages of a first business: the four steps, the card, and what others read of it."""

from __future__ import annotations

import io
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anyelir.enterprise.trade import access
from anyelir.enterprise.trade.models import Product, ProductBatch
from anyelir.files.models import StoredFile
from tests import businesses
from tests.apps.enterprise.trade.conftest import photo_file
from tests.architecture.matrix_trade import BEGUN

pytestmark = pytest.mark.django_db
CARD = {"business_name": "Keripik Bu Ratna", "about": "gurih, isi 150 gram", "ordering": "Balas pesan ini."}
COSTS = {name: str(value) for name, value in businesses.COSTS.items()}


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


def test_four_pages_lead_from_a_skill_to_a_card_and_ask_no_permit(world, phone, address, kept):
    asked = phone.get(address("start")).content.decode()
    answer = phone.post(address("start"), BEGUN | {"region": world.rw.pk})
    product = Product.objects.get(name="Keripik talas")
    assert answer.headers["Location"] == address("costs", product.pk)
    asked += phone.get(address("costs", product.pk)).content.decode()
    answer = phone.post(address("costs", product.pk), COSTS)
    assert answer.headers["Location"] == address("price", product.pk)
    seen = phone.get(address("price", product.pk)).content.decode()
    assert "Jual Rp 13.000. Untuk Ibu Rp 5.000 tiap bungkus." in seen
    assert "7 bungkus laku, belanja kembali" in seen and "Di bawah Rp 10.400 Ibu rugi" in seen
    answer = phone.post(address("price", product.pk), {"price_idr": "13.000"})
    assert answer.headers["Location"] == address("card", product.pk)
    asked += seen + phone.get(address("card", product.pk)).content.decode()
    answer = phone.post(address("card", product.pk), CARD | {"photo": photo_file()})
    assert answer.headers["Location"] == address("card", product.pk)
    assert "Kartunya siap dikirim" in phone.get(address("card", product.pk)).content.decode()
    assert not any(word in asked for word in ("NIB", "KBLI", "P-IRT"))


def test_the_card_is_small_has_no_exif_and_the_words_go_without_a_number(world, phone, address, kept):
    phone.post(address("card", world.product.pk), CARD | {"photo": photo_file((4000, 3000), noisy=True)})
    answer = phone.get(address("picture", world.product.pk))
    assert answer.headers["Content-Type"] == "image/jpeg" and len(answer.content) < 120_000
    with Image.open(io.BytesIO(answer.content)) as card:
        assert card.size == (1080, 1350) and not card.getexif()
    assert b"KameraRahasia" not in answer.content
    page = phone.get(address("card", world.product.pk))
    words = unquote(page.context["share"].partition("?text=")[2])
    assert words.splitlines() == [
        "Keripik pisang",
        "Keripik Bu Ratna",
        "gurih, isi 150 gram",
        "Rp 13.000 per bungkus",
        "Balas pesan ini.",
    ]


def test_a_new_photo_takes_the_place_of_the_old_one(world, phone, address, kept):
    for _time in range(2):
        phone.post(address("card", world.product.pk), CARD | {"photo": photo_file()})
    assert [file.erased_at is None for file in StoredFile.objects.order_by("created_at")] == [False, True]
    phone.post(address("card", world.product.pk), CARD)
    assert StoredFile.objects.filter(erased_at=None).count() == 1


@pytest.mark.parametrize(
    ("upload", "word"),
    [
        (SimpleUploadedFile("a.jpg", b"%PDF-1.7 x", "image/jpeg"), "bukan PDF"),
        (SimpleUploadedFile("a.jpg", b"GIF89a rest of it", "image/jpeg"), "JPEG, PNG, WebP"),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"x" * 99, "image/jpeg"), "tidak bisa dibaca"),
    ],
)
def test_what_is_no_photo_is_said_and_the_words_stay(world, phone, address, kept, upload, word):
    upload.seek(0)
    answer = phone.post(address("card", world.product.pk), CARD | {"photo": upload})
    text = answer.content.decode()
    assert answer.status_code == 422 and word in text and "gurih, isi 150 gram" in text


def test_a_photo_of_forty_megabytes_is_too_large(world, phone, address, kept):
    huge = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(40 * 1024**2), "image/jpeg")
    assert phone.post(address("card", world.product.pk), CARD | {"photo": huge}).status_code == 413


def test_a_price_is_looked_at_without_being_kept(world, phone, address):
    seen = phone.get(address("price", world.product.pk), {"harga": "10.000"}).content.decode()
    assert "Jual Rp 10.000: Ibu rugi." in seen
    assert "?harga=9500" in seen and "?harga=10500" in seen
    assert "Jual Rp 13.000" in phone.get(address("price", world.product.pk), {"harga": "0"}).content.decode()
    world.product.refresh_from_db()
    assert world.product.price_idr == 13_000


def test_pages_that_come_too_early_lead_back(world, phone, address):
    bare = businesses.product(world.business, "Keripik bayam", price_idr=None)
    assert phone.get(address("card", bare.pk)).headers["Location"] == address("price", bare.pk)
    assert phone.get(address("price", bare.pk)).headers["Location"] == address("costs", bare.pk)
    assert phone.get(address("picture", bare.pk)).status_code == 404


def test_sent_twice_is_begun_once(world, phone, address):
    facts = BEGUN | {"region": world.rw.pk, "op_id": "01981d5e-7a5b-7000-8000-000000000007"}
    first, second = (phone.post(address("start"), facts).headers["Location"] for _time in range(2))
    assert first == second and Product.objects.filter(name="Keripik talas").count() == 1


def test_a_place_of_others_is_refused(world, phone, address, monkeypatch):
    """The list of the form holds no other place; this is the second door."""
    elsewhere = phone.post(address("start"), BEGUN | {"region": world.next_rw.pk})
    assert elsewhere.status_code == 422
    monkeypatch.setattr(access, "can_begin_business", lambda user, code: False)
    answer = phone.post(address("start"), BEGUN | {"region": world.rw.pk})
    assert answer.status_code == 422 and answer.context["form"].refused_code == "not_yours"


def test_wrong_costs_are_said_at_their_field(world, phone, address):
    answer = phone.post(address("costs", world.product.pk), COSTS | {"pieces": "0"})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"pieces"}
    phone.post(address("costs", world.product.pk), COSTS | {"packaging_idr": "", "energy_idr": ""})
    newest = ProductBatch.objects.filter(product=world.product).first()
    assert (newest.packaging_idr, newest.energy_idr) == (0, 0)


def test_those_above_read_the_business_and_never_its_owner(world, sign_in, address):
    for role in ("kecamatan", "kabupaten", "provinsi", "secretary"):
        reader = sign_in(world.user(role))
        text = reader.get(address("list")).content.decode()
        text += reader.get(address("show", world.business.pk)).content.decode()
        assert "Keripik Seruni" in text and "Keripik pisang" in text and "Nursiah" not in text
    text = sign_in(world.user("dasawisma")).get(address("show", world.business.pk)).content.decode()
    assert "Milik Nursiah Rahman" in text


def test_an_owner_works_on_her_own_business_alone(world, sign_in, owner, address):
    phone = sign_in(owner)
    other = businesses.product(businesses.business(world.rw, "Jamu Kencur", "Ratna Anjani"), "Jamu kencur")
    assert "Milik Nursiah Rahman" in phone.get(address("show", world.business.pk)).content.decode()
    assert phone.post(address("price", world.product.pk), {"price_idr": "14.000"}).status_code == 302
    assert phone.get(address("card", other.pk)).status_code == 404
    assert phone.get(address("start")).status_code == 403
    listed = phone.get(address("list")).content.decode()
    assert "Keripik Seruni" in listed and "Jamu Kencur" not in listed


def test_the_photo_is_for_readers_of_the_business(world, phone, sign_in, address, kept):
    phone.post(address("card", world.product.pk), CARD | {"photo": photo_file()})
    photo = f"/berkas/{StoredFile.objects.get().pk}/"
    assert phone.get(photo).status_code == 200
    assert sign_in(world.user("stranger")).get(photo).status_code == 404


def test_the_list_filters_by_words_and_stage(world, phone, address):
    businesses.close(businesses.business(world.rw, "Jamu Kencur"))
    listed = phone.get(address("list"), {"cari": "seruni"}).content.decode()
    assert "Keripik Seruni" in listed and "Jamu Kencur" not in listed
    listed = phone.get(address("list"), {"tahap": "closed"}).content.decode()
    assert "Keripik Seruni" not in listed and "Jamu Kencur" in listed
