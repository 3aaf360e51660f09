"""The tables of the catalogue follow businesses: what is agreed stands there, what is taken back is gone at once."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.locking import held
from anyelir.enterprise.catalogue import keeping, renditions
from anyelir.enterprise.catalogue.models import Listing, Shop
from anyelir.enterprise.publishing.public_side import PublicSide, consented, public_side
from anyelir.enterprise.trade.models import Business, PublishConsent

# Of the tables alone: where a listing lies on the ring, and when it was written.
OWN_FIELDS = {"place", "shown_at", "changed_at"}


def publish(pks: Collection[uuid.UUID]) -> None:
    """In the transaction of the change itself. Whoever has no consent costs one question for all together."""
    agreed = consented().intersection(pks)
    for shop_id in Shop.objects.filter(pk__in=set(pks) - agreed).values_list("pk", flat=True):
        keeping.withdraw_shop(shop_id)
    for business in Business.objects.filter(pk__in=agreed).order_by("pk"):
        _fill(business.pk, public_side(business))


def _fill(pk: uuid.UUID, side: PublicSide | None) -> None:
    if side is None:
        keeping.withdraw_shop(pk)
    else:
        keeping.show(side.shop, side.listings)


def verify() -> int:
    """Compare the tables with what may be read today, open every picture, and mend; returns how many shops differed.

    A consent or a permit that ended by its date has told nobody.
    """
    wrong = 0
    for pk in sorted(consented() | set(Shop.objects.values_list("pk", flat=True))):
        with transaction.atomic():
            business = Business.objects.filter(pk=pk).first()
            side = public_side(held(business)) if business is not None else None
            if _differs(pk, side):
                wrong += 1
                _fill(pk, side)
    return wrong


def withdraw_lapsed() -> int:
    """A consent that ends by its date is over with that day; returns how many shops went."""
    ended = PublishConsent.objects.filter(withdrawn_at=None, until__lt=today_anywhere())
    rows = ended.filter(business__in=Shop.objects.values("pk")).select_related("business")
    lapsed = [row.business_id for row in rows if row.until < today_at(row.business.region_id)]
    for pk in lapsed:
        with transaction.atomic():
            keeping.withdraw_shop(pk)
    return len(lapsed)


def _differs(pk: uuid.UUID, side: PublicSide | None) -> bool:
    shop = Shop.objects.filter(pk=pk).first()
    if shop is None or side is None:
        return (shop is None) is not (side is None)
    kept = {row.pk: row for row in shop.listings.select_related("shop")}
    due = {row.pk: row for row in side.listings}
    if _facts(shop) != _facts(side.shop) or kept.keys() != due.keys():
        return True
    return any(_differs_in(kept[key], due[key]) for key in due)


def _differs_in(kept: Listing, due: Listing) -> bool:
    due.tokens = keeping.tokens_for(due)
    return _facts(kept) != _facts(due) or bool(due.photo and not _is_sound(due.photo))


def _is_sound(stem: str) -> bool:
    """A picture that does not open goes, so that filling makes it anew."""
    is_sound = renditions.is_sound(stem)
    if not is_sound:
        renditions.remove([stem])
    return is_sound


def _facts(row: Shop | Listing) -> dict[str, object]:
    fields = (field.attname for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in fields if name not in OWN_FIELDS}
