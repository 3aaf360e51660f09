"""Papers of an aid, made when they are asked for and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404
from django.urls import reverse

from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.screens import methods
from anyelir.documents.booklet import Booklet, booklet_pdf
from anyelir.enterprise.aid import access
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.aid.papers import agreement_draft, hand_over_record, monitoring_sheet, tags_pdf
from anyelir.enterprise.aid.views.finding import aid_at


def _paper(request, pk, is_there: Callable[[Aid], bool], booklet: Callable[[Aid], Booklet], name: str):
    aid = aid_at(request, pk, access.can_work_on_aid)
    if not is_there(aid):
        raise Http404
    return file_to_open(booklet_pdf(booklet(aid)), PDF, f"{name}.pdf")


def _is_decided(aid: Aid) -> bool:
    return aid.decided_on is not None


def _has_items(aid: Aid) -> bool:
    return aid.procured_on is not None


@methods("GET")
def agreement(request, pk):
    return _paper(request, pk, _is_decided, agreement_draft, "konsep-nphd")


@methods("GET")
def record(request, pk):
    return _paper(request, pk, _has_items, hand_over_record, "bast")


@methods("GET")
def monitoring(request, pk):
    return _paper(request, pk, _has_items, monitoring_sheet, "lembar-pantau")


@methods("GET")
def tags(request, pk):
    """One tag an item, with the address at which a phone opens it."""
    aid = aid_at(request, pk, access.can_work_on_aid)
    if not _has_items(aid):
        raise Http404

    def address(tag: str) -> str:
        return str(request.build_absolute_uri(reverse("aid:asset", args=[tag])))

    return file_to_open(tags_pdf(aid, address), PDF, "label-aset.pdf")
