"""The facts of businesses as flat rows, for given leaves (place, month): what the indicators are counted from.

A business, an aid and a help are counted in their desa or kelurahan, business centres in their kecamatan, whose desa
and kelurahan are the whole. Every fact says what was so at the end of the month.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from anyelir.core.indicator import Leaf
from anyelir.core.terms import in_force
from anyelir.enterprise.aid.models import AidItem, AidVisit
from anyelir.enterprise.aid.models.item import GONE, IN_USE
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.outcome.register import YEAR, Kind, Register, desa_of, received_in
from anyelir.enterprise.trade.models import Sentra
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within_any, level_of
from anyelir.rules.aid import LAST_VISIT, visit_due_on
from anyelir.rules.business import PermitState
from anyelir.rules.dates import add_months
from anyelir.rules.months import first_of_month, last_day

Rows = list[dict[str, Any]]


def business_months(leaves: Sequence[Leaf]) -> Rows:
    """One row per business and month in which it stood."""
    register = Register(_positions(leaves, Level.DESAKEL))
    return [
        {"leaf": position, **_of_business(register, listed.pk, leaf.period)}
        for position, leaf in enumerate(leaves)
        for listed in register.by_desa.get(leaf.key, ())
        if listed.stands_in(leaf.period)
    ]


def _of_business(register: Register, pk: Any, month: dt.date) -> dict[str, Any]:
    papers = register.papers(pk, month)
    is_active = register.is_active(pk, month)
    return {
        "is_active": is_active,
        "has_note": register.has_note(pk, month),
        "has_nib": _is_valid(papers, Kind.NIB),
        "has_pirt": _is_valid(papers, Kind.PIRT),
        "has_halal": _is_valid(papers, Kind.HALAL),
        "is_expiring": PermitState.EXPIRING in papers.values(),
        "is_aided": register.is_aided(pk, month),
        "sales_change": register.sales_change(pk, month),
        "woman_heads_family": is_active and register.heads_family(pk, month),
    }


def _is_valid(papers: dict[str, PermitState], kind: str) -> bool:
    return kind in papers and papers[kind].is_valid


def aid_items(leaves: Sequence[Leaf]) -> Rows:
    """One row per item whose visit after twelve months fell due in the year that ends with the month."""
    positions = _positions(leaves, Level.DESAKEL)
    items = AidItem.objects.filter(
        received_in(positions, "aid__"), aid__handed_over_on__isnull=False
    ).select_related("aid__business", "aid__group")
    rows: Rows = []
    for asset in items.prefetch_related("visits"):
        due_on = visit_due_on(asset.aid.handed_over_on, LAST_VISIT)
        for month, position in positions[desa_of(asset.aid.place)]:
            if _is_in_year(due_on, month):
                seen = [visit for visit in asset.visits.all() if visit.on <= last_day(month)]
                rows.append({"leaf": position, **_of_item(seen)})
    return rows


def _of_item(seen: list[AidVisit]) -> dict[str, bool]:
    """Rarely used is used; lost and sold is not, whoever came or did not come later."""
    is_gone = any(visit.state in GONE for visit in seen)
    after_year = [visit.state for visit in seen if visit.month == LAST_VISIT]
    is_used = not is_gone and any(state in IN_USE for state in after_year)
    return {"is_seen": bool(after_year) or is_gone, "is_used": is_used}


def help_given(leaves: Sequence[Leaf]) -> Rows:
    """One row per training or help of the year that ends with the month, with what was last seen of it."""
    positions = _positions(leaves, Level.DESAKEL)
    given = Assistance.objects.filter(is_within_any(sorted(positions))).order_by()
    rows: Rows = []
    for assistance in given.prefetch_related("follow_ups"):
        for month, position in positions[desa_of(assistance.region_id)]:
            if _is_in_year(assistance.on, month):
                seen = [look for look in assistance.follow_ups.all() if look.on <= last_day(month)]
                is_used = bool(seen) and seen[-1].uses == UseFollowUp.Uses.YES
                rows.append({"leaf": position, "is_seen": bool(seen), "is_used": is_used})
    return rows


def sentra_places(leaves: Sequence[Leaf]) -> Rows:
    """One row per kecamatan and month: how many desa and kelurahan it has, and how many of them named a centre."""
    positions = _positions(leaves, Level.KECAMATAN)
    codes = sorted(positions)
    desas = Region.objects.current().filter(is_within_any(codes, "code"), level=Level.DESAKEL)
    total = _by_kecamatan(desas, "code")
    named = {
        month: _by_kecamatan(
            Sentra.objects.filter(in_force(last_day(month)), is_within_any(codes)), "region_id"
        )
        for month in {month for months in positions.values() for month, _position in months}
    }
    return [
        {"leaf": position, "desas": total[code], "named": named[month][code]}
        for code, months in positions.items()
        for month, position in months
    ]


def _by_kecamatan(rows: Any, field: str) -> Counter[str | None]:
    return Counter(at_level(code, Level.KECAMATAN) for code in rows.order_by().values_list(field, flat=True))


def _positions(leaves: Sequence[Leaf], level: Level) -> dict[str, list[tuple[dt.date, int]]]:
    """The months of each place of a level, with where their leaf stands in the list."""
    positions: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
    for position, leaf in enumerate(leaves):
        if level_of(leaf.key) == level:
            positions[leaf.key].append((leaf.period, position))
    return positions


def _is_in_year(day: dt.date, month: dt.date) -> bool:
    """Whether a day lies in the twelve months that end with this one."""
    return first_of_month(add_months(month, 1 - YEAR)) <= day <= last_day(month)
