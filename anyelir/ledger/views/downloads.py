"""Files of the books."""

from __future__ import annotations

from django.http import HttpResponse

from anyelir.core.spreadsheet import Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(sheet: Sheet, name: str) -> HttpResponse:
    """A download; its name says nothing of whose books they are."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(sheet.to_bytes(), content_type=XLSX, headers=headers)
