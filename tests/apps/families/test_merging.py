"""Merging moves everything, undo puts exactly that back."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.models import DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.families import actions
from anyelir.families.models import MergeProposal, Person
from anyelir.posyandu.models import Enrolment, Measurement
from tests import factories as make

pytestmark = pytest.mark.django_db
NIK = "3201011709230004"


@pytest.fixture
def twins(rw, secretary):
    """One child twice: with a NIK and an enrolment, and without a NIK but with a measurement."""
    given = {"region_code": rw.pk, "name": "Bagas Kusuma", "sex": "M", "born_on": dt.date(2023, 9, 17)}
    kept = actions.find_or_register_child(by=secretary, mother_name="Tuti", **given).person
    other = actions.find_or_register_child(by=secretary, mother_name="Tuti", nik=NIK, **given).person
    posyandu = make.posyandu(rw)
    make.enrolment(posyandu, kept)
    make.enrolment(posyandu, other)
    visit = make.visit(make.session(posyandu), other)
    make.measurement(visit)
    return MergeProposal.objects.get(kept=kept, other=other)


def test_merging_moves_rows_and_the_nik(twins, secretary):
    merged = actions.merge(twins, by=secretary)
    kept, other = Person.objects.get(pk=twins.kept_id), Person.objects.get(pk=twins.other_id)
    assert merged.state == "merged"
    assert (kept.nik, other.nik_index) == (NIK, "")
    assert other.merged_into == kept
    assert Measurement.objects.get().child == kept
    assert Enrolment.objects.filter(child=kept, until=None).count() == 1


def test_undo_puts_everything_back(twins, secretary):
    before = _picture()
    actions.merge(twins, by=secretary)
    assert _picture() != before
    undone = actions.undo(twins, by=secretary)
    assert (undone.state, undone.decided_at) == ("proposed", None)
    assert _picture() == before


def _picture():
    people = {
        person.pk: (person.nik, person.nik_index, person.mother_name, person.merged_into_id)
        for person in Person.objects.all()
    }
    rows = [
        (row.pk, row.child_id) for model in (Enrolment, Measurement) for row in model.objects.order_by("pk")
    ]
    return people, rows


def test_a_decision_is_taken_once(twins, secretary):
    actions.dismiss(twins, by=secretary)
    with pytest.raises(Refused) as refused:
        actions.merge(twins, by=secretary)
    assert refused.value.code == "already_decided"


def test_undo_of_an_undecided_proposal_is_refused(twins, secretary):
    with pytest.raises(Refused):
        actions.undo(twins, by=secretary)


def test_merging_marks_the_months_of_both_dirty(twins, secretary):
    DirtyLeaf.objects.all().delete()
    actions.merge(twins, by=secretary)
    assert DirtyLeaf.objects.exists()


def test_the_memory_of_a_merge_holds_no_plain_nik(twins, secretary):
    merged = actions.merge(twins, by=secretary)
    assert NIK not in str(merged.undo)
