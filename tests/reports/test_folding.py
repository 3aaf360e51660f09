"""The folded tables say what a full recompute says, whatever was written and in whatever order."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.utils import timezone

from anyelir.core.indicator import Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.families import actions as family_actions
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register import actions as register_actions
from anyelir.posyandu.register.queries.belonging import current_enrolment
from anyelir.reports.folding import drain, drain_all, fold, rebuild
from anyelir.reports.keeping import mark_new_period
from anyelir.reports.models import LeafNumbers, RegionNumbers
from anyelir.reports.verifying import verify
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month
from tests import factories as make

OCTOBER = dt.date(2025, 10, 1)
NOVEMBER = dt.date(2025, 11, 1)
pytestmark = pytest.mark.django_db


def of(code: str, month: dt.date) -> dict[str, int]:
    row = RegionNumbers.objects.filter(code=code, period=month).first()
    return row.numbers if row else CATALOGUE.zero


def test_one_weighing_reaches_every_level_up_to_the_nation(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    drain_all()
    for code in ("32.01.01.1010/RW014", "32.01.01.1010", "32.01.01", "32.01", "32", ""):
        numbers = of(code, OCTOBER)
        assert (numbers["target_children"], numbers["weighed"], numbers["first_weighed"]) == (1, 1, 1), code
    assert verify().is_equal


def test_the_letters_follow_the_weights_of_two_months(corner):
    gains = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    stays = corner.child(dt.date(2024, 2, 5), since=OCTOBER)
    misses = corner.child(dt.date(2024, 3, 5), since=dt.date(2025, 9, 1))
    corner.weigh(misses, dt.date(2025, 9, 9), "10.0")
    for child in (gains, stays):
        corner.weigh(child, dt.date(2025, 10, 14), "11.0")
    corner.weigh(gains, dt.date(2025, 11, 11), "11.2")
    corner.weigh(stays, dt.date(2025, 11, 11), "11.1")
    corner.weigh(misses, dt.date(2025, 11, 11), "10.5")
    drain_all()
    numbers = of("32.01.01.1010", NOVEMBER)
    letters = [numbers[key] for key in ("gained", "not_gained", "missed_last_month", "first_weighed")]
    assert letters == [1, 1, 1, 0]
    assert numbers["weighed"] == sum(letters)


def test_a_kader_from_before_the_register_is_counted_by_who_folds_and_by_who_verifies(corner):
    """Numbers begin with the first fact that marks a leaf, also when that is a kader or a grading."""
    since = add_months(first_of_month(timezone.localdate(corner.first.created_at)), -30)
    register_actions.assign_kader(
        posyandu=corner.first, member=make.kader(corner.first.region).member, since=since, by=corner.by
    )
    drain_all()
    assert of("", since)["kader"] == 1
    assert verify().is_equal


def test_a_corrected_weight_moves_its_own_and_the_next_month(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    wrong = corner.weigh(child, dt.date(2025, 10, 14), "11.3")
    corner.weigh(child, dt.date(2025, 11, 11), "11.4")
    drain_all()
    assert of("", NOVEMBER)["not_gained"] == 1
    day_actions.correct_measurement(measurement=wrong, weight_kg="11.1", reason="salah baca", by=corner.by)
    drain_all()
    assert of("", NOVEMBER)["gained"] == 1
    assert verify().is_equal


def test_a_transferred_child_is_counted_where_it_is(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    register_actions.transfer_child(child=child, to=corner.second, on=dt.date(2025, 11, 3), by=corner.by)
    corner.weigh(child, dt.date(2025, 11, 11), "11.5", posyandu=corner.second)
    drain_all()
    assert of("32.01.01.1010", OCTOBER)["weighed"] == 1
    assert of("32.01.01.1003", NOVEMBER)["weighed"] == 1
    assert of("32.01.01.1010", NOVEMBER)["target_children"] == 0
    assert of("32.01.01", NOVEMBER)["target_children"] == 1
    assert verify().is_equal


def test_a_posyandu_that_moves_takes_its_numbers_along(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    drain_all()
    register_actions.edit_posyandu(posyandu=corner.first, region=corner.next_kelurahan, by=corner.by)
    drain_all()
    assert of("32.01.01.1003", OCTOBER)["weighed"] == 1
    assert of("32.01.01.1010", OCTOBER)["weighed"] == 0
    assert of("", OCTOBER)["weighed"] == 1
    assert verify().is_equal


def test_a_change_during_the_fold_is_not_lost(corner):
    drain_all()
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    first = DirtyLeaf.objects.order_by("id").first()
    others = DirtyLeaf.objects.exclude(unit_key=first.unit_key, period=first.period).count()
    assert others
    assert drain(limit=1) == 1
    assert DirtyLeaf.objects.count() == others


def test_folding_twice_changes_nothing(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    drain_all()
    before = of("", OCTOBER)
    fold(CATALOGUE, [Leaf(str(corner.first.pk), OCTOBER)])
    assert of("", OCTOBER) == before


def test_a_new_month_begins_with_the_register(corner):
    corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    drain_all()
    month = timezone.localdate().replace(day=1)
    LeafNumbers.objects.filter(period=month).delete()
    RegionNumbers.objects.filter(period=month).delete()
    assert mark_new_period(CATALOGUE, month) == 2
    assert mark_new_period(CATALOGUE, month) == 0, "what is queued already is not queued again"
    drain_all()
    assert of("", month)["posyandu_count"] == 2
    assert of("", month)["target_children"] == 1


def test_verify_finds_a_number_that_was_tampered_with(corner):
    child = corner.child(dt.date(2024, 1, 5), since=OCTOBER)
    corner.weigh(child, dt.date(2025, 10, 14), "11.2")
    drain_all()
    row = RegionNumbers.objects.get(code="32.01", period=OCTOBER)
    row.live["weighed"] = 7
    row.save()
    verification = verify()
    assert [difference[3:] for difference in verification.differences] == [("weighed", 7, 1)]


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_fold_to_the_same_numbers_as_a_recompute(corner, seed):
    chance = random.Random(seed)
    posts = [corner.first, corner.second]
    children = [
        corner.child(
            dt.date(2025, 9, 1) - dt.timedelta(days=chance.randrange(20, 1850)),
            chance.choice(posts),
            since=dt.date(2025, 8, 1),
        )
        for _ in range(6)
    ]
    for _step in range(30):
        _random_edit(chance, corner, children, posts)
        if chance.random() < 0.3:
            drain(limit=chance.randrange(1, 40))
    drain_all()
    verification = verify()
    assert verification.is_equal, verification.differences[:5]
    assert verification.cells > 100
    stored = {(row.code, row.period): row.numbers for row in RegionNumbers.objects.all()}
    rebuild()
    rebuilt = {(row.code, row.period): row.numbers for row in RegionNumbers.objects.all()}
    assert {key: numbers for key, numbers in stored.items() if any(numbers.values())} == rebuilt


def _random_edit(chance, corner, children, posts):
    child, post = chance.choice(children), chance.choice(posts)
    day = dt.date(2025, 8, 1) + dt.timedelta(days=chance.randrange(110))
    child.refresh_from_db()
    post.refresh_from_db()
    edits = [_weigh, _weigh, _weigh, _correct, _transfer, _edit_post, _leave, _edit_child, _serve, _close_day]
    try:
        chance.choice(edits)(chance, corner, child, post, day)
    except Refused:
        pass


def _weigh(chance, corner, child, post, day):
    enrolled = current_enrolment(child)
    weight = f"{chance.uniform(2.5, 20):.1f}"
    corner.weigh(child, day, weight, posyandu=enrolled.posyandu if enrolled else post, height_cm="80")


def _correct(chance, corner, child, post, day):
    known = Measurement.objects.filter(is_chosen=True).order_by("?").first()
    if known and chance.random() < 0.7:
        weight = f"{chance.uniform(2.5, 20):.1f}"
        day_actions.correct_measurement(measurement=known, weight_kg=weight, reason="uji", by=corner.by)
    elif known:
        day_actions.withdraw_measurement(measurement=known, reason="uji", by=corner.by)


def _transfer(chance, corner, child, post, day):
    register_actions.transfer_child(child=child, to=post, on=day, by=corner.by)


def _leave(chance, corner, child, post, day):
    enrolled = child.enrolments.order_by("since").last()
    register_actions.end_enrolment(enrolment=enrolled, until=day, reason="moved", by=corner.by)


def _edit_post(chance, corner, child, post, day):
    change = chance.choice(
        [
            {"region": chance.choice([corner.rw, corner.kelurahan, corner.next_kelurahan])},
            {"is_self_funded": chance.random() < 0.5},
            {"decree_on": chance.choice([None, day])},
        ]
    )
    register_actions.edit_posyandu(posyandu=post, by=corner.by, **change)


def _edit_child(chance, corner, child, post, day):
    change = chance.choice(
        [
            {"born_on": day - dt.timedelta(days=chance.randrange(1900))},
            {"birth_weight_g": chance.randrange(2000, 4000)},
            {"sex": chance.choice("MF")},
        ]
    )
    if chance.random() < 0.3:
        family_actions.record_death(person=child, died_on=chance.choice([None, day]), by=corner.by)
    else:
        family_actions.edit_person(person=child, by=corner.by, **change)


def _serve(chance, corner, child, post, day):
    service = post.service.filter(until=None).first()
    if service is None:
        kader = make.kader(post.region, f"Kader {chance.random()}")
        register_actions.assign_kader(posyandu=post, member=kader.member, since=day, by=corner.by)
    else:
        register_actions.end_service(service=service, until=day, by=corner.by)


def _close_day(chance, corner, child, post, day):
    if session := post.sessions.filter(closed_at=None).first():
        day_actions.close_session(session=session, kader_on_duty=chance.randrange(6), by=corner.by)
