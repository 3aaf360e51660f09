"""Every act that changes the numbers of businesses is declared to do so, and every other is named with a reason."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anyelir.core.action import whole
from anyelir.core.clock import today_at
from anyelir.core.indicator import Leaf
from anyelir.enterprise.aid import actions as aid
from anyelir.enterprise.assistance import actions as assistance
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.outcome.indicators import CATALOGUE
from anyelir.enterprise.outcome.staleness import HARMLESS, STALENESS
from anyelir.enterprise.permits import actions as permits
from anyelir.enterprise.permits.actions import PermitFacts
from anyelir.enterprise.trade import actions as trade
from anyelir.enterprise.trade.actions.plans import commit_businesses, plan_business
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.families import actions as families
from anyelir.families.models import MergeProposal
from anyelir.regions.actions import end_region
from anyelir.regions.replacing import replace_code
from anyelir.reports.engine import measure_leaves
from anyelir.reports.folding import drain_all, rebuild
from anyelir.reports.verifying import verify
from anyelir.rules.dates import add_months
from tests import aids, groups, helped
from tests import factories as make
from tests import permits as papers
from tests.apps.enterprise.aid.conftest import PHOTO
from tests.apps.enterprise.outcome.conftest import CIRIUNG
from tests.reports.test_stale import without
from tests.reports.test_stale_posyandu import verbs_of

pytestmark = pytest.mark.django_db
SCENARIOS: dict = {}


def scenario(verb: str):
    """What is prepared before the ``yield`` is folded before the act."""

    def keep(function):
        SCENARIOS[verb] = function
        return function

    return keep


class Scene:
    """A corner with a business that is half a year old and lately said to go on."""

    def __init__(self, corner) -> None:
        self.corner, self.by, self.rw = corner, corner.by, corner.rw
        self.today = today_at(CIRIUNG)
        self.begun_on = add_months(self.today, -6)
        self.business = corner.business(begun_on=self.begun_on)
        self.office = make.user("rahmat", "Rahmat Hidayat")
        make.grant(self.office, "cooperative_office", corner.ciriung.parent.parent)

    def confirmed(self) -> Business:
        corner, business = self.corner, self.business
        Business.objects.filter(pk=business.pk).update(stage="running", confirmed_on=self.begun_on)
        corner.known(business, self.begun_on, confirmed_on=self.begun_on)
        return Business.objects.get(pk=business.pk)

    def owned_by_a_woman(self, relation: str = "spouse"):
        person = make.person(make.family(self.rw), relation=relation)
        Ownership.objects.filter(business=self.confirmed()).update(name="", person=person)
        return person


@scenario("business.begin")
def _(scene):
    yield
    trade.begin_business(
        region=scene.corner.pabuaran,
        skills=["snacks"],
        product_name="Jamu",
        unit="botol",
        owner_name="Ratna",
        by=scene.by,
    )


@scenario("business.take_in")
def _(scene):
    yield
    plan = plan_business(
        region=scene.corner.pabuaran,
        name="Jamu Ratna",
        owner_name="Ratna",
        started_on=add_months(scene.today, -14),
    )
    with whole():
        commit_businesses([plan], by=scene.by)


@scenario("business.run")
def _(scene):
    yield
    trade.run_business(business=scene.business, by=scene.by)


@scenario("business.pause")
def _(scene):
    business = scene.confirmed()
    yield
    trade.pause_business(business=business, by=scene.by)


@scenario("business.confirm")
def _(scene):
    yield
    trade.confirm_business(business=scene.business, by=scene.by)


@scenario("business.close")
def _(scene):
    yield
    trade.close_business(
        business=scene.business, on=add_months(scene.today, -2), reason="Pindah.", by=scene.by
    )


@scenario("owner.set")
def _(scene):
    scene.owned_by_a_woman("head")
    yield
    since = add_months(scene.today, -2)
    trade.set_owner(business=scene.business, since=since, name="Ratna Anjani", by=scene.by)


@scenario("sales.note")
def _(scene):
    yield
    month = add_months(scene.today, -5)
    trade.note_sales(business=scene.business, month=month, amount_idr=9, by=scene.by)


@scenario("permit.save")
def _(scene):
    yield
    facts = PermitFacts(number=papers.NIB, issued_on=add_months(scene.today, -4))
    permits.save_permit(
        business=scene.business, kind="nib", facts=facts, products=[], helper=None, by=scene.by
    )


@scenario("permit.revoke")
def _(scene):
    issued_on = add_months(scene.today, -4)
    permit = papers.issued(scene.business, "nib", papers.NIB, issued_on=issued_on)
    yield
    permits.revoke_permit(permit=permit, on=add_months(scene.today, -2), reason="Salah nomor.", by=scene.by)


def machine(scene, months: int, **fields):
    item = aids.item(scene.business, months=months)
    days = ("proposed_on", "verified_on", "decided_on", "granted_on", "procured_on", "handed_over_on")
    given_on = add_months(scene.today, -months)
    type(item.aid).objects.filter(pk=item.aid_id).update(**dict.fromkeys(days, given_on) | fields)
    item.refresh_from_db()
    return item


@scenario("aid.hand_over")
def _(scene):
    item = machine(scene, 3, handed_over_on=None, bast_no="")
    yield
    aid.hand_over_aid(
        aid=item.aid,
        on=add_months(scene.today, -2),
        bast_no="BAST 1",
        bast_idr=aids.PRICE_IDR,
        giver_signer="Rahmat Hidayat",
        receiver_signer="Ratna Anjani",
        photo=PHOTO,
        by=scene.office,
    )


@scenario("aid.close")
def _(scene):
    item = machine(scene, 4)
    yield
    on = add_months(scene.today, -1)
    aid.close_aid(aid=item.aid, on=on, ending="withdrawn", reason="Tidak dipakai.", by=scene.office)


@scenario("aid.visit")
def _(scene):
    item = machine(scene, 13)
    for month in (1, 3, 6):
        aids.visit(item, month)
    yield
    on = add_months(scene.today, -1)
    aid.record_aid_visit(asset=item, on=on, state="used", photo=PHOTO, by=scene.office)


@scenario("assistance.record")
def _(scene):
    yield
    on = add_months(scene.today, -3)
    assistance.record_assistance(business=scene.business, kind="label", on=on, by=scene.by)


@scenario("assistance.train")
def _(scene):
    group = groups.group(scene.corner.pabuaran)
    activity = helped.training(group, [make.body_member(body_of(group), "Ratmi Suherman")])
    yield
    assistance.record_training(activity=activity, scores={}, by=scene.by)


@scenario("followup.record")
def _(scene):
    given = helped.assistance(scene.business, months_ago=5, helped_by=scene.by.pk)
    yield
    assistance.record_follow_up(assistance=given, uses="yes", by=scene.office)


CENTRE = {"name": "Keripik pisang", "category": "snacks"}


@scenario("sentra.name")
def _(scene):
    yield
    since = add_months(scene.today, -2)
    trade.name_sentra(region=scene.corner.ciriung, since=since, by=scene.office, **CENTRE)
    trade.name_sentra(region=scene.corner.pabuaran, since=scene.today, by=scene.office, **CENTRE)


@scenario("sentra.end")
def _(scene):
    since = add_months(scene.today, -2)
    centre = trade.name_sentra(region=scene.corner.ciriung, since=since, by=scene.office, **CENTRE)
    yield
    trade.end_sentra(sentra=centre, by=scene.office)


@scenario("person.edit")
def _(scene):
    woman = scene.owned_by_a_woman()
    yield
    families.edit_person(person=woman, relation="head", by=scene.by)


def of_two_records(scene) -> MergeProposal:
    """The record of the owner is one of two; the other says that she heads the family."""
    woman = scene.owned_by_a_woman()
    head = make.person(woman.family, "Dewi Anggraini", relation="head")
    pair = {"kept": head, "other": woman}
    return MergeProposal.objects.create(region=scene.rw, score=9, **pair)


@scenario("person.merge")
def _(scene):
    proposal = of_two_records(scene)
    yield
    families.merge_people(proposal=proposal, by=scene.by)


@scenario("person.merge_undone")
def _(scene):
    proposal = of_two_records(scene)
    families.merge_people(proposal=proposal, by=scene.by)
    yield
    proposal.refresh_from_db()
    families.undo_merge(proposal=proposal, by=scene.by)


@scenario("region.end")
def _(scene):
    other = make.region(f"{scene.corner.pabuaran.pk}/RW001", "RW 001")
    yield
    end_region(region=scene.rw, on=scene.today, successor=other, by=scene.by)


@scenario("region.replace")
def _(scene):
    yield
    replace_code(old=CIRIUNG, new="32.01.01.1099", on=scene.today, by=scene.by)


def played(corner, kept, verb: str, declared=STALENESS):
    play = SCENARIOS[verb](Scene(corner))
    next(play)
    rebuild()
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
def test_an_act_folds_to_what_a_recompute_says(corner, kept, verb):
    outcome = played(corner, kept, verb)
    assert outcome.is_equal, outcome.differences[:5]


@pytest.mark.parametrize("verb", stale_verbs())
def test_without_its_declaration_the_numbers_go_wrong(corner, kept, verb):
    assert not played(corner, kept, verb, without(STALENESS, verb)).is_equal


def rooms_read(corner) -> set[str]:
    """The rooms whose tables the facts and the places are read from."""
    scene = Scene(corner)
    scene.owned_by_a_woman()
    aids.visit(machine(scene, 13))
    helped.follow_up(helped.assistance(scene.business))
    trade.name_sentra(region=corner.ciriung, since=scene.today, by=scene.office, **CENTRE)
    leaves = [Leaf(code, scene.today.replace(day=1)) for code in (CIRIUNG, "32.01.01")]
    with CaptureQueriesContext(connection) as caught:
        measure_leaves(CATALOGUE, leaves)
        CATALOGUE.unit.places([CIRIUNG])
        CATALOGUE.unit.firsts()
    sql = " ".join(query["sql"] for query in caught)
    models = [model for model in apps.get_models() if f'"{model._meta.db_table}"' in sql]
    return {model.__module__.partition(".models")[0] for model in models} - {"anyelir.enterprise.outcome"}


def test_every_verb_of_a_room_with_facts_is_stale_making_or_harmless_with_a_reason(corner):
    rooms = rooms_read(corner)
    assert rooms == {
        "anyelir.regions",
        "anyelir.families",
        "anyelir.enterprise.groups",
        "anyelir.enterprise.trade",
        "anyelir.enterprise.permits",
        "anyelir.enterprise.aid",
        "anyelir.enterprise.assistance",
    }
    verbs = set().union(*map(verbs_of, rooms))
    assert sorted(verbs - STALENESS.verbs) == [], (
        "say in outcome/staleness.py what it changes, or why nothing"
    )
    assert sorted(STALENESS.verbs - verbs) == [], "nobody notes these"
    assert all(len(reason) > 20 for reason in HARMLESS.values())
