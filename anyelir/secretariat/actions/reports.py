"""The annual report: its words are written as often as needed, and signing makes it a paper that stays."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.documents.booklet import TEMPLATE, booklet_facts
from anyelir.documents.issuing import Order, is_unchanged, issue_paper, paper_of
from anyelir.documents.models import Paper, PaperSequence
from anyelir.membership.models import Body
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.plans import refuse_unseen
from anyelir.secretariat.models import AnnualReport
from anyelir.secretariat.reporting import OWNER_KIND, report_booklet


@action("report.write")
def write_report(
    *,
    body: Body,
    year: int,
    texts: Mapping[str, str],
    by: Actor,
    seen: str = "",
    op_id: uuid.UUID | None = None,
) -> AnnualReport:
    """The words of the secretary; a paper that was signed before stays as it is.

    Refuses: changed_since, year_ahead.
    """
    held(body)
    refuse_ahead(body, year)
    report = AnnualReport.objects.filter(body=body, year=year).first() or AnnualReport(body=body, year=year)
    if not report._state.adding:
        refuse_unseen(report, seen)
    changed = set_fields(report, {name: clean_text(text, keeps_lines=True) for name, text in texts.items()})
    report.save()
    note(by=by, verb="report.write", what=report, region=body.region_id, fields=changed)
    return report


@action("report.sign", stored=str)
def sign_report(*, report: AnnualReport, check_url: str, by: Actor, op_id: uuid.UUID | None = None) -> Paper:
    """The report as it stands today becomes a paper with number and code; one that was signed before is replaced.

    Refuses: paper_too_large, report_empty.
    """
    body = held(report.body)
    report = held(report)
    if not (report.foreword and report.conclusions):
        text = _("Tulis dulu pendahuluan dan kesimpulan, lalu tanda tangani.")
        raise Refused("report_empty", text)
    booklet = report_booklet(body, report.year, report)
    order = Order(
        template=TEMPLATE,
        title=booklet.title,
        owner_kind=OWNER_KIND,
        owner_key=str(report.pk),
        body=f"{body}, {body.region.label}",
        series=f"{OWNER_KIND}/{body.pk}",
        made_on=booklet.made_on,
        facts=booklet_facts(booklet),
    )
    issued = paper_of(Paper, OWNER_KIND, str(report.pk))
    if issued is not None and is_unchanged(issued, order, check_url=check_url):
        return issued
    paper = issue_paper(Paper, PaperSequence, order, check_url=check_url, by=by)
    note(by=by, verb="report.sign", what=paper, region=body.region_id, year=report.year)
    return paper


def refuse_ahead(body: Body, year: int) -> None:
    """Refuses: year_ahead."""
    if year > today_at(body.region_id).year:
        text = _("Tahun %s belum mulai. Laporannya ditulis pada tahun itu atau sesudahnya.") % year
        raise Refused("year_ahead", text)
