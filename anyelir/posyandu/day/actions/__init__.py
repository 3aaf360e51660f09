"""Every write of the open day that has a rule: one door for forms, phones, spreadsheets and commands."""

from anyelir.posyandu.day.actions.closing import close_month, reopen_month
from anyelir.posyandu.day.actions.day import (
    close_session,
    mark_step,
    open_session,
    register_visit,
    reopen_session,
)
from anyelir.posyandu.day.actions.measuring import (
    choose_measurement,
    correct_measurement,
    move_measurement,
    record_curve_reading,
    record_measurement,
    withdraw_measurement,
)
from anyelir.posyandu.day.actions.welcoming import mend_welcomed_child, welcome_child

__all__ = [
    "choose_measurement",
    "close_month",
    "close_session",
    "correct_measurement",
    "mark_step",
    "mend_welcomed_child",
    "move_measurement",
    "open_session",
    "record_curve_reading",
    "record_measurement",
    "register_visit",
    "reopen_month",
    "reopen_session",
    "welcome_child",
    "withdraw_measurement",
]
