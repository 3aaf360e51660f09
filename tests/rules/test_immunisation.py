"""Immunisation: windows, histories, due lists one by one and by array, IDL, school and tetanus."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import immunisation as im
from anyelir.rules.dates import add_days, month_reached_on
from tests.rules.vectors import Vectors, day, days, unnoticed

ON = dt.date(2026, 11, 20)
VACCINES = sorted({rule.vaccine for rule in im.schedule_on(ON)})
EVERYWHERE = frozenset({"je_endemic"})


def card(rows):
    return [im.Given(row["vaccine"], day(row["on"]), row.get("stated_number")) for row in rows]


def read(data):
    return im.read_history(card(data["history"]), day(data["born_on"]), day(data["on"]))


def run_timing(data):
    rules = {rule.dose: rule for rule in im.schedule_on(day(data["on"]))}
    return rules[data["dose"]].timing(day(data["born_on"]), day(data["on"]))


def run_assess(data):
    states = im.assess(
        day(data["born_on"]), card(data["history"]), day(data["on"]), frozenset(data["conditions"])
    )
    by_dose = {state.dose: [state.state, state.due_on] for state in states}
    return {dose: by_dose.get(dose) for dose in data["doses"]} if data["doses"] else by_dose


def run_history(data):
    return [[dose.vaccine, dose.number, dose.timing, list(dose.notes)] for dose in read(data)]


def run_basic(data):
    basic = im.basic_immunisation(day(data["born_on"]), read(data), day(data["on"]))
    names = "state missing late undated is_confirmed"
    return {name: getattr(basic, name) for name in names.split()}


def run_school(data):
    doses = im.school_doses(data["school_class"], data["is_girl"], read(data), day(data["on"]))
    return [[dose.vaccine, dose.school_class, dose.state, dose.campaign_on] for dose in doses]


def run_tetanus(data):
    status = im.tetanus_status(days(data["given_on"]), day(data["on"]))
    names = "number protected_until next_on too_early"
    return {name: getattr(status, name) for name in names.split()}


VECTORS = Vectors(
    "immunisation",
    {
        "timing": run_timing,
        "assess": run_assess,
        "history": run_history,
        "basic": run_basic,
        "zero_dose": lambda data: im.is_zero_dose(read(data)),
        "school": run_school,
        "tetanus": run_tetanus,
    },
)
AGES = ("opens", "ideal_until", "allowed_until", "catch_up_until", "refused_from")


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_vector(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def test_every_changed_bound_of_the_chart_breaks_a_vector(monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, "immunisation_windows", ages=AGES) == []


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        ("immunisation_intervals", ("assess", "history")),
        ("immunisation_complete", ("basic",)),
        ("school_immunisation", ("school",)),
        ("tetanus_intervals", ("tetanus",)),
    ],
)
def test_every_changed_number_breaks_a_vector(table, groups, monkeypatch):
    assert unnoticed(VECTORS, monkeypatch, table, groups=groups) == []


def test_the_chart_has_every_dose_once_and_rising_bounds():
    rules = im.schedule_on(ON)
    assert len({rule.dose for rule in rules}) == len(rules) == 21
    for rule in rules:
        born_on = dt.date(2025, 1, 31)
        bounds = [bound.reached_on(born_on) for bound in (rule.opens, *rule.bounds())]
        assert bounds == sorted(bounds)
        assert bounds[0] < bounds[1]


def test_unconfirmed_rows_say_so():
    confirmed = {rule.dose: rule.is_confirmed for rule in im.schedule_on(ON)}
    assert not confirmed["HB0"] and not confirmed["RV1"] and confirmed["MR1"]


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "Campak": ("MR", None),
        "Campak/MR": ("MR", None),
        "MR1": ("MR", 1),
        "MR 2": ("MR", 2),
        "campak-rubela lanjutan": ("MR", 2),
        "DPT-HB-Hib": ("DPT-HB-Hib", None),
        "DPT-HB-Hib1": ("DPT-HB-Hib", 1),
        "DPT-HB-Hib III": ("DPT-HB-Hib", 3),
        "Imunisasi DPT-HB-Hib ke-2": ("DPT-HB-Hib", 2),
        "dpt/hb": ("DPT-HB-Hib", None),
        " Polio ": ("OPV", None),
        "Polio IV": ("OPV", 4),
        "Polio 1 / OPV1": ("OPV", 1),
        "Polio suntik (IPV) 1": ("IPV", 1),
        "TT": ("Td", None),
        "TT II": ("Td", 2),
        "HB0": ("HB0", None),
        "HB0 (0-24 jam)": ("HB0", None),
        "HB-0 < 24 jam": ("HB0", None),
        "MR 18 bulan": ("MR", None),
        "DPT-HB-Hib 1 (2 bulan)": ("DPT-HB-Hib", 1),
        "Hepatitis B (HB0)": None,
        "PCV13": ("PCV", None),
        "MR1/MR2": None,
        "Polio/BCG": None,
        "": None,
        "?": None,
        "1": None,
        "MR10": None,
    }.items(),
)
def test_names_of_vaccines_as_they_stand_on_forms(name, expected):
    named = im.named_dose(name, ON)
    assert (None if named is None else (named.vaccine, named.number)) == expected
    assert im.vaccine_code(name, ON) == (None if expected is None else expected[0])


def test_due_now_lists_only_what_can_be_given():
    states = im.assess(dt.date(2026, 1, 15), [], dt.date(2026, 11, 1))
    names = {state.dose for state in im.due_now(states)}
    assert {"BCG", "OPV1", "MR1", "IPV1"} <= names
    assert not {"HB0", "RV1", "OPV2", "PCV3"} & names
    assert all(state.state.is_overdue for state in im.due_now(states) if state.dose in ("BCG", "OPV1"))


NEAR = st.dates(dt.date(2021, 1, 1), dt.date(2027, 6, 30))
NAMES = st.sampled_from([*VACCINES, "campak", "DPT/HB", "Td", "DT", "HPV", "?"])
CARD = st.lists(st.builds(im.Given, NAMES, st.none() | NEAR, st.none() | st.integers(-1, 12)), max_size=12)
DATED = st.lists(st.tuples(st.sampled_from(VACCINES), st.none() | NEAR), max_size=14)
ANY_CARD = st.lists(
    st.builds(im.Given, st.text(max_size=6) | NAMES, st.none() | st.dates(), st.none() | st.integers()),
    max_size=6,
)


@given(NEAR, CARD, NEAR)
@settings(max_examples=80, deadline=None)
def test_history_keeps_every_dose_in_any_order(born_on, history, on):
    recorded = im.read_history(history, born_on, on)
    assert len(recorded) == len(history)
    assert recorded == im.read_history(list(reversed(history)), born_on, on)
    again = im.read_history([dose.given for dose in recorded], born_on, on)
    assert again == recorded
    for vaccine in {dose.vaccine for dose in recorded}:
        numbers = [
            dose.number for dose in recorded if dose.vaccine == vaccine and dose.is_counted and dose.given.on
        ]
        assert numbers == sorted(set(numbers))


@given(st.lists(st.tuples(NEAR, DATED), min_size=1, max_size=6), NEAR, st.booleans())
@settings(max_examples=30, deadline=None)
def test_arrays_agree_with_the_child(children, on, is_endemic):
    conditions = EVERYWHERE if is_endemic else frozenset()
    born_on = np.array([born for born, _ in children], dtype="datetime64[D]")
    rows = [
        (child, VACCINES.index(name), date) for child, (_, card) in enumerate(children) for name, date in card
    ]
    child = np.array([row[0] for row in rows], dtype=np.int64)
    vaccine = np.array([row[1] for row in rows], dtype=np.int64)
    given_on = np.array([row[2] for row in rows], dtype="datetime64[D]")
    histories = im.summarise(born_on, child, vaccine, given_on, VACCINES, on)
    result = im.due_arrays(born_on, histories, on, conditions)
    for index, (born, card) in enumerate(children):
        states = im.assess(born, [im.Given(name, date) for name, date in card], on, EVERYWHERE)
        expected = {state.dose: (state.state, state.due_on) for state in states}
        for column, dose in enumerate(result.doses):
            due_on = result.due_on[index, column].astype(object)
            assert (im.STATES[result.state[index, column]], due_on) == expected[dose], dose


def test_arrays_without_children_doses_or_known_vaccines():
    nobody = np.array([], dtype="datetime64[D]")
    none = np.array([], dtype=np.int64)
    empty = im.summarise(nobody, none, none, nobody, VACCINES, ON)
    assert im.due_arrays(nobody, empty, ON).state.shape == (0, 20)
    one_day = np.array(["2026-11-20"], dtype="datetime64[D]")
    unknown = im.summarise(one_day, none, none, nobody, ["other"], ON)
    result = im.due_arrays(one_day, unknown, ON)
    assert im.STATES[result.state[0, result.doses.index("HB0")]] is im.State.DUE


ORDER = [
    im.State.NOT_YET,
    im.State.AFTER_PREVIOUS,
    im.State.DUE,
    im.State.ALLOWED,
    im.State.CATCH_UP,
    im.State.UNSTATED,
    im.State.CLOSED,
]


@given(st.dates(dt.date(2023, 1, 1), dt.date(2026, 1, 1)), st.integers(0, 2500), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_without_doses_states_only_move_on(born_on, age, later):
    first, second = (born_on + dt.timedelta(days=step) for step in (age, age + later))
    for before, after in zip(
        im.assess(born_on, [], first, EVERYWHERE), im.assess(born_on, [], second, EVERYWHERE), strict=True
    ):
        assert ORDER.index(before.state) <= ORDER.index(after.state)


@given(NEAR, DATED, NEAR)
@settings(max_examples=80, deadline=None)
def test_a_dose_given_on_its_due_day_fits_the_schedule(born_on, dated, on):
    history = [im.Given(name, date) for name, date in dated]
    for state in im.assess(born_on, history, on, EVERYWHERE):
        if state.state in (im.State.DUE, im.State.ALLOWED, im.State.CATCH_UP):
            given_now = [*history, im.Given(state.vaccine, on)]
            after = {later.dose: later for later in im.assess(born_on, given_now, on, EVERYWHERE)}
            dose = next(
                dose
                for dose in im.read_history(given_now, born_on, on)
                if dose.vaccine == state.vaccine and dose.given.on == on and dose.is_counted
            )
            assert after[state.dose].state is im.State.GIVEN
            assert im.DoseNote.GAP_TOO_SHORT not in dose.notes
            assert im.DoseNote.OUTSIDE_SCHEDULE not in dose.notes
        if state.state is im.State.NOT_YET:
            assert state.due_on > on


@given(NEAR, CARD, NEAR)
@settings(max_examples=60, deadline=None)
def test_each_day_more_doses_never_undo_the_first_year(born_on, history, on):
    recorded = im.read_history(history, born_on, on)
    basic = im.basic_immunisation(born_on, recorded, on)
    assert (basic.state is im.BasicState.COMPLETE) == (
        not basic.missing and not basic.late and basic.state is not im.BasicState.NO_RULE
    )
    if basic.state is im.BasicState.ON_THE_WAY:
        assert on < month_reached_on(born_on, 12)
    assert im.is_zero_dose(recorded) == (not any(dose.was_given for dose in recorded))


@pytest.mark.parametrize(
    ("given", "is_zero"),
    [
        (im.Given("DPT-HB-Hib", dt.date(2023, 1, 1), None), False),
        (im.Given("DPT-HB-Hib", dt.date(2023, 1, 2), None), False),
        (im.Given("DPT-HB-Hib", dt.date(2023, 6, 2), None), True),
        (im.Given("?", dt.date(2023, 1, 2), None), True),
    ],
    ids=["too early", "in time", "a day that has not come", "no known vaccine"],
)
def test_a_child_had_a_vaccine_also_when_it_has_to_be_given_again(given, is_zero):
    recorded = im.read_history([given], dt.date(2022, 11, 2), dt.date(2023, 6, 1))
    assert im.is_zero_dose(recorded) is is_zero


@given(st.dates(), ANY_CARD, st.dates(), st.integers(-3, 15), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_input_gives_an_answer(born_on, history, on, school_class, is_girl):
    recorded = im.read_history(history, born_on, on)
    im.assess(born_on, history, on, EVERYWHERE)
    im.basic_immunisation(born_on, recorded, on)
    im.school_doses(school_class, is_girl, recorded, on)
    im.tetanus_status([dose.on for dose in history if dose.on], on)


@given(
    st.integers(1, 6),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(["MR", "DT", "Td", "HPV"]), NEAR), max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_a_school_dose_is_used_once(school_class, is_girl, given_doses):
    recorded = im.read_history([im.Given(*dose) for dose in given_doses], dt.date(2015, 1, 1), ON)
    doses = im.school_doses(school_class, is_girl, recorded, ON)
    used = [(dose.vaccine, dose.given_on) for dose in doses if dose.given_on]
    assert len(used) == len(set(used))
    assert all(dose.given_on >= dt.date(dose.campaign_on.year, 7, 1) for dose in doses if dose.given_on)
    assert any(dose.vaccine == "HPV" for dose in doses) is is_girl


@given(st.lists(NEAR, max_size=10), NEAR, NEAR)
@settings(max_examples=100, deadline=None)
def test_tetanus_status_never_falls(given_on, first, second):
    early, late = sorted((first, second))
    before, after = (im.tetanus_status(given_on, on) for on in (early, late))
    assert before.number <= after.number <= 5
    assert after == im.tetanus_status([*reversed(given_on), *given_on], late)
    if after.protected_until:
        assert after.is_protected(after.protected_until)
        assert not after.is_protected(add_days(after.protected_until, 1))
