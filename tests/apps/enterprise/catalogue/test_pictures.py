"""Pictures of products: sizes within their bytes, nothing in them but pixels, and gone with the consent."""

from __future__ import annotations

import gzip
import os
import random
import re
import uuid
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from anyelir.enterprise.catalogue import keeping, renditions, tending
from anyelir.enterprise.catalogue.models import Listing, Word
from anyelir.enterprise.catalogue.renditions import CARD, PAGE, SHARE
from tests import listings

pytestmark = pytest.mark.django_db
SEARCH = reverse("catalogue:search")
STATIC = Path(__file__).resolve().parents[4] / "anyelir" / "static"
MOST_PAGE_BYTES = 100_000


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pictures(row) -> list[str]:
    return [
        reverse("catalogue:picture", kwargs={"stem": row.photo, "suffix": size.suffix})
        for size in renditions.SIZES
    ]


def with_photo(**fields):
    key = fields.pop("id", listings.PRODUCT)
    return listings.shown(id=key, photo=renditions.keep(key, listings.photo(**fields)))


def test_each_size_keeps_its_budget_and_tells_nothing_but_pixels(client):
    row = with_photo()
    for size, address in zip(renditions.SIZES, pictures(row), strict=True):
        answer = client.get(address)
        assert answer["Content-Type"] == size.media_type and len(answer.content) <= size.most_bytes
        assert (
            b"Nursiah" not in answer.content
            and b"0812" not in answer.content
            and b"Exif" not in answer.content
        )
    assert renditions.is_sound(row.photo)


def test_a_picture_that_no_quality_makes_small_enough_is_softened():
    noise = Image.frombytes("RGB", (700, 700), random.Random(1).randbytes(700 * 700 * 3))
    for size in (CARD, PAGE, SHARE):
        assert len(renditions.within_budget(noise, size)) <= size.most_bytes


def test_pictures_go_with_the_consent(client, django_capture_on_commit_callbacks):
    row = with_photo()
    addresses = pictures(row)
    with django_capture_on_commit_callbacks() as later:
        keeping.withdraw_shop(row.shop_id)
    # Nobody gets it any more although the bytes are still there, and with the commit they go as well.
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert list(renditions.stems()) != []
    for callback in later:
        callback()
    assert list(renditions.stems()) == []


def test_a_new_photo_takes_the_place_of_the_old(django_capture_on_commit_callbacks):
    row = with_photo()
    before = row.photo
    with django_capture_on_commit_callbacks(execute=True):
        keeping.show(
            row.shop, [listings.listing(row.pk, photo=renditions.keep(row.pk, listings.photo("green")))]
        )
    assert before not in dict(renditions.stems()) and Listing.objects.get().photo in dict(renditions.stems())


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff" + b"0" * 100, b"RIFF0000WEBP"]
)
def test_what_is_no_photo_is_none(content):
    with pytest.raises(renditions.PhotoUnreadable):
        renditions.keep(listings.PRODUCT, content)


def test_a_broken_picture_is_seen():
    row = with_photo()
    renditions.path_of(row.photo, CARD).write_bytes(b"RIFF")
    assert not renditions.is_sound(row.photo)


def test_a_whole_page_with_its_pictures_and_styles_is_light(client):
    """The largest pictures that a list may have, and what comes over the wire beside them."""
    keys = [uuid.uuid4() for _each in range(12)]
    rows = [
        listings.listing(key, name="Keripik pisang aneka rasa", photo=renditions.keep(key, listings.photo()))
        for key in keys
    ]
    keeping.show(listings.shop(sentra="Keripik"), rows)
    answer = client.get(SEARCH)
    html = answer.content.decode()
    sheets = re.findall(r'css/([\w-]+?)(?:\.\w+)?\.css"', html)
    assert (
        sheets == ["tokens", "base", "components", "print", "catalogue"]
        and html.count("<img") == 13
        and "<script" not in html
    )
    wire = len(gzip.compress(answer.content)) + sum(
        len(gzip.compress((STATIC / "css" / f"{name}.css").read_bytes())) for name in sheets
    )
    mark = len((STATIC / "img" / "mark.svg").read_bytes())
    assert wire + mark + 12 * CARD.most_bytes < MOST_PAGE_BYTES


def test_at_night_pictures_of_nobody_go_and_words_are_counted():
    row = with_photo()
    left = renditions.keep(uuid.uuid4(), listings.photo("red"))
    tending.tend()
    assert {row.photo, left} == set(dict(renditions.stems())), "a write of today may still be going on"
    for stem in (row.photo, left):
        for size in renditions.SIZES:
            os.utime(renditions.path_of(stem, size), (0, 0))
    tending.tend()
    assert {row.photo} == set(dict(renditions.stems()))
    assert Word.objects.filter(word="pisang", listings=1).exists()
