"""Paging by key: a page starts behind the last row of the page before it.

Unlike counting rows away (OFFSET), a page costs the same at row one and at row one million, never shows a row
twice when rows arrive, and needs no total. The cursor is opaque to people and checked when it comes back.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

PAGE_SIZE = 50
FORWARD, BACKWARD = "f", "b"
CURSOR_LENGTH = 2000


@dataclass(frozen=True)
class PageOfRows(Generic[Row]):
    """The rows of one page, and cursors to its neighbours ("" where there is none)."""

    rows: list[Row]
    next_cursor: str = ""
    previous_cursor: str = ""

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def paginate(
    queryset: QuerySet[Row], *, order: Sequence[str], cursor: str = "", size: int = PAGE_SIZE
) -> PageOfRows[Row]:
    """The page at ``cursor`` of ``queryset`` sorted by ``order``.

    ``order`` names fields ("-" for descending) that are never NULL and whose last one is unique; it must be
    the order of an index. A cursor that is damaged, or of another order, gives the first page.
    """
    direction, values = _decode(cursor, queryset, order)
    fields = order if direction == FORWARD else [_flip(name) for name in order]
    rows = queryset.order_by(*fields)
    if values:
        rows = rows.filter(_beyond(fields, values))
    page_rows = list(rows[: size + 1])
    has_more, page_rows = len(page_rows) > size, page_rows[:size]
    if direction == BACKWARD:
        return _page(page_rows[::-1], order, has_next=True, has_previous=has_more)
    return _page(page_rows, order, has_next=has_more, has_previous=bool(values))


def _page(rows: list[Row], order: Sequence[str], *, has_next: bool, has_previous: bool) -> PageOfRows[Row]:
    if not rows:
        return PageOfRows(rows)
    return PageOfRows(
        rows,
        next_cursor=_encode(FORWARD, rows[-1], order) if has_next else "",
        previous_cursor=_encode(BACKWARD, rows[0], order) if has_previous else "",
    )


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(fields: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows strictly behind ``values``: greater in the first field, or equal there and greater in the next."""
    condition, equal = Q(pk__in=[]), Q()
    for name, value in zip(fields, values, strict=True):
        lookup = "lt" if name.startswith("-") else "gt"
        field = name.lstrip("-")
        condition |= equal & Q(**{f"{field}__{lookup}": value})
        equal &= Q(**{field: value})
    # The plain bound on the first field lets both databases start at the right place of the index.
    first, lookup = fields[0].lstrip("-"), "lte" if fields[0].startswith("-") else "gte"
    return Q(**{f"{first}__{lookup}": values[0]}) & condition


def _value(row: Model, path: str) -> Any:
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step)
    return value


def _plain(value: Any) -> str | int | bool:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID | Decimal) else value


def _encode(direction: str, row: Model, order: Sequence[str]) -> str:
    values = [_plain(_value(row, name.lstrip("-"))) for name in order]
    text = json.dumps([direction, *values], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, queryset: QuerySet[Row], order: Sequence[str]) -> tuple[str, list[Any]]:
    """Direction and key of a cursor; anything that does not fit the order is the first page."""
    start: tuple[str, list[Any]] = (FORWARD, [])
    if not cursor or len(cursor) > CURSOR_LENGTH:
        return start
    try:
        direction, *plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if direction not in (FORWARD, BACKWARD) or len(plain) != len(order):
            return start
        fields = [_field(queryset.model, name.lstrip("-")) for name in order]
        return direction, [_python(field, value) for field, value in zip(fields, plain, strict=True)]
    except (ValueError, TypeError, ValidationError, RecursionError):
        return start


def _field(model: type[Model], path: str) -> Any:
    first, _, rest = path.partition("__")
    field = model._meta.get_field(first)
    return _field(field.related_model, rest) if rest else field


def _python(field: Any, plain: Any) -> Any:
    """The value that a cursor carries; text that no database can hold is damage."""
    if isinstance(plain, str) and "\0" in plain:
        raise ValueError("NUL")
    if isinstance(plain, str):
        plain.encode()
    value = field.to_python(plain)
    if value is None or isinstance(value, list | dict):
        raise ValueError("not a key")
    return value
