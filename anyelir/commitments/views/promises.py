"""The promises of a body: what it owes, what is owed to it, what it was told of, and its papers."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.commitments import access, queries
from anyelir.commitments.showing import clause_lines
from anyelir.commitments.views.finding import body_at, first_page
from anyelir.core.clock import today_at
from anyelir.core.screens import methods

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
    lead = _("Setiap lembaga punya janjinya sendiri.")
    return first_page(request, access.promise_bodies, "commitments:promises", _("Komitmen"), lead)


@methods("GET")
def promises(request, pk):
    body = body_at(request, pk)
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
