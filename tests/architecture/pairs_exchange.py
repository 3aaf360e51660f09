"""Lists of the room `exchange` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.exchange import access as exchange
from anyelir.exchange.models import ImportRun
from tests.architecture.access_pairs import pair

PAIRS = {
    "exchange.visible_runs": pair(
        exchange.visible_runs, exchange.can_view_run, ImportRun, P.IMPORT_RUN
    ),
}  # fmt: skip
