"""What is done for the catalogue every night, whatever happened by day."""

from __future__ import annotations

import logging
import time

from anyelir.enterprise.catalogue import index, renditions, suggestions
from anyelir.enterprise.catalogue.models import Listing

log = logging.getLogger("anyelir.catalogue")
# Pictures without a row are of a write that was undone, or of one that is going on just now.
PATIENCE_SECONDS = 24 * 3600


def tend() -> int:
    """Words counted anew, an index that differs from its rows made anew, pictures of nobody taken away."""
    if faults := index.faults():
        log.warning("catalogue index made anew", extra={"facts": {"faults": faults}})
        index.rebuild()
    return suggestions.rebuild_words() + remove_left_over()


def remove_left_over() -> int:
    before = time.time() - PATIENCE_SECONDS
    old = [stem for stem, written in renditions.stems() if written < before]
    shown = set(Listing.objects.filter(photo__in=old).values_list("photo", flat=True))
    left_over = [stem for stem in old if stem not in shown]
    renditions.remove(left_over)
    return len(left_over)
