"""The proof of a permit, seen by whoever works on the business and by who verifies."""

from __future__ import annotations

from typing import Any

from anyelir.enterprise.permits.access import provable_permits
from anyelir.enterprise.permits.queries.permits import EVIDENCE
from anyelir.files.owners import OWNERS, Owner


def may_see_evidence(user: Any, key: str) -> bool:
    return provable_permits(user).filter(pk=key).exists()


OWNERS.declare(Owner(EVIDENCE, may_see_evidence))
