"""Anybody with a paper in hand asks whether it counts: kind, issuer, day, number and state, never a name."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from anyelir.accounts.address import budget_address
from anyelir.core.budget import Allowance
from anyelir.core.screens import methods
from anyelir.core.submissions import searched
from anyelir.documents.issuing import is_same_file, names_holder, paper_by_code
from anyelir.documents.models import Paper
from anyelir.documents.owners import state_of

TRIES = Allowance("paper.check", 20, dt.timedelta(hours=1))
# Whoever holds the paper knows the name; whoever tries names does not hold it.
NAMES = Allowance("paper.name", 5, dt.timedelta(hours=1))
NAMES_OF_PAPER = Allowance("paper.names", 30, dt.timedelta(days=1))


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
@methods("GET", "POST")
def check(request, code):
    """What the register says of a code; a code that is not there and one that is wrong are the same.

    A name and a file are compared with the paper; neither is kept, and nothing of the paper is shown.
    """
    if not TRIES.take(budget_address(request)):
        return render(request, "documents/check.html", {"typed": code, "is_spent": True}, status=429)
    paper = paper_by_code(Paper, code)
    if paper is None:
        return render(request, "documents/check.html", {"typed": code, "is_unknown": True}, status=404)
    TRIES.give_back(budget_address(request))
    compared = _compared(request, paper) if request.method == "POST" else {}
    status = 429 if compared.get("is_too_often") else 200
    context = {"paper": paper, "state": state_of(paper), **compared}
    return render(request, "documents/check.html", context, status=status)


def _compared(request, paper: Paper) -> dict[str, bool]:
    file, name = request.FILES.get("berkas"), searched(request, "nama", method="POST")
    if file is not None:
        return {"has_file": True, "is_same_file": is_same_file(paper, file.chunks())}
    if not name or not paper.holder:
        return {}
    if not (NAMES.take(budget_address(request), paper.code) and NAMES_OF_PAPER.take(paper.code)):
        return {"is_too_often": True}
    return {"has_name": True, "is_holder": names_holder(paper, name)}
