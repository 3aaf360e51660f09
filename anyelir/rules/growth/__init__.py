"""WHO growth standards for children of 0-59 months: one child, whole columns, chart lines."""

from anyelir.rules.growth.arrays import Scores, assess_many
from anyelir.rules.growth.child import (
    INDICES,
    RULES_VERSION,
    Assessment,
    IndexResult,
    Posture,
    Reason,
    Sex,
    assess,
)
from anyelir.rules.growth.curves import SD_LINES, Curve, curve
from anyelir.rules.growth.lms import TABLE_VERSION

__all__ = [
    "INDICES",
    "RULES_VERSION",
    "SD_LINES",
    "TABLE_VERSION",
    "Assessment",
    "Curve",
    "IndexResult",
    "Posture",
    "Reason",
    "Scores",
    "Sex",
    "assess",
    "assess_many",
    "curve",
]
