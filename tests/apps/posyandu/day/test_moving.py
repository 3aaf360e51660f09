"""A result written to the wrong child moves to the right one, with its numbers."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement, MonthClosing, Visit
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong(raka, weigh):
    return weigh(raka, "11.2", head_cm="46")


@pytest.fixture
def bima(world):
    child = make.child(world.family, "Bima Sakti", sex="M", age_months=20)
    make.enrolment(world.posyandu, child)
    return child


def counting(child) -> Measurement | None:
    return Measurement.objects.filter(child=child, is_chosen=True).first()


def hidden(page: str) -> dict[str, str]:
    """What the page of the choice carries along."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', flat(page)))


def test_the_numbers_move_before_the_row_goes(kader, raka, bima, wrong):
    """By the taps of a kader: wrong child, Bima, look, save."""
    asked = {"kind": "wrong_child", "words": "Tertukar", "weight_kg": "11,2", "head_cm": "46"}
    page = kader.post(reverse("posyandu:correct", args=[wrong.pk]), asked).content.decode()
    address = reverse("posyandu:move", args=[wrong.pk, bima.pk])
    assert f'formaction="{address}"' in page and "11,2 kg" in page
    assert reverse("posyandu:move", args=[wrong.pk, raka.pk]) not in page
    page = kader.post(address, hidden(page)).content.decode()
    assert 'value="11,2"' in page and 'value="46"' in page and 'value="Tertukar"' in page
    assert counting(raka) == wrong and counting(bima) is None
    response = kader.post(address, {"weight_kg": "11,2", "head_cm": "46", "words": "Tertukar"})
    moved = counting(bima)
    assert response.url == reverse("posyandu:result", args=[moved.pk])
    assert (moved.weight_kg, moved.head_cm, counting(raka)) == (Decimal("11.2"), Decimal("46"), None)
    assert wrong.superseded_by.correction_reason == "Salah anak: ini hasil anak lain. Tertukar"
    assert AuditEntry.objects.get(verb="measurement.move").detail["withdrawn"] == str(wrong.pk)


def test_numbers_changed_when_the_mistake_was_noticed_move_too(kader, bima, wrong):
    asked = {"kind": "wrong_child", "weight_kg": "11,5", "height_cm": "81"}
    page = kader.post(reverse("posyandu:correct", args=[wrong.pk]), asked).content.decode()
    page = kader.post(reverse("posyandu:move", args=[wrong.pk, bima.pk]), hidden(page)).content.decode()
    assert 'value="11,5"' in page and 'value="81"' in page and 'value="46"' not in page


def test_a_value_strange_for_the_right_child_is_asked_first(kader, raka, world, wrong):
    baby = make.child(world.family, "Kecil", age_months=2)
    make.enrolment(world.posyandu, baby)
    address = reverse("posyandu:move", args=[wrong.pk, baby.pk])
    page = kader.post(address, {"weight_kg": "11,2"})
    assert page.status_code == 422 and "Coba ukur sekali lagi" in page.content.decode()
    assert counting(raka) == wrong and counting(baby) is None
    kader.post(address, {"weight_kg": "11,2", "confirm": "weight_kg:11.2"})
    assert counting(baby).weight_kg == Decimal("11.2")


def test_sent_twice_moves_once_and_other_content_asks(kader, bima, wrong):
    address = reverse("posyandu:move", args=[wrong.pk, bima.pk])
    sent = {"weight_kg": "11,2", "op_id": str(uuid.uuid4())}
    first, second = kader.post(address, sent), kader.post(address, sent)
    assert first.url == second.url and Measurement.objects.filter(child=bima).count() == 1
    changed = kader.post(address, {**sent, "weight_kg": "11,4"})
    assert changed.status_code == 409 and 'value="11,4"' in changed.content.decode()


def test_also_after_the_day_and_dated_by_it(world, bima, wrong):
    by = world.user("kader")
    actions.close_session(session=world.session, by=by)
    moved = actions.move_measurement(
        measurement=wrong, child=bima, weight_kg="11.2", reason="Tertukar.", by=by
    )
    visit = Visit.objects.get(pk=moved.visit_id)
    assert visit.registered_at == wrong.visit.registered_at and moved.measured_on == wrong.measured_on


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("same", "same_child"),
        ("elsewhere", "child_not_enrolled"),
        ("corrected", "already_corrected"),
        ("closed", "month_closed"),
        ("nothing", "nothing_measured"),
    ],
)
def test_refusals_leave_everything_as_it_was(world, raka, bima, wrong, case, code):
    by, child, weight = world.user("kader"), bima, "11.2"
    if case == "same":
        child = raka
    if case == "elsewhere":
        child = make.child(world.family, "Jauh", age_months=20)
    if case == "corrected":
        actions.correct_measurement(measurement=wrong, weight_kg="11.1", reason="Salah ketik.", by=by)
    if case == "closed":
        actions.close_session(session=world.session, by=by)
        actions.close_month(posyandu=world.posyandu, month=wrong.measured_on, count=dict, by=by)
        assert MonthClosing.objects.exists()
    if case == "nothing":
        weight = None
    before = set(Measurement.objects.values_list("pk", "is_chosen"))
    with pytest.raises(Refused) as refused:
        actions.move_measurement(measurement=wrong, child=child, weight_kg=weight, reason="Tertukar.", by=by)
    assert refused.value.code == code
    assert set(Measurement.objects.values_list("pk", "is_chosen")) == before
