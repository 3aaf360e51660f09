"""Every write of a meeting sheet: opened, filled, counted, closed, taken back."""

from anyelir.contributions.actions.closing import close_sheet, keep_count
from anyelir.contributions.actions.drafting import leave_rest_away, save_sheet
from anyelir.contributions.actions.opening import open_sheet, start_meeting
from anyelir.contributions.actions.undoing import undo_sheet

__all__ = [
    "close_sheet",
    "keep_count",
    "leave_rest_away",
    "open_sheet",
    "save_sheet",
    "start_meeting",
    "undo_sheet",
]
