"""What the rules of a case look at: its state, what the file says, and who acts.

Source: protection.md sections 5.1 and 5.3.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules.casework.law import Laws
from anyelir.rules.casework.triage import Risk
from anyelir.rules.finiteness import check_fields

NOTHING_KNOWN = Laws(None, None)


class CaseState(StrEnum):
    """States of a case; NEW is before the first row exists."""

    NEW = "new"
    RECEIVED = "received"
    TRIAGE = "triage"
    EMERGENCY = "emergency"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    ACCOMPANIMENT = "accompaniment"
    MONITORING = "monitoring"
    CLOSURE_PROPOSED = "closure_proposed"
    TRANSFER_PENDING = "transfer_pending"
    REOPENED = "reopened"
    MERGED = "merged"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    DESTROYED = "destroyed"


@dataclass(frozen=True)
class CaseActor:
    """Who moves the case. ``has_conflict``: kin or accused, blocked from this case altogether."""

    role: str
    unit: str = ""
    has_conflict: bool = False
    is_author: bool = False
    is_requester: bool = False


@dataclass(frozen=True)
class CaseFacts:
    """What the file says; None is "not known". ``done`` holds the ticks (guards without a function)."""

    state: CaseState
    done: frozenset[str] = frozenset()
    risk: Risk | None = None
    is_risk_lowered: bool = False
    laws: Laws = NOTHING_KNOWN
    disposition: str | None = None
    was_silent: bool | None = None
    child_involved: bool | None = None
    owner_has_conflict: bool | None = None
    has_consent: bool = False
    has_approved_override: bool = False
    dated_services: int = 0
    plans_mediation: bool | None = None
    victim_asked_mediation: bool = False
    manager_agrees_mediation: bool = False
    closing_reason: str | None = None
    safety_checked_on: dt.date | None = None
    contact_tries_on: tuple[dt.date, ...] = ()
    is_settled_outside_court: bool | None = None
    unit: str = ""
    second_approver_unit: str | None = None
    has_new_contact: bool = False
    destroy_from: dt.date | None = None
    has_legal_hold: bool | None = None
    state_before_closure: CaseState | None = None
    state_before_transfer: CaseState | None = None

    def __post_init__(self) -> None:
        check_fields(self)
