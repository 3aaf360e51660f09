"""Immunisation: what is given, due, allowed, overdue, catch-up, closed or outside the schedule.

Kader record and invite, health workers inject; nothing here refuses a record. Source: domain handbook,
posyandu.md section 9; tables ``immunisation_windows``, ``immunisation_intervals``,
``immunisation_complete``, ``school_immunisation``, ``tetanus_intervals``, ``vaccine_names``.
"""

from anyelir.rules.immunisation.completeness import (
    BasicImmunisation,
    BasicState,
    basic_immunisation,
    is_zero_dose,
)
from anyelir.rules.immunisation.due_arrays import STATES, DueArrays, Histories, due_arrays, summarise
from anyelir.rules.immunisation.due_doses import DoseState, State, assess, dose_states, due_now
from anyelir.rules.immunisation.history import DoseNote, Given, Recorded, read_history
from anyelir.rules.immunisation.schedule import DoseRule, Timing, schedule_on
from anyelir.rules.immunisation.school import SchoolDose, SchoolState, school_doses
from anyelir.rules.immunisation.tetanus import TetanusStatus, tetanus_status
from anyelir.rules.immunisation.vaccine_names import NamedDose, named_dose, vaccine_code

__all__ = [
    "STATES",
    "BasicImmunisation",
    "BasicState",
    "DoseRule",
    "DoseState",
    "DueArrays",
    "Given",
    "Histories",
    "NamedDose",
    "DoseNote",
    "Recorded",
    "SchoolDose",
    "SchoolState",
    "State",
    "TetanusStatus",
    "Timing",
    "assess",
    "basic_immunisation",
    "dose_states",
    "due_arrays",
    "due_now",
    "is_zero_dose",
    "named_dose",
    "read_history",
    "schedule_on",
    "school_doses",
    "summarise",
    "tetanus_status",
    "vaccine_code",
]
