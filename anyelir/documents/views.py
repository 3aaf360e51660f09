"""Anybody with a paper in hand asks whether it counts: kind, issuer, day, number and state, never a name."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from anyelir.accounts.address import budget_address
from anyelir.core.budget import Allowance
from anyelir.core.posted import searched
from anyelir.core.screens import methods
from anyelir.documents.issuing import paper_by_code
from anyelir.documents.models import Paper

TRIES = Allowance("paper.check", 20, dt.timedelta(hours=1))


@login_not_required
@never_cache
@methods("GET")
def ask(request):
    """The page on which a code is typed."""
    typed = searched(request, "kode")
    if typed:
        return redirect("documents:check", code=typed[:40].replace("/", "-"))
    return render(request, "documents/check.html")


@login_not_required
@never_cache
@methods("GET")
def check(request, code):
    """What the register says of a code; a code that is not there and one that is wrong are the same."""
    if not TRIES.take(budget_address(request)):
        return render(request, "documents/check.html", {"typed": code, "is_spent": True}, status=429)
    paper = paper_by_code(Paper, code)
    if paper is None:
        return render(request, "documents/check.html", {"typed": code, "is_unknown": True}, status=404)
    TRIES.give_back(budget_address(request))
    return render(request, "documents/check.html", {"paper": paper})
