"""Grading on the screen: what the site counted itself, what blocks the next stage, and looking before deciding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.posyandu.care.queries.grading import measured_inputs
from anyelir.rules.dates import add_months
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def bidan(world, sign_in):
    return sign_in(world.user("bidan"))


def page_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_coverage_is_the_mean_of_finished_months(world, raka, weigh):
    other = make.child(world.family, "Sinta", sex="F", age_months=14)
    first = add_months(timezone.localdate().replace(day=1), -2)
    make.enrolment(world.posyandu, other, since=first)
    raka.enrolments.update(since=first)
    weigh(raka, "9.1", months_ago=2)
    before = measured_inputs(world.posyandu, timezone.localdate())["attendance_share"]
    weigh(other, "9.0", months_ago=1)
    after = measured_inputs(world.posyandu, timezone.localdate())["attendance_share"]
    assert Decimal(0) < before < after <= Decimal(100)
    weigh(raka, "9.6")
    assert measured_inputs(world.posyandu, timezone.localdate())["attendance_share"] == after


def test_a_posyandu_without_children_has_no_coverage(world):
    empty = make.posyandu(world.rw, "Kosong")
    known = measured_inputs(empty, timezone.localdate())
    assert known == {"weighing_days": 0, "mean_kader": None, "attendance_share": None}


def test_the_form_starts_from_what_was_counted_and_says_what_blocks(bidan, world, raka, weigh):
    raka.enrolments.update(since=add_months(timezone.localdate(), -2))
    weigh(raka, "9.1", months_ago=1)
    page = page_of(bidan.get(reverse("posyandu:assess", args=[world.posyandu.pk])))
    assert "Dihitung dari catatan di sini." in page
    assert "Pratama" in page and "Yang masih menahan tingkat madya:" in page
    assert "Hari buka dalam 12 bulan: 2, perlu 8 untuk madya." in page


def graded(**typed) -> dict[str, str]:
    return {
        "assessed_on": str(timezone.localdate()),
        "weighing_days": "12",
        "mean_kader": "5,5",
        "attendance_share": "49,9",
        "mch_share": "60",
        "family_planning_share": "60",
        "immunisation_share": "60",
        "extra_programme": "false",
        "assessor_name": "Lilis",
        **typed,
    }


def test_looking_first_writes_nothing_and_keeps_everything(bidan, world):
    address = reverse("posyandu:assess", args=[world.posyandu.pk])
    response = bidan.post(address, {**graded(), "check": "1"})
    page = page_of(response)
    assert response.status_code == 200 and not world.posyandu.assessments.exists()
    assert "Hasil hitungan" in page and "Madya" in page
    assert "Rata-rata balita ditimbang (D/S), persen: 49,9, perlu 50 untuk purnama." in page
    assert "Program tambahan: tidak ada, perlu untuk purnama." in page
    assert 'value="49,9"' in page and 'value="5,5"' in page


def test_the_decision_is_kept_with_what_blocked(bidan, world):
    bidan.post(reverse("posyandu:assess", args=[world.posyandu.pk]), graded(attendance_share="50"))
    made = world.posyandu.assessments.get()
    assert made.stage == "madya" and [blocker["indicator"] for blocker in made.blocked_by] == [
        "extra_programme"
    ]
    page = page_of(bidan.get(reverse("posyandu:detail", args=[world.posyandu.pk])))
    assert "Program tambahan: tidak ada, perlu untuk purnama." in page


def test_the_page_of_a_posyandu_leads_to_its_sheet(bidan, world):
    page = page_of(bidan.get(reverse("posyandu:detail", args=[world.posyandu.pk])))
    assert reverse("reports:sheet", args=["skdn", world.posyandu.pk, f"{timezone.localdate():%Y-%m}"]) in page


def test_a_kader_reads_no_category_of_nutrition(kader, bidan, raka, weigh):
    weigh(raka, "7.7", height_cm="76")
    address = reverse("posyandu:child", args=[raka.pk])
    assert "Gizi kurang" in page_of(bidan.get(address))
    said = page_of(kader.get(address))
    assert "Gizi kurang" not in said and "SD dihitung" not in said and "7,7 kg" in said
