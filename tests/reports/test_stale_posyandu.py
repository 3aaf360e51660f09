"""Every act that changes the numbers of posyandu is declared to do so, and every other is named with a reason."""

from __future__ import annotations

import ast
import re
import uuid

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anyelir.core.indicator import CATALOGUES, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.families import actions as families
from anyelir.membership import actions as membership
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.care.staleness import HARMLESS, STALENESS
from anyelir.reports.engine import measure_leaves
from anyelir.reports.folding import drain_all
from anyelir.reports.verifying import verify
from tests import factories as make
from tests.architecture.sources import PACKAGE, python_files
from tests.reports.acts_of_posyandu import BORN, OCTOBER, SCENARIOS, TODAY, Scene, referral_of
from tests.reports.test_stale import without

pytestmark = pytest.mark.django_db


def played(corner, verb: str, declared=STALENESS):
    """The scenario with what it prepares folded and with what it does folded; what a recompute says of it."""
    play = SCENARIOS[verb](Scene(corner))
    next(play)
    drain_all()
    assert verify().is_equal
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CATALOGUE, "staleness", declared)
        with pytest.raises(StopIteration):
            next(play)
    drain_all()
    return verify()


def stale_verbs() -> list[str]:
    return sorted(verb for each in STALENESS.stale for verb in each.verbs)


def test_each_verb_has_its_scenario():
    assert sorted(SCENARIOS) == stale_verbs()


@pytest.mark.parametrize("verb", stale_verbs())
def test_an_act_folds_to_what_a_recompute_says(corner, verb):
    outcome = played(corner, verb)
    assert outcome.is_equal, outcome.differences[:5]


@pytest.mark.parametrize("verb", stale_verbs())
def test_without_its_declaration_the_numbers_go_wrong(corner, verb):
    assert not played(corner, verb, without(STALENESS, verb)).is_equal


def rooms_read(corner) -> set[str]:
    """The rooms whose tables the facts, the places and the signatures are read from."""
    leaves = [Leaf(str(corner.first.pk), OCTOBER)]
    with CaptureQueriesContext(
        connection,
    ) as caught:
        measure_leaves(CATALOGUE, leaves)
        CATALOGUE.unit.places([str(corner.first.pk)])
        CATALOGUE.unit.signed(leaves)
    sql = " ".join(query["sql"] for query in caught)
    models = [model for model in apps.get_models() if f'"{model._meta.db_table}"' in sql]
    return {model.__module__.partition(".models")[0] for model in models}


def verbs_of(room: str) -> set[str]:
    """Every verb that the room notes or has words for, as it stands in its code."""
    folder = room.removeprefix("anyelir.").replace(".", "/")
    verbs = set()
    for path in python_files(folder):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("note", "audit.note"):
                given = [word.value for word in node.keywords if word.arg == "verb"]
                verbs |= {constant.value for constant in given if isinstance(constant, ast.Constant)}
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "declare_verbs":
                verbs |= {key.value for key in node.args[0].keys}
    return verbs


def test_every_verb_of_a_room_with_facts_is_stale_making_or_harmless_with_a_reason(corner):
    scene = Scene(corner)
    referral_of(scene)
    rooms = rooms_read(corner)
    assert rooms == {
        "anyelir.families",
        "anyelir.membership",
        "anyelir.posyandu.register",
        "anyelir.posyandu.day",
        "anyelir.posyandu.care",
    }
    verbs = set().union(*map(verbs_of, rooms))
    assert len(verbs) > 50
    assert sorted(verbs - STALENESS.verbs) == [], "say in care/staleness.py what it changes, or why nothing"
    assert sorted(STALENESS.verbs - verbs) == [], "nobody notes these"
    assert all(len(reason) > 20 for reason in HARMLESS.values())


def test_every_catalogue_says_what_makes_it_stale():
    assert all(catalogue.staleness.stale for catalogue in CATALOGUES)


def test_nobody_queues_leaves_by_hand():
    """Only the declarations, the calendar and the healing of the engine write to the queue."""
    writers = {
        str(path.relative_to(PACKAGE))
        for path in python_files()
        if re.search(r"DirtyLeaf(\.objects\.(bulk_)?create)?\(", path.read_text())
    }
    assert writers == {"core/staleness.py", "core/models.py", "reports/folding.py"}


def test_a_kader_who_stops_altogether_marks_no_posyandu(corner):
    """The same words of the trail stand for the end of a service and of a kader."""
    kader = make.kader(corner.first.region)
    DirtyLeaf.objects.all().delete()
    membership.end_kader(service=kader, until=TODAY, by=corner.by, op_id=uuid.uuid4())
    assert not DirtyLeaf.objects.exists()


def test_only_what_the_facts_read_of_a_person_makes_stale(corner):
    child = corner.child(BORN, since=OCTOBER)
    DirtyLeaf.objects.all().delete()
    families.edit_person(person=child, name="Putri Ayuningtyas", by=corner.by)
    assert not DirtyLeaf.objects.exists()
    families.edit_person(person=child, birth_weight_g=3100, by=corner.by)
    assert DirtyLeaf.objects.exists()
