"""What the secretary of a body writes."""

from anyelir.secretariat.models.activities import Activity
from anyelir.secretariat.models.letters import (
    Arrival,
    Dispatch,
    Disposition,
    Letter,
    Letterhead,
    LetterStep,
)
from anyelir.secretariat.models.plans import PlanLine, WorkItem
from anyelir.secretariat.models.reports import AnnualReport, ReportPicture

__all__ = [
    "Activity",
    "AnnualReport",
    "Arrival",
    "Dispatch",
    "Disposition",
    "Letter",
    "LetterStep",
    "Letterhead",
    "PlanLine",
    "ReportPicture",
    "WorkItem",
]
