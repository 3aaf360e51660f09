"""Merging moves everything, undo puts exactly that back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.models import DirtyLeaf
from anyelir.core.refusal import Refused
from anyelir.families import actions, queries
from anyelir.families.models import MergeProposal, Person
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import Enrolment
from tests import factories as make

pytestmark = pytest.mark.django_db
NIK = "3201011709230004"
OTHER_NIK = "3201011709230005"
BORN = dt.date(2023, 9, 17)


@pytest.fixture
def twins(rw, secretary):
    """One child twice: with a NIK and an enrolment, and without a NIK but with a measurement."""
    given = {"region_code": rw.pk, "name": "Bagas Kusuma", "sex": "M", "born_on": BORN, "asks": False}
    kept = actions.find_or_register_child(by=secretary, mother_name="Tuti", **given).person
    other = actions.find_or_register_child(by=secretary, mother_name="Tuti", nik=NIK, **given).person
    posyandu = make.posyandu(rw)
    make.enrolment(posyandu, kept)
    make.enrolment(posyandu, other)
    visit = make.visit(make.session(posyandu), other)
    make.measurement(visit)
    return MergeProposal.objects.get(kept=kept, other=other)


def test_merging_moves_rows_and_the_nik(twins, secretary):
    merged = actions.merge_people(proposal=twins, by=secretary)
    kept, other = Person.objects.get(pk=twins.kept_id), Person.objects.get(pk=twins.other_id)
    assert merged.state == "merged"
    assert (kept.nik, other.nik_index) == (NIK, "")
    assert other.merged_into == kept
    assert Measurement.objects.get().child == kept
    assert Enrolment.objects.filter(child=kept, until=None).count() == 1


def test_undo_puts_everything_back(twins, secretary):
    before = _picture()
    actions.merge_people(proposal=twins, by=secretary)
    assert _picture() != before
    undone = actions.undo_merge(proposal=twins, by=secretary)
    assert (undone.state, undone.decided_at) == ("proposed", None)
    assert _picture() == before


def _picture():
    columns = [field.attname for field in Person._meta.concrete_fields if field.name != "updated_at"]
    people = {
        person.pk: {column: getattr(person, column) for column in columns} for person in Person.objects.all()
    }
    rows = [
        (row.pk, row.child_id) for model in (Enrolment, Measurement) for row in model.objects.order_by("pk")
    ]
    return people, rows


def test_a_decision_is_taken_once(twins, secretary):
    actions.dismiss_merge(proposal=twins, by=secretary)
    with pytest.raises(Refused) as refused:
        actions.merge_people(proposal=twins, by=secretary)
    assert refused.value.code == "already_decided"


def test_undo_of_an_undecided_proposal_is_refused(twins, secretary):
    with pytest.raises(Refused):
        actions.undo_merge(proposal=twins, by=secretary)


def test_merging_marks_the_months_of_both_dirty(twins, secretary):
    DirtyLeaf.objects.all().delete()
    actions.merge_people(proposal=twins, by=secretary)
    assert DirtyLeaf.objects.exists()


def join(secretary, kept, other, **options):
    proposal = MergeProposal.objects.create(kept=kept, other=other, region=kept.region, score=0.95)
    return actions.merge_people(proposal=proposal, by=secretary, **options)


def test_whoever_decides_chooses_which_record_stays(twins, secretary):
    first, second = twins.kept, twins.other
    merged = actions.merge_people(proposal=twins, by=secretary, keep_other=True)
    assert (merged.kept, merged.other) == (second, first)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.merged_into == second and second.nik == NIK
    assert Enrolment.objects.filter(child=second, until=None).count() == 1


def test_undo_puts_everything_back_whichever_record_stayed(twins, secretary):
    before = _picture()
    actions.merge_people(proposal=twins, by=secretary, keep_other=True)
    actions.undo_merge(proposal=twins, by=secretary)
    assert _picture() == before


@pytest.fixture
def pair(rw):
    """A record that lacks things, and one that has them."""
    mother = make.person(make.family(rw), "Tuti")
    kept = make.child(make.family(rw), "Bagas", born_on=None, sex="M")
    gave = {"mother": mother, "mother_name": "Tuti", "birth_place": "Bogor", "birth_weight_g": 3100}
    gave |= {"born_on": dt.date(2023, 9, 1), "birth_precision": "month", "died_on": make.today()}
    other = make.child(make.family(rw), "Bagas K.", sex="M", nik=NIK, **gave)
    return kept, other, gave


def test_the_kept_record_takes_over_only_what_it_lacks(pair, secretary):
    kept, other, gave = pair
    kept.birth_place = "Cibinong"
    kept.save()
    join(secretary, kept, other)
    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in gave} == gave | {"birth_place": "Cibinong"}
    assert kept.nik == NIK and kept.name == "Bagas"


def test_edits_after_the_merge_stay_when_it_is_undone(pair, secretary):
    kept, other, _gave = pair
    merged = join(secretary, kept, other)
    actions.edit_person(person=kept, birth_weight_g=3200, by=secretary)
    actions.undo_merge(proposal=merged, by=secretary)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.birth_weight_g, kept.mother, kept.nik) == (3200, None, "")
    assert (other.birth_weight_g, other.nik) == (3100, NIK)
    assert (kept.born_on, kept.birth_precision, kept.died_on) == (None, "day", None)


def test_both_niks_lead_to_the_record_that_stands(rw, secretary):
    kept = make.child(make.family(rw), "Bagas", nik=OTHER_NIK, sex="M", born_on=BORN)
    other = make.child(make.family(rw), "Bagas K.", nik=NIK, sex="M", born_on=BORN)
    join(secretary, kept, other)
    for nik in (NIK, OTHER_NIK):
        again = actions.find_or_register_child(
            region_code=rw.pk, name="Bagas", sex="M", born_on=BORN, nik=nik, by=secretary
        )
        assert (again.created, again.person) == (False, kept)


def test_every_number_on_paper_finds_the_record_that_stands(rw, secretary):
    kept = make.child(make.family(rw), "Bagas", nik=OTHER_NIK, sex="M")
    other = make.child(make.family(rw), "Bagas K.", nik=NIK, sex="M", temporary_no="T0123456789AB")
    join(secretary, kept, other)
    for number in (NIK, OTHER_NIK, "T0123456789AB"):
        assert list(queries.by_number(Person.objects.all(), number)) == [kept]


def test_a_file_that_comes_again_does_not_bring_the_twin_back(rw, secretary):
    given = {
        "region_code": rw.pk,
        "sex": "M",
        "born_on": BORN,
        "mother_name": "Tuti",
        "by": secretary,
        "asks": False,
    }
    kept = actions.find_or_register_child(name="Bagas Kusuma", **given).person
    actions.find_or_register_child(name="Bagas Koesoema", **given)
    actions.merge_people(proposal=MergeProposal.objects.get(), by=secretary)
    again = actions.find_or_register_child(name="Bagas Koesoema", **given)
    assert (again.created, again.person) == (False, kept)


def test_nobody_becomes_the_mother_of_herself(rw, secretary):
    family = make.family(rw)
    kept = make.person(family, "Tuti")
    other = make.person(family, "Toeti", mother=kept)
    kept.mother = other
    kept.save()
    join(secretary, kept, other)
    kept.refresh_from_db()
    assert kept.mother != kept


def test_children_follow_the_record_that_stands_and_come_back(rw, secretary):
    family = make.family(rw)
    kept, other = make.person(family, "Tuti"), make.person(family, "Toeti")
    child = make.child(family, mother=other)
    merged = join(secretary, kept, other)
    child.refresh_from_db()
    assert child.mother == kept
    actions.undo_merge(proposal=merged, by=secretary)
    child.refresh_from_db()
    assert child.mother == other


def test_a_merge_that_others_build_on_is_undone_last(rw, secretary):
    first, second, third = (make.child(make.family(rw), name) for name in ("Satu", "Dua", "Tiga"))
    inner = join(secretary, second, third)
    outer = join(secretary, first, second)
    with pytest.raises(Refused) as refused:
        actions.undo_merge(proposal=inner, by=secretary)
    assert refused.value.code == "merged_again"
    actions.undo_merge(proposal=outer, by=secretary)
    assert actions.undo_merge(proposal=inner, by=secretary).state == "proposed"


def test_a_merged_record_is_not_merged_again(rw, secretary):
    first, second, third = (make.child(make.family(rw), name) for name in ("Satu", "Dua", "Tiga"))
    join(secretary, first, second)
    with pytest.raises(Refused) as refused:
        join(secretary, third, second)
    assert refused.value.code == "already_merged"


def test_undo_is_refused_when_the_nik_was_given_to_somebody_meanwhile(pair, rw, secretary):
    kept, other, _gave = pair
    merged = join(secretary, kept, other)
    actions.edit_person(person=kept, nik="", by=secretary)
    make.person(make.family(rw), "Joko", nik=NIK)
    with pytest.raises(Refused) as refused:
        actions.undo_merge(proposal=merged, by=secretary)
    assert refused.value.code == "nik_taken"
    other.refresh_from_db()
    assert other.merged_into == kept


def test_a_family_left_empty_is_hidden_until_the_merge_is_undone(client, desa, rw, secretary):
    client.force_login(secretary)
    kept = make.child(make.family(rw, "Tuti"), "Bagas")
    other = make.child(make.family(rw, "Toeti"), "Bagas")
    url = reverse("families:list", args=[desa.code])
    merged = join(secretary, kept, other)
    page = client.get(url).content.decode()
    assert "Tuti" in page and "Toeti" not in page
    actions.undo_merge(proposal=merged, by=secretary)
    assert "Toeti" in client.get(url).content.decode()


def test_the_memory_of_a_merge_holds_no_plain_nik(twins, secretary):
    merged = actions.merge_people(proposal=twins, by=secretary)
    assert NIK not in str(merged.undo)
