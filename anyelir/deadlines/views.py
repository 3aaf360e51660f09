"""What should have been done by now, for whoever may do it."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone

from anyelir.core.paging import paginate
from anyelir.core.screens import methods
from anyelir.deadlines.queries import ORDER, lines, overdue, overdue_counts


@methods("GET")
def home(request):
    now = timezone.now()
    page = paginate(overdue(request.user, now), order=ORDER, cursor=request.GET.get("kursor", ""))
    counts = overdue_counts(request.user, now)
    context = {
        "page": page,
        "lines": lines(request.user, page.rows, now),
        "count": sum(count for _kind, count in counts),
        "counts": counts,
    }
    return render(request, "deadlines/home.html", context)
