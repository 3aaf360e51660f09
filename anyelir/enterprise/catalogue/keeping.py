"""What writes the catalogue: the row, its tokens, the index and the pictures go together; whoever calls has the
transaction, the right and the consent.

Whatever was shown once and is not any more leaves its key in ``Gone``: the address answers 410, and nothing is left
but the key.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from anyelir.enterprise.catalogue import index, renditions
from anyelir.enterprise.catalogue.models import Gone, Listing, Shop
from anyelir.enterprise.catalogue.tokens import tokens_of
from anyelir.rules.region_code import at_level

BATCH = 1000


def made_shop(*, id: uuid.UUID, region_code: str, **fields: str) -> Shop:
    """A shop of the desa ``region_code``, not kept yet."""
    upper = {f"{level}_code": at_level(region_code, level) or "" for level in ("kabkota", "kecamatan")}
    return Shop(id=id, region_code=region_code, **upper, **fields)


def tokens_for(listing: Listing) -> str:
    shop = listing.shop
    return tokens_of(
        (listing.name, listing.brand, shop.name, listing.category_label),
        region_code=shop.region_code,
        category=listing.category,
        permits=[row["kind"] for row in listing.badges],
        is_souvenir=listing.is_souvenir,
        sentra=shop.sentra,
    )


def show(shop: Shop, listings: Sequence[Listing]) -> None:
    """The shop with all that it offers; listings that it offered before and are not among these go."""
    shop.save()
    former = {listing.pk: listing for listing in shop.listings.all()}
    for listing in listings:
        listing.shop = shop
        before = former.pop(listing.pk, None)
        # A place is given once, so that nobody moves along the ring by saving again.
        listing.place = before.place if before is not None else listing.place
        listing.tokens = tokens_for(listing)
        listing.save()
        if before is not None and before.photo not in ("", listing.photo):
            _remove_after_commit([before.photo])
    index.keep(listings)
    withdraw_listings(former)
    Gone.objects.filter(pk__in=[shop.pk, *(listing.pk for listing in listings)]).delete()


def withdraw_shop(shop_id: uuid.UUID) -> None:
    """The shop, all that it offers and their pictures."""
    _take_away(Listing.objects.filter(shop=shop_id))
    if Shop.objects.filter(pk=shop_id).delete()[0]:
        _mark_gone([shop_id])


def withdraw_listings(ids: Iterable[uuid.UUID]) -> None:
    _take_away(Listing.objects.filter(pk__in=list(ids)))


def _take_away(listings: QuerySet[Listing]) -> None:
    rows = list(listings.values_list("pk", "place", "photo"))
    index.forget([place for _pk, place, _photo in rows])
    Listing.objects.filter(pk__in=[pk for pk, _place, _photo in rows]).delete()
    _mark_gone([pk for pk, _place, _photo in rows])
    _remove_after_commit([photo for _pk, _place, photo in rows if photo])


def _mark_gone(ids: Sequence[uuid.UUID]) -> None:
    Gone.objects.bulk_create([Gone(id=pk) for pk in ids], ignore_conflicts=True)


def _remove_after_commit(stems: list[str]) -> None:
    """A write that is undone keeps its pictures; until the commit nobody gets one whose row is gone (``views``)."""
    transaction.on_commit(partial(renditions.remove, stems))


def put_many(listings: Sequence[Listing]) -> None:
    """New rows of shops that are there, by the thousand."""
    for listing in listings:
        listing.tokens = tokens_for(listing)
    with transaction.atomic():
        Listing.objects.bulk_create(listings, batch_size=BATCH)
        index.keep(listings)
