"""One scene for each act that changes the numbers of posyandu: what is folded before it, and the act."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.core.indicator import Leaf
from anyelir.families import actions as families
from anyelir.families.models import MergeProposal
from anyelir.membership import actions as membership
from anyelir.membership.models import MemberPair
from anyelir.posyandu.care import actions as care
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.day import actions as day
from anyelir.posyandu.register import actions as register
from anyelir.reports.engine import measure_leaves
from anyelir.reports.signing import counted
from anyelir.rules.strata import Inputs
from tests import factories as make

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


def twice_there(scene):
    """One kader under two records, who serve at one posyandu."""
    kader = [make.kader(place, "Eti Rohaeti") for place in (scene.first.region, scene.corner.kelurahan)]
    for each in kader:
        register.assign_kader(posyandu=scene.first, member=each.member, since=SEPTEMBER, by=scene.by)
    kept, other = (each.member for each in kader)
    return MemberPair.objects.create(kept=kept, other=other, region=scene.corner.kelurahan)


@scenario("member.merge")
def _(scene):
    pair = twice_there(scene)
    yield
    membership.merge_members(pair=pair, by=scene.by)


@scenario("member.merge_undone")
def _(scene):
    pair = membership.merge_members(pair=twice_there(scene), by=scene.by)
    yield
    membership.undo_pair(pair=pair, by=scene.by)


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
