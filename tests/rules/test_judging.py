"""What one measurement says: doubts, categories that are held back, oedema, and births that nobody knows exactly."""

import datetime as dt
from types import SimpleNamespace

import pytest

from anyelir.rules.child_months import WeighedChild, child_months
from anyelir.rules.growth_row import GrowthResult
from anyelir.rules.judging import judge

DAY = dt.date(2026, 11, 5)
BOY = WeighedChild("M", dt.date(2024, 12, 4))


class Row(GrowthResult, SimpleNamespace):
    pass


def row(day=DAY, **values):
    """A measurement; nothing is measured but ``values``."""
    empty = dict.fromkeys(
        ("weight_kg", "corrected_height_cm", "head_cm", "muac_cm", "waz", "haz", "whz", "baz", "hcz")
    )
    return Row(**{**empty, "measured_on": day, "oedema": False, "flags": "", "visual_status": "", **values})


@pytest.mark.parametrize(
    ("flags", "doubts"),
    [
        ("", ()),
        ("waz", ("weight_kg",)),
        ("waz whz baz", ("weight_kg",)),
        ("haz", ("height_cm",)),
        ("haz whz baz", ("height_cm",)),
        ("whz", ("weight_kg",)),
        ("baz", ("weight_kg",)),
        ("hcz", ("head_cm",)),
        ("acz", ("muac_cm",)),
        ("haz hcz", ("height_cm", "head_cm")),
    ],
)
def test_a_flag_names_the_measure_to_take_again(flags, doubts):
    said = judge(BOY, row(flags=flags), None)
    assert said.doubts == doubts
    assert [reason.code for reason in said.reasons] == ["measure_again"] * bool(flags)


@pytest.mark.parametrize(
    ("born", "until", "category"),
    [
        ("2026-01-01", "2026-12-31", "severe_wasting"),  # 0 to 10 months: it may be of age
        ("2021-01-01", "2021-12-31", "severe_wasting"),  # 58 to 70 months: it may still be
        ("2026-05-06", "2026-05-06", None),
        ("2020-01-01", "2020-12-31", None),
    ],
)
def test_an_arm_is_red_where_any_possible_age_lies_in_the_band(born, until, category):
    subject = WeighedChild("F", dt.date.fromisoformat(born), None, dt.date.fromisoformat(until))
    assert judge(subject, row(muac_cm=8.4), None).muac == category


def test_an_arm_is_red_where_no_birth_is_known():
    assert judge(WeighedChild("F", None), row(muac_cm=8.4), None).muac == "severe_wasting"


@pytest.mark.parametrize("swollen_first", [True, False])
def test_oedema_of_a_month_is_the_reason_of_each_row_with_its_weight(swollen_first):
    rows = [
        row(dt.date(2026, 10, 5), weight_kg=10.0),
        row(dt.date(2026, 11, 3), oedema=swollen_first),
        row(dt.date(2026, 11, 24), weight_kg=10.1, oedema=not swollen_first),
    ]
    month = child_months(BOY, rows)[-1]
    said = judge(BOY, rows[-1], month, weighed_before=rows[0])
    assert [reason.code for reason in said.reasons] == ["oedema"] and said.urgency == "urgent"


def test_the_weight_of_a_flagged_index_still_decides():
    said = judge(BOY, row(weight_kg=4.6, waz=-621, whz=-794, flags="waz whz"), None)
    assert [reason.code for reason in said.reasons] == ["severe_wasting", "below_red_line", "measure_again"]


@pytest.mark.parametrize(
    ("whz", "said_as"), [(150, None), (250, None), (350, None), (90, "normal"), (-350, "severe_wasting")]
)
def test_only_heavy_is_held_back_from_a_length_in_doubt(whz, said_as):
    before = row(dt.date(2026, 10, 5), corrected_height_cm=80.0)
    said = judge(BOY, row(corrected_height_cm=74.0, whz=whz, baz=whz), None, length_before=before)
    assert said.categories["whz"] == said.categories["baz"] == said_as
    assert said.held_back == (("whz", "baz") if said_as is None else ())
    assert ("measure_again" in [reason.code for reason in said.reasons]) == (said_as is None)
