"""What a posyandu cannot ask, answer or say, refused by its code."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register import actions as register_actions
from anyelir.posyandu.register.models import Posyandu, TransferRequest
from anyelir.rules import look_ups
from tests import factories as make
from tests.apps.posyandu.register.test_register_views import posyandu_form
from tests.refusals import code_of, refused_with

pytestmark = pytest.mark.django_db
NIK = "3201014106250002"


def ask(world, **asked):
    given = {"to": world.posyandu, "child_name": "Kadek", "reason": "Pindah", "nik": NIK} | asked
    return register_actions.ask_transfer(by=world.user("kader"), **given)


def test_a_request_says_why_and_of_whom(world):
    assert code_of(ask, world, reason=" ") == "reason_missing"
    assert code_of(ask, world, nik="") == "nik_missing"
    assert code_of(ask, world, nik=NIK[:15]) == "nik_not_16_digits"
    assert TransferRequest.objects.get() == world.transfer_request


def test_one_person_asks_so_often_a_day_and_others_may_still(world, monkeypatch):
    monkeypatch.setattr(look_ups, "limit", lambda name, on: {"requests_a_day": 2}.get(name, 100))
    ask(world), ask(world)
    assert code_of(ask, world) == "requests_spent"
    assert register_actions.ask_transfer(
        to=world.posyandu, child_name="Kadek", reason="Pindah", nik=NIK, by=world.user("chair")
    )


@pytest.mark.parametrize("first", ["grant", "refuse"])
@pytest.mark.parametrize("then", ["grant", "refuse"])
def test_a_request_is_answered_once(world, first, then):
    """Here Posyandu Anyelir asks Posyandu Mawar for a child that was not weighed yet."""
    kader, bidan = world.user("next_kader"), world.user("bidan")
    request = TransferRequest.objects.create(
        to_posyandu=world.posyandu,
        child=world.next_child,
        child_name="Bagas",
        reason="Pindah",
        asked_on=make.today(),
        asked_by=world.user("kader").pk,
        asked_by_name="Sari Lestari",
    )

    def answer(how, by):
        more = {"on": make.today()} if how == "grant" else {"answer": "Masih di sini."}
        act = {"grant": register_actions.grant_transfer, "refuse": register_actions.refuse_transfer}[how]
        return act(request=request, by=by, **more)

    state = answer(first, kader).state
    assert code_of(answer, then, bidan) == "already_answered"
    request.refresh_from_db()
    assert (request.state, request.answered_by) == (state, kader.pk)


@pytest.mark.parametrize("status", ["", "O", "n"])
def test_a_curve_is_read_as_gained_or_not(world, status):
    act, by = day_actions.record_curve_reading, world.user("kader")
    assert code_of(act, measurement=world.measurement, status=status, by=by) == "status_unknown"
    assert Measurement.objects.get(pk=world.measurement.pk).visual_status == world.measurement.visual_status


def test_a_puskesmas_registers_no_posyandu_for_another(world, sign_in):
    data = posyandu_form(world, name="Cempaka", puskesmas=world.other_puskesmas.pk)
    with refused_with("not_yours"):
        assert sign_in(world.user("bidan")).post(reverse("posyandu:add"), data).status_code == 422
    assert not Posyandu.objects.filter(name="Cempaka").exists()
