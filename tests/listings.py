"""Shops and listings of the public catalogue for tests of all rooms; nobody in them is real."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

from PIL import Image, ImageDraw

from anyelir.enterprise.catalogue import keeping
from anyelir.enterprise.catalogue.models import Badge, Listing, Shop
from anyelir.regions.models import Region

SHOP = uuid.UUID(int=1)
PRODUCT = uuid.UUID(int=2)
CIRIUNG = "32.01.01.1010"


def shop(id: uuid.UUID | None = None, **fields: Any) -> Shop:
    """Of Ciriung, not kept yet."""
    values = {
        "name": "Keripik Seruni",
        "region_code": CIRIUNG,
        "region_label": "Ciriung, Cibinong, Kab. Bogor",
    } | fields
    return keeping.made_shop(id=id or uuid.uuid4(), **values)


def listing(id: uuid.UUID | None = None, **fields: Any) -> Listing:
    values = {"name": "Keripik pisang", "category": "snacks", "price_idr": 13_000, "unit": "bungkus"} | fields
    return Listing(id=id or uuid.uuid4(), **values)


def badge(
    kind: str = "pirt", number: str = "2063201010147-31", until: dt.date | None = None
) -> dict[str, Any]:
    return Badge(kind, number, until, dt.date(2026, 10, 3)).row()


def shown(of: Shop | None = None, **fields: Any) -> Listing:
    """A shop with one listing, both public."""
    row = listing(**fields)
    keeping.show(of or shop(), [row])
    return row


def known() -> Listing:
    """The same listing each time, for rows of a table; its shop stands for a sentra."""
    return Listing.objects.filter(pk=PRODUCT).first() or shown(
        shop(SHOP, sentra="Keripik Ciriung"), id=PRODUCT
    )


def photo(colour: str = "orange", side: int = 900, note: str = "Nursiah Rahman 081234567890") -> bytes:
    """A JPEG with a camera's marks in it."""
    picture = Image.new("RGB", (side, side * 3 // 4), colour)
    draw = ImageDraw.Draw(picture)
    for at in range(0, side, 30):
        draw.ellipse((at, at // 2, at + 60, at // 2 + 60), outline="black", fill=(at % 255, 90, 120))
    exif = picture.getexif()
    exif[0x010E] = note
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def place(code: str, name: str) -> Region:
    from tests import factories as make

    return make.region(code, name)
