"""A listing in the words of others: schema.org for search engines, a text with the link for WhatsApp."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from anyelir.core.wording import rupiah
from anyelir.enterprise.catalogue.models import Listing
from anyelir.rules.identity import phone

SCHEMA = "https://schema.org"
# Signs with which a text could end the element that it stands in.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def product_schema(listing: Listing, address: str, picture: str) -> dict[str, Any]:
    """Product with its one Offer; what is made to order is a pre-order."""
    shop = listing.shop
    state = "PreOrder" if listing.lead_days else "InStock"
    product = {
        "@context": SCHEMA,
        "@type": "Product",
        "name": listing.name,
        "sku": str(listing.pk),
        "url": address,
        "category": listing.category_label,
        "description": described(listing),
        "brand": {"@type": "Brand", "name": listing.brand or shop.name},
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": str(listing.price_idr),
            "priceCurrency": "IDR",
            "availability": f"{SCHEMA}/{state}",
            "itemCondition": f"{SCHEMA}/NewCondition",
            "seller": {
                "@type": "Organization",
                "name": shop.name,
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": shop.region_label,
                    "addressCountry": "ID",
                },
            },
        },
    }
    return product | ({"image": picture} if picture else {})


def json_ld(content: dict[str, Any]) -> SafeString:
    """For an element of script that is data: nothing in it can end the element."""
    return mark_safe(json.dumps(content, ensure_ascii=False).translate(_ESCAPES))


def described(listing: Listing) -> str:
    """One sentence of a listing, its own where it has one."""
    params = {"name": listing.name, "shop": listing.shop.name, "place": listing.shop.region_label}
    return listing.about or _("%(name)s buatan %(shop)s, %(place)s.") % params


def price_words(listing: Listing) -> str:
    return _("%(price)s per %(unit)s") % {"price": rupiah(listing.price_idr), "unit": listing.unit}


def share_address(listing: Listing, address: str) -> str:
    """WhatsApp asks to whom; the text has product, price and link."""
    params = {"name": listing.name, "price": price_words(listing), "shop": listing.shop.name, "link": address}
    return _whatsapp("", _("%(name)s, %(price)s, buatan %(shop)s. %(link)s") % params)


def order_address(listing: Listing, address: str) -> str:
    """A message to the maker, or a call where the number takes no messages; "" where she did not agree to be called."""
    number = listing.shop.phone
    if not number:
        return ""
    if phone.phone_kind(number) == "landline":
        return f"tel:{number}"
    params = {"name": listing.name, "price": price_words(listing), "link": address}
    return _whatsapp(
        number.removeprefix("+"), _("Halo, saya ingin pesan %(name)s (%(price)s). %(link)s") % params
    )


def _whatsapp(number: str, text: str) -> str:
    return f"https://wa.me/{number}?text={quote(text)}"
