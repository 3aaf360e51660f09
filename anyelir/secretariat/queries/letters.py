"""Reads of letters. What the reader may see comes first; the agenda alone has a line for every number."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import in_force, not_ended
from anyelir.membership.models import Body, Post
from anyelir.secretariat.models import Arrival, Dispatch, Disposition, Letter

SIGNING_OFFICES = (Post.Office.CHAIR, Post.Office.DEPUTY, Post.Office.SECRETARY, Post.Office.POKJA_CHAIR)


def letters_out(visible: QuerySet[Letter], body: Body, year: int, text: str = "") -> QuerySet[Letter]:
    """Of one year; what has no number yet stands in the year that runs."""
    of_year = Q(year=year)
    if year == today_at(body.region_id).year:
        of_year |= Q(year=None)
    rows = visible.filter(of_year, body=body, direction=Letter.Direction.OUT)
    return rows.filter(_about(text)) if text else rows


def letters_in(visible: QuerySet[Letter], body: Body, year: int, text: str = "") -> QuerySet[Arrival]:
    rows = Arrival.objects.filter(body=body, year=year, letter__in=visible.values("pk"))
    rows = rows.filter(_about(text, "letter__")) if text else rows
    return rows.select_related("letter__body")


def _about(text: str, prefix: str = "") -> Q:
    fields = ("subject", "party", "number_text", "party_place")
    about = Q()
    for name in fields:
        about |= Q(**{f"{prefix}{name}__icontains": text})
    return about


def letter_years(body: Body) -> list[int]:
    """The years of which there are numbers, and the one that runs; the newest first."""
    out = Letter.objects.filter(body=body).exclude(year=None).values_list("year", flat=True)
    into = Arrival.objects.filter(body=body).values_list("year", flat=True)
    return sorted({today_at(body.region_id).year, *out.distinct(), *into.distinct()}, reverse=True)


def numbered_letters(body: Body, year: int) -> QuerySet[Letter]:
    """Every number that was given, void ones with it."""
    return Letter.objects.filter(body=body, year=year).order_by("series", "no")


def numbered_arrivals(body: Body, year: int) -> QuerySet[Arrival]:
    handed = Prefetch("dispositions", Disposition.objects.select_related("post__member"))
    rows = Arrival.objects.filter(body=body, year=year).select_related("letter__body")
    return rows.prefetch_related(handed).order_by("no")


def dispatches_of(visible: QuerySet[Letter], body: Body, year: int) -> QuerySet[Dispatch]:
    """The expedition book of a year."""
    rows = Dispatch.objects.filter(letter__body=body, letter__year=year, letter__in=visible.values("pk"))
    return rows.select_related("letter").order_by("handed_on", "id")


def signing_posts(body: Body, on: dt.date) -> QuerySet[Post]:
    """Posts that sign letters of the body."""
    rows = Post.objects.filter(not_ended(on), body=body, office__in=SIGNING_OFFICES)
    return rows.select_related("member", "body__region").order_by("office", "pokja", "since")


def addressed_posts(body: Body, on: dt.date) -> QuerySet[Post]:
    """Posts to which a letter is handed on."""
    rows = Post.objects.filter(in_force(on), body=body, member__isnull=False)
    return rows.select_related("member").order_by("office", "pokja", "since")
