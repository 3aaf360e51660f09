"""Aid in kind for tests of all rooms."""

from __future__ import annotations

import datetime as dt

from anyelir.core.clock import today_at
from anyelir.enterprise.aid.models import Aid, AidItem, AidRound, AidVisit
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models import Business
from anyelir.regions.models import Region
from anyelir.rules.dates import add_months

PRICE_IDR = 2_500_000


def aid_round(place: Region, giver: str = "Dinas Koperasi", **fields) -> AidRound:
    """Money for four machines, with its decree."""
    values = {
        "giver_kind": "office",
        "source": "regency",
        "year": 2026,
        "promised_idr": 4 * PRICE_IDR,
        "decree_no": "518/12/2026",
        "decree_on": dt.date(2026, 1, 12),
    }
    return AidRound.objects.create(region=place, giver=giver, **values | fields)


def aid(receiver: Business | Group, **fields) -> Aid:
    """Asked for today."""
    who = {"group" if isinstance(receiver, Group) else "business": receiver}
    values = {"kind": "sewing_machine", "quantity": 1, "reason": "Menjahit seragam sekolah."}
    values |= {"proposed_on": today_at(receiver.region_id)}
    return Aid.objects.create(**who, **values | fields)


def item(receiver: Business | Group, tag: str = "B7KM2QXW", *, months: int = 1, **fields) -> AidItem:
    """One machine that was handed over so many months ago."""
    on = add_months(today_at(receiver.region_id), -months)
    values = {
        "proposed_on": on,
        "verified_on": on,
        "is_passed": True,
        "decided_on": on,
        "aid_round": aid_round(receiver.region),
        "budget_idr": PRICE_IDR,
        "nphd_no": "NPHD 7",
        "granted_on": on,
        "procured_on": on,
        "handed_over_on": on,
        "bast_no": "BAST 7",
        "giver_signer": "Rahmat Hidayat",
        "receiver_signer": "Nursiah Rahman",
    }
    given = aid(receiver, **values | fields)
    return AidItem.objects.create(aid=given, number=1, tag=tag, unit_price_idr=PRICE_IDR)


def visit(of: AidItem, month: int = 1, state: str = "used", **fields) -> AidVisit:
    on = add_months(of.aid.handed_over_on, month)
    return AidVisit.objects.create(
        asset=of, month=month, on=on, state=state, visitor_name="Wida Nurlela", **fields
    )
