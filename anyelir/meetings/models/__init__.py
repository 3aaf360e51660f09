"""What is known of a meeting beside its activity: who was invited and came, its order, minutes, photos and cost."""

from anyelir.meetings.models.attendance import Attendance
from anyelir.meetings.models.cards import PersonCard
from anyelir.meetings.models.contents import ActivityPhoto, CostLine, RundownItem
from anyelir.meetings.models.minutes import Minutes, MinutesAddendum

__all__ = [
    "ActivityPhoto",
    "Attendance",
    "CostLine",
    "Minutes",
    "MinutesAddendum",
    "PersonCard",
    "RundownItem",
]
