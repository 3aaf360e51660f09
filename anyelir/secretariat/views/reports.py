"""The annual report: what was gathered, the words of the secretary, a preview, the signed paper, DOCX."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.downloads import PDF, file_to_keep
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted, posted_files
from anyelir.documents.booklet import booklet_pdf, facts_of
from anyelir.documents.issuing import paper_of
from anyelir.documents.models import Paper
from anyelir.documents.wordfile import DOCX, booklet_docx
from anyelir.membership.finding import body_at
from anyelir.secretariat import access, actions
from anyelir.secretariat.downloads import file_name
from anyelir.secretariat.forms.reports import PictureForm, ReportForm
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.reporting import OWNER_KIND, report_blocks, report_booklet, report_of
from anyelir.secretariat.views.finding import home_of, picture_at, year_or_404

CHAPTERS = ("foreword", "achievements", "obstacles", "conclusions")


@methods("GET")
def report_home(request):
    return home_of(request, "secretariat:report", _("Laporan tahunan"), "report")


def _issued(report) -> Paper | None:
    return paper_of(Paper, OWNER_KIND, str(report.pk)) if report is not None else None


@methods("GET")
def report(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    current = report_of(body, year_or_404(year))
    context = {
        "body": body,
        "region": body.region,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "report": current,
        "blocks": _blocks_on_page(body, year, current),
        "pictures": current.pictures.select_related("file") if current is not None else (),
        "paper": _issued(current),
        "may_run": access.can_run_plan(request.user, body),
        "may_sign": current is not None and bool(current.foreword and current.conclusions),
        "menu_page": "report",
    }
    return render(request, "secretariat/report.html", context)


def _blocks_on_page(body, year, current) -> list[dict]:
    """All but the pictures, which a page loads by their address."""
    blocks = report_blocks(body, year, current, with_pictures=False)
    return [facts_of(block) for block in blocks]


@methods("GET", "POST")
def pictures(request, pk, year):
    body = body_at(request, pk, access.can_run_plan)
    current = report_of(body, year_or_404(year))

    def save(cleaned):
        actions.add_picture(body=body, year=year, by=request.user, **cleaned)
        return done(request, _("Foto tersimpan di laporan."), "secretariat:pictures", pk, year)

    context = {"body": body, "region": body.region, "year": year, "menu_page": "report"}
    context["pictures"] = current.pictures.select_related("file") if current is not None else ()
    form = PictureForm(*posted_files(request))
    return answer(request, form, save, "secretariat/report_pictures.html", context)


@methods("POST")
def remove_picture(request, pk):
    picture = picture_at(request, pk)
    report = picture.report

    def act() -> str:
        actions.remove_picture(picture=picture, by=request.user)
        return _("Foto sudah diambil dari laporan.")

    return press(request, act, "secretariat:pictures", pk=report.body_id, year=report.year)


@methods("GET", "POST")
def write_report(request, pk, year):
    body = body_at(request, pk, access.can_run_plan)
    current = report_of(body, year_or_404(year))
    initial = {name: getattr(current, name) for name in CHAPTERS} if current is not None else {}
    initial["seen"] = mark_of(current) if current is not None else ""
    form = ReportForm(posted(request), initial=initial)

    def save(cleaned):
        texts = {name: cleaned[name] for name in CHAPTERS}
        shared = {"seen": cleaned["seen"], "op_id": cleaned["op_id"], "by": request.user}
        actions.write_report(body=body, year=year, texts=texts, **shared)
        return done(request, _("Konsep laporan tersimpan."), "secretariat:report", pk, year)

    context = {"body": body, "region": body.region, "year": year, "menu_page": "report"}
    return answer(request, form, save, "secretariat/report_form.html", context)


@methods("POST")
def sign_report(request, pk, year):
    body = body_at(request, pk, access.can_run_plan)
    current = report_of(body, year_or_404(year))
    if current is None:
        raise Http404

    def act() -> str:
        check_url = request.build_absolute_uri(reverse("documents:ask"))
        given = {"check_url": check_url, "by": request.user, "op_id": posted_op_id(request)}
        paper = actions.sign_report(report=current, **given)
        return _("Laporan bernomor %s sudah disimpan.") % paper.number_text

    return press(request, act, "secretariat:report", pk=pk, year=year)


@methods("GET")
def report_pdf(request, pk, year):
    """The paper that was signed, byte by byte; with ``?konsep=1``, or before, the report as it stands."""
    body = body_at(request, pk, access.can_view_plan)
    current = report_of(body, year_or_404(year))
    booklet = report_booklet(body, year, current)
    paper = None if request.GET.get("konsep") else _issued(current)
    content = bytes(paper.content) if paper is not None else booklet_pdf(booklet, draft=_("KONSEP"))
    return file_to_keep(content, PDF, file_name(booklet, body, "pdf"))


@methods("GET")
def report_docx(request, pk, year):
    body = body_at(request, pk, access.can_view_plan)
    booklet = report_booklet(body, year, report_of(body, year_or_404(year)))
    return file_to_keep(booklet_docx(booklet, _("KONSEP")), DOCX, file_name(booklet, body, "docx"))
