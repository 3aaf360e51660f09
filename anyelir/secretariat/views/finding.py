"""The body, the year and the record of an address."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.screens import load_or_refuse
from anyelir.membership.finding import choose_body
from anyelir.membership.models import Body
from anyelir.secretariat import access
from anyelir.secretariat.models import Activity, PlanLine, ReportPicture
from anyelir.secretariat.models.plans import FIRST_YEAR, LAST_YEAR


def year_or_404(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def line_at(request, pk) -> PlanLine:
    known = access.known_plan_lines(request.user).select_related("body__region", "work_item")
    return load_or_refuse(known, lambda line: access.can_run_plan(request.user, line.body), pk=pk)


def activity_at(request, pk, allowed=access.can_view_plan) -> Activity:
    known = access.known_activities(request.user).select_related(
        "body__region", "work_item", "plan_line", "organiser__member"
    )
    return load_or_refuse(known, lambda activity: allowed(request.user, activity.body), pk=pk)


def picture_at(request, pk) -> ReportPicture:
    known = access.known_pictures(request.user).select_related("report__body", "file")
    return load_or_refuse(
        known, lambda picture: access.can_run_plan(request.user, picture.report.body), pk=pk
    )


def this_year(body: Body) -> int:
    return today_at(body.region_id).year


def home_of(request, url_name: str, title: str, menu_page: str):
    """Whose books: with one body at hand its own page of this year."""
    return choose_body(
        request,
        access.planning_bodies(request.user),
        lambda body: reverse(url_name, args=[body.pk, this_year(body)]),
        rights=(P.ACTIVITY_VIEW,),
        title=title,
        lead=_("Pilih lembaganya. Setiap lembaga punya bukunya sendiri."),
        menu_page=menu_page,
    )
