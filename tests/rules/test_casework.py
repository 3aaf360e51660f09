"""States and guards, risk, clocks, escalation, retention, age with unknown parts."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    actor = cw.Actor(**data["actor"])
    move = cw.decide(facts(data["facts"]), data["number"], actor, day(data["on"]))
    missing = move.missing if move.denial is cw.Denial.GUARDS else ()
    found = {"to": move.to_state, "denial": move.denial, "missing": missing}
    if move.is_allowed:
        found |= {"starts": move.starts_clocks, "stops": move.stops_clocks}
    return found


def run_triage(data):
    found = cw.triage(data["answers"], day(data["on"]))
    return {"risk": found.risk, "because": found.because, "unanswered": found.unanswered}


def run_age(data):
    who, on = birth(data["birth"]), day(data["on"])
    found = cw.age_on(who, on)
    return {"least": found.least, "most": found.most, "is_child": cw.is_child(who, on)}


def run_laws(data):
    kinds = None if data["kinds"] is None else frozenset(data["kinds"])
    found = cw.laws_for(kinds, data["relation"], data["lives_together"], day(data["on"]))
    return {"is_tpks": found.is_tpks, "is_domestic": found.is_domestic}


def run_due(data):
    return cw.due_at(
        cw.Clock(data["clock"]),
        cw.Risk(data["risk"]),
        moment(data["started_at"]),
        frozenset(days(data["holidays"])),
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


def kept(found):
    return {"destroy_from": found.destroy_from, "is_held": found.is_held}


def run_case_retention(data):
    victims = [birth(parts) for parts in data["victims"]]
    opened_on, closed_on = day(data["opened_on"]), day(data["closed_on"])
    return kept(cw.case_retention(opened_on, closed_on, victims, has_legal_hold=data["has_legal_hold"]))


def run_not_before(data):
    source = data["counts_from"]
    counts_from = day(source) if isinstance(source, str) else birth(source)
    action, on = cw.Action(data["action"]), day(data["on"])
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
                cw.Record(data["record"]), day(data["ended_on"]), has_legal_hold=data["has_legal_hold"]
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
        found = {rule["to_state"] for rule in transitions() if reached & set(rule["from_states"].split())}
        grown = not found <= reached
        reached |= found
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
        allowed = [move for move in cw.moves(data, cw.Actor(rng.choice(ROLES)), ON) if move.is_allowed]
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


MOMENTS = st.datetimes(dt.datetime(2021, 1, 1), dt.datetime(2035, 12, 31), timezones=st.just(dt.UTC))
ANY_MOMENTS = st.datetimes(timezones=st.just(dt.UTC))
DATES = st.dates()
NEAR = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
RISKS = st.sampled_from(cw.Risk)
MAYBE = st.none() | st.booleans()
QUESTIONS = [rule["question"] for rule in tables.load("triage_questions").rules]
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), MAYBE)
BIRTHS = st.builds(
    cw.Birth,
    st.none() | st.integers(1930, 2026),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
)
ANY_BIRTHS = st.builds(
    cw.Birth, st.none() | st.integers(), st.none() | st.integers(), st.none() | st.integers()
)


@given(ANSWERS, st.sampled_from(QUESTIONS), MAYBE)
def test_a_worse_answer_never_lowers_the_risk(answers, question, worse):
    badness = {False: 0, None: 1, True: 2}
    before = cw.triage({**answers, question: False}, ON)
    after = cw.triage({**answers, question: worse}, ON)
    assert after.risk.level >= before.risk.level
    assert badness[worse] == 0 or cw.triage({**answers, question: True}, ON).risk.level >= after.risk.level


@given(ANSWERS)
def test_nothing_unknown_in_the_first_four_can_be_low(answers):
    if any(answers.get(question) is not False for question in QUESTIONS[:4]):
        assert cw.triage(answers, ON).risk is cw.Risk.HIGH


@given(RISKS, RISKS, st.booleans())
def test_only_lowering_needs_the_supervisor(before, after, agrees):
    assert cw.may_change_risk(before, after, supervisor_agrees=agrees) is (
        agrees or after.level >= before.level
    )


@given(BIRTHS, NEAR, st.data())
@settings(max_examples=200, deadline=None)
def test_age_range_holds_every_possible_birthday(who, on, data):
    found = cw.age_on(who, on)
    if who.year is None:
        assert found == cw.AgeRange(None, None) and cw.is_child(who, on)
        return
    exact = data.draw(st.dates(*who.possible()))
    known = cw.age_on(cw.Birth.on(exact), on)
    assert known.is_certain and found.least <= known.least <= found.most
    assert cw.is_child(who, on) >= cw.is_child(cw.Birth.on(exact), on)


@given(RISKS, MOMENTS, st.sampled_from(cw.Clock), st.sets(NEAR, max_size=5), st.sampled_from([7, 8, 9]))
@settings(max_examples=200, deadline=None)
def test_clocks_run_forward_and_faster_for_higher_risk(risk, start, clock, holidays, offset):
    due = cw.due_at(clock, risk, start, holidays, offset)
    assert due > start
    assert cw.due_at(clock, cw.Risk.HIGH, start, holidays, offset) <= due
    later = cw.due_at(clock, risk, start + dt.timedelta(hours=1), holidays, offset)
    assert later >= due
    if clock is cw.Clock.CLOSURE:
        assert cw.due_at(clock, risk, start, frozenset(), offset) <= due


@given(RISKS, MOMENTS)
def test_follow_ups_rise(risk, start):
    found = cw.follow_ups(risk, start)
    assert list(found) == sorted(set(found)) and found[0] > start


EVENTS = st.dictionaries(
    st.sampled_from(
        ["first_contact", "police_report", "protection_given", "data_breach", "subject_request", "x"]
    ),
    MOMENTS,
)


@given(EVENTS, MAYBE, MAYBE)
def test_statutory_clocks_warn_before_they_end_and_doubt_starts_them(events, is_tpks, is_domestic):
    found = cw.statutory_clocks(events, cw.Laws(is_tpks, is_domestic))
    assert [clock.due_at for clock in found] == sorted(clock.due_at for clock in found)
    assert all(clock.starts_at < clock.alarm_at < clock.due_at for clock in found)
    sure = {clock.clock for clock in cw.statutory_clocks(events, cw.Laws(bool(is_tpks), bool(is_domestic)))}
    assert sure <= {clock.clock for clock in found}


@given(MOMENTS, st.integers(0, 50_000), st.integers(0, 50_000), st.none() | st.integers(0, 20_000))
@settings(max_examples=200, deadline=None)
def test_each_rung_is_called_once_in_order_until_somebody_answers(start, first, more, answered):
    ack = None if answered is None else start + dt.timedelta(seconds=answered)
    early, late = (start + dt.timedelta(seconds=seconds) for seconds in (first, first + more))
    before, after = (cw.calls_until(start, now, ack) for now in (early, late))
    assert [call.rung for call in after] == sorted({call.rung for call in after})
    for done, again in zip(before, after, strict=False):
        assert (done.rung, done.first_at) == (again.rung, again.first_at) and done.times <= again.times
    assert all(ack is None or call.first_at < ack for call in after)
    following = cw.next_call_at(start, early, ack)
    if following is not None:
        assert following > early
        made = sum(call.times for call in before)
        if ack is None or following < ack:
            assert sum(call.times for call in cw.calls_until(start, following, ack)) == made + 1


@given(st.integers(-5, 10))
def test_somebody_or_something_answers_within_the_minute(agents):
    rings = cw.ring_chain(agents, ON)
    assert [ring.second for ring in rings] == sorted(ring.second for ring in rings)
    assert rings[-1].target == "recorded_words" and rings[-1].second == 60


@given(NEAR, st.integers(0, 4000), st.lists(BIRTHS, max_size=4))
@settings(max_examples=200, deadline=None)
def test_nothing_is_destroyed_too_soon(opened_on, lasted, victims):
    closed_on = opened_on + dt.timedelta(days=lasted)
    found = cw.case_retention(opened_on, closed_on, victims)
    assert found.destroy_from >= cw.retention(cw.Record.CASE, closed_on).destroy_from
    for who in victims:
        if cw.is_child(who, opened_on) and who.possible():
            assert cw.age_on(who, found.destroy_from).least >= 23
    assert cw.case_retention(opened_on, closed_on, victims, has_legal_hold=True).destroy_from is None


@given(BIRTHS, st.dates(dt.date(2020, 1, 1), dt.date(2070, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_marriage_only_when_certainly_nineteen(who, planned_on):
    least = cw.age_on(who, planned_on).least
    assert cw.may_be_done(cw.Action.MARRIAGE, who, planned_on) is (least is not None and least >= 19)


FACTS = st.builds(
    cw.CaseFacts,
    st.sampled_from(cw.CaseState),
    done=st.frozensets(st.sampled_from(TICKS)),
    risk=st.none() | RISKS,
    is_risk_lowered=st.booleans(),
    laws=st.builds(cw.Laws, MAYBE, MAYBE),
    disposition=st.none() | st.sampled_from(["prank", "silent"]) | st.text(max_size=3),
    was_silent=MAYBE,
    child_involved=MAYBE,
    owner_has_conflict=MAYBE,
    has_consent=st.booleans(),
    has_approved_override=st.booleans(),
    dated_services=st.integers(-1, 3),
    plans_mediation=MAYBE,
    victim_asked_mediation=st.booleans(),
    manager_agrees_mediation=st.booleans(),
    closing_reason=st.none() | st.sampled_from(["goal_reached", "unreachable", "?"]),
    safety_checked_on=st.none() | DATES,
    contact_tries_on=st.lists(DATES, max_size=6).map(tuple),
    is_settled_outside_court=MAYBE,
    unit=st.sampled_from(["", "a"]),
    second_approver_unit=st.none() | st.sampled_from(["", "a", "b"]),
    has_new_contact=st.booleans(),
    destroy_from=st.none() | DATES,
    has_legal_hold=MAYBE,
    state_before_closure=st.none() | st.sampled_from(cw.CaseState),
    state_before_transfer=st.none() | st.sampled_from(cw.CaseState),
)
ACTORS = st.builds(
    cw.Actor,
    st.sampled_from(ROLES) | st.text(max_size=3),
    st.sampled_from(["", "a"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(FACTS, ACTORS, NEAR)
@settings(max_examples=300, deadline=None)
def test_moves_are_safe_whatever_the_file_says(data, actor, on):
    for move in cw.moves(data, actor, on):
        if not move.is_allowed:
            continue
        assert not actor.has_conflict and not move.missing
        if move.to_state is cw.CaseState.ACCOMPANIMENT and data.state is cw.CaseState.PLANNING:
            assert data.plans_mediation is False or data.laws.is_tpks is False
        if move.to_state is cw.CaseState.CANCELLED:
            assert data.was_silent is False and data.child_involved is False
        if move.to_state is cw.CaseState.CLOSED:
            assert not actor.is_requester
            assert data.laws.is_tpks is False or data.is_settled_outside_court is False
        if move.to_state is cw.CaseState.DESTROYED:
            assert data.has_legal_hold is False and data.destroy_from <= on


@given(
    FACTS,
    ACTORS,
    DATES,
    st.sampled_from(cw.CaseState),
    ANY_BIRTHS,
    ANY_MOMENTS,
    ANY_MOMENTS,
    st.none() | ANY_MOMENTS,
)
@settings(max_examples=200, deadline=None)
def test_any_input_gives_an_answer(data, actor, on, to_state, who, start, now, ack):
    move = cw.decide(data, "4", actor, on)
    move.clocks_after(frozenset({"ack"}))
    cw.public_status(to_state, on)
    cw.triage({"?": True}, on)
    cw.age_on(who, on)
    cw.is_child(who, on)
    cw.laws_for(frozenset({"?"}), "?", None, on)
    cw.calls_until(start, now, ack, frozenset({"operator"}))
    cw.next_call_at(start, now, ack)
    cw.ring_chain(2, on)
    for risk in cw.Risk:
        cw.ladder_starts_at(risk, start)
        cw.follow_ups(risk, start)
        for clock in cw.Clock:
            cw.due_at(clock, risk, start)
    cw.statutory_clocks({"first_contact": start, "data_breach": now}, data.laws)
    cw.case_retention(on, start.date(), [who])
    for record in cw.Record:
        cw.retention(record, on)
    for action in cw.Action:
        cw.may_be_done(action, who, on)
        cw.may_be_done(action, on, start.date())
    cw.marriage_follow_ups(on)
