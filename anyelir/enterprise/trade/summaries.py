"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day, month, rupiah
from anyelir.enterprise.trade.models import (
    Ownership,
    Product,
    ProductBatch,
    ProductPhoto,
    PublishConsent,
    SalesNote,
    Sentra,
)


def product_words(product: Product) -> str:
    return f"{product.name}, {product.business.name}"


def batch_words(batch: ProductBatch) -> str:
    params = {"pieces": batch.pieces, "unit": batch.product.unit, "spent": rupiah(batch.costs.spent_idr)}
    return _("%(pieces)d %(unit)s, belanja %(spent)s") % params


def photo_words(photo: ProductPhoto) -> str:
    return _("foto %s") % photo.product.name


def owner_words(owner: Ownership) -> str:
    """Without her name: whoever sends the form again may be somebody else."""
    return _("pemilik %(business)s sejak %(day)s") % {
        "business": owner.business.name,
        "day": day(owner.since),
    }


def consent_words(consent: PublishConsent) -> str:
    params = {"business": consent.business.name, "day": day(consent.since)}
    return _("persetujuan %(business)s sejak %(day)s") % params


def sales_words(note: SalesNote) -> str:
    sold = note.get_band_display() if note.band else rupiah(note.amount_idr)
    return f"{month(note.month)}: {sold}"


def sentra_words(sentra: Sentra) -> str:
    return f"{sentra.name}, {sentra.region.name}"
