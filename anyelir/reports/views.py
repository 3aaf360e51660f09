"""The overview of a region and the official sheets of units."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.forms import TextField
from anyelir.core.grain import Grain
from anyelir.core.indicator import CATALOGUES, Catalogue
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, done, methods
from anyelir.core.sending import SentOnce, posted_op_id, was_sent
from anyelir.core.sheet import SHEETS, Signing
from anyelir.regions.finding import region_at
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION
from anyelir.reports import access, actions, queries, table
from anyelir.reports.dashboard import Dashboard
from anyelir.reports.issuing import issue_if_possible
from anyelir.reports.sheets import SheetReport
from anyelir.rules.disclosure.limits import Audience


def period_from(grain: Grain, text: str, default: date) -> date:
    """The period of its key; anything else, or one to come, is the default."""
    period = grain.parse(text)
    return default if period is None or period > today_anywhere() else period


def _catalogue(request, code: str) -> Catalogue:
    """What the page is about: the catalogue asked for, else the first that this person reads there."""
    shown = [catalogue for catalogue in CATALOGUES if catalogue.overview]
    asked = [each for each in shown if each.kind == request.GET.get("satuan")]
    return next(iter([*asked, *_readable(request.user, code), *shown]))


def _readable(user, code: str) -> list[Catalogue]:
    """Those with an overview that the person reads at a place."""
    return [each for each in CATALOGUES if each.overview and access.can_view_region(user, code, each.read_by)]


def _period(request, catalogue: Catalogue, code: str) -> date:
    default = queries.told_period(catalogue, code, today_at(code))
    return period_from(catalogue.unit.grain, request.GET.get("bulan", ""), default)


def _region_at(user, catalogue: Catalogue, code: str) -> Region | None:
    """The region if the person may see its numbers; None for the nation, which is no row."""
    if code != NATION:
        return region_at(user, code, partial(access.can_view_region, right=catalogue.read_by))
    if not access.can_view_region(user, code, catalogue.read_by):
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
    catalogue = _catalogue(request, code)
    region = _region_at(request.user, catalogue, code)
    period = _period(request, catalogue, code)
    overview = Dashboard(catalogue, region, period, access.audience(request.user, catalogue, code))
    context = {
        "region": region,
        "overview": overview,
        "layout": overview.layout,
        "periods": _choices(catalogue, code, period),
        "table": table.sorted_table(catalogue, overview.rows, period, request.GET.get("urut", "")),
        "units": _readable(request.user, code),
        "menu_page": overview.layout.menu_page,
        "opens_units": catalogue.unit.opens(request.user, code),
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
    catalogue = _catalogue(request, code)
    region = _region_at(request.user, catalogue, code)
    period = _period(request, catalogue, code)
    name = f"ringkasan-{(code or 'indonesia').replace('/', '-')}-{catalogue.unit.grain.key(period)}"
    exports = _exports()
    rows = exports.comparison(catalogue, region, period, access.audience(request.user, catalogue, code))
    if form == "csv":
        return exports.as_csv(rows, name)
    return exports.as_xlsx(rows, name, title=name)


def _report_at(request, sheet: str, key: str, period: str) -> SheetReport:
    """The sheet of a unit, as this person may read it; a period to come has none."""
    declared = SHEETS.get(sheet)
    if declared is None:
        raise Http404
    record = declared.find(request.user, key)
    start = period_from(declared.catalogue.unit.grain, period, date.min)
    if start == date.min:
        raise Http404
    audience = None if declared.cares(request.user, record) else Audience.INTERNAL
    return SheetReport(declared, declared.subject(record), start, audience)


class ReopenForm(SentOnce):
    """Why a closed period is opened again."""

    reason = TextField(
        label=gettext_lazy("Alasan membuka kembali"),
        max_length=300,
        error_messages={"required": gettext_lazy("Tuliskan alasan membuka kembali.")},
    )


def _may_sign(request, report: SheetReport) -> bool:
    signing = report.sheet.signing
    return signing is not None and signing.may_sign(request.user, report.subject.record)


def _sheet_context(request, report: SheetReport) -> dict:
    return {
        "report": report,
        "region": Region.objects.get(pk=report.subject.region),
        "menu_page": report.sheet.page,
        "can_close": _may_sign(request, report),
    }


@methods("GET")
def sheet(request, sheet, key, period):
    """An official sheet in the layout of its paper form."""
    report = _report_at(request, sheet, key, period)
    return render(request, "reports/sheet.html", {**_sheet_context(request, report), "form": ReopenForm()})


@methods("GET")
def sheet_file(request, sheet, key, period, form):
    """The same sheet as XLSX or PDF."""
    report = _report_at(request, sheet, key, period)
    return _exports().sheet_xlsx(report) if form == "xlsx" else _exports().sheet_pdf(report)


def _signable(request, sheet: str, key: str, period: str) -> tuple[SheetReport, Signing]:
    report = _report_at(request, sheet, key, period)
    if report.sheet.signing is None:
        raise Http404
    if not _may_sign(request, report):
        raise PermissionDenied
    return report, report.sheet.signing


@methods("POST")
def close_period(request, sheet, key, period):
    """Sign the numbers of the period."""
    report, signing = _signable(request, sheet, key, period)
    signing.close(
        report.subject.record,
        report.period,
        count=report.counted,
        by=request.user,
        op_id=posted_op_id(request),
    )
    check_url = request.build_absolute_uri(reverse("documents:ask"))
    issue_if_possible(report, check_url=check_url, by=request.user)
    text = _("%s sudah ditutup dan ditandatangani.") % report.period_text
    return done(request, text, "reports:sheet", sheet, key, period)


@methods("POST")
def reopen_period(request, sheet, key, period):
    """Open a closed period again, with a reason."""
    report, signing = _signable(request, sheet, key, period)
    closing = report.closing
    if closing is None and was_sent(request):
        return redirect("reports:sheet", sheet, key, period)
    if closing is None:
        raise Refused("month_open", _("%s belum ditutup.") % report.period_text)

    def save(cleaned):
        signing.reopen(closing, by=request.user, **cleaned)
        record, slug = report.subject.record, report.sheet.slug
        actions.revoke_sheet_paper(sheet=slug, record=record, period=report.period, by=request.user)
        text = _("%s terbuka lagi. Angka lama tetap tersimpan.") % report.period_text
        return done(request, text, "reports:sheet", sheet, key, period)

    return answer(
        request, ReopenForm(request.POST), save, "reports/sheet.html", _sheet_context(request, report)
    )
