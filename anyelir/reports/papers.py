"""The month sheet as a paper: issued when its month is signed, a draft before."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.clock import today_at
from anyelir.documents.engine import set_paper
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.reports.monthly import MonthReport

TITLE = "LAPORAN SKDN POSYANDU"
TEMPLATE = "skdn/v1.typ"
OWNER = "reports.month"


def owner_key(report: MonthReport) -> str:
    return f"{report.posyandu.pk}/{report.key}"


def issued_sheet(report: MonthReport) -> Paper | None:
    """The paper of a month that is signed; of an open month none counts."""
    return paper_of(Paper, OWNER, owner_key(report)) if report.closing is not None else None


def sheet_pdf(report: MonthReport) -> bytes:
    if (issued := issued_sheet(report)) is not None:
        return bytes(issued.content)
    day = today_at(report.posyandu.region_id).isoformat()
    words = "" if report.closing is not None else _("DRAF")
    return set_paper(TEMPLATE, {**sheet_facts(report), "title": TITLE, "made_on": day, "draft": words})


def order(report: MonthReport) -> Order:
    """What is issued for a signed month."""
    return Order(
        template=TEMPLATE,
        title=TITLE,
        owner_kind=OWNER,
        owner_key=owner_key(report),
        body=_("Posyandu %(name)s, %(place)s")
        % {"name": report.posyandu.name, "place": report.posyandu.region.label},
        series=f"skdn/{report.posyandu.pk}",
        made_on=today_at(report.posyandu.region_id),
        facts=sheet_facts(report),
    )


def sheet_facts(report: MonthReport) -> dict[str, Any]:
    return {
        "subtitle": f"POSYANDU {report.posyandu.name.upper()}",
        "month": wording.month(report.month),
        "place": [[str(label), name] for label, name in report.place],
        "first": _("Bulan"),
        "last": _("Ket."),
        "groups": [[str(name), width] for name, width in report.form.groups],
        "columns": [str(column.label) for column in report.form.columns],
        "rows": [_row(line) for line in report.rows],
        "signs": [_("Mengetahui,"), _("Ketua posyandu,")],
        "foot": report.state if report.closing is None else report.signed_state,
    }


def _row(line: Any) -> list[str]:
    cells = [
        "" if shown.value is None else wording.number(shown.value, column.decimals)
        for column, shown in line.pairs
    ]
    return [wording.month(line.month), *cells, "; ".join(line.notes)]
