"""Every write of this room that has a rule: one door for forms, phones, spreadsheets and commands."""

from anyelir.posyandu.actions.children import end_enrolment, enrol_child, open_enrolment, transfer_child
from anyelir.posyandu.actions.closing import close_month, closing_of, is_genuine, reopen_month
from anyelir.posyandu.actions.day import (
    close_session,
    is_enrolled,
    is_month_closed,
    mark_step,
    open_session,
    register_visit,
    reopen_session,
)
from anyelir.posyandu.actions.grading import assess_stage, computed_stage
from anyelir.posyandu.actions.measuring import (
    choose_measurement,
    correct_measurement,
    read_curve,
    record_measurement,
    withdraw_measurement,
)
from anyelir.posyandu.actions.referring import answer_referral, create_referral, steps_open_to
from anyelir.posyandu.actions.register import assign_kader, edit_posyandu, end_service, register_posyandu
from anyelir.posyandu.actions.welcoming import mend_welcomed_child, welcome_child

__all__ = [
    "answer_referral",
    "assess_stage",
    "assign_kader",
    "choose_measurement",
    "close_month",
    "close_session",
    "closing_of",
    "computed_stage",
    "correct_measurement",
    "create_referral",
    "edit_posyandu",
    "end_enrolment",
    "end_service",
    "enrol_child",
    "is_enrolled",
    "is_genuine",
    "is_month_closed",
    "mark_step",
    "mend_welcomed_child",
    "open_enrolment",
    "open_session",
    "read_curve",
    "record_measurement",
    "register_posyandu",
    "register_visit",
    "reopen_month",
    "reopen_session",
    "steps_open_to",
    "transfer_child",
    "welcome_child",
    "withdraw_measurement",
]
