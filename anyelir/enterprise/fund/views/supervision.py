"""The health of the funds of a place, for whoever looks after them: no person, no loan, no list of debtors."""

from __future__ import annotations

from django.shortcuts import render

from anyelir.core.clock import today_at
from anyelir.core.screens import methods
from anyelir.enterprise.fund.access import can_supervise_funds
from anyelir.enterprise.fund.health_page import help_rows, place_rows, stage_rows, whole_row
from anyelir.enterprise.fund.supervision import funds_of_place, needing_help
from anyelir.regions.finding import region_at
from anyelir.rules.fund import fewest_borrowers, ratio_borders

SHOWN = 50


@methods("GET")
def health(request, code):
    """Read live; who needs help by code of the place, fifty on a page."""
    region = region_at(request.user, code, can_supervise_funds)
    on = today_at(code)
    funds = funds_of_place(code, on)
    waiting = needing_help(funds)
    page = _page_of(request, len(waiting))
    context = {
        "region": region,
        "on": on,
        "whole": whole_row(region, funds, on) if funds else None,
        "places": place_rows(region, funds, on),
        "stages": stage_rows(funds, on),
        "borders": {name: ratio_borders(name, on) for name in ("lar", "rr")},
        "fewest": fewest_borrowers(on),
        "help": help_rows(waiting[(page - 1) * SHOWN : page * SHOWN], on),
        "help_count": len(waiting),
        "before": page - 1,
        "menu_page": "fund-health",
        "after": page + 1 if len(waiting) > page * SHOWN else 0,
    }
    return render(request, "fund/health.html", context)


def _page_of(request, count: int) -> int:
    """The page in the address; another one is the first."""
    typed = request.GET.get("halaman", "")
    last = max(1, -(-count // SHOWN))
    return int(typed) if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= last else 1
