"""Every write of this room that has a rule: one door for forms, phones, spreadsheets and commands."""

from anyelir.posyandu.actions.children import (
    NeedsAnswer,
    end_enrolment,
    enrol_before,
    enrol_child,
    transfer_child,
)
from anyelir.posyandu.actions.closing import close_month, reopen_month
from anyelir.posyandu.actions.day import (
    close_session,
    mark_step,
    open_session,
    register_visit,
    reopen_session,
)
from anyelir.posyandu.actions.decree import erase_decree, keep_decree
from anyelir.posyandu.actions.grading import assess_stage
from anyelir.posyandu.actions.measuring import (
    choose_measurement,
    correct_measurement,
    move_measurement,
    read_curve,
    record_measurement,
    withdraw_measurement,
)
from anyelir.posyandu.actions.referring import answer_referral, create_referral
from anyelir.posyandu.actions.register import assign_kader, edit_posyandu, end_service, register_posyandu
from anyelir.posyandu.actions.requesting import ask_transfer, grant_transfer, refuse_transfer
from anyelir.posyandu.actions.welcoming import mend_welcomed_child, welcome_child

__all__ = [
    "NeedsAnswer",
    "answer_referral",
    "ask_transfer",
    "assess_stage",
    "assign_kader",
    "choose_measurement",
    "close_month",
    "close_session",
    "correct_measurement",
    "create_referral",
    "edit_posyandu",
    "end_enrolment",
    "end_service",
    "enrol_before",
    "enrol_child",
    "grant_transfer",
    "erase_decree",
    "keep_decree",
    "mark_step",
    "mend_welcomed_child",
    "move_measurement",
    "open_session",
    "read_curve",
    "record_measurement",
    "refuse_transfer",
    "register_posyandu",
    "register_visit",
    "reopen_month",
    "reopen_session",
    "transfer_child",
    "welcome_child",
    "withdraw_measurement",
]
