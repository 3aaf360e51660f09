"""Pregnancy and the weeks after birth: dating, visit windows, coverage, 4T.

Source: domain handbook, posyandu.md sections 8 and 11; tables ``antenatal_windows``,
``antenatal_indicators``, ``postnatal_windows``, ``pregnancy_limits``. Most rows are [C]: shown as not
confirmed, never a gate.
"""

from anyelir.rules.pregnancy.antenatal import (
    AntenatalVisit,
    Coverage,
    VisitSlot,
    VisitState,
    coverage,
    visit_slots,
)
from anyelir.rules.pregnancy.dating import (
    AgeReason,
    Dating,
    DatingSource,
    GestationalAge,
    from_last_period,
    from_ultrasound,
    gestational_age,
)
from anyelir.rules.pregnancy.postnatal import PostnatalKind, PostnatalVisit, postnatal_slots
from anyelir.rules.pregnancy.risk import FourToo, four_too

__all__ = [
    "AgeReason",
    "AntenatalVisit",
    "Coverage",
    "Dating",
    "DatingSource",
    "FourToo",
    "GestationalAge",
    "PostnatalKind",
    "PostnatalVisit",
    "VisitSlot",
    "VisitState",
    "coverage",
    "four_too",
    "from_last_period",
    "from_ultrasound",
    "gestational_age",
    "postnatal_slots",
    "visit_slots",
]
