"""record, correct, choose, withdraw: what is stored, what is refused, what counts."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.growth import results
from anyelir.posyandu.day.models import Measurement, Visit
from anyelir.posyandu.day.models.measurement import RESULTS
from anyelir.posyandu.register import actions as register_actions
from anyelir.rules.dates import add_months
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def day(world):
    """An open day of today at Posyandu Anyelir and a child that was not measured yet."""

    class Day:
        session = world.session
        kader = world.user("kader")
        child = make.child(world.family, "Raka Pratama", sex="M", age_months=14)

    make.enrolment(world.posyandu, Day.child)
    return Day


def record(day, **values):
    values = {"weight_kg": "9.1", "height_cm": "76.4", "posture": "recumbent", **values}
    return day_actions.record_measurement(
        session=values.pop("session", day.session),
        child=values.pop("child", day.child),
        by=day.kader,
        **values,
    )


def refusal(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


def test_stores_values_results_and_version(day):
    measurement = record(day, weight_kg="9,1", head_cm="46", muac_cm="14.25")

    measurement.refresh_from_db()
    assert (measurement.weight_kg, measurement.height_cm) == (Decimal("9.100"), Decimal("76.40"))
    assert (measurement.head_cm, measurement.muac_cm) == (Decimal("46.0"), Decimal("14.3"))
    assert measurement.age_days == (TODAY() - day.child.born_on).days
    assert -200 < measurement.waz < 0 and measurement.haz is not None and measurement.whz is not None
    assert (
        measurement.is_chosen and measurement.flags == "" and measurement.rules_version.startswith("growth.")
    )
    assert measurement.recorded_by == day.kader.pk


def test_one_visit_holds_the_steps(day):
    record(day)
    visit = Visit.objects.get(session=day.session, child=day.child)
    assert visit.registered_at and visit.measured_at and visit.recorded_at
    assert visit.served_at is None and visit.counselled_at is None


def test_the_same_operation_twice_is_one_row(day):
    op_id = uuid.uuid4()
    first, second = record(day, op_id=op_id), record(day, op_id=op_id)
    assert first == second
    assert Measurement.objects.filter(child=day.child).count() == 1


@pytest.mark.parametrize("other", ["child", "weight_kg"])
def test_other_content_of_the_same_operation_is_told_what_is_stored(day, world, other):
    op_id = uuid.uuid4()
    stored = record(day, op_id=op_id, weight_kg="18.6")
    changed = {"child": world.child} if other == "child" else {"weight_kg": "18.9"}
    error = refusal(record, day, op_id=op_id, **changed)
    assert (error.code, error.status, error.record) == ("operation_differs", 409, stored)
    assert "18,6 kg" in error.text
    assert not Measurement.objects.filter(weight_kg="18.9").exists()


def test_a_repeated_operation_is_answered_after_the_day_closed(day):
    op_id = uuid.uuid4()
    first = record(day, op_id=op_id)
    day.session = day_actions.close_session(session=day.session, by=day.kader)
    assert record(day, op_id=op_id) == first


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"weight_kg": "0"}, "impossible_value", "weight_kg"),
        ({"weight_kg": "-3"}, "impossible_value", "weight_kg"),
        ({"weight_kg": "0.0004"}, "impossible_value", "weight_kg"),
        ({"weight_kg": "200"}, "impossible_value", "weight_kg"),
        ({"weight_kg": "9100"}, "impossible_value", "weight_kg"),
        ({"weight_kg": "1e999999"}, "not_a_number", "weight_kg"),
        ({"weight_kg": Decimal("1e999999")}, "impossible_value", "weight_kg"),
        ({"weight_kg": "NaN"}, "not_a_number", "weight_kg"),
        ({"weight_kg": "Infinity"}, "not_a_number", "weight_kg"),
        ({"weight_kg": "sembilan"}, "not_a_number", "weight_kg"),
        ({"height_cm": "250"}, "impossible_value", "height_cm"),
        ({"head_cm": "100"}, "impossible_value", "head_cm"),
        ({"muac_cm": "0.04"}, "impossible_value", "muac_cm"),
        ({"posture": "hanging"}, "posture_unknown", "posture"),
        ({"weight_kg": None, "height_cm": ""}, "nothing_measured", "weight_kg"),
    ],
)
def test_refuses_what_cannot_be(day, values, code, field):
    error = refusal(record, day, **values)
    assert (error.code, error.field, error.status) == (code, field, 422)
    assert not Measurement.objects.filter(child=day.child).exists()


@pytest.mark.parametrize(
    "values", [{"weight_kg": "199.999"}, {"weight_kg": "0.0005"}, {"height_cm": "249.99"}]
)
def test_keeps_the_implausible_with_flags(day, values):
    measurement = record(day, **values)
    assert measurement.flags


def test_oedema_alone_is_a_finding(day):
    measurement = record(day, weight_kg=None, height_cm=None, oedema=True)
    assert measurement.oedema and measurement.is_chosen and measurement.waz is None


def test_posture_without_length_is_dropped(day):
    assert record(day, height_cm=None).posture == ""


def test_refuses_a_closed_day(day):
    day.session = day_actions.close_session(session=day.session, by=day.kader)
    error = refusal(record, day)
    assert (error.code, error.status) == ("session_closed", 409)


def test_takes_what_was_recorded_before_the_day_closed(day):
    earlier = timezone.now()
    day.session = day_actions.close_session(session=day.session, by=day.kader)
    assert record(day, recorded_at=earlier).pk


def test_a_file_may_fill_a_closed_day(day):
    day.session = day_actions.close_session(session=day.session, by=day.kader)
    assert record(day, source="eppgbm").pk


def test_a_clock_that_runs_ahead_does_not_reach_the_future(day):
    record(day, recorded_at=timezone.now() + dt.timedelta(days=3))
    assert Visit.objects.get(child=day.child).registered_at <= timezone.now()


def test_refuses_a_child_of_another_posyandu(day, world):
    error = refusal(record, day, child=world.next_child)
    assert (error.code, error.status) == ("child_not_enrolled", 409)


def test_refuses_a_day_to_come(day, world):
    day.session = make.session(world.posyandu, TODAY() + dt.timedelta(days=1))
    assert refusal(record, day).code == "date_in_future"


def test_refuses_before_birth_but_not_on_the_day_of_birth(day, world):
    newborn = make.child(world.family, "Bayi", born_on=TODAY())
    make.enrolment(world.posyandu, newborn)
    assert record(day, child=newborn, weight_kg="3.1", height_cm="49").age_days == 0
    day.session = make.session(world.posyandu, TODAY() - dt.timedelta(days=1))
    assert refusal(record, day, child=newborn).code == "before_birth"


def test_refuses_after_death_and_after_merging(day, world):
    day.child.died_on = TODAY() - dt.timedelta(days=1)
    assert refusal(record, day).code == "child_died"
    day.child.died_on, day.child.merged_into = None, world.child
    assert refusal(record, day).code == "child_merged"


def test_refuses_in_a_closed_month_until_it_is_opened_again(day, world):
    day.session = day_actions.close_session(session=day.session, by=day.kader)
    closing = day_actions.close_month(
        posyandu=world.posyandu, month=TODAY(), count=lambda: {"D": 1}, by=day.kader
    )
    assert refusal(record, day, source="eppgbm").code == "month_closed"
    day_actions.reopen_month(closing=closing, reason="Satu anak tertinggal.", by=day.kader)
    assert record(day, source="eppgbm").pk


def test_of_two_measurements_the_later_is_chosen_and_both_are_kept(day):
    first, second = record(day), record(day, weight_kg="9.3")
    first.refresh_from_db()
    assert (first.is_chosen, second.is_chosen) == (False, True)
    assert Measurement.objects.filter(child=day.child).count() == 2


def test_a_later_row_without_weight_does_not_lose_the_weight(day):
    first, second = record(day, height_cm=None), record(day, weight_kg=None)
    first.refresh_from_db()
    assert (first.is_chosen, second.is_chosen) == (True, False)


def test_another_row_can_be_chosen(day):
    first, second = record(day), record(day, weight_kg="9.3")
    day_actions.choose_measurement(measurement=first, by=day.kader)
    second.refresh_from_db()
    assert day_actions.choose_measurement(measurement=first, by=day.kader).is_chosen and not second.is_chosen


def test_a_correction_keeps_the_old_row_and_says_why(day):
    old = record(day, weight_kg="19.1")
    new = day_actions.correct_measurement(
        measurement=old, weight_kg="9.1", height_cm="76.4", reason="Salah ketik.", by=day.kader
    )
    old.refresh_from_db()
    assert (old.weight_kg, old.is_chosen) == (Decimal("19.100"), False)
    assert (new.supersedes, new.is_chosen, new.correction_reason) == (old, True, "Salah ketik.")
    assert AuditEntry.objects.get(verb="measurement.correct").detail["supersedes"] == str(old.pk)


def test_correcting_an_unchosen_row_does_not_choose_it(day):
    first, second = record(day), record(day, weight_kg="9.3")
    new = day_actions.correct_measurement(
        measurement=first, weight_kg="9.2", reason="Salah ketik.", by=day.kader
    )
    second.refresh_from_db()
    assert (new.is_chosen, second.is_chosen) == (False, True)


def test_a_row_is_corrected_once(day):
    old = record(day)
    day_actions.correct_measurement(measurement=old, weight_kg="9.2", reason="Salah ketik.", by=day.kader)
    error = refusal(
        day_actions.correct_measurement, measurement=old, weight_kg="9.4", reason="Lagi.", by=day.kader
    )
    assert (error.code, error.status) == ("already_corrected", 409)
    assert refusal(day_actions.choose_measurement, measurement=old, by=day.kader).code == "already_corrected"


def test_the_same_correction_twice_is_one_row(day):
    op_id, old = uuid.uuid4(), record(day)
    values = {"weight_kg": "9.2", "reason": "Salah ketik.", "by": day.kader, "op_id": op_id}
    assert day_actions.correct_measurement(measurement=old, **values) == day_actions.correct_measurement(
        measurement=old, **values
    )


def test_a_correction_needs_a_reason(day):
    error = refusal(
        day_actions.correct_measurement, measurement=record(day), weight_kg="9.2", reason=" ", by=day.kader
    )
    assert (error.code, error.field, error.status) == ("reason_missing", "reason", 422)


def test_a_correction_is_possible_after_the_day_but_not_after_the_month(day, world):
    old = record(day)
    day_actions.close_session(session=day.session, by=day.kader)
    new = day_actions.correct_measurement(
        measurement=old, weight_kg="9.2", reason="Salah ketik.", by=day.kader
    )
    day_actions.close_month(posyandu=world.posyandu, month=TODAY(), count=dict, by=day.kader)
    assert (
        refusal(
            day_actions.correct_measurement, measurement=new, weight_kg="9.3", reason="Lagi.", by=day.kader
        ).code
        == "month_closed"
    )
    assert refusal(day_actions.choose_measurement, measurement=new, by=day.kader).code == "month_closed"


def test_a_wrong_child_leaves_nothing_chosen(day):
    withdrawn = day_actions.withdraw_measurement(measurement=record(day), reason="Salah anak.", by=day.kader)
    assert not Measurement.objects.filter(child=day.child, is_chosen=True).exists()
    assert withdrawn.weight_kg is None and withdrawn.supersedes is not None
    assert (
        refusal(day_actions.choose_measurement, measurement=withdrawn, by=day.kader).code
        == "already_corrected"
    )


def test_withdrawing_falls_back_to_what_else_was_measured(day):
    first, second = record(day), record(day, weight_kg="9.3")
    day_actions.withdraw_measurement(measurement=second, reason="Salah anak.", by=day.kader)
    first.refresh_from_db()
    assert first.is_chosen


def test_marks_the_month_and_three_after_it_up_to_now(day, world):
    DirtyLeaf.objects.all().delete()
    start = add_months(TODAY().replace(day=1), -5)
    day.session = make.session(world.posyandu, start)
    record(day)
    marked = set(DirtyLeaf.objects.values_list("unit_kind", "unit_key", "period"))
    assert marked == {("posyandu", str(world.posyandu.pk), add_months(start, step)) for step in range(4)}


def test_marks_the_next_weighing_however_far(day, world):
    record(day)
    DirtyLeaf.objects.all().delete()
    first = add_months(TODAY().replace(day=1), -10)
    record(day, session=make.session(world.posyandu, first))
    assert TODAY().replace(day=1) in set(DirtyLeaf.objects.values_list("period", flat=True))


def test_marks_both_posyandu_after_a_transfer(day, world):
    month = add_months(TODAY().replace(day=1), -1)
    earlier = make.session(world.posyandu, month)
    register_actions.transfer_child(child=day.child, to=world.next_posyandu, on=TODAY(), by=day.kader)
    DirtyLeaf.objects.all().delete()
    record(day, session=earlier)
    marked = set(DirtyLeaf.objects.filter(period=TODAY().replace(day=1)).values_list("unit_key", flat=True))
    assert marked == {str(world.posyandu.pk), str(world.next_posyandu.pk)}


@pytest.mark.parametrize(("precision", "age"), [("day", 430), ("month", 426), ("year", None)])
def test_age_follows_what_is_known_of_the_birth(day, precision, age):
    day.child.born_on = TODAY() - dt.timedelta(days=430)
    day.child.birth_precision = precision
    day.child.save()
    measurement = record(day)
    if precision == "month":
        months = (TODAY().year - day.child.born_on.year) * 12 + TODAY().month - day.child.born_on.month
        age = int(months * 30.4375 + 0.5)
    assert measurement.age_days == age
    assert (measurement.waz is None) == (age is None) and measurement.whz is not None


def test_a_measurement_answers_for_itself(day):
    """What was typed, whether it counts, whether it was taken away: of the row, not of whoever reads it."""
    first = record(day)
    assert first.values.weight_kg == Decimal("9.1") and first.values.posture == "recumbent"
    assert not (first.is_empty or first.is_superseded or first.is_withdrawn)
    empty = day_actions.withdraw_measurement(measurement=first, reason="anak lain", by=day.kader)
    first = Measurement.objects.get(pk=first.pk)
    assert first.is_superseded and not first.is_withdrawn
    assert empty.is_empty and empty.is_withdrawn and not empty.is_superseded


def test_the_results_of_the_rules_are_the_columns_that_follow_the_register(day):
    row = record(day)
    assert set(results(day.child, row.measured_on, row.values)) == set(RESULTS)
