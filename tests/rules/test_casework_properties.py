"""Casework on any file, any moment and any date of birth."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import casework as cw
from anyelir.rules import tables

ON = dt.date(2026, 11, 20)
MOVES = tables.load("case_transitions").as_of(ON)
ROLES = sorted({role for rule in MOVES for role in rule["roles"].split()})
TICKS = sorted({guard for rule in MOVES for guard in rule["guards"].split()} - set(cw.GUARDS))
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
    ages = cw.age_on(who, on)
    if who.year is None:
        assert ages == cw.AgeRange(None, None) and cw.is_child(who, on)
        return
    exact = data.draw(st.dates(*who.possible()))
    known = cw.age_on(cw.Birth.on(exact), on)
    assert known.is_certain and ages.least <= known.least <= ages.most
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
    days = cw.follow_ups(risk, start)
    assert list(days) == sorted(set(days)) and days[0] > start


EVENTS = st.dictionaries(
    st.sampled_from(
        ["first_contact", "police_report", "protection_given", "data_breach", "subject_request", "x"]
    ),
    MOMENTS,
)


@given(EVENTS, MAYBE, MAYBE)
def test_statutory_clocks_warn_before_they_end_and_doubt_starts_them(events, is_tpks, is_domestic):
    clocks = cw.statutory_clocks(events, cw.Laws(is_tpks, is_domestic))
    assert [clock.due_at for clock in clocks] == sorted(clock.due_at for clock in clocks)
    assert all(clock.starts_at < clock.alarm_at < clock.due_at for clock in clocks)
    sure = {clock.clock for clock in cw.statutory_clocks(events, cw.Laws(bool(is_tpks), bool(is_domestic)))}
    assert sure <= {clock.clock for clock in clocks}


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
    retention = cw.case_retention(opened_on, closed_on, victims)
    assert retention.destroy_from >= cw.retention(cw.RetainedKind.CASE, closed_on).destroy_from
    for who in victims:
        if cw.is_child(who, opened_on) and who.possible():
            assert cw.age_on(who, retention.destroy_from).least >= 23
    assert cw.case_retention(opened_on, closed_on, victims, has_legal_hold=True).destroy_from is None


@given(BIRTHS, st.dates(dt.date(2020, 1, 1), dt.date(2070, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_marriage_only_when_certainly_nineteen(who, planned_on):
    least = cw.age_on(who, planned_on).least
    assert cw.may_be_done(cw.RetentionStep.MARRIAGE, who, planned_on) is (least is not None and least >= 19)


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
    cw.CaseActor,
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
    for record in cw.RetainedKind:
        cw.retention(record, on)
    for action in cw.RetentionStep:
        cw.may_be_done(action, who, on)
        cw.may_be_done(action, on, start.date())
    cw.marriage_follow_ups(on)
