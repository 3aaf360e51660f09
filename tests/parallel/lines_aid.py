"""Lines of the table about aid in kind."""

from __future__ import annotations

from anyelir.core.clock import today_at
from anyelir.enterprise.aid import actions
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound, AidVisit
from anyelir.files.models import FileBase
from anyelir.files.reading import WEBP, Prepared
from tests import aids, businesses
from tests.parallel.line import Line

PHOTO = Prepared(FileBase.Kind.PHOTO, WEBP, b"RIFF....WEBPVP8 ", b"RIFF....WEBPVP8 ", 4, 3)


def office(town):
    return town.user("kabupaten")


def _at(town, step: str):
    """An aid for one machine at that step, all of it today."""
    today = today_at(town.rw.pk)
    aid_round = aids.aid_round(town.kabupaten)
    days = {
        "verified": {"verified_on": today, "is_passed": True},
        "decided": {"decided_on": today, "aid_round": aid_round, "budget_idr": aids.PRICE_IDR},
        "granted": {"granted_on": today, "nphd_no": "1"},
        "procured": {"procured_on": today},
    }
    fields = {}
    for name, values in days.items():
        if step == "proposed":
            break
        fields |= values
        if name == step:
            break
    return aids.aid(businesses.business(town.rw, "Benang Emas"), **fields)


def _bought(town):
    made = _at(town, "procured")
    AidItem.objects.create(aid=made, number=1, tag="D7KM2QXW", unit_price_idr=aids.PRICE_IDR)
    return made


def _given(town):
    return aids.item(businesses.business(town.rw, "Benang Emas"), "D7KM2QXW")


def _verify(town, aid, op_id):
    on = today_at(town.rw.pk)
    return actions.verify_aid(aid=aid, on=on, is_passed=True, by=office(town), op_id=op_id)


def _decide(town, aid, op_id):
    given = {"aid_round": town.aid_round, "budget_idr": aids.PRICE_IDR, "by": office(town)}
    return actions.decide_aid(aid=aid, on=today_at(town.rw.pk), op_id=op_id, **given)


def _grant(town, aid, op_id):
    on = today_at(town.rw.pk)
    return actions.grant_aid(aid=aid, nphd_no="1", on=on, by=office(town), op_id=op_id)


def _procure(town, aid, op_id):
    given = {"unit_price_idr": aids.PRICE_IDR, "by": office(town)}
    return actions.procure_aid(aid=aid, on=today_at(town.rw.pk), op_id=op_id, **given)


def _hand_over(town, aid, op_id):
    signed = {"bast_no": "1", "giver_signer": "Rahmat", "receiver_signer": "Ratna", "photo": PHOTO}
    given = {"on": today_at(town.rw.pk), "bast_idr": aids.PRICE_IDR, "by": office(town), "op_id": op_id}
    return actions.hand_over_aid(aid=aid, **signed, **given)


def _visit(town, asset, op_id):
    given = {"on": today_at(town.rw.pk), "state": "used", "photo": PHOTO, "by": office(town)}
    return actions.record_aid_visit(asset=asset, op_id=op_id, **given)


def _close(town, asset, op_id):
    given = {
        "on": today_at(town.rw.pk),
        "ending": "withdrawn",
        "reason": "Tidak dipakai.",
        "by": office(town),
    }
    return actions.close_aid(aid=asset.aid, op_id=op_id, **given)


def _decree(town, aid_round, op_id):
    given = {"decree_no": "7", "decree_on": today_at(town.rw.pk), "by": office(town)}
    return actions.note_aid_decree(aid_round=aid_round, op_id=op_id, **given)


def _propose(town, _given, op_id):
    facts = {"kind": "oven", "quantity": 1, "reason": "Memanggang roti."}
    return actions.propose_aid(business=town.business, by=office(town), op_id=op_id, **facts)


def _open_round(town, _given, op_id):
    facts = {"giver_kind": "firm", "giver": "PT Contoh", "source": "firm", "year": 2026, "promised_idr": 1}
    return actions.open_aid_round(region=town.kabupaten, by=office(town), op_id=op_id, **facts)


SKIPPED = frozenset({"step_skipped"})


def _standing(step: str):
    return lambda town, aid: [int(Aid.objects.get(pk=aid.pk).step == step)]


AID = [
    Line("verify an aid", _verify, _standing("verified"), lambda town: _at(town, "proposed"), SKIPPED),
    Line("decide an aid", _decide, _standing("decided"), lambda town: _at(town, "verified"), SKIPPED),
    Line("grant an aid", _grant, _standing("granted"), lambda town: _at(town, "decided"), SKIPPED),
    Line(
        "procure an aid",
        _procure,
        lambda town, aid: [AidItem.objects.filter(aid=aid).count()],
        lambda town: _at(town, "granted"),
        SKIPPED,
    ),
    Line("hand over an aid", _hand_over, _standing("handed_over"), _bought, SKIPPED),
    Line(
        "visit an item",
        _visit,
        lambda town, asset: [AidVisit.objects.filter(asset=asset).count()],
        _given,
        frozenset({"too_early"}),
    ),
    Line(
        "close an aid",
        _close,
        lambda town, asset: [Aid.objects.filter(pk=asset.aid_id, ending="withdrawn").count()],
        _given,
        frozenset({"already_closed"}),
    ),
    Line(
        "note the decree of a round",
        _decree,
        lambda town, aid_round: [AidRound.objects.filter(pk=aid_round.pk, decree_no="7").count()],
        lambda town: aids.aid_round(town.kabupaten, decree_no="", decree_on=None),
        frozenset({"already_decreed"}),
    ),
]
# A business may ask for two ovens, and a firm may give twice a year.
AID_AT_WILL = [
    Line("propose an aid", _propose, lambda town, given: [Aid.objects.filter(kind="oven").count()]),
    Line(
        "open a round", _open_round, lambda town, given: [AidRound.objects.filter(giver="PT Contoh").count()]
    ),
]
