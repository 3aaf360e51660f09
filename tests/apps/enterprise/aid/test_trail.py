"""Each step of an aid leaves its line in the trail, in words that name no person."""

from __future__ import annotations

import pytest

from anyelir.core.models import AuditEntry
from anyelir.core.trail import VERBS
from anyelir.enterprise.aid import actions
from anyelir.rules.aid import visit_due_on

pytestmark = pytest.mark.django_db
STEPS = ("aid.verify", "aid.decide", "aid.grant", "aid.procure", "aid.hand_over", "aid.visit", "aid.close")


def test_every_step_is_noted_by_who_took_it(way, office, companion, world, today):
    aid = way("handed_over")
    asset = aid.items.first()
    on = visit_due_on(aid.handed_over_on, 1)
    actions.record_aid_visit(asset=asset, on=on, state="sold", by=companion)
    actions.close_aid(aid=aid, on=today, ending="withdrawn", reason="Dijual.", by=office)
    noted = AuditEntry.objects.filter(object_id__in=[str(aid.pk), str(asset.pk)]).order_by("at", "id")
    assert [entry.verb for entry in noted] == list(STEPS)
    assert {entry.actor_name for entry in noted} == {"Ratna Komala", "Wida Nurlela"}
    assert {entry.region_code for entry in noted} == {world.rw.pk}


def test_a_proposal_a_round_and_its_decree_are_noted(world, office, companion, today):
    facts = {"kind": "oven", "quantity": 1, "reason": "Memanggang roti."}
    actions.propose_aid(business=world.business, by=companion, **facts)
    money = {"giver_kind": "firm", "giver": "PT Contoh", "source": "firm", "year": 2026, "promised_idr": 1}
    aid_round = actions.open_aid_round(region=world.kabupaten, by=office, **money)
    actions.note_aid_decree(aid_round=aid_round, decree_no="1", decree_on=today, by=office)
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {
        "aid.propose",
        "aid.round",
        "aid.decree",
    }
    words = [str(verb.label) for verb in VERBS if verb.slug.startswith("aid.")]
    assert len(words) == 10 and not any("Nursiah" in text for text in words)
