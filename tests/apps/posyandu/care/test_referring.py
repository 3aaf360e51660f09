"""The referral loop: who is sent, which step follows which, what needs words."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from anyelir.core.models import DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.posyandu.care import actions
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import NEXT, OPEN
from anyelir.posyandu.care.queries.referrals import BY_POSYANDU, BY_PUSKESMAS, steps_open_to
from tests import factories as make

pytestmark = pytest.mark.django_db
Status = Referral.Status


@pytest.fixture
def child(world):
    made = make.child(world.family, "Raka Pratama", sex="M")
    make.enrolment(world.posyandu, made)
    return made


@pytest.fixture
def refer(world, child):
    def create(**fields):
        fields = {"reasons": ["not_gained"], "by": world.user("kader"), **fields}
        return actions.create_referral(child=child, posyandu=world.posyandu, **fields)

    return create


def refused(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


def test_goes_to_the_supervising_puskesmas_with_a_first_event(refer, world):
    referral = refer(reasons=["oedema", "not_gained", "oedema"], note_text="Lemas sejak kemarin.")
    assert (referral.puskesmas, referral.status) == (world.puskesmas, Status.CREATED)
    assert referral.reasons == ["oedema", "not_gained"]
    event = referral.events.get()
    assert (event.status, event.by_name, event.note) == ("created", "Sari Lestari", "Lemas sejak kemarin.")
    assert DirtyLeaf.objects.filter(unit_key=str(world.posyandu.pk)).exists()


def test_the_same_operation_is_one_referral(refer):
    op_id = uuid.uuid4()
    assert refer(op_id=op_id) == refer(op_id=op_id)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reasons": []}, "reason_missing"),
        ({"referred_on": timezone.localdate() + dt.timedelta(days=1)}, "date_in_future"),
        ({"due_on": timezone.localdate() - dt.timedelta(days=1)}, "due_before_referral"),
    ],
)
def test_refuses_what_does_not_fit(refer, fields, code):
    assert refused(refer, **fields).code == code


def test_due_today_is_in_order(refer):
    assert refer(due_on=timezone.localdate()).due_on == timezone.localdate()


def test_needs_a_puskesmas(refer, world):
    world.posyandu.puskesmas = None
    assert refused(refer).code == "puskesmas_missing"
    assert refer(puskesmas=world.other_puskesmas).puskesmas == world.other_puskesmas


def test_one_open_referral_to_one_puskesmas(refer, world):
    first = refer()
    assert refused(refer).code == "referral_open"
    assert refer(puskesmas=world.other_puskesmas)
    actions.answer_referral(
        referral=first, status=Status.CANCELLED, by=world.user("kader"), remark="Ibu memilih klinik."
    )
    assert refer().pk != first.pk


@pytest.mark.parametrize("start", list(Status))
@pytest.mark.parametrize("target", list(Status))
def test_only_the_listed_steps_are_possible(refer, world, start, target):
    referral = refer()
    Referral.objects.filter(pk=referral.pk).update(status=start)
    step = {"status": target, "by": world.user("bidan"), "remark": "Sudah diperiksa."}
    if target in NEXT[start]:
        moved = actions.answer_referral(referral=referral, **step)
        assert moved.status == target and moved.events.last().status == target
        assert (moved.closed_at is not None) == (target in ("closed", "cancelled"))
    else:
        assert refused(actions.answer_referral, referral=referral, **step).code == "step_does_not_follow"


def test_the_whole_loop(refer, world):
    bidan, referral = world.user("bidan"), refer()
    for status in (Status.RECEIVED, Status.ATTENDED):
        referral = actions.answer_referral(referral=referral, status=status, by=bidan)
    assert referral.answered_at is not None
    answered_at = referral.answered_at
    referral = actions.answer_referral(
        referral=referral, status=Status.RESULT, by=bidan, result="Batuk pilek, diberi obat."
    )
    referral = actions.answer_referral(
        referral=referral, status=Status.RETURNED, by=bidan, remark="Timbang lagi dua minggu."
    )
    referral = actions.answer_referral(referral=referral, status=Status.CLOSED, by=world.user("kader"))
    assert referral.result == "Batuk pilek, diberi obat." and referral.answered_at == answered_at
    assert [event.status for event in referral.events.all()] == [
        "created", "received", "attended", "result", "returned", "closed",
    ]  # fmt: skip


def test_received_alone_is_not_an_answer(refer, world):
    assert (
        actions.answer_referral(referral=refer(), status=Status.RECEIVED, by=world.user("bidan")).answered_at
        is None
    )


@pytest.mark.parametrize("status", ["result", "cancelled"])
def test_words_are_needed(refer, world, status):
    error = refused(
        actions.answer_referral, referral=refer(), status=status, by=world.user("bidan"), remark="  "
    )
    assert (error.code, error.status) == ("words_missing", 422)


def test_an_unknown_step_is_refused(refer, world):
    error = refused(actions.answer_referral, referral=refer(), status="eaten", by=world.user("bidan"))
    assert (error.code, error.status) == ("step_unknown", 422)


def test_steps_by_right():
    referral = Referral(status=Status.CREATED)
    assert steps_open_to(referral, answers=False, refers=False) == []
    assert steps_open_to(referral, answers=False, refers=True) == ["no_show", "cancelled"]
    assert steps_open_to(referral, answers=True, refers=False) == [
        "received", "attended", "result", "no_show",
    ]  # fmt: skip


def test_every_state_can_reach_an_end_and_somebody_may_take_every_step():
    ends = {"closed", "cancelled"}
    for status in OPEN:
        reached, frontier = set(), {status}
        while frontier:
            reached |= frontier
            frontier = {step for state in frontier for step in NEXT[state]} - reached
        assert reached & ends
    assert {step for steps in NEXT.values() for step in steps} <= BY_POSYANDU | BY_PUSKESMAS
