"""The permit path: which permit comes next for a business, and why not yet.

Source: enterprise.md sections 1 and 2; the steps, their order and what they need are the table
``permit_steps``. Only facts that are known decide: where the way depends on an open question the step
says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from anyelir.rules import tables
from anyelir.rules.business.eligibility import BPOM_MD, Eligibility, Outcome, duty_starts_on
from anyelir.rules.permit_state import PermitState
from anyelir.rules.tables import Rule

MANDATORY_STANDARD = "mandatory_standard"
HAS_STANDARD = "has_mandatory_standard"


class StepState(StrEnum):
    """State of a step of the path."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    RENEW = "renew"
    READY = "ready"
    BLOCKED = "blocked"
    ASK = "ask"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_for_today(self) -> bool:
        """Something the business or its companion can do now."""
        return self in (StepState.IN_PROGRESS, StepState.RENEW, StepState.READY, StepState.ASK)


@dataclass(frozen=True)
class PathStep:
    """One step: what it waits for, and from when it is a duty (None: free, or a duty already)."""

    step: str
    state: StepState
    waits_for: tuple[str, ...]
    is_duty: bool
    duty_from: dt.date | None


def _applies(
    rule: Rule, is_food: bool | None, is_served: bool | None, eligibility: Eligibility
) -> bool | None:
    """Whether a step concerns this business; None while that is not known."""
    kind = rule["applies_to"]
    if kind == "any":
        return True
    if is_food is not True:
        return is_food
    if kind == "food":
        return True
    if kind == "served_food":
        return is_served
    if kind == MANDATORY_STANDARD:
        return _needs_standard(eligibility)
    if eligibility.outcome is Outcome.ASK:
        return None
    is_home_food = eligibility.outcome is Outcome.ELIGIBLE
    return is_home_food if kind == "home_food" else eligibility.instead == BPOM_MD


def _needs_standard(eligibility: Eligibility) -> bool | None:
    if HAS_STANDARD in eligibility.failed:
        return True
    return None if eligibility.outcome is Outcome.ASK or HAS_STANDARD in eligibility.open else False


def _held_state(state: PermitState | None) -> StepState | None:
    if state is PermitState.EXPIRING:
        return StepState.RENEW
    if state is PermitState.UNCLEAR:
        return StepState.ASK
    if state in (PermitState.FILE_READY, PermitState.SUBMITTED):
        return StepState.IN_PROGRESS
    return StepState.DONE if state is not None and state.is_valid else None


def _step(
    rule: Rule,
    applies: bool | None,
    held: Mapping[str, PermitState],
    on: dt.date,
) -> PathStep:
    needs = [name for name in rule["needs"].split() if not _is_valid(held.get(name))]
    state = _held_state(held.get(rule["step"]))
    if state is None and applies is not True:
        state = StepState.ASK if applies is None else StepState.NOT_APPLICABLE
    state = state or (StepState.BLOCKED if needs else StepState.READY)
    duty_from = None if rule["duty"] in ("yes", "no") else duty_starts_on(rule["duty"], on)
    is_duty = rule["duty"] == "yes" or (duty_from is not None and on >= duty_from)
    waits_for = tuple(needs) if state is StepState.BLOCKED else ()
    return PathStep(rule["step"], state, waits_for, is_duty, None if is_duty else duty_from)


def _is_valid(state: PermitState | None) -> bool:
    return state is not None and state.is_valid


def permit_path(
    held: Mapping[str, PermitState],
    *,
    is_food: bool | None,
    eligibility: Eligibility,
    on: dt.date,
    is_served: bool | None = False,
) -> tuple[PathStep, ...]:
    """All steps in force on ``on`` in the order of the table.

    ``held`` gives the state of each permit by step name; a commitment that is met (course, inspection,
    label) is IN_FORCE. ``eligibility`` is the answer of ``distribution_permit`` for the product, so that exempt food
    is sent neither to P-IRT nor to BPOM. ``is_served``: it is eaten where it is cooked, catered, or water refilled.
    """
    rules = tables.load("permit_steps").as_of(on)
    return tuple(_step(rule, _applies(rule, is_food, is_served, eligibility), held, on) for rule in rules)


def what_next(path: tuple[PathStep, ...]) -> PathStep | None:
    """The first step that can be acted on: duties before free ones; None when all is done."""
    today = [step for step in path if step.state.is_for_today]
    return next((step for step in today if step.is_duty), today[0] if today else None)
