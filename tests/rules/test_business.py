"""Size class, P-IRT eligibility, halal, permit states and the permit path."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import business as bs
from anyelir.rules import identity, tables
from anyelir.rules.dates import add_days
from tests.rules.vectors import Vectors, day, unnoticed

PAPERS = "file_ready_on submitted_on issued_on commitments_met_on revoked_on stated_end_on".split()


def run_size_class(data):
    size = bs.size_class(day(data["on"]), capital_idr=data["capital_idr"], sales_idr=data["sales_idr"])
    return size and {"size": size.size, "basis": size.basis}


def run_eligibility(data):
    eligibility = bs.pirt_eligibility(data["answers"], data["food_type"], day(data["on"]))
    return {
        name: getattr(eligibility, name) for name in ("outcome", "failed", "open", "instead", "is_confirmed")
    }


def run_permit_status(data):
    papers = bs.PermitPapers(data["kind"], **{name: day(data[name]) for name in PAPERS})
    return status_of(papers, day(data["on"]))


def status_of(papers, on):
    status = bs.permit_status(papers, on)
    names = ("state", "ends_on", "expiring_from", "renew_by", "commitments_due_on", "problems")
    return {name: getattr(status, name) for name in names}


def run_distribution_permit(data):
    eligibility = bs.distribution_permit(
        data["answers"], data["food_type"], data["shelf_days"], day(data["on"])
    )
    return {name: getattr(eligibility, name) for name in ("outcome", "failed", "open", "instead", "grounds")}


def run_permit_of_pirt_number(data):
    issued_on, on = day(data.get("issued_on")), day(data["on"])
    reading = identity.read_pirt(data["text"], on=on, paper=identity.PirtPaper(issued_on=issued_on))
    dates = {name: day(data[name]) for name in PAPERS if data.get(name)}
    return status_of(bs.PermitPapers.from_pirt(reading, **dates), on)


def run_activity(data):
    days = {name: day(data[name]) for name in ("last_sold_on", "confirmed_on")}
    activity = bs.business_activity(day(data["on"]), **days)
    return {"is_active": activity.is_active, "until": activity.until}


def run_permit_path(data):
    eligibility = bs.Eligibility(
        bs.Outcome(data["eligibility"]["outcome"]),
        failed=tuple(data["eligibility"].get("failed", ())),
        instead=data["eligibility"]["instead"],
    )
    held = {step: bs.PermitState(state) for step, state in data["held"].items()}
    path = bs.permit_path(
        held,
        is_food=data["is_food"],
        is_served=data.get("is_served", False),
        eligibility=eligibility,
        on=day(data["on"]),
    )
    following = bs.what_next(path)
    halal = next(step for step in path if step.step == "halal")
    return {
        "steps": [[step.step, step.state, step.waits_for] for step in path],
        "next": following and following.step,
        "halal": [halal.is_duty, halal.duty_from],
    }


VECTORS = Vectors(
    "business",
    {
        "size_class": run_size_class,
        "pirt_eligibility": run_eligibility,
        "distribution_permit": run_distribution_permit,
        "business_activity": run_activity,
        "missing_on_label": lambda data: bs.missing_on_label(
            data["present"], data["conditions"], day(data["on"])
        ),
        "has_special_origin": lambda data: bs.has_special_origin(data["composition"], day(data["on"])),
        "permit_of_pirt_number": run_permit_of_pirt_number,
        "halal_path": lambda data: bs.halal_path(data["sales_idr"], day(data["on"])),
        "duty_starts_on": lambda data: bs.duty_starts_on(data["rule"], day(data["on"])),
        "permit_status": run_permit_status,
        "permit_path": run_permit_path,
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        ("business_size", ("size_class",)),
        ("pirt_conditions", ("pirt_eligibility",)),
        ("halal_rules", ("halal_path", "duty_starts_on", "permit_path")),
        ("permit_terms", ("permit_status",)),
        ("exempt_food", ("distribution_permit",)),
        ("business_activity", ("business_activity",)),
    ],
)
def test_every_changed_number_breaks_a_vector(table, groups, monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, table, groups=groups) == []


def test_every_step_needs_known_steps_and_duties():
    on = dt.date(2026, 11, 20)
    rules = tables.load("permit_steps").as_of(on)
    steps = {rule["step"] for rule in rules}
    for rule in rules:
        assert set(rule["needs"].split()) <= steps - {rule["step"]}
        assert rule["duty"] in ("yes", "no") or bs.duty_starts_on(rule["duty"], on)


DATES = st.dates()
NEAR = st.dates(dt.date(2015, 1, 1), dt.date(2040, 12, 31))
AMOUNTS = st.none() | st.integers(-10, 10**11)
QUESTIONS = [rule["question"] for rule in tables.load("pirt_conditions").rules]
GROUNDS = [rule["ground"] for rule in tables.load("exempt_food").rules]
ANSWERS = st.dictionaries(
    st.sampled_from(QUESTIONS + GROUNDS) | st.text(max_size=4), st.none() | st.booleans()
)
FOOD_TYPES = st.none() | st.sampled_from([f"{number:02d}" for number in range(18)]) | st.text(max_size=3)


def papers(dates):
    kinds = st.sampled_from(["nib", "pirt", "bpom", "halal", "brand", "?"])
    return st.builds(bs.PermitPapers, kinds, *[st.none() | dates] * len(PAPERS))


@given(st.integers(0, 10**11), st.integers(0, 10**10), st.sampled_from(bs.Basis))
def test_size_never_falls_with_the_amount(amount, more, basis):
    on, order = dt.date(2026, 11, 20), list(bs.Size)
    first, second = (bs.size_class(on, **{f"{basis}_idr": value}) for value in (amount, amount + more))
    assert order.index(first.size) <= order.index(second.size)


@given(ANSWERS, FOOD_TYPES, DATES)
@settings(max_examples=200, deadline=None)
def test_eligibility_is_sure_only_when_everything_is_known(answers, food_type, on):
    eligibility = bs.pirt_eligibility(answers, food_type, on)
    assert (
        (eligibility.outcome is bs.Outcome.NOT_ELIGIBLE)
        is bool(eligibility.failed)
        is bool(eligibility.instead)
    )
    if eligibility.outcome is bs.Outcome.ELIGIBLE:
        assert not eligibility.open
        assert all(answers.get(question) is not None for question in QUESTIONS)


@given(ANSWERS, FOOD_TYPES, st.sampled_from(QUESTIONS), st.booleans())
@settings(max_examples=200, deadline=None)
def test_one_more_answer_never_reopens_a_refusal(answers, food_type, question, answer):
    on = dt.date(2026, 11, 20)
    before = bs.pirt_eligibility({**answers, question: None}, food_type, on)
    after = bs.pirt_eligibility({**answers, question: answer}, food_type, on)
    if before.outcome is bs.Outcome.NOT_ELIGIBLE:
        assert after.outcome is bs.Outcome.NOT_ELIGIBLE
    assert set(after.open) <= set(before.open)


LIFE = {
    state: index
    for index, state in enumerate(
        [
            bs.PermitState.NOT_STARTED,
            bs.PermitState.FILE_READY,
            bs.PermitState.SUBMITTED,
            bs.PermitState.ISSUED_CONDITIONAL,
            bs.PermitState.COMMITMENTS_MET,
            bs.PermitState.IN_FORCE,
            bs.PermitState.EXPIRING,
            bs.PermitState.UNCLEAR,
            bs.PermitState.EXPIRED,
            bs.PermitState.REVOKED,
        ]
    )
}


@given(papers(NEAR), NEAR, st.integers(0, 5000))
@settings(max_examples=200, deadline=None)
def test_a_permit_only_moves_on(permit, on, later):
    first, second = (bs.permit_status(permit, day) for day in (on, add_days(on, later)))
    assert LIFE[first.state] <= LIFE[second.state]
    assert (first.ends_on, first.renew_by, first.expiring_from) == (
        second.ends_on,
        second.renew_by,
        second.expiring_from,
    )
    if first.state.is_valid and first.ends_on:
        assert on <= first.ends_on


PIRT_NUMBERS = st.integers(12, 60).map("2053204080576-{}".format) | st.sampled_from(["206320401576", "?"])


def pirt_papers(text, on, issued_on, **days):
    reading = identity.read_pirt(text, on=on, paper=identity.PirtPaper(issued_on=issued_on))
    return reading, bs.PermitPapers.from_pirt(reading, issued_on=issued_on, **days)


@given(PIRT_NUMBERS, st.none() | NEAR, st.none() | NEAR, NEAR, st.integers(0, 5000))
@settings(max_examples=200, deadline=None)
def test_the_papers_of_a_pirt_number_only_move_on(text, issued_on, revoked_on, on, later):
    days = (on, add_days(on, later))
    permits = (pirt_papers(text, day, issued_on, revoked_on=revoked_on)[1] for day in days)
    first, second = (bs.permit_status(permit, day) for permit, day in zip(permits, days, strict=True))
    assert LIFE[first.state] <= LIFE[second.state]
    assert (first.ends_on, first.renew_by) == (second.ends_on, second.renew_by)


@given(PIRT_NUMBERS, st.none() | NEAR, NEAR)
@settings(max_examples=200, deadline=None)
def test_number_and_papers_say_one_state(text, issued_on, on):
    reading, permit = pirt_papers(text, on, issued_on)
    state = bs.permit_status(permit, on).state
    if issued_on is not None and (issued_on > on or reading.parts is None):
        return
    in_force = state is bs.PermitState.ISSUED_CONDITIONAL
    assert (bs.PermitState.IN_FORCE if in_force else state) is reading.state


@given(ANSWERS, FOOD_TYPES, st.none() | st.integers(-5, 400), st.integers(0, 100))
@settings(max_examples=200, deadline=None)
def test_food_that_keeps_longer_is_never_freed_by_it(answers, food_type, shelf_days, more):
    on = dt.date(2026, 11, 20)
    first = bs.distribution_permit(answers, food_type, shelf_days, on)
    if first.outcome is bs.Outcome.EXEMPT:
        path = bs.permit_path({}, is_food=True, eligibility=first, on=on)
        states = {step.step: step.state for step in path}
        assert {states[step] for step in ("pirt", "bpom", "sni")} == {bs.StepState.NOT_APPLICABLE}
    elif shelf_days is not None and shelf_days > 0:
        longer = bs.distribution_permit(answers, food_type, shelf_days + more, on)
        assert longer.outcome is first.outcome


@given(papers(DATES), DATES, AMOUNTS, AMOUNTS, st.text(max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_input_gives_an_answer(permit, on, capital, sales, name):
    bs.permit_status(permit, on)
    bs.size_class(on, capital_idr=capital, sales_idr=sales)
    bs.halal_path(sales, on)
    bs.duty_starts_on(name, on)


HELD = st.dictionaries(
    st.sampled_from([rule["step"] for rule in tables.load("permit_steps").rules]) | st.text(max_size=3),
    st.sampled_from(bs.PermitState),
)
ELIGIBILITY = st.builds(
    bs.Eligibility, st.sampled_from(bs.Outcome), instead=st.sampled_from(["", "none", "bpom_md"])
)


@given(HELD, st.none() | st.booleans(), ELIGIBILITY, DATES)
@settings(max_examples=200, deadline=None)
def test_a_step_waits_only_for_what_is_not_held(held, is_food, eligibility, on):
    path = bs.permit_path(held, is_food=is_food, eligibility=eligibility, on=on)
    for step in path:
        assert (step.state is bs.StepState.BLOCKED) is bool(step.waits_for)
        assert not any(held.get(name) and held[name].is_valid for name in step.waits_for)
        assert not (step.is_duty and step.duty_from)
    following = bs.what_next(path)
    assert (following is None) is (not any(step.state.is_for_today for step in path))
