"""Drawn signatures are seen by whoever reads the pack."""

from __future__ import annotations

from typing import Any

from anyelir.files.owners import OWNERS, Owner
from anyelir.handovers.access import readable_handovers
from anyelir.handovers.actions.signing import SIGNATURE_KIND


def may_see_signature(user: Any, key: str) -> bool:
    return readable_handovers(user).filter(pk=key).exists()


OWNERS.declare(Owner(SIGNATURE_KIND, may_see_signature))
