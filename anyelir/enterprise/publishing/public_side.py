"""What of a business the public may read today, made of nothing but what its owner agreed to."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.core.clock import day_at, today_at
from anyelir.enterprise.catalogue import keeping, renditions
from anyelir.enterprise.catalogue.models import Badge, Listing, Shop
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import is_proven, status_today
from anyelir.enterprise.publishing.queries import keys_down
from anyelir.enterprise.trade.models import Business, Product, PublishConsent
from anyelir.enterprise.trade.queries.businesses import owner_name, owner_of
from anyelir.enterprise.trade.queries.consents import consent_of
from anyelir.enterprise.trade.queries.products import offered_products, photo_of
from anyelir.files.keeping import content_of
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level
from anyelir.rules.names import name_key

SHOWN_STAGES = (Business.Stage.TRYING, Business.Stage.RUNNING)
# Eight digits and more, however they are parted, are a number of somebody: a phone, a NIK, an account.
_NUMBER = re.compile(r"\+?(?:[0-9][ \t.\-/()]*){8,}")
SHORTEST_NAME = 3


@dataclass(frozen=True)
class PublicSide:
    """A shop with what it offers, not kept yet."""

    shop: Shop
    listings: list[Listing]


def public_side(business: Business) -> PublicSide | None:
    """None where nothing of it may be read: without consent, closed or paused, taken down, or with nothing to offer."""
    consent = consent_of(business)
    if consent is None or business.stage not in SHOWN_STAGES:
        return None
    down = keys_down(business)
    if None in down:
        return None
    offered = offered_products(business).exclude(price_idr=None).order_by("pk")
    products = [product for product in offered if product.pk not in down]
    desa = Region.objects.filter(pk=at_level(business.region_id, Level.DESAKEL) or "").first()
    if not products or desa is None:
        return None
    owner = owner_of(business)
    name = owner_name(owner)
    shop = keeping.made_shop(
        id=business.pk,
        name=without_numbers(business.name) or _("Usaha rumahan"),
        region_code=desa.code,
        region_label=desa.label,
        owner=name if consent.shows_owner else "",
        phone=owner.phone if consent.shows_phone and owner is not None else "",
        sentra=_sentra_name(business),
    )
    permits = proven_permits(business)
    agreed = Agreed(consent, name)
    return PublicSide(shop, [_listing(product, shop, permits, agreed) for product in products])


def _sentra_name(business: Business) -> str:
    """Of the business centre it belongs to today."""
    sentra = business.sentra
    return sentra.name if sentra is not None and sentra.is_in_force(today_at(sentra.region_id)) else ""


@dataclass(frozen=True)
class Agreed:
    """What may stand in texts that somebody typed freely."""

    consent: PublishConsent
    owner: str

    def text(self, typed: str) -> str:
        """Empty where it tells a number, or the owner who did not agree to be named."""
        if _NUMBER.search(typed):
            return ""
        return "" if not self.consent.shows_owner and names(typed, self.owner) else typed


def names(typed: str, person: str) -> bool:
    """Whether a text has a word of somebody's name in it."""
    in_name = {word for word in name_key(person).split() if len(word) >= SHORTEST_NAME}
    return not in_name.isdisjoint(name_key(typed).split())


def without_numbers(typed: str) -> str:
    return " ".join(_NUMBER.sub(" ", typed).split())


def _listing(
    product: Product, shop: Shop, permits: Iterable[tuple[Permit, Badge]], agreed: Agreed
) -> Listing:
    net = f"{product.net_amount} {_net_unit(product)}" if product.net_amount else ""
    return Listing(
        id=product.pk,
        shop=shop,
        name=without_numbers(product.name) or _("Barang"),
        brand=agreed.text(product.brand),
        category=product.category,
        price_idr=product.price_idr,
        unit=product.unit,
        net=net,
        capacity_month=product.capacity_month,
        min_order=product.min_order,
        lead_days=product.lead_days,
        shelf_days=product.shelf_days,
        about=agreed.text(product.about),
        composition=agreed.text(product.composition),
        allergens=agreed.text(product.allergens),
        storage=agreed.text(product.storage),
        ordering=agreed.text(product.ordering),
        badges=_badges(product, permits),
        is_souvenir=product.is_souvenir,
        photo=_picture(product),
    )


def _net_unit(product: Product) -> str:
    """As on a package: 250 g, 600 ml; pieces by their word."""
    is_piece = product.net_unit == Product.NetUnit.PIECE
    return str(product.get_net_unit_display()) if is_piece else product.net_unit


def proven_permits(business: Business) -> list[tuple[Permit, Badge]]:
    """Permits that hold today, whose proof was verified and whose end is known where they have one."""
    proven = []
    for permit in business.permits.select_related("business").prefetch_related("products"):
        status = status_today(permit)
        if permit.number and is_proven(permit, status):
            proven.append((permit, Badge(permit.kind, permit.number, status.ends_on, _day(permit))))
    return proven


def _day(permit: Permit) -> dt.date:
    return day_at(permit.business.region_id, permit.verified_at)


def _badges(product: Product, permits: Iterable[tuple[Permit, Badge]]) -> list[dict[str, object]]:
    """One of each kind: of this product, or of the whole business."""
    by_kind: dict[str, Badge] = {}
    for permit, badge in permits:
        covered = {each.pk for each in permit.products.all()}
        if not covered or product.pk in covered:
            by_kind.setdefault(permit.kind, badge)
    return [badge.row() for badge in by_kind.values()]


def _picture(product: Product) -> str:
    """The stem of its pictures, made when they are missing; "" without a photo that opens."""
    photo = photo_of(product)
    content = content_of(photo) if photo is not None and photo.erased_at is None else None
    if content is None:
        return ""
    try:
        return renditions.keep(product.pk, content)
    except renditions.PhotoUnreadable:
        return ""


def consented() -> set[uuid.UUID]:
    """Keys of the businesses whose consent nobody withdrew; whether its days hold is asked for each alone."""
    return {*PublishConsent.objects.filter(withdrawn_at=None).values_list("business", flat=True)}
