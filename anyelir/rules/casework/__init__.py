"""Protection casework: states and guards, risk, clocks, escalation, retention, age with unknown parts.

Source: domain handbook, protection.md sections 2.2-2.6, 5.1, 5.3 and 5.5; all numbers live in tables
(``case_*``, ``closing_reasons``, ``triage_*``, ``statutory_clocks``, ``escalation_ladder``,
``ring_chain``, ``domestic_relations``, ``marriage_follow_up``). Pure: who may ask, and keeping the
answer secret, is the business of ``protection``.
"""

from anyelir.rules.casework.birth import AgeRange, Birth, age_on, is_child
from anyelir.rules.casework.clocks import Clock, StatutoryClock, due_at, follow_ups, statutory_clocks
from anyelir.rules.casework.escalation import (
    Call,
    RingStep,
    calls_until,
    ladder_starts_at,
    next_call_at,
    ring_chain,
)
from anyelir.rules.casework.facts import CaseActor, CaseFacts, CaseState
from anyelir.rules.casework.guards import GUARDS
from anyelir.rules.casework.law import Laws, is_domestic, laws_for
from anyelir.rules.casework.retention import (
    RetainedKind,
    Retention,
    RetentionStep,
    case_retention,
    marriage_follow_ups,
    may_be_done,
    not_before,
    retention,
)
from anyelir.rules.casework.states import (
    CaseMove,
    Denial,
    PublicStatus,
    decide,
    is_open,
    moves,
    public_status,
)
from anyelir.rules.casework.triage import Risk, Triage, arrival_risk, may_change_risk, triage

__all__ = [
    "GUARDS",
    "RetentionStep",
    "CaseActor",
    "AgeRange",
    "Birth",
    "Call",
    "CaseFacts",
    "CaseState",
    "Clock",
    "Denial",
    "Laws",
    "CaseMove",
    "PublicStatus",
    "RetainedKind",
    "Retention",
    "RingStep",
    "Risk",
    "StatutoryClock",
    "Triage",
    "age_on",
    "arrival_risk",
    "calls_until",
    "case_retention",
    "decide",
    "due_at",
    "follow_ups",
    "is_child",
    "is_domestic",
    "is_open",
    "ladder_starts_at",
    "laws_for",
    "marriage_follow_ups",
    "may_be_done",
    "may_change_risk",
    "moves",
    "next_call_at",
    "not_before",
    "public_status",
    "retention",
    "ring_chain",
    "statutory_clocks",
    "triage",
]
