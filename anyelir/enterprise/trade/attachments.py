"""Photos of products, seen by whoever reads the business; papers of consents, by whoever works on it."""

from __future__ import annotations

from typing import Any

from anyelir.enterprise.trade.access import visible_businesses, workable_businesses
from anyelir.enterprise.trade.queries.consents import CONSENT_OWNER
from anyelir.enterprise.trade.queries.products import PHOTO_OWNER
from anyelir.files.owners import OWNERS, Owner


def may_see_photo(user: Any, key: str) -> bool:
    return visible_businesses(user).filter(products=key).exists()


def may_see_consent(user: Any, key: str) -> bool:
    return workable_businesses(user).filter(consents=key).exists()


OWNERS.declare(Owner(PHOTO_OWNER, may_see_photo))
OWNERS.declare(Owner(CONSENT_OWNER, may_see_consent))
