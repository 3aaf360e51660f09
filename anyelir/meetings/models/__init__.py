"""What is known of a meeting beside its activity: who was invited and came, and under which card."""

from anyelir.meetings.models.attendance import Attendance
from anyelir.meetings.models.cards import PersonCard

__all__ = ["Attendance", "PersonCard"]
