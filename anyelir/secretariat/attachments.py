"""Files and papers of this room: scans of letters, seen by whoever reads the letter; a void letter counts no longer."""

from __future__ import annotations

from typing import Any

from anyelir.documents.owners import PAPER_OWNERS, PaperOwner
from anyelir.files.owners import OWNERS, Owner
from anyelir.secretariat.access import visible_letters
from anyelir.secretariat.letter_papers import OWNER, is_counted


def may_see_scan(user: Any, key: str) -> bool:
    return visible_letters(user).filter(pk=key).exists()


OWNERS.declare(Owner(OWNER, may_see_scan))
PAPER_OWNERS.declare(PaperOwner(OWNER, is_counted))
