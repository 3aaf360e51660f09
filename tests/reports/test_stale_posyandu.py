"""Every act that changes the numbers of posyandu is declared to do so, and every other is named with a reason."""

from __future__ import annotations

import ast
import datetime as dt
import re
import uuid

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anyelir.core.indicator import CATALOGUES, Leaf
from anyelir.core.models import DirtyLeaf
from anyelir.families import actions as families
from anyelir.families.models import MergeProposal
from anyelir.membership import actions as membership
from anyelir.posyandu.care import actions as care
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.care.staleness import HARMLESS, STALENESS
from anyelir.posyandu.day import actions as day
from anyelir.posyandu.register import actions as register
from anyelir.reports.engine import measure_leaves
from anyelir.reports.folding import drain_all
from anyelir.reports.signing import counted
from anyelir.reports.verifying import verify
from anyelir.rules.strata import Inputs
from tests import factories as make
from tests.architecture.sources import PACKAGE, python_files
from tests.reports.test_stale import without

pytestmark = pytest.mark.django_db
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (dt.date(2025, month, 1) for month in (8, 9, 10, 11))
BORN = dt.date(2024, 1, 5)
TODAY = timezone.localdate()


class Scene:
    """A corner in which something was folded already; ``act`` comes after that."""

    def __init__(self, corner) -> None:
        self.corner, self.by = corner, corner.by
        self.first, self.second = corner.first, corner.second
        self.child = corner.child(BORN, since=AUGUST)
        self.september = corner.weigh(self.child, dt.date(2025, 9, 9), "10.0", height_cm="75")
        self.october = corner.weigh(self.child, dt.date(2025, 10, 14), "10.1", height_cm="76")

    def session(self, on: dt.date, at=None):
        return day.open_session(posyandu=at or self.first, held_on=on, by=self.by)


def scenario(verb: str):
    """``prepare`` is folded before ``act``, the generator's second step."""

    def keep(function):
        SCENARIOS[verb] = function
        return function

    return keep


SCENARIOS: dict = {}


@scenario("posyandu.register")
def _(scene):
    yield
    register.register_posyandu(region=scene.corner.kelurahan, name="Kenanga", by=scene.by)


@scenario("posyandu.edit")
def _(scene):
    yield
    register.edit_posyandu(posyandu=scene.first, is_self_funded=not scene.first.is_self_funded, by=scene.by)


@scenario("posyandu.assess")
def _(scene):
    yield
    inputs = Inputs(8, 5, 50, 50, 50, 1, True, 50)
    register.assess_stage(
        posyandu=scene.first, assessed_on=SEPTEMBER, inputs=inputs, assessor_name="Bu Bidan", by=scene.by
    )


@scenario("kader.assign")
def _(scene):
    kader = make.kader(scene.first.region)
    yield
    register.assign_kader(posyandu=scene.first, member=kader.member, since=SEPTEMBER, by=scene.by)


@scenario("kader.end")
def _(scene):
    kader = make.kader(scene.first.region)
    service = register.assign_kader(posyandu=scene.first, member=kader.member, since=AUGUST, by=scene.by)
    yield
    register.end_service(service=service, until=dt.date(2025, 9, 30), by=scene.by)


@scenario("child.enrol")
def _(scene):
    child = make.child(make.family(scene.first.region), born_on=BORN)
    yield
    register.enrol_child(posyandu=scene.first, child=child, since=SEPTEMBER, by=scene.by)


@scenario("child.leave")
def _(scene):
    yield
    enrolment = scene.child.enrolments.get()
    register.end_enrolment(enrolment=enrolment, until=dt.date(2025, 10, 20), reason="moved", by=scene.by)


@scenario("session.open")
def _(scene):
    yield
    scene.session(dt.date(2025, 11, 11))


@scenario("session.close")
def _(scene):
    session = scene.session(dt.date(2025, 11, 11))
    yield
    day.close_session(session=session, kader_on_duty=4, by=scene.by)


@scenario("measurement.record")
def _(scene):
    session = scene.session(dt.date(2025, 11, 11))
    yield
    day.record_measurement(session=session, child=scene.child, weight_kg="10.4", by=scene.by)


@scenario("measurement.correct")
def _(scene):
    yield
    day.correct_measurement(measurement=scene.october, weight_kg="10.6", reason="salah baca", by=scene.by)


@scenario("measurement.withdraw")
def _(scene):
    yield
    day.withdraw_measurement(measurement=scene.october, reason="anak lain", by=scene.by)


@scenario("measurement.move")
def _(scene):
    """The other child went to another posyandu afterwards: its months there change as well."""
    other = scene.corner.child(BORN, since=AUGUST)
    register.transfer_child(child=other, to=scene.second, on=dt.date(2025, 11, 3), by=scene.by)
    scene.corner.weigh(other, dt.date(2025, 11, 11), "11.5", posyandu=scene.second)
    yield
    day.move_measurement(
        measurement=scene.october, child=other, weight_kg="10.1", reason="tertukar", by=scene.by
    )


@scenario("measurement.choose")
def _(scene):
    second = day.record_measurement(
        session=scene.october.visit.session, child=scene.child, weight_kg="10.9", by=scene.by
    )
    scene.october.refresh_from_db()
    assert second.is_chosen
    yield
    day.choose_measurement(measurement=scene.october, by=scene.by)


@scenario("measurement.read_curve")
def _(scene):
    yield
    day.record_curve_reading(measurement=scene.october, status=other_letter(scene), by=scene.by)


def other_letter(scene) -> str:
    numbers = measure_leaves(CATALOGUE, [Leaf(str(scene.first.pk), OCTOBER)]).popitem()[1]
    return "T" if numbers["gained"] else "N"


def closed(scene):
    for session in scene.first.sessions.filter(closed_at=None):
        day.close_session(session=session, by=scene.by)
    leaf = Leaf(str(scene.first.pk), SEPTEMBER)
    return lambda: day.close_month(
        posyandu=scene.first, month=SEPTEMBER, count=lambda: counted(CATALOGUE, leaf), by=scene.by
    )


@scenario("month.close")
def _(scene):
    close = closed(scene)
    yield
    close()


@scenario("month.reopen")
def _(scene):
    closing = closed(scene)()
    yield
    day.reopen_month(closing=closing, reason="salah timbang", by=scene.by)


def referral_of(scene):
    puskesmas = make.puskesmas(scene.corner.kelurahan)
    return care.create_referral(
        child=scene.child, posyandu=scene.first, puskesmas=puskesmas, reasons=["two_t"],
        referred_on=dt.date(2025, 10, 14), by=scene.by,
    )  # fmt: skip


@scenario("referral.create")
def _(scene):
    yield
    referral_of(scene)


def answered(status: str):
    def play(scene):
        referral = referral_of(scene)
        yield
        care.answer_referral(referral=referral, status=status, remark="keterangan", by=scene.by)

    SCENARIOS[f"referral.{status}"] = play


for step in ("attended", "cancelled", "no_show", "result"):
    answered(step)


@scenario("person.edit")
def _(scene):
    yield
    families.edit_person(person=scene.child, birth_weight_g=3100, born_on=dt.date(2019, 10, 20), by=scene.by)


@scenario("person.died")
def _(scene):
    yield
    families.record_death(person=scene.child, died_on=dt.date(2025, 10, 20), by=scene.by)


@scenario("person.death_withdrawn")
def _(scene):
    families.record_death(person=scene.child, died_on=dt.date(2025, 10, 20), by=scene.by)
    yield
    families.record_death(person=scene.child, died_on=None, by=scene.by)


@scenario("person.move")
def _(scene):
    make.person(scene.child.family, "Ani Lestari")
    yield
    families.move_person(person=scene.child, moved_on=dt.date(2025, 10, 20), to_text="Bandung", by=scene.by)


@scenario("family.move")
def _(scene):
    yield
    families.move_family(
        family=scene.child.family, moved_on=dt.date(2025, 10, 20), to_text="Bandung", by=scene.by
    )


def proposal_of(scene) -> MergeProposal:
    twin = scene.corner.child(BORN, since=SEPTEMBER)
    scene.corner.weigh(twin, dt.date(2025, 11, 11), "10.9")
    return MergeProposal.objects.create(
        kept=scene.child, other=twin, region=scene.corner.kelurahan, score=0.95
    )


@scenario("person.merge")
def _(scene):
    proposal = proposal_of(scene)
    yield
    families.merge_people(proposal=proposal, by=scene.by)


@scenario("person.merge_undone")
def _(scene):
    proposal = families.merge_people(proposal=proposal_of(scene), by=scene.by)
    yield
    families.undo_merge(proposal=proposal, by=scene.by)


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
