"""Everything that is written of a meeting."""

from anyelir.meetings.actions.attendance import mark_guest, mark_present, withdraw_attendance

__all__ = ["mark_guest", "mark_present", "withdraw_attendance"]
