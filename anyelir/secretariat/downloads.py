"""Papers of the secretariat as files to take along."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from anyelir.core.downloads import PDF, XLSX, file_to_keep
from anyelir.documents.booklet import Booklet, booklet_pdf
from anyelir.documents.workbook import booklet_xlsx
from anyelir.membership.models import Body


def as_pdf(booklet: Booklet, body: Body) -> HttpResponse:
    return file_to_keep(booklet_pdf(booklet), PDF, file_name(booklet, body, "pdf"))


def as_xlsx(booklet: Booklet, body: Body) -> HttpResponse:
    return file_to_keep(booklet_xlsx(booklet), XLSX, file_name(booklet, body, "xlsx"))


def as_file(booklet: Booklet, body: Body, suffix: str) -> HttpResponse:
    """In the format that stands in the address."""
    if suffix not in ("pdf", "xlsx"):
        raise Http404
    return as_pdf(booklet, body) if suffix == "pdf" else as_xlsx(booklet, body)


def file_name(booklet: Booklet, body: Body, suffix: str) -> str:
    """Without the name of any person."""
    return f"{slugify(booklet.title)}-{slugify(str(body))}.{suffix}"
