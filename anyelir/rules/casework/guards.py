"""Guards of the case moves, by the name they have in the table ``case_transitions``.

A guard without a function here is a tick of the file: it holds when its name is in ``CaseFacts.done``.
Source: protection.md section 5.3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from anyelir.rules import tables
from anyelir.rules.casework.facts import CaseActor, CaseFacts, CaseState
from anyelir.rules.casework.triage import Risk

JUNK_DISPOSITIONS = frozenset({"prank", "wrong_number", "test"})
PLANNED_STATES = frozenset({CaseState.ACCOMPANIMENT, CaseState.MONITORING})


Guard = Callable[[CaseFacts, CaseActor, dt.date], bool]


def _risk_is_high(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.risk is Risk.HIGH


def _risk_not_lowered_alone(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return not facts.is_risk_lowered or "supervisor_agrees" in facts.done


def _owner_without_conflict(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.owner_has_conflict is False


def _is_junk_disposition(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.disposition in JUNK_DISPOSITIONS


def _is_not_silent(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.was_silent is False


def _no_child_involved(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.child_involved is False


def _consent_or_override(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.has_consent or facts.has_approved_override


def _actor_is_not_author(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return not actor.is_author


def _actor_is_not_requester(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return not actor.is_requester


def _plan_has_dated_service(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.dated_services >= 1


def _mediation_allowed(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    """Never for (possible) sexual violence; for high-risk domestic violence only if she asked for it."""
    if facts.plans_mediation is False:
        return True
    if facts.laws.is_tpks is not False:
        return False
    if facts.laws.is_domestic is not False and facts.risk in (Risk.HIGH, None):
        return facts.victim_asked_mediation and facts.manager_agrees_mediation
    return facts.plans_mediation is True


def _no_settlement(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.is_settled_outside_court is False or facts.laws.is_tpks is False


def _closing_reason_fits(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    rule = tables.load("closing_reasons").by_key(on).get(facts.closing_reason)
    return rule is not None and (facts.state in PLANNED_STATES or bool(rule["before_plan"]))


def _tries_enough(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    rule = tables.load("closing_reasons").by_key(on).get(facts.closing_reason)
    if rule is None or rule["least_tries"] is None:
        return True
    tries = [day for day in facts.contact_tries_on if day <= on]
    return bool(len(tries) >= rule["least_tries"] and len(set(tries)) >= rule["least_days"])


def _safety_check_recent(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    days = int(tables.load("case_limits").nearest(on)["safety_check_age"]["value"])
    return facts.safety_checked_on is not None and 0 <= (on - facts.safety_checked_on).days <= days


def _second_approver_if_needed(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    """Sexual violence and children need a second person from another unit."""
    if facts.laws.is_tpks is False and facts.child_involved is False:
        return True
    return bool(facts.second_approver_unit) and facts.second_approver_unit != facts.unit


def _new_contact_or_manager(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.has_new_contact or actor.role == "case_manager"


def _retention_over(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.destroy_from is not None and on >= facts.destroy_from


def _no_legal_hold(facts: CaseFacts, actor: CaseActor, on: dt.date) -> bool:
    return facts.has_legal_hold is False


GUARDS: Mapping[str, Guard] = {
    "risk_is_high": _risk_is_high,
    "risk_not_lowered_alone": _risk_not_lowered_alone,
    "owner_without_conflict": _owner_without_conflict,
    "is_junk_disposition": _is_junk_disposition,
    "is_not_silent": _is_not_silent,
    "no_child_involved": _no_child_involved,
    "consent_or_override": _consent_or_override,
    "actor_is_not_author": _actor_is_not_author,
    "actor_is_not_requester": _actor_is_not_requester,
    "plan_has_dated_service": _plan_has_dated_service,
    "mediation_allowed": _mediation_allowed,
    "no_settlement": _no_settlement,
    "closing_reason_fits": _closing_reason_fits,
    "tries_enough": _tries_enough,
    "safety_check_recent": _safety_check_recent,
    "second_approver_if_needed": _second_approver_if_needed,
    "new_contact_or_manager": _new_contact_or_manager,
    "retention_over": _retention_over,
    "no_legal_hold": _no_legal_hold,
}


def missing_guards(names: Sequence[str], facts: CaseFacts, actor: CaseActor, on: dt.date) -> tuple[str, ...]:
    """The guards of ``names`` that do not hold on ``on``, in their order."""
    return tuple(
        name
        for name in names
        if not (GUARDS[name](facts, actor, on) if name in GUARDS else name in facts.done)
    )
