"""Files of this room: the photo of a thing in the inventory."""

from __future__ import annotations

from typing import Any

from anyelir.books.access import visible_goods
from anyelir.files.owners import OWNERS, Owner

GOODS_PHOTO = "books.goods"


def may_see_photo(user: Any, key: str) -> bool:
    return visible_goods(user).filter(pk=key).exists()


OWNERS.declare(Owner(GOODS_PHOTO, may_see_photo))
