"""The bytes of a file, for whoever may see its owner; for everybody else there is no such file."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from anyelir.core.screens import methods
from anyelir.files.keeping import content_of
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.owners import may_see
from anyelir.files.reading import WEBP

SUFFIX = {"image/webp": "webp", "application/pdf": "pdf"}


@methods("GET")
def file(request, pk):
    stored = _file_at(request, pk)
    return _answer(stored, content_of(stored), stored.media_type)


@methods("GET")
def preview(request, pk):
    stored = _file_at(request, pk)
    return _answer(stored, content_of(stored, small=True), WEBP)


def _file_at(request, pk) -> StoredFile:
    """Owners are asked also where there is no file, so that a stranger waits as long for either."""
    stored = StoredFile.objects.filter(pk=pk, erased_at=None).first()
    kind, key = (stored.owner_kind, stored.owner_key) if stored is not None else ("", "")
    if not may_see(request.user, kind, key) or stored is None:
        raise Http404
    return stored


def _answer(stored: StoredFile, content: bytes | None, media_type: str) -> HttpResponse:
    """Shown as a picture or saved as a file; never run, never kept by what stands between."""
    if content is None:
        raise Http404
    how = "inline" if stored.kind == FileBase.Kind.PHOTO else "attachment"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'{how}; filename="{stored.kind}-{str(stored.pk)[-8:]}.{SUFFIX[media_type]}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
