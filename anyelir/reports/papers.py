"""An official sheet as a paper: issued when its period is signed, a draft before."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.documents.engine import set_paper
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.regions.models import Region
from anyelir.reports.presenting import cell_text
from anyelir.reports.sheets import PeriodRow, SheetReport

TEMPLATE = "sheet/v1.typ"


def owner_key(report: SheetReport) -> str:
    return f"{report.subject.key}/{report.key}"


def issued_sheet(report: SheetReport) -> Paper | None:
    """The paper of a period that is signed; of an open one none counts."""
    return paper_of(Paper, report.sheet.papers, owner_key(report)) if report.closing is not None else None


def sheet_pdf(report: SheetReport) -> bytes:
    if (issued := issued_sheet(report)) is not None:
        return bytes(issued.content)
    day = today_at(report.subject.region).isoformat()
    is_draft = report.sheet.signing is not None and report.closing is None
    head = {"title": str(report.sheet.title), "made_on": day, "draft": _("DRAF") if is_draft else ""}
    return set_paper(TEMPLATE, {**sheet_facts(report), **head})


def order(report: SheetReport) -> Order:
    """What is issued for a signed period."""
    place = Region.objects.get(pk=report.subject.region).label
    return Order(
        template=TEMPLATE,
        title=str(report.sheet.title),
        owner_kind=report.sheet.papers,
        owner_key=owner_key(report),
        body=f"{report.name}, {place}",
        series=f"{report.sheet.slug}/{report.subject.key}",
        made_on=today_at(report.subject.region),
        facts=sheet_facts(report),
    )


def sheet_facts(report: SheetReport) -> dict[str, Any]:
    foot = report.state if report.closing is None else report.signed_state
    return {
        "subtitle": report.name.upper(),
        "month": report.period_text,
        "place": [[label, name] for label, name in report.place],
        "first": report.grain.title,
        "last": _("Ket."),
        "groups": [[str(name), width] for name, width in report.form.groups],
        "columns": [str(column.label) for column in report.form.columns],
        "rows": [_row(line) for line in report.rows],
        "signs": [_("Mengetahui,"), f"{report.sheet.signer},"],
        "foot": " ".join(filter(None, (report.dated, foot))),
    }


def _row(line: PeriodRow) -> list[str]:
    cells = [cell_text(shown, column.decimals) for column, shown in line.pairs]
    return [line.text, *cells, "; ".join(line.notes)]
