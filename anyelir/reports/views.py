"""The overview of a region and the month report of a posyandu."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.forms import TextField
from anyelir.core.grain import MONTH, Grain
from anyelir.core.indicator import CATALOGUES, Catalogue
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, done, load_or_refuse, methods
from anyelir.core.sending import SentOnce, posted_op_id
from anyelir.posyandu.day import actions as posyandu_actions
from anyelir.posyandu.register.access import visible_posyandu
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions.finding import region_at
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION
from anyelir.reports import access, actions, monthly, queries, table
from anyelir.reports.dashboard import Dashboard
from anyelir.reports.issuing import issue_if_possible


def month_from(text: str, default: date) -> date:
    """``2026-10`` as the first of the month; anything else, or a month to come, is the default."""
    return period_from(MONTH, text, default)


def period_from(grain: Grain, text: str, default: date) -> date:
    """The period of its key; anything else, or one to come, is the default."""
    period = grain.parse(text)
    return default if period is None or period > today_anywhere() else period


def _catalogue(request) -> Catalogue:
    """What the page is about: the catalogue asked for, else the first that has an overview."""
    shown = [catalogue for catalogue in CATALOGUES if catalogue.overview]
    return next((each for each in shown if each.kind == request.GET.get("satuan")), shown[0])


def _period(request, catalogue: Catalogue, code: str) -> date:
    default = queries.told_period(catalogue, code, today_at(code))
    return period_from(catalogue.unit.grain, request.GET.get("bulan", ""), default)


def _region_at(user, code: str) -> Region | None:
    """The region if the person may see its numbers; None for the nation, which is no row."""
    if code != NATION:
        return region_at(user, code, access.can_view_region)
    if not access.can_view_region(user, code):
        raise Http404
    return None


@methods("GET")
def start(request):
    """The overview at the person's own height."""
    highest = access.highest_regions(request.user)
    if not highest:
        raise PermissionDenied
    return redirect("reports:dashboard", highest[0]) if highest[0] else redirect("reports:nation")


@methods("GET")
def dashboard(request, code=NATION):
    """One region in one period."""
    region = _region_at(request.user, code)
    catalogue = _catalogue(request)
    period = _period(request, catalogue, code)
    overview = Dashboard(catalogue, region, period, access.audience(request.user, code))
    context = {
        "region": region,
        "overview": overview,
        "layout": overview.layout,
        "periods": _choices(catalogue, code, period),
        "table": table.sorted_table(catalogue, overview.rows, period, request.GET.get("urut", "")),
        "units": [each for each in CATALOGUES if each.overview],
    }
    return render(request, "reports/dashboard.html", context)


def _choices(catalogue: Catalogue, code: str, chosen: date) -> list[tuple[str, str, bool]]:
    """(key, words, is chosen) of each period that has numbers."""
    grain = catalogue.unit.grain
    periods = queries.periods_with_numbers(catalogue, code) or [chosen]
    return [(grain.key(period), grain.text(period), period == chosen) for period in periods]


def _exports():
    """The writers of XLSX and PDF, loaded with the first download: half a second of start that no page needs."""
    from anyelir.reports import exports

    return exports


@methods("GET")
def download(request, form, code=NATION):
    """The table of children regions as XLSX or CSV, all indicators."""
    region = _region_at(request.user, code)
    catalogue = _catalogue(request)
    period = _period(request, catalogue, code)
    name = f"ringkasan-{(code or 'indonesia').replace('/', '-')}-{catalogue.unit.grain.key(period)}"
    exports = _exports()
    rows = exports.comparison(catalogue, region, period, access.audience(request.user, code))
    if form == "csv":
        return exports.as_csv(rows, name)
    return exports.as_xlsx(rows, name, title=name)


def _posyandu_at(user, pk) -> Posyandu:
    known = visible_posyandu(user).select_related("region", "puskesmas")
    return load_or_refuse(known, lambda posyandu: access.can_view_month(user, posyandu), pk=pk)


def _report_or_404(request, pk, month) -> monthly.MonthReport:
    posyandu = _posyandu_at(request.user, pk)
    found = month_from(month, date.min)
    if found == date.min:
        # A month to come has no sheet.
        raise Http404
    return monthly.MonthReport(posyandu, found)


class ReopenForm(SentOnce):
    """Why a closed month is opened again."""

    reason = TextField(
        label=gettext_lazy("Alasan membuka kembali"),
        max_length=300,
        error_messages={"required": gettext_lazy("Tuliskan alasan membuka kembali.")},
    )


def _report_context(request, report) -> dict:
    return {
        "report": report,
        "region": report.posyandu.region,
        "menu_page": "posyandu",
        "can_close": access.can_close_month(request.user, report.posyandu),
    }


@methods("GET")
def month_report(request, pk, month):
    """SKDN of a posyandu in the layout of the paper form."""
    report = _report_or_404(request, pk, month)
    context = {**_report_context(request, report), "form": ReopenForm()}
    return render(request, "reports/month_report.html", context)


@methods("GET")
def month_report_file(request, pk, month, form):
    """The same sheet as XLSX or PDF."""
    report = _report_or_404(request, pk, month)
    if form == "xlsx":
        return _exports().sheet_xlsx(report)
    return _exports().sheet_pdf(report)


@methods("POST")
def close_month(request, pk, month):
    """Sign the numbers of the month."""
    report = _report_or_404(request, pk, month)
    if not access.can_close_month(request.user, report.posyandu):
        raise PermissionDenied
    closing = posyandu_actions.close_month(
        posyandu=report.posyandu,
        month=report.month,
        count=report.counted,
        by=request.user,
        op_id=posted_op_id(request),
    )
    check_url = request.build_absolute_uri(reverse("documents:ask"))
    issue_if_possible(closing, check_url=check_url, by=request.user)
    return done(
        request, _("Bulan ini sudah ditutup dan ditandatangani."), "reports:month", pk=pk, month=month
    )


@methods("POST")
def reopen_month(request, pk, month):
    """Open a closed month again, with a reason."""
    report = _report_or_404(request, pk, month)
    if not access.can_close_month(request.user, report.posyandu):
        raise PermissionDenied
    if report.closing is None:
        raise Refused("month_open", _("Bulan ini belum ditutup."))

    def save(data):
        posyandu_actions.reopen_month(closing=report.closing, by=request.user, **data)
        actions.revoke_month_paper(posyandu=report.posyandu, month=report.month, by=request.user)
        text = _("Bulan ini terbuka lagi. Angka lama tetap tersimpan.")
        return done(request, text, "reports:month", pk=pk, month=month)

    context = _report_context(request, report)
    return answer(request, ReopenForm(request.POST), save, "reports/month_report.html", context)
