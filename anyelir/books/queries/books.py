"""Lines of a kept book: the newest version of each number, by year."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from anyelir.books.models import BookLine
from anyelir.membership.models import Body


def lines_of(
    visible: QuerySet[BookLine], body: Body, book: str, year: int, *, text: str = ""
) -> QuerySet[BookLine]:
    """Newest versions, struck ones among them, because a number never vanishes."""
    lines = visible.filter(body=body, book=book, year=year, is_newest=True)
    for part in text.casefold().split():
        lines = lines.filter(search_key__contains=part)
    return lines


def versions_of(line: BookLine) -> QuerySet[BookLine]:
    """All versions of the number of a line, the newest first."""
    same = BookLine.objects.filter(body=line.body_id, book=line.book, year=line.year, no=line.no)
    return same.order_by("-version")


def years_of(visible: QuerySet[BookLine], body: Body, book: str, this_year: int) -> list[int]:
    """Years with lines and the present one, the latest first."""
    years = visible.filter(body=body, book=book).values_list("year", flat=True).distinct().order_by()
    return sorted({*years, this_year}, reverse=True)


def line_counts(visible: QuerySet[BookLine], body: Body, year: int) -> dict[str, int]:
    """How many lines each book has in a year, without the struck ones."""
    lines = visible.filter(body=body, year=year, is_newest=True, struck_at=None)
    return dict(lines.values_list("book").annotate(n=Count("id")).order_by())
