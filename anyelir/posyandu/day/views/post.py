"""The page of one posyandu, with its open days."""

from __future__ import annotations

from django.db.models import F
from django.shortcuts import render

from anyelir.core.clock import today_at
from anyelir.core.screens import methods
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.posyandu.day.queries.day import running_session
from anyelir.posyandu.register import access
from anyelir.posyandu.register.attachments import DECREE
from anyelir.posyandu.register.queries.belonging import members
from anyelir.posyandu.register.queries.register import serving_on
from anyelir.posyandu.register.schedule import coming_open_day, schedule_words
from anyelir.posyandu.register.views.finding import posyandu_at

SESSIONS_SHOWN = 12


@methods("GET")
def detail(request, pk):
    posyandu = posyandu_at(request, pk)
    user, today = request.user, today_at(posyandu.region_id)
    context = {
        "posyandu": posyandu,
        "region": posyandu.region,
        "today": today,
        "schedule": schedule_words(posyandu),
        "coming": coming_open_day(posyandu, today),
        # Who serves today stands first on both databases, which sort an empty end differently.
        "service": posyandu.service.select_related("member").order_by(
            F("until").desc(nulls_first=True), "member__name"
        ),
        "assessments": posyandu.assessments.all(),
        "sessions": posyandu.sessions.all()[:SESSIONS_SHOWN],
        "running": running_session(posyandu, today),
        "children": members(posyandu, today).count(),
        "decree_pages": len(files_of(StoredFile, DECREE, posyandu.pk)),
        "serving": len(serving_on(posyandu, today)),
        "can_edit": access.can_edit_posyandu(user, posyandu),
        "can_assess": access.can_assess_stage(user, posyandu),
        "can_run": access.can_run_session(user, posyandu),
        "can_report": access.can_view_report(user, posyandu),
    }
    return render(request, "posyandu/day/detail.html", context)
