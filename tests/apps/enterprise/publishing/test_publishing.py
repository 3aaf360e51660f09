"""The catalogue follows businesses in the transaction of each change: what was agreed, no more, and no longer."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from anyelir.enterprise.catalogue import index, renditions
from anyelir.enterprise.catalogue.models import Gone, Listing, Shop
from anyelir.enterprise.permits.actions.proving import verify_permit
from anyelir.enterprise.publishing import filling
from anyelir.enterprise.publishing.public_side import names
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business, Product, PublishConsent
from anyelir.files.reading import prepared
from tests import listings, permits
from tests.factories import today

pytestmark = pytest.mark.django_db
OWNER, PHONE = "Nursiah Rahman", "0812-5550-0199"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def by(world):
    return world.user("dasawisma")


@pytest.fixture
def business(world, by) -> Business:
    """Keripik Seruni with its product at a price, and the phone of its owner."""
    owner = world.business.owners.get(until=None)
    actions.set_owner(business=world.business, since=owner.since, name=OWNER, phone=PHONE, by=by)
    return world.business


def agree(business: Business, by, **fields) -> PublishConsent:
    values = {"shows_owner": False, "shows_phone": False, "place": "desa", "given_how": "spoken"} | fields
    return actions.give_consent(business=business, by=by, **values)


def photo(colour: str = "orange"):
    return prepared(io.BytesIO(listings.photo(colour)))


def test_without_consent_nothing_is_public(business, world, by):
    actions.edit_product(product=world.product, about="Renyah", by=by)
    assert not Shop.objects.exists() and not Listing.objects.exists() and not Gone.objects.exists()


def test_what_was_agreed_stands_there_with_the_consent(business, world, by):
    agree(business, by)
    shop, listing = Shop.objects.get(), Listing.objects.get()
    assert (shop.pk, shop.name, shop.region_code) == (business.pk, business.name, "32.01.01.1010")
    assert (shop.owner, shop.phone) == (
        "",
        "",
    ) and shop.region_label == "Ciriung, Cibinong, Kab. Bogor, Jawa Barat"
    assert (listing.pk, listing.name, listing.price_idr) == (
        world.product.pk,
        world.product.name,
        world.product.price_idr,
    )
    agree(business, by, shows_owner=True, shows_phone=True)
    shop.refresh_from_db()
    assert (shop.owner, shop.phone) == (OWNER, "+6281255500199")
    agree(business, by)
    shop.refresh_from_db()
    assert (shop.owner, shop.phone) == ("", "")


def test_its_centre_is_named_while_it_belongs_to_it(business, world, by):
    agree(business, by)
    facts = {"name": "Keripik talas", "category": "snacks", "since": world.business.begun_on}
    sentra = actions.name_sentra(region=world.kelurahan, by=by, **facts)
    assert Shop.objects.get().sentra == ""
    actions.join_sentra(sentra=sentra, business=business, by=by)
    assert Shop.objects.get().sentra == "Keripik talas"
    actions.end_sentra(sentra=sentra, by=by)
    assert Shop.objects.get().sentra == ""


def test_each_change_is_there_with_its_own_write(business, world, by):
    agree(business, by)
    actions.set_price(product=world.product, price_idr=21_000, by=by)
    actions.edit_product(
        product=world.product,
        name="Keripik talas",
        net_amount=250,
        net_unit="g",
        lead_days=2,
        is_souvenir=True,
        by=by,
    )
    listing = Listing.objects.get()
    assert (listing.name, listing.price_idr, listing.net, listing.lead_days, listing.is_souvenir) == (
        "Keripik talas",
        21_000,
        "250 g",
        2,
        True,
    )
    assert {"talas", "z0oleh"} <= set(listing.tokens.split())
    actions.end_product(product=world.product, by=by)
    assert not Listing.objects.exists() and Gone.objects.filter(pk=world.product.pk).exists()
    actions.offer_again(product=world.product, by=by)
    assert Listing.objects.get().pk == world.product.pk and not Gone.objects.exists()
    assert index.faults() == 0


class Undone(Exception):
    pass


def test_a_write_that_is_undone_leaves_the_catalogue_as_it_was(business, world, by):
    agree(business, by)
    with pytest.raises(Undone), transaction.atomic():
        actions.withdraw_consent(business=business, by=by)
        assert not Listing.objects.exists()
        raise Undone
    assert Listing.objects.count() == 1 and index.faults() == 0


def test_withdrawn_is_gone_at_once_with_its_pictures(
    client, business, world, by, django_capture_on_commit_callbacks
):
    actions.add_photo(product=world.product, photo=photo(), by=by)
    agree(business, by)
    listing = Listing.objects.get()
    addresses = [listing.get_absolute_url(), listing.shop.get_absolute_url()]
    picture = reverse("catalogue:picture", kwargs={"stem": listing.photo, "suffix": "240.webp"})
    assert [client.get(address).status_code for address in [*addresses, picture]] == [200, 200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_consent(business=business, by=by)
    assert [client.get(address).status_code for address in [*addresses, picture]] == [410, 410, 404]
    assert not Shop.objects.exists() and not [*renditions.stems()]


@pytest.mark.parametrize("leave", ["pause", "close"])
def test_a_business_that_pauses_or_closes_offers_nothing(business, world, by, leave):
    actions.run_business(business=business, by=by)
    agree(business, by)
    assert Listing.objects.exists()
    if leave == "pause":
        actions.pause_business(business=business, by=by)
        assert not Shop.objects.exists()
        actions.run_business(business=business, by=by)
        assert Listing.objects.exists()
    else:
        actions.close_business(business=business, on=today(), reason="Pindah", by=by)
        assert not Shop.objects.exists()


def test_a_product_without_a_price_is_not_offered(business, world, by):
    Product.objects.update(price_idr=None)
    agree(business, by)
    assert not Shop.objects.exists()


def test_photos_are_those_in_front(business, world, by, django_capture_on_commit_callbacks):
    agree(business, by)
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.add_photo(product=world.product, photo=photo(), by=by)
    first = Listing.objects.get().photo
    with django_capture_on_commit_callbacks(execute=True):
        other = actions.add_photo(product=world.product, photo=photo("green"), by=by)
        actions.lead_with_photo(photo=other, by=by)
    second = Listing.objects.get().photo
    assert second != first and [stem for stem, _written in renditions.stems()] == [second]
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(photo=other, by=by)
    assert Listing.objects.get().photo == first
    with django_capture_on_commit_callbacks(execute=True):
        made.refresh_from_db()
        actions.remove_photo(photo=made, by=by)
    assert Listing.objects.get().photo == "" and not [*renditions.stems()]


FREE = {
    "Telepon 0812 5550 0199 ya": "",
    "WA: +62-812-5550-0199": "",
    "NIK 3201010101900001": "",
    "rekening 1234567890": "",
    "Pesan ke Bu Nursiah": "",
    "Tanya bu NURSIAH rahman": "",
    "Isi 12 bungkus, 250 g": "Isi 12 bungkus, 250 g",
    "Pesan sehari sebelumnya": "Pesan sehari sebelumnya",
}


@pytest.mark.parametrize("typed", FREE)
def test_free_texts_tell_no_number_and_no_owner(business, world, by, typed):
    agree(business, by)
    for field in ("about", "ordering", "composition", "storage", "brand", "allergens"):
        Product.objects.update(**{field: typed})
        filling.publish([business.pk])
        assert getattr(Listing.objects.get(), field) == FREE[typed], field


def test_a_number_in_a_name_is_left_out(business, world, by):
    Business.objects.update(name="Dapur 0812-5550-0199 Seruni")
    Product.objects.update(name="Keripik 081255500199")
    agree(business, by)
    assert (Shop.objects.get().name, Listing.objects.get().name) == ("Dapur Seruni", "Keripik")


def test_a_name_is_known_by_its_words():
    assert (
        names("pesan ke Ibu Nursiah", OWNER)
        and not names("keripik asin", OWNER)
        and not names("", OWNER)
        and not names("apa", "")
    )


def badges() -> dict[str, str | None]:
    return {row["kind"]: row["until"] for row in Listing.objects.get().badges}


def test_a_badge_needs_a_number_that_holds_and_a_proof_that_was_compared(business, world, by):
    agree(business, by)
    paper = permits.issued(business)
    filling.publish([business.pk])
    assert badges() == {}, "not verified"
    verify_permit(permit=permits.with_evidence(paper, by), by=world.user("health_office"))
    assert badges() == {"pirt": "2031-11-02"}
    paper.refresh_from_db()
    paper.issued_on = dt.date(2020, 11, 2)
    paper.ends_on = dt.date(2025, 11, 2)
    paper.save()
    filling.publish([business.pk])
    assert badges() == {}, "over"


def test_a_permit_of_another_product_gives_no_badge(business, world, by):
    agree(business, by)
    other = Product.objects.create(
        business=business, name="Abon", category="fish", unit="bungkus", price_idr=9_000
    )
    paper = permits.with_evidence(permits.issued(business), by)
    paper.products.set([other])
    verify_permit(permit=paper, by=world.user("health_office"))
    assert {row.name: len(row.badges) for row in Listing.objects.all()} == {"Abon": 1, world.product.name: 0}


def test_at_night_what_differs_is_mended(business, world, by):
    actions.add_photo(product=world.product, photo=photo(), by=by)
    agree(business, by)
    assert filling.verify() == 0
    listing = Listing.objects.get()
    spoils = [
        lambda: Listing.objects.update(price_idr=1),
        lambda: Shop.objects.update(owner="Orang lain"),
        lambda: renditions.path_of(listing.photo, renditions.CARD).write_bytes(b"RIFF"),
        lambda: Listing.objects.all().delete(),
        lambda: Product.objects.update(price_idr=50_000),
        lambda: PublishConsent.objects.update(withdrawn_at=timezone.now()),
    ]
    for spoil in spoils:
        spoil()
        assert (filling.verify(), filling.verify()) == (1, 0)
        assert not Shop.objects.exists() or renditions.is_sound(listing.photo)
    assert not Shop.objects.exists()


def test_at_night_pictures_that_are_missing_are_made(business, world, by):
    actions.add_photo(product=world.product, photo=photo(), by=by)
    agree(business, by)
    stem = Listing.objects.get().photo
    renditions.remove([stem])
    filling.verify()
    assert renditions.is_sound(stem)


def test_a_consent_ends_with_its_day(business, by):
    agree(business, by, until=today())
    assert filling.withdraw_lapsed() == 0 and Shop.objects.exists()
    PublishConsent.objects.update(since=today() - dt.timedelta(days=9), until=today() - dt.timedelta(days=1))
    assert filling.withdraw_lapsed() == 1 and not Shop.objects.exists()


def test_many_without_consent_cost_one_look(business, by, django_assert_max_num_queries):
    pks = [
        Business.objects.create(region=business.region, name=f"Usaha {number}", begun_on=today()).pk
        for number in range(50)
    ]
    with django_assert_max_num_queries(3):
        filling.publish(pks)
