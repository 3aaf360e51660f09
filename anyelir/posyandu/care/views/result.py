"""The result of a measurement, in words for the mother."""

from __future__ import annotations

from urllib.parse import quote

from django.shortcuts import render

from anyelir.core.clock import today_at
from anyelir.core.screens import methods
from anyelir.posyandu.care import access, explaining
from anyelir.posyandu.care.growth_chart import growth_charts
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.result_papers import issued_result
from anyelir.posyandu.care.telling import tell
from anyelir.posyandu.day.subject import is_age_exact
from anyelir.posyandu.day.views.finding import measurement_at
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register.views.finding import note_reading


@methods("GET")
def result(request, pk):
    """What was found, in words for the mother."""
    measurement = measurement_at(request, pk)
    child, posyandu = measurement.child, measurement.visit.session.posyandu
    sight = register_access.sight_of(request.user, child)
    in_words = tell(measurement, sight)
    message = explaining.message(child, measurement, in_words.explanation, posyandu, in_words.numbers)
    siblings = [
        row
        for row in in_words.history.rows
        if row.visit_id == measurement.visit_id and row.pk != measurement.pk
    ]
    note_reading(request, child, "result")
    context = {
        "measurement": measurement,
        "child": child,
        "session": measurement.visit.session,
        "posyandu": posyandu,
        "explanation": in_words.explanation,
        "now": in_words.now,
        "again": in_words.again,
        "is_age_exact": is_age_exact(child),
        "uncertain": in_words.uncertain,
        "numbers": in_words.numbers,
        "paper": issued_result(measurement) if measurement.is_chosen else None,
        "charts": growth_charts(
            child, "waz", in_words.history.until(measurement.measured_on), today_at(posyandu.region_id)
        ),
        "siblings": siblings,
        "used": next((row for row in siblings if row.is_chosen), None),
        "referral": _open_referral(child, sight),
        "message": message,
        "share": f"https://wa.me/?text={quote(message)}",
        "can_run": register_access.can_run_session(request.user, posyandu),
        "can_refer": access.can_create_referral(request.user, posyandu),
    }
    return render(request, "posyandu/care/result.html", context)


def _open_referral(child, sight):
    open_now = access.referrals_in(sight, Referral.objects.filter(child=child, closed_at=None))
    return open_now.select_related("puskesmas").first()
