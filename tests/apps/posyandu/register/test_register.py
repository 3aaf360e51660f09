"""The register: names, kader, moving in the tree, grading."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from anyelir.core.models import AuditEntry, DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.posyandu.register import actions
from anyelir.rules.strata import Inputs
from tests import factories as make

pytestmark = pytest.mark.django_db
ALL_YES = Inputs(12, 6, 80, 70, 60, 90, True, 50)


def today() -> dt.date:
    return timezone.localdate()


def refused(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


def test_registers_with_details(world):
    posyandu = actions.register_posyandu(
        region=world.rt, name="  Melati   Putih ", by=world.user("secretary"), puskesmas=world.puskesmas,
        schedule_week=2, schedule_weekday=1, is_self_funded=True,
    )  # fmt: skip
    posyandu.refresh_from_db()
    assert (posyandu.name, posyandu.region, posyandu.is_self_funded) == ("Melati Putih", world.rt, True)
    assert AuditEntry.objects.get(verb="posyandu.register").region_code == world.rt.pk
    assert DirtyLeaf.objects.filter(unit_key=str(posyandu.pk), period=today().replace(day=1)).exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ANYELIR", "posyandu_exists"),
        ("   ", "name_missing"),
        ("#REF!", "name_missing"),
        ("-", "name_missing"),
    ],
)
def test_refuses_a_twin_and_no_name(world, name, code):
    by = world.user("secretary")
    error = refused(actions.register_posyandu, region=world.rw, name=name, by=by)
    assert (error.code, error.field) == (code, "name")


def test_an_unknown_detail_is_a_mistake_of_the_program(world):
    with pytest.raises(TypeError, match="colour"):
        actions.register_posyandu(region=world.rt, name="Melati", by=world.user("secretary"), colour="red")


def test_moving_to_another_region_marks_every_month(world):
    start = today().replace(day=1) - dt.timedelta(days=100)
    make.enrolment(world.posyandu, make.child(world.family, "Raka"), since=start)
    DirtyLeaf.objects.all().delete()
    actions.edit_posyandu(posyandu=world.posyandu, region=world.next_rw, by=world.user("secretary"))
    assert DirtyLeaf.objects.filter(unit_key=str(world.posyandu.pk), period=start.replace(day=1)).exists()


def test_an_edit_says_which_fields_changed(world):
    actions.edit_posyandu(
        posyandu=world.posyandu, address="Balai RW", is_self_funded=True, by=world.user("chair")
    )
    assert AuditEntry.objects.get(verb="posyandu.edit").detail["fields"] == ["address"]


def test_its_own_name_is_no_twin(world):
    by = world.user("chair")
    assert actions.edit_posyandu(posyandu=world.posyandu, name="anyelir", by=by).name == "anyelir"
    make.posyandu(world.rw, "Mawar")
    assert (
        refused(actions.edit_posyandu, posyandu=world.posyandu, name="Mawar", by=by).code == "posyandu_exists"
    )


def test_a_kader_serves_at_two_posyandu_but_once_at_each(world):
    by = world.user("secretary")
    twice = {"posyandu": world.posyandu, "member": world.member, "since": today(), "by": by}
    assert refused(actions.assign_kader, **twice).code == "kader_serves_already"
    assert actions.assign_kader(**{**twice, "posyandu": world.next_posyandu}).pk
    service = world.posyandu.service.get()
    assert (
        refused(actions.end_service, service=service, until=dt.date(2019, 1, 1), by=by).code
        == "service_not_in_order"
    )
    actions.end_service(service=service, until=today() - dt.timedelta(days=1), by=by)
    assert refused(actions.end_service, service=service, until=today(), by=by).code == "service_ended"
    assert actions.assign_kader(**twice).since == today()


@pytest.mark.parametrize(
    ("inputs", "stage", "blocked"),
    [
        (Inputs(8, Decimal("4.9")), "pratama", ["mean_kader"]),
        (Inputs(12, 6, Decimal("49.9"), 90, 90, 90, True, 90), "madya", ["attendance_share"]),
        (Inputs(12, 6, 50, 50, 50, 50, False, 90), "madya", ["extra_programme"]),
        (ALL_YES, "mandiri", []),
    ],
)
def test_grades_by_the_ladder_and_keeps_what_blocked(world, inputs, stage, blocked):
    assessment = actions.assess_stage(
        posyandu=world.posyandu,
        assessed_on=today(),
        inputs=inputs,
        assessor_name="Lilis",
        by=world.user("bidan"),
    )
    assessment.refresh_from_db()
    assert (assessment.stage, assessment.computed_stage, assessment.override_reason) == (stage, stage, "")
    assert [entry["indicator"] for entry in assessment.blocked_by] == blocked


def test_another_stage_needs_a_reason(world):
    call = {
        "posyandu": world.posyandu, "assessed_on": today(), "inputs": ALL_YES, "assessor_name": "Lilis",
        "by": world.user("bidan"), "stage": "purnama",
    }  # fmt: skip
    assert refused(actions.assess_stage, **call).field == "override_reason"
    assessment = actions.assess_stage(**call, override_reason="Dana sehat baru bulan ini.")
    assert (assessment.stage, assessment.computed_stage) == ("purnama", "mandiri")


@pytest.mark.parametrize(
    ("assessed_on", "stage", "code"),
    [
        (dt.date(2010, 12, 31), "", "no_rule"),
        (today() + dt.timedelta(days=1), "", "date_in_future"),
        (today(), "platinum", "stage_unknown"),
    ],
)
def test_refuses_odd_gradings(world, assessed_on, stage, code):
    call = {
        "posyandu": world.posyandu,
        "inputs": ALL_YES,
        "assessor_name": "Lilis",
        "by": world.user("bidan"),
    }
    assert refused(actions.assess_stage, assessed_on=assessed_on, stage=stage, **call).code == code
