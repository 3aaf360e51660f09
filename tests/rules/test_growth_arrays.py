"""Whole columns give, hundredth by hundredth, what one child at a time gives."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import growth
from anyelir.rules.growth import arrays
from tests.rules.golden import FOLDER
from tests.rules.test_growth import as_child, reference_rows

POSTURE = {None: 0, "recumbent": 1, "standing": 2}
NONE = arrays.MISSING


def units(value, factor):
    return 0 if value is None else round(value * factor)


def columns(children, **dtypes):
    def column(values, dtype):
        return np.array(values, dtype=dtype)

    return {
        "sex": column([" MF".index(child["sex"]) for child in children], np.int8),
        "age_days": column([-1 if c["age_days"] is None else c["age_days"] for c in children], np.int16),
        "weight_g": column([units(c["weight_kg"], 1000) for c in children], np.int32),
        "length_cc": column([units(c["height_cm"], 100) for c in children], np.int32),
        "posture": column([POSTURE[c["posture"]] for c in children], np.int8),
        "head_cc": column([units(c["head_cm"], 100) for c in children], np.int32),
        "arm_cc": column([units(c["muac_cm"], 100) for c in children], np.int32),
        "oedema": column([c["oedema"] for c in children], np.bool_),
    }


def expected(children, index):
    results = (growth.assess(**child).index(index) for child in children)
    return [NONE if assessed.z is None else assessed.centi_z for assessed in results]


def test_the_who_reference():
    rows = reference_rows()
    scores = growth.assess_many(**columns([as_child(row) for row in rows]))
    for short, index in {
        "wei": "waz",
        "len": "haz",
        "wfl": "whz",
        "bmi": "baz",
        "hc": "hcz",
        "ac": "acz",
    }.items():
        z = [NONE if row["z" + short] == "" else round(float(row["z" + short]) * 100) for row in rows]
        flags = [row["f" + short] == "1" for row in rows]
        assert scores.centi_z[index].tolist() == z
        assert scores.flags(index).tolist() == flags
    assert scores.nine_month_flag.tolist() == [row["c9mo_flag"] == "1" for row in rows]
    assert scores.corrected_cc.tolist() == [round(float(row["clenhei"]) * 100) for row in rows]


def test_the_golden_cases():
    # age -1 means unknown here; the case "born after the measurement" belongs to one child alone
    golden = json.loads((FOLDER / "growth.json").read_text())["cases"]
    golden = [case for case in golden if case["input"]["age_days"] != -1]
    scores = growth.assess_many(**columns([case["input"] for case in golden]))
    for index in growth.INDICES:
        z = [case["expected"][index]["z"] for case in golden]
        assert scores.centi_z[index].tolist() == [
            NONE if value is None else round(value * 100) for value in z
        ]


children = st.fixed_dictionaries(
    {
        "sex": st.sampled_from("MF"),
        "age_days": st.none() | st.integers(0, 1900),
        "weight_kg": st.none() | st.integers(0, 30_000).map(lambda grams: grams / 1000),
        "height_cm": st.none() | st.integers(0, 13_000).map(lambda cc: cc / 100),
        "posture": st.sampled_from(["recumbent", "standing", None]),
        "head_cm": st.none() | st.integers(2500, 6000).map(lambda cc: cc / 100),
        "muac_cm": st.none() | st.integers(500, 3000).map(lambda cc: cc / 100),
        "oedema": st.booleans(),
    }
)


@settings(max_examples=50)
@given(st.lists(children, min_size=1, max_size=40))
def test_equal_to_one_child_at_a_time(many):
    scores = growth.assess_many(**columns(many))
    for index in growth.INDICES:
        one_by_one = np.clip(expected(many, index), NONE, arrays.LARGEST).tolist()
        assert scores.centi_z[index].tolist() == one_by_one, index


@pytest.mark.parametrize("size", [0, 1, arrays.CHUNK, arrays.CHUNK + 1])
def test_chunks_do_not_show(size):
    rng = np.random.default_rng(3)
    age = rng.integers(0, 1827, size)
    many = {
        "sex": rng.integers(1, 3, size),
        "age_days": age,
        "weight_g": rng.integers(2500, 20_000, size),
        "length_cc": rng.integers(4500, 12_000, size),
        "posture": rng.integers(0, 3, size),
    }
    whole = growth.assess_many(**many)
    order = rng.permutation(size)
    mixed = growth.assess_many(**{name: column[order] for name, column in many.items()})
    for index in growth.INDICES:
        assert (whole.centi_z[index][order] == mixed.centi_z[index]).all()
    assert (whole.centi_z["hcz"] == NONE).all()


@pytest.mark.parametrize("kind", [np.int16, np.int32, np.int64, np.uint16, np.float64])
def test_any_number_type(kind):
    child = {"sex": [2], "age_days": [1826], "weight_g": [18_100], "length_cc": [10_950], "posture": [2]}
    scores = growth.assess_many(**{name: np.array(values, dtype=kind) for name, values in child.items()})
    assessed = growth.assess(sex="F", age_days=1826, weight_kg=18.1, height_cm=109.5, posture="standing")
    for index in ("waz", "haz", "whz", "baz"):
        assert scores.centi_z[index].tolist() == [assessed.index(index).centi_z]


def assess_one(**change):
    child = {"sex": 2, "age_days": 10, "weight_g": 3300, "length_cc": 5000, "posture": 1, **change}
    return growth.assess_many(**{name: np.array([value]) for name, value in child.items()}, wide=False)


def test_unknown_sex_has_no_score():
    scores = assess_one(sex=0)
    assert all(scores.centi_z[index].tolist() == [NONE] for index in growth.INDICES)


def test_zero_and_negative_are_missing():
    assert assess_one(weight_g=0).centi_z["whz"].tolist() == [NONE]
    assert assess_one(weight_g=-5).centi_z["waz"].tolist() == [NONE]
    assert assess_one(length_cc=0).centi_z["haz"].tolist() == [NONE]


def test_enormous_values_stay_at_the_limit_and_wide_keeps_them():
    assert assess_one(weight_g=2_000_000).centi_z["waz"].tolist() == [arrays.LARGEST]
    many = {"sex": 2, "age_days": 10, "weight_g": 2_000_000, "length_cc": 5000, "posture": 1}
    wide = growth.assess_many(**{name: np.array([value]) for name, value in many.items()}, wide=True)
    single = growth.assess(sex="F", age_days=10, weight_kg=2000, height_cm=50, posture="recumbent")
    assert wide.centi_z["waz"][0] == single.waz.centi_z > arrays.LARGEST
    assert np.isnan(wide.centi_z["hcz"][0])


def test_unequal_length_is_refused():
    with pytest.raises(ValueError, match="unequal"):
        growth.assess_many(
            sex=np.array([1, 2]), age_days=np.array([1]), weight_g=np.array([1]), length_cc=np.array([1]),
            posture=np.array([1]),
        )  # fmt: skip


@pytest.mark.parametrize("sex", [-1, 3])
def test_unknown_code_of_sex_is_refused(sex):
    with pytest.raises(ValueError, match="sex"):
        assess_one(sex=sex)
