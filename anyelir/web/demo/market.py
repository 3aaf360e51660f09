"""Businesses of four kelurahan with twenty months behind them, so that their numbers have something to say."""

from __future__ import annotations

import datetime as dt
import random

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound, AidVisit
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.outcome.models import StageDay
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade.models import Business, Ownership, SalesNote
from anyelir.enterprise.trade.queries.sales import last_sold_on
from anyelir.regions.models import Region
from anyelir.rules.dates import add_days, add_months
from anyelir.rules.months import months_between
from anyelir.web.demo.businesses import COMPANION
from anyelir.web.demo.places import KABUPATEN, DemoPlaces

SEED = 15
MONTHS = 20
# How many businesses a kelurahan has.
SHOPS = {"Ciriung": 7, "Cibinong": 9, "Pabuaran": 8, "Karadenan": 6}
GOODS = ("Keripik", "Bolu", "Sambal", "Rengginang", "Batik", "Anyaman", "Jamu", "Kue Kering", "Abon")
FLOWERS = ("Melati", "Kenanga", "Cempaka", "Teratai", "Dahlia", "Seruni", "Mawar", "Anggrek", "Wijaya")
OWNERS = ("Ratna", "Siti", "Yuyun", "Lilis", "Nining", "Tati", "Elin", "Wiwi", "Dewi")
# The state of five machines after a year; of the sixth nobody has looked.
AFTER_A_YEAR = ("used", "used", "rarely", "used", "broken", "")
MACHINE_IDR = 2_400_000


def keep_market(places: DemoPlaces) -> None:
    """Each with its owner, its papers and its sales; ten were helped with packaging, six got an overlock machine."""
    chance = random.Random(SEED)
    shops = [
        _shop(places.kelurahan[name], number, chance)
        for name, count in SHOPS.items()
        for number in range(count)
    ]
    for business in shops:
        _sell(business, chance)
        _license(business, chance)
    _help_with_packaging(shops[::3])
    _give_machines(chance.sample(shops, len(AFTER_A_YEAR)))


def _shop(place: Region, number: int, chance: random.Random) -> Business:
    begun_on = add_days(add_months(today_at(place.pk), -MONTHS), -chance.randrange(300))
    name = f"{GOODS[number % len(GOODS)]} {chance.choice(FLOWERS)} {place.name}"
    business = Business.objects.create(
        region=place, name=name, stage=Business.Stage.RUNNING, begun_on=begun_on, started_on=begun_on
    )
    Ownership.objects.create(business=business, name=f"{chance.choice(OWNERS)} (contoh)", since=begun_on)
    StageDay.objects.create(business=business, on=begun_on, stage=business.stage)
    return business


def _sell(business: Business, chance: random.Random) -> None:
    """Most have a few months without a note; some stopped half a year ago; the others sell a little more each year."""
    today = today_at(business.region_id)
    last = add_months(today, -6 if chance.random() < 0.2 else -1)
    usual_idr, growth = chance.randrange(400, 4000) * 1000, chance.choice([0.9, 1.0, 1.1, 1.25, 1.5])
    months = [
        month for month in months_between(add_months(today, 1 - MONTHS), last) if chance.random() < 0.85
    ]
    SalesNote.objects.bulk_create(
        SalesNote(
            business=business,
            month=month,
            amount_idr=round(usual_idr * growth ** (number / 12) * chance.uniform(0.85, 1.15), -3),
        )
        for number, month in enumerate(months)
    )
    business.last_sold_on = last_sold_on(business, today)
    business.save()


def _license(business: Business, chance: random.Random) -> None:
    """Two of three have a NIB, half of these a P-IRT of the last five years, a few halal."""
    today = today_at(business.region_id)
    for kind, share, days in (("nib", 0.66, 900), ("pirt", 0.4, 1800), ("halal", 0.2, 900)):
        if chance.random() < share:
            issued_on = today - dt.timedelta(days=chance.randrange(30, days))
            Permit.objects.create(business=business, kind=kind, issued_on=issued_on)


def _help_with_packaging(helped: list[Business]) -> None:
    """Eight months ago; at most of them somebody looked three months later."""
    for number, business in enumerate(helped):
        on = add_months(today_at(business.region_id), -8)
        given = Assistance.objects.create(
            business=business, region=business.region, kind=Assistance.Kind.PACKAGING, on=on
        )
        if number % 4:
            uses = UseFollowUp.Uses.NO if number % 3 == 0 else UseFollowUp.Uses.YES
            UseFollowUp.objects.create(assistance=given, month=3, on=add_months(on, 3), uses=uses)


def _give_machines(receivers: list[Business]) -> None:
    visitor = User.objects.get(username=COMPANION)
    kabupaten = Region.objects.get(pk=KABUPATEN)
    given_on = add_months(today_at(kabupaten.pk), -14)
    aid_round = AidRound.objects.create(
        region=kabupaten,
        giver_kind=AidRound.Giver.OFFICE,
        giver="Dinas Koperasi dan UKM (contoh)",
        source=AidRound.Source.REGENCY,
        year=given_on.year,
        promised_idr=len(receivers) * MACHINE_IDR,
        decree_no="518/12 (contoh)",
        decree_on=given_on,
    )
    for number, (business, state) in enumerate(zip(receivers, AFTER_A_YEAR, strict=True), start=1):
        asset = _machine(business, aid_round, given_on, number)
        states = {1: "used", 3: "used", 6: "used", 12: state}
        AidVisit.objects.bulk_create(
            AidVisit(
                asset=asset,
                month=month,
                on=add_months(given_on, month),
                state=seen,
                visitor=visitor.pk,
                visitor_name=visitor.name,
            )
            for month, seen in states.items()
            if seen
        )


def _machine(business: Business, aid_round: AidRound, given_on: dt.date, number: int) -> AidItem:
    steps = ("proposed_on", "verified_on", "decided_on", "granted_on", "procured_on", "handed_over_on")
    aid = Aid.objects.create(
        aid_round=aid_round,
        business=business,
        kind="sewing_machine",
        spec="obras",
        quantity=1,
        reason="Supaya jahitannya rapi dan pesanan cepat selesai.",
        is_passed=True,
        budget_idr=MACHINE_IDR,
        nphd_no=f"518/NPHD/{number} (contoh)",
        bast_no=f"518/BAST/{number} (contoh)",
        in_use_on=add_months(given_on, 1),
        **dict.fromkeys(steps, given_on),
    )
    return AidItem.objects.create(aid=aid, number=1, tag=f"DEMO{number:04}", unit_price_idr=MACHINE_IDR)
