"""The promises of a body: what it owes, what is owed to it, what it was told of, and its papers."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.commitments import access, queries
from anyelir.commitments.showing import clause_lines
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission
from anyelir.core.screens import methods
from anyelir.membership.finding import body_at, choose_body

LISTS = {
    "": queries.open_clauses,
    "dijanjikan": queries.promised_to,
    "terlambat": queries.told_to,
    "selesai": queries.closed_clauses,
}
SHOWN = 20
# Nobody keeps more promises than that open; the list says so when somebody does.
MOST_CLAUSES = 200


@methods("GET")
def home(request):
    return choose_body(
        request,
        access.promise_bodies(request.user),
        lambda body: reverse("commitments:promises", args=[body.pk]),
        rights=(Permission.ACTIVITY_VIEW,),
        title=_("Komitmen"),
        lead=_("Setiap lembaga punya janjinya sendiri."),
    )


@methods("GET")
def promises(request, pk):
    body = body_at(request, pk, access.can_view_promises)
    today = today_at(body.region_id)
    tab = request.GET.get("daftar", "")
    shown = tab if tab in LISTS else ""
    rows = [*LISTS[shown](body)[: MOST_CLAUSES + 1]]
    context = {
        "body": body,
        "region": body.region,
        "shown": shown,
        "lines": clause_lines(rows[:MOST_CLAUSES], today),
        "has_more": len(rows) > MOST_CLAUSES,
        "counts": queries.promise_counts(body, today),
        "told_count": queries.told_to(body).count(),
        "papers": queries.papers_of(body)[:SHOWN],
        "may_run": access.can_run_promises(request.user, body),
        "menu_page": "commitments",
    }
    return render(request, "commitments/promises.html", context)
