"""Whoever sees a child because it was sent there, or because it was once here, reads; others keep acting on it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.posyandu.register import actions
from anyelir.posyandu.register.models import TransferRequest
from tests import factories as make

pytestmark = pytest.mark.django_db


def address(name: str, *records) -> str:
    return reverse(f"posyandu:{name}", args=[record.pk for record in records])


@pytest.fixture
def receiving(world, raka, sign_in):
    """Raka was sent to a puskesmas that has nothing to do with his posyandu."""
    make.referral(raka, world.posyandu, world.other_puskesmas)
    return sign_in(world.user("other_puskesmas"))


def test_the_puskesmas_that_a_child_was_sent_to_reads_and_is_led_nowhere_else(receiving, kader, world, raka):
    acts = [address("measure", world.session, raka), address("refer", raka), address("transfer", raka)]
    page = receiving.get(address("child", raka))
    assert page.status_code == 200 and not [act for act in acts if act in page.content.decode()]
    there = kader.get(address("child", raka)).content.decode()
    assert all(act in there for act in acts[:2])


def test_whoever_runs_no_posyandu_moves_no_child(receiving, raka):
    assert receiving.get(address("transfer", raka)).status_code == 403


def test_whoever_may_not_release_a_child_asks_for_it(receiving, world, raka):
    kenanga = make.posyandu(world.next_kelurahan, "Kenanga", world.other_puskesmas)
    data = {"to": str(kenanga.pk), "reason": "Keluarga pindah", "on": make.today().isoformat()}
    assert receiving.post(address("transfer", raka), data).status_code == 302
    assert TransferRequest.objects.get(child=raka).to_posyandu == kenanga
    assert raka.enrolments.get().posyandu == world.posyandu


@pytest.fixture
def gone(world, raka):
    """Raka was weighed here yesterday and belongs to the next posyandu from today."""
    yesterday = make.today() - dt.timedelta(days=1)
    raka.enrolments.update(since=yesterday - dt.timedelta(days=60))
    weighed = make.measurement(make.visit(make.session(world.posyandu, yesterday), raka))
    actions.transfer_child(child=raka, to=world.next_posyandu, on=make.today(), by=world.user("bidan"))
    return weighed


def test_a_former_posyandu_reads_its_own_rows_and_writes_none(kader, world, raka, gone):
    assert kader.get(address("child", raka)).status_code == 200
    assert kader.get(address("result", gone)).status_code == 200
    assert kader.get(address("refer", raka)).status_code == 403


def test_a_weighing_is_not_moved_to_a_child_that_left(kader, world, raka, gone):
    """Its page would show who the child is today."""
    there = kader.get(address("move", world.measurement, raka))
    assert there.status_code == 403 and "Raka" not in there.content.decode()
    assert kader.get(address("move", world.measurement, world.child)).status_code == 200


@pytest.mark.parametrize("act", ["correct", "choose"])
def test_what_another_posyandu_weighed_is_not_ours_to_correct(world, sign_in, gone, act):
    here = sign_in(world.user("next_kader"))
    assert here.get(address("result", gone)).status_code == 200
    assert here.post(address(act, gone)).status_code == 403
