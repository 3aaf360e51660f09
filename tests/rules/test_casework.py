"""States and guards, risk, clocks, escalation, retention, age with unknown parts."""

import datetime as dt
import random

import pytest

from anyelir.rules import casework as cw
from anyelir.rules import tables
from tests.rules.vectors import Vectors, day, days, unnoticed

ON = dt.date(2026, 11, 20)


def moment(text):
    return None if text is None else dt.datetime.fromisoformat(text)


def birth(parts):
    return cw.Birth(*parts)


def state(text):
    return None if text is None else cw.CaseState(text)


READERS = {
    "state": state,
    "state_before_closure": state,
    "state_before_transfer": state,
    "done": frozenset,
    "risk": lambda text: text and cw.Risk(text),
    "laws": lambda laws: cw.Laws(**laws),
    "safety_checked_on": day,
    "destroy_from": day,
    "contact_tries_on": lambda texts: tuple(days(texts)),
}


def facts(data):
    return cw.CaseFacts(**{name: READERS.get(name, lambda same: same)(value) for name, value in data.items()})


def run_decide(data):
    actor = cw.CaseActor(**data["actor"])
    move = cw.decide(facts(data["facts"]), data["number"], actor, day(data["on"]))
    missing = move.missing if move.denial is cw.Denial.GUARDS else ()
    decided = {"to": move.to_state, "denial": move.denial, "missing": missing}
    if move.is_allowed:
        decided |= {"starts": move.starts_clocks, "stops": move.stops_clocks}
    return decided


def run_triage(data):
    judged = cw.triage(data["answers"], day(data["on"]))
    return {"risk": judged.risk, "because": judged.because, "unanswered": judged.unanswered}


def run_age(data):
    who, on = birth(data["birth"]), day(data["on"])
    age = cw.age_on(who, on)
    return {"least": age.least, "most": age.most, "is_child": cw.is_child(who, on)}


def run_laws(data):
    kinds = None if data["kinds"] is None else frozenset(data["kinds"])
    laws = cw.laws_for(kinds, data["relation"], data["lives_together"], day(data["on"]))
    return {"is_tpks": laws.is_tpks, "is_domestic": laws.is_domestic}


def run_due(data):
    return cw.due_at(
        cw.Clock(data["clock"]),
        cw.Risk(data["risk"]),
        moment(data["started_at"]),
        frozenset(days(data["local_holidays"])),
        data["utc_offset_hours"],
    )


def run_statutory(data):
    events = {name: moment(at) for name, at in data["events"].items()}
    clocks = cw.statutory_clocks(events, cw.Laws(data["is_tpks"], data["is_domestic"]))
    return [[clock.clock, clock.due_at, clock.alarm_at, clock.is_end_of_protection] for clock in clocks]


def run_calls(data):
    start, now, ack = (moment(data[name]) for name in ("starts_at", "now", "acknowledged_at"))
    calls = cw.calls_until(start, now, ack, frozenset(data["blocked"]))
    return {
        "calls": [[call.rung, call.audience, call.first_at, call.times] for call in calls],
        "next": cw.next_call_at(start, now, ack),
    }


def kept(retention):
    return {"destroy_from": retention.destroy_from, "is_held": retention.is_held}


def run_case_retention(data):
    victims = [birth(parts) for parts in data["victims"]]
    opened_on, closed_on = day(data["opened_on"]), day(data["closed_on"])
    return kept(cw.case_retention(opened_on, closed_on, victims, has_legal_hold=data["has_legal_hold"]))


def run_not_before(data):
    source = data["counts_from"]
    counts_from = day(source) if isinstance(source, str) else birth(source)
    action, on = cw.RetentionStep(data["action"]), day(data["on"])
    return {
        "earliest": cw.not_before(action, counts_from, on),
        "may": cw.may_be_done(action, counts_from, on),
    }


VECTORS = Vectors(
    "casework",
    {
        "triage": run_triage,
        "arrival_risk": lambda data: cw.arrival_risk(data["danger_now"]),
        "may_change_risk": lambda data: cw.may_change_risk(
            cw.Risk(data["before"]), cw.Risk(data["after"]), supervisor_agrees=data["supervisor_agrees"]
        ),
        "age_on": run_age,
        "laws_for": run_laws,
        "due_at": run_due,
        "follow_ups": lambda data: cw.follow_ups(cw.Risk(data["risk"]), moment(data["started_at"])),
        "statutory_clocks": run_statutory,
        "calls_until": run_calls,
        "ladder_starts_at": lambda data: cw.ladder_starts_at(
            cw.Risk(data["risk"]), moment(data["arrived_at"])
        ),
        "ring_chain": lambda data: [
            [ring.second, ring.target] for ring in cw.ring_chain(data["agents"], day(data["on"]))
        ],
        "retention": lambda data: kept(
            cw.retention(
                cw.RetainedKind(data["record"]), day(data["ended_on"]), has_legal_hold=data["has_legal_hold"]
            )
        ),
        "case_retention": run_case_retention,
        "not_before": run_not_before,
        "marriage_follow_ups": lambda data: cw.marriage_follow_ups(day(data["outcome_on"])),
        "state": lambda data: {
            "is_open": cw.is_open(cw.CaseState(data["state"]), day(data["on"])),
            "public_status": cw.public_status(cw.CaseState(data["state"]), day(data["on"])),
        },
        "decide": run_decide,
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        ("triage_questions", ("triage",)),
        ("triage_thresholds", ("triage",)),
        ("case_limits", ("age_on", "decide")),
        ("domestic_relations", ("laws_for",)),
        ("case_clocks", ("due_at", "follow_ups", "ladder_starts_at")),
        ("statutory_clocks", ("statutory_clocks",)),
        ("escalation_ladder", ("calls_until",)),
        ("ring_chain", ("ring_chain",)),
        ("case_retention", ("retention", "case_retention")),
        ("case_not_before", ("not_before",)),
        ("marriage_follow_up", ("marriage_follow_ups",)),
        ("closing_reasons", ("decide",)),
        ("case_states", ("state",)),
    ],
)
def test_every_changed_number_breaks_a_vector(table, groups, monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, table, groups=groups) == []


def transitions():
    return tables.load("case_transitions").as_of(ON)


def test_the_table_of_moves_is_whole():
    states = {rule["state"] for rule in tables.load("case_states").as_of(ON)}
    assert states == set(cw.CaseState) - {cw.CaseState.NEW}
    clocks = {*cw.Clock, "service", "follow_up"}
    named = set()
    for rule in transitions():
        assert set(rule["from_states"].split()) <= states | {"new"}
        assert rule["to_state"] in states | {"@before"}
        assert set(rule["starts_clocks"].split()) <= clocks
        assert set(rule["stops_clocks"].split()) <= clocks | {"*"}
        named |= set(rule["guards"].split())
    assert set(cw.GUARDS) <= named


def test_every_state_can_be_reached_and_every_open_state_can_be_left():
    reached, grown = {"new"}, True
    while grown:
        following = {rule["to_state"] for rule in transitions() if reached & set(rule["from_states"].split())}
        grown = not following <= reached
        reached |= following
    assert set(cw.CaseState) <= reached
    for kind in cw.CaseState:
        if cw.is_open(kind, ON):
            assert any(kind in rule["from_states"].split() for rule in transitions())


ROLES = sorted({role for rule in transitions() for role in rule["roles"].split()})
TICKS = sorted({guard for rule in transitions() for guard in rule["guards"].split()} - set(cw.GUARDS))


def likely(rng, value, other):
    return value if rng.random() < 0.85 else other


def random_facts(rng, kind, before_closure, before_transfer):
    """Facts that mostly satisfy the guards, so that a walk gets far."""
    return cw.CaseFacts(
        kind,
        done=frozenset(tick for tick in TICKS if rng.random() < 0.9),
        risk=rng.choice([None, *cw.Risk]),
        laws=cw.Laws(rng.choice([True, False, None]), rng.choice([True, False, None])),
        disposition=rng.choice(["prank", "silent", None]),
        was_silent=rng.choice([False, True, None]),
        child_involved=rng.choice([False, True, None]),
        owner_has_conflict=likely(rng, False, None),
        has_consent=likely(rng, True, False),
        dated_services=rng.randint(0, 2),
        plans_mediation=likely(rng, False, True),
        closing_reason=rng.choice(["goal_reached", "moved_away", "unreachable", "settled"]),
        safety_checked_on=ON,
        is_settled_outside_court=likely(rng, False, True),
        unit="uptd",
        second_approver_unit=likely(rng, "dp3a", None),
        has_new_contact=likely(rng, True, False),
        destroy_from=likely(rng, ON, None),
        has_legal_hold=likely(rng, False, True),
        state_before_closure=before_closure,
        state_before_transfer=before_transfer,
    )


@pytest.mark.parametrize("seed", range(4))
def test_random_walks_never_leave_an_open_case_without_a_clock(seed):
    rng = random.Random(seed)
    kind, running, before_closure, before_transfer, seen = cw.CaseState.NEW, frozenset(), None, None, set()
    for _ in range(4000):
        data = random_facts(rng, kind, before_closure, before_transfer)
        allowed = [move for move in cw.moves(data, cw.CaseActor(rng.choice(ROLES)), ON) if move.is_allowed]
        if not allowed:
            if kind is cw.CaseState.DESTROYED or (not cw.is_open(kind, ON) and rng.random() < 0.2):
                kind, running = cw.CaseState.NEW, frozenset()
            continue
        move = rng.choice(allowed)
        rows = {rule["number"]: rule for rule in transitions()}
        assert kind in rows[move.number]["from_states"].split()
        if move.to_state is cw.CaseState.CLOSURE_PROPOSED and move.number == "12":
            before_closure = kind
        if move.to_state is cw.CaseState.TRANSFER_PENDING:
            before_transfer = kind
        running = move.clocks_after(running)
        kind = move.to_state
        seen.add(kind)
        assert bool(running) or not cw.is_open(kind, ON)
        assert not running or cw.is_open(kind, ON)
    assert len(seen) > 8
