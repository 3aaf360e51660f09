"""Everything that the secretary of a body writes."""

from anyelir.secretariat.actions.activities import (
    cancel_activity,
    change_activity,
    hold_activity,
    plan_activity,
)
from anyelir.secretariat.actions.plans import add_item, add_line, change_line, copy_plan, drop_line
from anyelir.secretariat.actions.reports import sign_report, write_report

__all__ = [
    "add_item",
    "add_line",
    "cancel_activity",
    "change_activity",
    "change_line",
    "copy_plan",
    "drop_line",
    "hold_activity",
    "plan_activity",
    "sign_report",
    "write_report",
]
