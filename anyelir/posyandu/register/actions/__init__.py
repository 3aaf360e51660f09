"""Every write of the register that has a rule: one door for forms, phones, spreadsheets and commands."""

from anyelir.posyandu.register.actions.children import (
    NeedsAnswer,
    end_enrolment,
    enrol_before,
    enrol_child,
    transfer_child,
)
from anyelir.posyandu.register.actions.decree import erase_decree, keep_decree
from anyelir.posyandu.register.actions.grading import assess_stage
from anyelir.posyandu.register.actions.register import (
    assign_kader,
    edit_posyandu,
    end_service,
    register_posyandu,
)
from anyelir.posyandu.register.actions.requesting import ask_transfer, grant_transfer, refuse_transfer

__all__ = [
    "NeedsAnswer",
    "ask_transfer",
    "assess_stage",
    "assign_kader",
    "edit_posyandu",
    "end_enrolment",
    "end_service",
    "enrol_before",
    "enrol_child",
    "erase_decree",
    "grant_transfer",
    "keep_decree",
    "refuse_transfer",
    "register_posyandu",
    "transfer_child",
]
