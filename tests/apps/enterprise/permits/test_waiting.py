"""What waits for companion, owner and dinas, and what is late."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.deadlines.models import Deadline
from anyelir.deadlines.ticking import tick
from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.models import Permit
from anyelir.web import worklist
from tests import businesses, permits

pytestmark = pytest.mark.django_db


def titles(user) -> dict[str, bool]:
    return {task.title: task.is_urgent for task in worklist.tasks(user)}


@pytest.fixture
def ending(save):
    """A halal certificate that ends in so many days."""

    def act(days: int) -> Permit:
        return save(
            kind="halal", number=permits.HALAL, issued_on=permits.days_ago(9), ends_on=permits.days_ago(-days)
        )

    return act


@pytest.mark.parametrize(("days", "is_urgent"), [(181, False), (29, True), (0, True)])
def test_a_renewal_waits_half_a_year_ahead_for_companion_and_owner(
    ending, companion, owner, office, days, is_urgent
):
    ending(days)
    for user in (companion, owner):
        assert titles(user)["Perpanjang Sertifikat halal"] is is_urgent
    assert "Perpanjang Sertifikat halal" not in titles(office)


def test_it_does_not_wait_earlier_nor_when_the_renewal_began(ending, companion, owner):
    permit = ending(190)
    assert "Perpanjang Sertifikat halal" not in titles(companion)
    permit = Permit.objects.get(pk=permit.pk)
    Permit.objects.filter(pk=permit.pk).delete()
    permit = ending(90)
    actions.renew_permit(permit=permit, by=companion)
    assert "Perpanjang Sertifikat halal" not in titles(owner)


def test_commitments_wait_in_their_last_month(save, companion):
    issued_on = permits.days_ago(170)
    save(number=permits.pirt_of(issued_on), issued_on=issued_on)
    assert "Penuhi komitmen P-IRT (SPP-IRT)" in titles(companion)


def test_a_proof_waits_for_the_dinas_and_after_two_weeks_is_told_to_the_owner(
    save, companion, office, owner, kept
):
    permit = permits.with_evidence(save(number=permits.PIRT), companion)
    assert titles(office)["Periksa bukti P-IRT (SPP-IRT)"] is False
    assert "Bukti P-IRT (SPP-IRT) belum diperiksa dinas" not in titles(owner)
    Permit.objects.filter(pk=permit.pk).update(evidence_at=timezone.now() - dt.timedelta(days=15))
    assert titles(office)["Periksa bukti P-IRT (SPP-IRT)"] is True
    assert "Bukti P-IRT (SPP-IRT) belum diperiksa dinas" in titles(owner)
    actions.verify_permit(permit=permit, by=office)
    assert not any("Periksa bukti" in title for title in titles(office))


def test_what_ended_stands_with_the_late_things(ending, sign_in, companion, office):
    permit = ending(3)
    Deadline.objects.filter(object_key=permit.pk.hex).update(due_at=timezone.now() - dt.timedelta(days=2))
    late = sign_in(companion).get("/tenggat/").content.decode()
    assert "Sertifikat halal berakhir" in late and f"/usaha/izin/{permit.pk}/" in late
    assert "Sertifikat halal berakhir" not in sign_in(office).get("/tenggat/").content.decode()


def test_commitments_that_are_late_say_their_day(save, sign_in, companion):
    issued_on = permits.days_ago(200)
    save(number=permits.pirt_of(issued_on), issued_on=issued_on)
    assert "Komitmen P-IRT (SPP-IRT) sampai" in sign_in(companion).get("/tenggat/").content.decode()


def test_of_a_closed_business_nothing_waits(world, ending, sign_in, companion):
    permit = ending(3)
    businesses.close(world.business)
    assert "Perpanjang Sertifikat halal" not in titles(companion)
    Deadline.objects.filter(object_key=permit.pk.hex).update(due_at=timezone.now() - dt.timedelta(days=2))
    assert "Sertifikat halal" not in sign_in(companion).get("/tenggat/").content.decode()


def test_each_step_before_the_end_is_taken_once(ending):
    permit = ending(10)
    row = Deadline.objects.get(object_key=permit.pk.hex)
    steps = []
    for moment in (row.due_at - dt.timedelta(days=100), row.due_at - dt.timedelta(days=20), row.due_at):
        tick(moment)
        row.refresh_from_db()
        steps.append(row.step)
    assert steps == ["half_year", "month", "end"]
