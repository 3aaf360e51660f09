"""One child: WHO's results, the reasons for empty ones, and what may never happen."""

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import growth
from anyelir.rules.growth import formula, lms
from anyelir.rules.growth.child import Reason, whole_units
from tests.rules.golden import cases

REFERENCE = Path(__file__).parents[1] / "data" / "who_growth_reference.csv"
COLUMNS = {"wei": "waz", "len": "haz", "wfl": "whz", "bmi": "baz", "hc": "hcz", "ac": "acz"}
CHILD = {
    "sex": "F",
    "age_days": 400,
    "weight_kg": 9.0,
    "height_cm": 74.0,
    "posture": "recumbent",
    "head_cm": 45.0,
    "muac_cm": 14.0,
}


def number(text):
    return float(text) if text else None


def reference_rows():
    with REFERENCE.open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def as_child(row):
    return {
        "sex": "MF"[int(row["sex"]) - 1],
        "age_days": int(row["age_days"]) if row["age_days"] else None,
        "weight_kg": number(row["weight"]),
        "height_cm": number(row["lenhei"]),
        "posture": {"l": "recumbent", "h": "standing", "": None}[row["measure"]],
        "head_cm": number(row["headc"]),
        "muac_cm": number(row["armc"]),
        "oedema": row["oedema"] == "y",
    }


def test_every_row_of_the_who_reference():
    rows = reference_rows()
    assert len(rows) == 1680
    differing = []
    for row in rows:
        result = growth.assess(**as_child(row))
        if result.nine_month_flag != (row["c9mo_flag"] == "1"):
            differing.append((row["id"], "c9mo_flag"))
        if not math.isclose(result.corrected_height_cm, float(row["clenhei"]), abs_tol=1e-9):
            differing.append((row["id"], "clenhei"))
        if not math.isclose(result.bmi, float(row["cbmi"]), rel_tol=1e-12):
            differing.append((row["id"], "cbmi"))
        for short, index in COLUMNS.items():
            score = result.index(index)
            flag = None if score.flag is None else str(int(score.flag))
            if (score.z, flag) != (number(row["z" + short]), row["f" + short] or None):
                differing.append((row["id"], index, score))
    assert differing == []


@pytest.mark.parametrize(("child", "expected"), cases("growth"))
def test_golden(child, expected):
    result = growth.assess(**child)
    assert result.corrected_height_cm == pytest.approx(expected["corrected_height_cm"], abs=1e-9)
    assert result.nine_month_flag == expected["nine_month_flag"]
    for index in growth.INDICES:
        score = result.index(index)
        assert {"z": score.z, "flag": score.flag, "reason": score.reason} == expected[index], index


def test_float_case_of_the_who_package():
    """103.1 cm lying at 731 days is 102.4 cm standing; WHO's R package takes the row of 102.5 cm."""
    lying = growth.assess(**{**CHILD, "age_days": 1500, "height_cm": 103.1, "weight_kg": 17.3})
    standing = growth.assess(
        **{**CHILD, "age_days": 1500, "height_cm": 102.4, "weight_kg": 17.3, "posture": "standing"}
    )
    next_row = growth.assess(
        **{**CHILD, "age_days": 1500, "height_cm": 102.5, "weight_kg": 17.3, "posture": "standing"}
    )
    assert lying.whz == standing.whz
    assert lying.whz != next_row.whz


@pytest.mark.parametrize(
    ("change", "index", "reason"),
    [
        ({"age_days": None}, "waz", Reason.AGE_UNKNOWN),
        ({"age_days": -1}, "whz", Reason.AGE_INVALID),
        ({"age_days": 1827}, "haz", Reason.AGE_ABOVE_TABLE),
        ({"age_days": 1827}, "whz", Reason.AGE_ABOVE_TABLE),
        ({"age_days": 90}, "acz", Reason.AGE_BELOW_TABLE),
        ({"weight_kg": None}, "waz", Reason.WEIGHT_MISSING),
        ({"weight_kg": 0}, "whz", Reason.WEIGHT_MISSING),
        ({"weight_kg": -3.0}, "baz", Reason.WEIGHT_MISSING),
        ({"weight_kg": math.nan}, "waz", Reason.WEIGHT_MISSING),
        ({"height_cm": math.inf}, "haz", Reason.LENGTH_MISSING),
        ({"height_cm": 0.3, "posture": "recumbent", "age_days": 900}, "baz", Reason.LENGTH_MISSING),
        ({"head_cm": None}, "hcz", Reason.HEAD_MISSING),
        ({"muac_cm": None}, "acz", Reason.ARM_MISSING),
        ({"height_cm": 44.99}, "whz", Reason.LENGTH_OUTSIDE_TABLE),
        ({"oedema": True}, "waz", Reason.OEDEMA),
        ({"oedema": True}, "whz", Reason.OEDEMA),
        ({"oedema": True}, "baz", Reason.OEDEMA),
        ({"weight_kg": 60.0}, "waz", Reason.IMPLAUSIBLE),
        ({}, "waz", None),
    ],
)
def test_reasons(change, index, reason):
    result = growth.assess(**{**CHILD, **change}).index(index)
    assert result.reason == reason
    assert (result.z is None) == (reason not in (None, Reason.IMPLAUSIBLE))
    assert (result.flag is None) == (result.z is None)


def test_oedema_leaves_height_head_and_arm():
    with_oedema, without = growth.assess(**CHILD, oedema=True), growth.assess(**CHILD)
    assert [with_oedema.haz, with_oedema.hcz, with_oedema.acz] == [without.haz, without.hcz, without.acz]


def test_unknown_age_still_gives_weight_for_length():
    assert growth.assess(**{**CHILD, "age_days": None}).whz == growth.assess(**CHILD).whz


def test_unknown_sex_is_refused():
    with pytest.raises(ValueError, match="sex"):
        growth.assess(**{**CHILD, "sex": "L"})


def test_versions_travel_with_the_result():
    result = growth.assess(**CHILD)
    assert (result.rules_version, result.table_version) == (growth.RULES_VERSION, growth.TABLE_VERSION)


@pytest.mark.parametrize(
    ("value", "factor", "units"),
    [
        (9.18, 1000, 9180),
        (74.005, 100, 7401),
        (0.0004, 1000, None),
        (0.0006, 1000, 1),
        (None, 100, None),
        (1e7, 100, None),
    ],
)
def test_whole_units(value, factor, units):
    assert whole_units(value, factor) == units


children = st.fixed_dictionaries(
    {
        "sex": st.sampled_from("MF"),
        "age_days": st.none() | st.integers(-5, 2500),
        "weight_kg": st.none() | st.floats(allow_nan=True, allow_infinity=True),
        "height_cm": st.none() | st.floats(allow_nan=True, allow_infinity=True),
        "posture": st.sampled_from(["recumbent", "standing", None]),
        "head_cm": st.none() | st.floats(),
        "muac_cm": st.none() | st.floats(),
        "oedema": st.booleans(),
    }
)


@given(children)
def test_nothing_raises(child):
    result = growth.assess(**child)
    for index in growth.INDICES:
        score = result.index(index)
        assert (score.z is None) == (score.flag is None)
        assert score.z is not None or score.reason is not None
        assert score.z is None or score.centi_z == pytest.approx(score.z * 100)


@given(st.sampled_from("MF"), st.integers(0, 1826), st.integers(500, 40_000), st.integers(1, 500))
def test_a_heavier_child_never_scores_lower(sex, day, grams, more):
    def z(weight_g):
        child = {**CHILD, "sex": sex, "age_days": day, "weight_kg": weight_g / 1000, "height_cm": 80.0}
        return growth.assess(**child)

    light, heavy = z(grams), z(grams + more)
    for index in ("waz", "whz", "baz"):
        assert heavy.index(index).z >= light.index(index).z


@given(st.sampled_from("MF"), st.integers(0, 1826), st.integers(-6, 6))
def test_formula_inverts_the_sd_line(sex, day, k):
    row = lms.rows("waz")[sex][day]
    if abs(k) <= 3:
        assert formula.z_score(formula.sd_value(row, k), row) == pytest.approx(k, abs=1e-9)
    sd3, sd2 = formula.sd_value(row, math.copysign(3, k)), formula.sd_value(row, math.copysign(2, k))
    value = sd3 + (abs(k) - 3) * (sd3 - sd2)
    if abs(k) > 3:
        assert formula.restricted_z_score(value, row) == pytest.approx(k, abs=1e-9)


class TestCurve:
    def test_median_of_the_table(self):
        curve = growth.curve("waz", "M", [0, 1826])
        assert curve.lines[0] == (3.3464, lms.table("waz").m[0, 1826])
        assert curve.unit == "kg"

    def test_lines_agree_with_the_scores(self):
        for index, field in (("waz", "weight_kg"), ("haz", "height_cm"), ("hcz", "head_cm")):
            curve = growth.curve(index, "F", [400])
            for k, (value,) in curve.lines.items():
                z = growth.assess(**{**CHILD, field: value}).index(index).z
                assert z == pytest.approx(k, abs=0.02)

    def test_weight_for_length_by_centimetre(self):
        curve = growth.curve("wfl", "F", [44.9, 45, 84.5, 110, 110.1])
        assert curve.at == (45.0, 84.5, 110.0)
        assert curve.lines[0][0] == 2.4607

    def test_ends_with_the_table(self):
        assert growth.curve("acz", "M", [90, 91, 1826, 1827]).at == (91.0, 1826.0)
        assert growth.curve("waz", "M", [-1, 1827]).at == ()

    def test_unknown_index(self):
        with pytest.raises(ValueError, match="whz"):
            growth.curve("whz", "M", [80])
