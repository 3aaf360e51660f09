"""The bytes of a file, for whoever may see its owner; for everybody else there is no such file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from anyelir.files.keeping import content_of
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.owners import may_see
from anyelir.files.reading import WEBP

SUFFIX = {"image/webp": "webp", "application/pdf": "pdf"}


@require_safe
def file(request, pk):
    found = _found(request, pk)
    return _answer(found, content_of(found), found.media_type)


@require_safe
def preview(request, pk):
    found = _found(request, pk)
    return _answer(found, content_of(found, small=True), WEBP)


def _found(request, pk) -> StoredFile:
    found = get_object_or_404(StoredFile, pk=pk, erased_at=None)
    if not may_see(request.user, found.owner_kind, found.owner_key):
        raise Http404
    return found


def _answer(found: StoredFile, content: bytes | None, media_type: str) -> HttpResponse:
    """Shown as a picture or saved as a file; never run, never kept by what stands between."""
    if content is None:
        raise Http404
    how = "inline" if found.kind == FileBase.Kind.PHOTO else "attachment"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'{how}; filename="{found.kind}-{str(found.pk)[-8:]}.{SUFFIX[media_type]}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
