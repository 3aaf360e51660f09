"""Files that an address answers with: to be kept, or opened in the browser. Their names say nothing of any person."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def file_to_keep(content: bytes, media_type: str, name: str) -> HttpResponse:
    return _answer(content, media_type, name, is_kept=True)


def file_to_open(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Opened by the browser, and kept under that name when somebody saves it."""
    return _answer(content, media_type, name, is_kept=False)


def stream_to_keep(parts: Iterable[bytes], media_type: str, name: str) -> StreamingHttpResponse:
    """The same while it is made: the first rows are on their way before the last are read."""
    response = StreamingHttpResponse(parts, content_type=media_type)
    _describe(response, name, is_kept=True)
    return response


def _answer(content: bytes, media_type: str, name: str, *, is_kept: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    _describe(response, name, is_kept=is_kept)
    return response


def _describe(response: HttpResponseBase, name: str, *, is_kept: bool) -> None:
    response["Content-Disposition"] = content_disposition_header(is_kept, name)
    response["Cache-Control"] = "private, no-store"
