"""Aid in kind of the demo: two sewing machines, one broken after half a year, and a proposal that waits."""

from __future__ import annotations

import datetime as dt
import io

from django.core.files.base import File
from PIL import Image, ImageDraw

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.aid import actions
from anyelir.enterprise.aid.models import Aid, AidRound
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models import Business
from anyelir.files.reading import Prepared, prepared
from anyelir.regions.models import Region
from anyelir.rules.aid import visit_due_on
from anyelir.rules.dates import add_days, add_months
from anyelir.web.demo.businesses import COMPANION, OFFICE, SEAMSTRESS, begin_sewing
from anyelir.web.demo.groups import POKLAK
from anyelir.web.demo.places import KABUPATEN, DemoPlaces

PRICE_IDR = 2_750_000
MONTHS_AGO = 7
SEEN = {1: ("used", "used"), 3: ("used", "rarely"), 6: ("used", "broken")}
MADE = {1: "6 seragam", 3: "14 seragam", 6: "11 gamis"}
DAY = dt.timedelta(days=1)


def _photo(number: int) -> Prepared:
    """A drawn machine: the demo shows no real thing of anybody."""
    picture = Image.new("RGB", (640, 480), "#dcefe9")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((90, 330, 550, 370), fill="#52625e")
    pen.rectangle((150, 160, 500, 230), fill="#0b6b5d")
    pen.rectangle((400, 160, 470, 330), fill="#0b6b5d")
    pen.rectangle((160, 230, 200, 300), fill="#0b6b5d")
    pen.text((300, 400), str(number), fill="#1d2b28")
    target = io.BytesIO()
    picture.save(target, "PNG")
    return prepared(File(io.BytesIO(target.getvalue())))


def keep_aid(places: DemoPlaces) -> None:
    """A round of the dinas, what came of it, and what a firm promised."""
    office = User.objects.get(username=OFFICE)
    kabupaten = Region.objects.get(pk=KABUPATEN)
    aid_round = _round(kabupaten, office, "office", "Dinas Koperasi dan UKM (contoh)", "regency", 60_000_000)
    _round(kabupaten, office, "firm", "PT Benang Nusantara (contoh)", "firm", 25_000_000)
    seamstress = begin_sewing(places.rw)
    given = _given(seamstress, aid_round, office)
    _visit(given)
    group = Group.objects.get(name=POKLAK, region=places.rw)
    facts = {"kind": "oven", "quantity": 1, "spec": "gas, dua rak"}
    reason = "Oven sekarang satu rak. Dengan dua rak pesanan kue lebaran bisa selesai sehari."
    by = User.objects.get(username=COMPANION)
    actions.propose_aid(group=group, reason=reason, by=by, **facts)


def _round(region: Region, by: User, giver_kind: str, giver: str, source: str, promised_idr: int) -> AidRound:
    begun_on = add_months(today_at(region.pk), -MONTHS_AGO - 1)
    facts = {"giver_kind": giver_kind, "giver": giver, "source": source, "promised_idr": promised_idr}
    aid_round = actions.open_aid_round(region=region, year=begun_on.year, by=by, **facts)
    if giver_kind == AidRound.Giver.OFFICE:
        number = f"518/41/{begun_on.year}"
        actions.note_aid_decree(aid_round=aid_round, decree_no=number, decree_on=begun_on, by=by)
    return aid_round


def _given(receiver: Business, aid_round: AidRound, by: User) -> Aid:
    """Two machines, handed over some months ago, each step a day after the one before."""
    begun_on = add_days(add_months(today_at(receiver.region_id), -MONTHS_AGO), -6)
    proposer = User.objects.get(username=COMPANION)
    reason = "Menjahit seragam untuk tiga PAUD; sekarang memakai mesin pinjaman."
    facts = {"kind": "sewing_machine", "quantity": 2, "spec": "portabel"}
    aid = actions.propose_aid(business=receiver, reason=reason, by=proposer, **facts)
    # Asked for today by the action; here it was asked for when the round began.
    Aid.objects.filter(pk=aid.pk).update(proposed_on=begun_on)
    days = iter(begun_on + number * DAY for number in range(1, 6))
    actions.verify_aid(aid=aid, on=next(days), is_passed=True, by=by)
    actions.decide_aid(aid=aid, aid_round=aid_round, on=next(days), budget_idr=2 * PRICE_IDR, by=by)
    actions.grant_aid(aid=aid, nphd_no="518/NPHD/07", on=next(days), by=by)
    serials = ["CTH-2201", "CTH-2202"]
    actions.procure_aid(aid=aid, on=next(days), unit_price_idr=PRICE_IDR, serials=serials, by=by)
    return actions.hand_over_aid(
        aid=aid,
        on=next(days),
        bast_no="518/BAST/07",
        bast_idr=2 * PRICE_IDR,
        giver_signer="Rahmat Setiadi, kepala bidang",
        receiver_signer=SEAMSTRESS,
        witnesses="Dedi Mulyana Putra\nWida Nurlela",
        photo=_photo(0),
        by=by,
    )


def _visit(aid: Aid) -> None:
    by = User.objects.get(username=COMPANION)
    for number, asset in enumerate(aid.items.all()):
        for month, states in SEEN.items():
            output = MADE[month] if states[number] == "used" else ""
            actions.record_aid_visit(
                asset=asset,
                on=visit_due_on(aid.handed_over_on, month),
                state=states[number],
                output=output,
                photo=_photo(asset.number),
                by=by,
            )
