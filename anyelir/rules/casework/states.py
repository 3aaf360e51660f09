"""States of a protection case and the moves between them, with their guards, as a table.

Source: protection.md section 5.3; the moves are ``case_transitions``, the states ``case_states``. A move
needs a role and all its guards; a conflict of interest denies everything. What is not known never
satisfies a guard that protects: an unknown kind of violence counts as sexual violence, an unknown age
as child. Mediation and settlement are refused for sexual violence (UU 12/2022 article 23).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.casework.facts import CaseActor, CaseFacts, CaseState
from anyelir.rules.casework.guards import missing_guards
from anyelir.rules.tables import Rule

BEFORE = "@before"
EVERY_CLOCK = "*"


class PublicStatus(StrEnum):
    """The three words a reporter sees: diterima, ditangani, selesai."""

    RECEIVED = "received"
    HANDLED = "handled"
    FINISHED = "finished"


class Denial(StrEnum):
    """Why a move is not made."""

    NO_SUCH_MOVE = "no_such_move"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    ROLE = "role"
    GUARDS = "guards"


@dataclass(frozen=True)
class CaseMove:
    """A move of the table as it applies to one case; ``number`` is its row in the handbook."""

    number: str
    to_state: CaseState
    denial: Denial | None
    missing: tuple[str, ...]
    starts_clocks: tuple[str, ...]
    stops_clocks: tuple[str, ...]

    @property
    def is_allowed(self) -> bool:
        """Nothing stands against the move."""
        return self.denial is None

    def clocks_after(self, running: Set[str]) -> frozenset[str]:
        """Clocks that run once the move is made."""
        kept = frozenset() if EVERY_CLOCK in self.stops_clocks else running - set(self.stops_clocks)
        return frozenset(kept) | set(self.starts_clocks)


NO_MOVE = CaseMove("", CaseState.NEW, Denial.NO_SUCH_MOVE, (), (), ())


def _to_state(rule: Rule, facts: CaseFacts, on: dt.date) -> CaseState | None:
    """The state a row leads to; a refused closure or transfer goes back to where it came from."""
    if rule["to_state"] != BEFORE:
        return CaseState(rule["to_state"])
    is_transfer = facts.state is CaseState.TRANSFER_PENDING
    before = facts.state_before_transfer if is_transfer else facts.state_before_closure
    return before if before is not None and is_open(before, on) else None


def _denial(rule: Rule, actor: CaseActor, missing: tuple[str, ...]) -> Denial | None:
    if actor.has_conflict:
        return Denial.CONFLICT_OF_INTEREST
    if actor.role not in rule["roles"].split():
        return Denial.ROLE
    return Denial.GUARDS if missing else None


def moves(facts: CaseFacts, actor: CaseActor, on: dt.date) -> tuple[CaseMove, ...]:
    """Every move out of the present state in the order of the table, with what still stands against it."""
    possible = []
    for rule in tables.load("case_transitions").as_of(on):
        to_state = _to_state(rule, facts, on) if facts.state in rule["from_states"].split() else None
        if to_state is None:
            continue
        missing = missing_guards(rule["guards"].split(), facts, actor, on)
        possible.append(
            CaseMove(
                rule["number"],
                to_state,
                _denial(rule, actor, missing),
                missing,
                tuple(rule["starts_clocks"].split()),
                tuple(rule["stops_clocks"].split()),
            )
        )
    return tuple(possible)


def decide(facts: CaseFacts, number: str, actor: CaseActor, on: dt.date) -> CaseMove:
    """The move of row ``number`` with what stands against it; NO_SUCH_MOVE when the row does not apply.

    Rows, not target states, are asked for: an accepted and a refused transfer can both lead to
    assessment and must not be taken for each other. Nothing is raised.
    """
    return next((move for move in moves(facts, actor, on) if move.number == number), NO_MOVE)


def is_open(state: CaseState, on: dt.date) -> bool:
    """Whether a case in this state must have an owner and a running clock."""
    rule = tables.load("case_states").by_key(on).get(state)
    return rule is not None and bool(rule["is_open"])


def public_status(state: CaseState, on: dt.date) -> PublicStatus:
    """The word shown to the reporter; an unknown state says no more than "received"."""
    rule = tables.load("case_states").by_key(on).get(state)
    return PublicStatus.RECEIVED if rule is None else PublicStatus(rule["public_status"])
