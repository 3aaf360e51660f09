"""Programme targets: division of a whole number down the region tree, progress and forecast [D].

Source: domain handbook, pkk-administration.md 2.4 (a programme has a numeric target) and 2.6 (#1001
kader cascaded kecamatan > kelurahan > RT/RW > dasawisma; Sakasanwira one per kelurahan).
"""

from anyelir.rules.targets.division import (
    Division,
    DivisionProblem,
    Node,
    deepest_level,
    divide,
    divide_among,
    moved,
)
from anyelir.rules.targets.progress import (
    Forecast,
    Pace,
    Progress,
    ProgressPoint,
    Target,
    TargetSpan,
    achieved_on,
    forecast,
    progress,
)

__all__ = [
    "Division",
    "DivisionProblem",
    "Forecast",
    "Node",
    "Pace",
    "ProgressPoint",
    "Progress",
    "Target",
    "TargetSpan",
    "achieved_on",
    "deepest_level",
    "divide",
    "divide_among",
    "forecast",
    "moved",
    "progress",
]
