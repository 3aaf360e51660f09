"""What the ladder of strata gives."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from anyelir.core.refusal import Refused
from anyelir.rules import strata


def computed_stage(inputs: strata.Inputs, on: dt.date) -> strata.StageResult:
    """What the ladder gives on a day, and what blocks the next stage; writes nothing."""
    try:
        return strata.assess(inputs, on)
    except ValueError:
        text = _("Belum ada aturan strata pada tanggal itu.")
        raise Refused("no_rule", text, field="assessed_on", status=422) from None
