"""Changes in the family register reach the results and the numbers of the posyandu."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core.models import DirtyLeaf
from anyelir.families.actions import edit_person, merge_people, record_death, undo_merge
from anyelir.families.models import MergeProposal
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(world):
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=14)
    make.enrolment(world.posyandu, child)
    return actions.record_measurement(
        session=world.session, child=child, weight_kg="9.1", height_cm="76", by=world.user("kader")
    )


def test_another_sex_gives_other_scores_and_keeps_what_was_measured(world, measured):
    edit_person(person=measured.child, sex="F", by=world.user("secretary"))
    after = Measurement.objects.get(pk=measured.pk)
    assert after.waz > measured.waz and after.weight_kg == measured.weight_kg


def test_another_birth_date_moves_the_age(world, measured):
    born_on = measured.child.born_on - dt.timedelta(days=10)
    DirtyLeaf.objects.all().delete()
    edit_person(person=measured.child, born_on=born_on, by=world.user("secretary"))
    assert Measurement.objects.get(pk=measured.pk).age_days == measured.age_days + 10
    months = DirtyLeaf.objects.filter(unit_key=str(world.posyandu.pk)).values_list("period", flat=True)
    assert timezone.localdate().replace(day=1) in set(months)


def test_a_death_marks_the_months_but_changes_no_result(world, measured):
    DirtyLeaf.objects.all().delete()
    record_death(person=measured.child, died_on=timezone.localdate(), by=world.user("secretary"))
    after = Measurement.objects.get(pk=measured.pk)
    assert after.updated_at == measured.updated_at
    assert DirtyLeaf.objects.filter(unit_key=str(world.posyandu.pk)).exists()


def test_merging_moves_the_weights_and_computes_them_for_the_kept_child(world, measured):
    kept = make.child(world.family, "Raka Pratama", sex="M", age_months=20)
    proposal = MergeProposal.objects.create(kept=kept, other=measured.child, region=world.rt, score=0.9)
    merge_people(proposal=proposal, by=world.user("secretary"))
    after = Measurement.objects.get(pk=measured.pk)
    assert after.child == kept and after.age_days == (timezone.localdate() - kept.born_on).days
    undo_merge(proposal=proposal, by=world.user("secretary"))
    again = Measurement.objects.get(pk=measured.pk)
    assert (again.child, again.waz) == (measured.child, measured.waz)


def test_people_who_were_never_here_are_passed_over(world):
    DirtyLeaf.objects.all().delete()
    edit_person(person=world.mother, sex="F", born_on=dt.date(1990, 1, 1), by=world.user("secretary"))
    assert not DirtyLeaf.objects.exists()
