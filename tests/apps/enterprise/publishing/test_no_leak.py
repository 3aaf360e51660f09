"""A visitor who opens every public page and every picture finds nobody who did not agree to be named."""

from __future__ import annotations

import random
import re

import pytest
from django.test import Client
from django.urls import reverse

from anyelir.enterprise.catalogue import renditions, suggestions
from anyelir.enterprise.catalogue.models import Listing
from anyelir.enterprise.publishing import filling
from anyelir.enterprise.trade.models import Business, Ownership, Product, ProductPhoto, PublishConsent
from anyelir.files.keeping import keep_file
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import WEBP, Prepared
from tests import listings
from tests.factories import SINCE, today

pytestmark = pytest.mark.django_db
PLANTED = 500
SYLLABLES = "xa qe zu vo xi qa ze vu xo qi za ve".split()
FIELDS = ("about", "ordering", "composition", "storage", "allergens")


def person(number: int) -> tuple[str, str, str]:
    """An invented name that is no word of anything else, a phone and a NIK."""
    chance = random.Random(number)
    first, last = ("".join(chance.choice(SYLLABLES) for _part in range(4)).title() for _word in range(2))
    return f"{first} {last}", f"+62855{number:08d}", f"3299{number:012d}"


@pytest.fixture
def planted(world, settings, tmp_path) -> list[tuple[str, str, str]]:
    """500 owners who did not agree to be named: half have no consent at all, half show a shop without them.

    Their names, phones and NIK stand in every free text of their products, and in the EXIF of their photos.
    """
    settings.MEDIA_ROOT = tmp_path
    people = [person(number) for number in range(PLANTED)]
    for number, (name, phone, nik) in enumerate(people):
        business = Business.objects.create(
            region=world.rw, name=f"Dapur {number}", begun_on=SINCE, stage="running"
        )
        Ownership.objects.create(business=business, name=name, phone=phone, since=SINCE)
        told = (f"Tanya {name}", f"WA {phone}", f"NIK {nik}", f"hubungi {phone.replace('+62', '0')}", name)
        texts = dict(zip(FIELDS, told[number % 5 :] + told[: number % 5], strict=True))
        product = Product.objects.create(
            business=business, name="Keripik", category="snacks", unit="bungkus", price_idr=9_000, **texts
        )
        if number % 2:
            PublishConsent.objects.create(business=business, since=today(), given_how="spoken")
        if number < 20:
            plant_photo(product, f"{name} {phone} {nik}", world.user("dasawisma"))
    filling.publish({*Business.objects.values_list("pk", flat=True)})
    suggestions.rebuild_words()
    return people


def plant_photo(product: Product, text: str, by) -> None:
    """As if a photo had been kept with all that a camera wrote."""
    kept = Prepared(FileBase.Kind.PHOTO, WEBP, listings.photo(note=text))
    file = keep_file(StoredFile, kept, owner_kind="trade.product", owner_key=product.pk, by=by)
    ProductPhoto.objects.create(product=product, file=file, rank=0)


def crawl() -> dict[str, bytes]:
    """Every address that a page or the map names below the shop window, with what it answers."""
    client, seen, waiting = (
        Client(),
        {},
        ["/etalase/", "/etalase/peta.xml", "/etalase/?wilayah=32.01", "/etalase/?cari=dapur"],
    )
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address)
        assert answer.status_code in (200, 301), address
        seen[address] = answer.content
        text = answer.content.decode(errors="ignore").replace("&amp;", "&")
        links = re.findall(
            r'(?:href|src|content)="(?:http://testserver)?(/etalase/[^"#]*)"|<loc>http://testserver([^<]+)',
            text,
        )
        relative = [
            f"/etalase/{link}"
            for link in re.findall(r'href="(\?[^"]*)"', text)
            if address.startswith("/etalase/?") or address == "/etalase/"
        ]
        waiting += [first or second for first, second in links] + relative
    return seen


def test_a_visitor_finds_nobody_who_did_not_agree(planted):
    pages = crawl()
    listings_shown = {row.get_absolute_url() for row in Listing.objects.all()}
    assert listings_shown <= pages.keys() and len(listings_shown) == PLANTED // 2
    assert {reverse("catalogue:code", args=[row.pk]) for row in Listing.objects.all()} <= pages.keys()
    assert sum("/etalase/foto/" in address for address in pages) >= 2 * 10
    everything = b"\n".join(
        [*pages.values(), *(file.read_bytes() for file in renditions.folder().rglob("*.*"))]
    )
    text = everything.decode(errors="ignore").casefold()
    digits = re.sub(r"[^0-9\n<>\"]", "", text)
    for name, phone, nik in planted:
        assert not [word for word in name.casefold().split() if word in text], name
        assert phone[3:] not in digits and nik not in digits, name


def test_the_visitor_would_find_somebody(planted):
    """The same walk with one owner who agreed finds that one."""
    shown = PublishConsent.objects.order_by("pk").first()
    PublishConsent.objects.filter(pk=shown.pk).update(shows_owner=True, shows_phone=True)
    filling.publish({shown.business_id})
    owner = shown.business.owners.get()
    text = b"\n".join(crawl().values()).decode(errors="ignore")
    assert owner.name in text and owner.phone.removeprefix("+") in text
