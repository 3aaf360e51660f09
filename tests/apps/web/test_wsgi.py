"""The door for a WSGI server: what a process does before its first page."""

from __future__ import annotations

import gc


def test_the_collector_passes_over_what_was_there_at_the_start(db):
    from anyelir import wsgi

    gc.unfreeze()
    try:
        wsgi.settle()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
