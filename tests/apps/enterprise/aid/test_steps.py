"""The steps of an aid: each in its order, each day after the one before, sums against SK and BAST."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from anyelir.core.refusal import Refused
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.aid import actions
from anyelir.enterprise.aid.due_dates import VISIT, visit_moment
from anyelir.enterprise.aid.models import Aid, AidItem
from anyelir.enterprise.aid.models.aid import at_step
from anyelir.enterprise.aid.queries.aids import funnel, sums_of
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import PDF, Prepared
from tests import aids, businesses, groups
from tests.apps.enterprise.aid.conftest import PHOTO

pytestmark = pytest.mark.django_db
ASKED = {"kind": "oven", "quantity": 1, "reason": "Memanggang roti."}
WAY = ["proposed", "verified", "decided", "granted", "procured", "handed_over"]
DAY = dt.timedelta(days=1)


def code_of(act, **given) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.code


def test_an_aid_goes_from_proposal_to_hand_over(way, today):
    aid = way("handed_over")
    assert aid.step == Aid.Step.HANDED_OVER
    assert [asset.number for asset in aid.items.all()] == [1, 2]
    tags = {asset.tag for asset in aid.items.all()}
    assert len(tags) == 2 and all(len(tag) == 8 for tag in tags)
    deadlines = Deadline.objects.filter(kind=VISIT, done_at=None)
    assert {row.object_key for row in deadlines} == {asset.pk.hex for asset in aid.items.all()}
    assert {row.due_at for row in deadlines} == {visit_moment(aid, 1)}
    assert StoredFile.objects.get(owner_kind="aid.hand_over").owner_key == str(aid.pk)
    assert sums_of(way.aid_round).delivered_idr == 2 * aids.PRICE_IDR


@pytest.mark.parametrize("reached", WAY)
def test_no_step_is_skipped(way, reached, today):
    """Of all steps only the next one is taken; each of the others is refused by name."""
    aid = way(reached) if reached != "proposed" else way.aid
    at = WAY.index(reached)
    for number, (name, act) in enumerate(way.acts()):
        if number != at:
            assert code_of(act, aid=aid, on=today, by=way.by) == "step_skipped", name
    aid.refresh_from_db()
    assert aid.step == reached


@pytest.mark.parametrize("reached", WAY[:-1])
def test_a_step_comes_on_the_day_of_the_one_before_or_later(way, reached, today):
    aid = way(reached) if reached != "proposed" else way.aid
    _name, act = way.acts()[WAY.index(reached)]
    before = way.start + WAY.index(reached) * DAY
    assert code_of(act, aid=aid, on=before - DAY, by=way.by) == "dates_not_in_order"
    assert code_of(act, aid=aid, on=today + 2 * DAY, by=way.by) == "future_date"
    assert act(aid=aid, on=before, by=way.by).step == WAY[WAY.index(reached) + 1]


@pytest.mark.parametrize(
    ("reached", "changes"),
    [
        ("proposed", {"decided_on": dt.date(2026, 1, 1)}),
        ("proposed", {"verified_on": dt.date(2000, 1, 1), "is_passed": True}),
        ("proposed", {"is_passed": False, "why": "x"}),
        ("proposed", {"granted_on": dt.date(2026, 1, 1), "nphd_no": "1"}),
        ("verified", {"procured_on": dt.date(2026, 1, 1)}),
        ("decided", {"handed_over_on": dt.date(2026, 1, 1), "bast_no": "1"}),
        ("procured", {"in_use_on": dt.date(2026, 11, 1)}),
        ("procured", {"closed_on": dt.date(2026, 11, 1), "ending": "done"}),
        ("handed_over", {"handed_over_on": dt.date(2001, 1, 1)}),
        ("decided", {"budget_idr": None}),
        ("decided", {"is_passed": False, "why": "x"}),
        ("verified", {"is_passed": False}),
        ("proposed", {"quantity": 0}),
        ("proposed", {"business": None}),
    ],
)
def test_the_database_keeps_the_order_too(way, reached, changes):
    aid = way(reached) if reached != "proposed" else way.aid
    with pytest.raises(IntegrityError), transaction.atomic():
        Aid.objects.filter(pk=aid.pk).update(**changes)


def test_the_step_of_a_row_is_the_step_of_the_list(way, world, seamstress):
    for step in WAY[1:]:
        way(step)
        way.aid = aids.aid(seamstress, quantity=2, proposed_on=way.start)
        way.aid_round = aids.aid_round(seamstress.region)
    actions.verify_aid(aid=way.aid, on=way.start, is_passed=False, why="Sudah ada.", by=way.by)
    aids.visit(aids.item(seamstress, "D7KM2QXW", in_use_on=way.start + 600 * DAY))
    rows = {aid.pk: aid.step for aid in Aid.objects.all()}
    assert set(rows.values()) >= {*WAY, "rejected"}
    for step in Aid.Step.values:
        assert {*Aid.objects.filter(at_step(step)).values_list("pk", flat=True)} == {
            pk for pk, reached in rows.items() if reached == step
        }
    counts = {step: count for step, _label, count in funnel(Aid.objects.all())}
    assert counts == {step: [*rows.values()].count(step) for step in rows.values()}


def test_a_proposal_names_one_receiver_a_thing_and_a_reason(world, companion):
    closed = businesses.business(world.rw, "Tutup")
    businesses.close(closed)
    closed.refresh_from_db()
    gone = groups.group(world.rw, "Bubar")
    type(gone).objects.filter(pk=gone.pk).update(closed_on="2026-01-02", closing_reason="Bubar")
    gone.refresh_from_db()
    for changes, code in (
        ({}, "receiver_missing"),
        ({"business": world.business, "group": world.group}, "receiver_missing"),
        ({"business": closed}, "business_closed"),
        ({"group": gone}, "group_closed"),
        ({"business": world.business, "kind": "rocket"}, "item_missing"),
        ({"business": world.business, "kind": "other"}, "item_missing"),
        ({"business": world.business, "quantity": 0}, "not_positive"),
        ({"business": world.business, "reason": " "}, "reason_missing"),
    ):
        assert code_of(actions.propose_aid, **ASKED | changes, by=companion) == code, changes
    made = actions.propose_aid(**ASKED, business=world.business, by=companion)
    assert made.step == "proposed" and made.label == "Oven"


def test_a_round_needs_a_giver_money_and_its_decree_before_anybody_is_named(world, office, way, today):
    facts = {"region": world.kabupaten, "giver_kind": "firm", "source": "firm", "year": 2026, "by": office}
    assert code_of(actions.open_aid_round, giver=" ", promised_idr=1, **facts) == "giver_missing"
    assert code_of(actions.open_aid_round, giver="PT Sawit", promised_idr=0, **facts) == "not_positive"
    aid_round = actions.open_aid_round(giver="PT Sawit", promised_idr=9_000_000, **facts)
    aid, given = way("verified"), {"aid_round": aid_round, "by": office}
    assert code_of(actions.decide_aid, aid=aid, on=today, budget_idr=1, **given) == "decree_missing"
    assert code_of(actions.note_aid_decree, decree_no=" ", decree_on=today, **given) == "number_missing"
    late = today + 2 * DAY
    assert code_of(actions.note_aid_decree, decree_no="1", decree_on=late, **given) == "future_date"
    actions.note_aid_decree(decree_no="1", decree_on=today, **given)
    assert code_of(actions.note_aid_decree, decree_no="2", decree_on=today, **given) == "already_decreed"
    assert code_of(actions.decide_aid, aid=aid, on=today, budget_idr=0, **given) == "not_positive"
    assert actions.decide_aid(aid=aid, on=today, budget_idr=9_000_000, **given).step == "decided"


def test_what_is_decided_never_passes_the_decree(way, seamstress, today):
    """A round of four machines: two are named, of the two others not one rupiah more."""
    way("decided")
    second = aids.aid(seamstress, kind="oven", proposed_on=way.start)
    second = actions.verify_aid(aid=second, on=today, is_passed=True, by=way.by)
    decide = {"aid": second, "aid_round": way.aid_round, "on": today, "by": way.by}
    left_idr = 2 * aids.PRICE_IDR
    assert code_of(actions.decide_aid, budget_idr=left_idr + 1, **decide) == "over_decree"
    assert actions.decide_aid(budget_idr=left_idr, **decide).budget_idr == left_idr
    assert sums_of(way.aid_round).decided_idr == way.aid_round.promised_idr


def test_what_is_bought_never_passes_what_was_decided(way, today):
    aid = way("granted")
    buy = {"aid": aid, "on": today, "by": way.by}
    assert code_of(actions.procure_aid, unit_price_idr=aids.PRICE_IDR + 1, **buy) == "over_decree"
    assert code_of(actions.procure_aid, unit_price_idr=0, **buy) == "not_positive"
    assert not AidItem.objects.filter(aid=aid).exists()
    assert code_of(actions.procure_aid, unit_price_idr=1, serials=["A"], **buy) == "serials_differ"
    bought = actions.procure_aid(unit_price_idr=aids.PRICE_IDR, serials=["A 1", "A 2"], **buy)
    assert [asset.serial for asset in bought.items.all()] == ["A 1", "A 2"]


def test_the_record_says_what_the_items_cost_who_signed_and_shows_a_photo(way, today):
    aid = way("procured")
    signed = {
        "aid": aid,
        "on": today,
        "bast_no": "BAST 1",
        "bast_idr": 2 * aids.PRICE_IDR,
        "giver_signer": "Rahmat Hidayat",
        "receiver_signer": "Ratna Anjani",
        "photo": PHOTO,
        "by": way.by,
    }
    pdf = Prepared(FileBase.Kind.SCAN, PDF, b"%PDF-1.7")
    for changes, code in (
        ({"bast_idr": 2 * aids.PRICE_IDR - 1}, "bast_differs"),
        ({"bast_idr": 2 * aids.PRICE_IDR + 1}, "bast_differs"),
        ({"bast_no": " "}, "number_missing"),
        ({"giver_signer": " "}, "signer_missing"),
        ({"receiver_signer": ""}, "signer_missing"),
        ({"photo": None}, "photo_missing"),
        ({"photo": pdf}, "no_photo"),
    ):
        assert code_of(actions.hand_over_aid, **signed | changes) == code, changes
    assert code_of(actions.grant_aid, aid=way.aid, nphd_no="2", on=today, by=way.by) == "step_skipped"
    assert actions.hand_over_aid(**signed).step == "handed_over"


def test_an_agreement_has_a_number(way, today):
    aid = way("decided")
    assert code_of(actions.grant_aid, aid=aid, nphd_no=" ", on=today, by=way.by) == "number_missing"
