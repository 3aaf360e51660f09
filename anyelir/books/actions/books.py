"""Lines of the books that nobody computes from: numbered, mended by a new version, struck, never deleted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.books.models import BookLine
from anyelir.books.summaries import book_line_words
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.numbers import take_number
from anyelir.core.refusal import Refused
from anyelir.membership.models import Body
from anyelir.rules.books import BookForm, all_books, stored_values

Values = Mapping[str, Any]


@action("book.write", stored=book_line_words)
def write_line(
    *, body: Body, book: str, on: dt.date, values: Values, by: Actor, op_id: uuid.UUID | None = None
) -> BookLine:
    """The next line of a book in the year of its day. Refuses: book_unknown, date_ahead, value_wrong."""
    form = _kept_form(book, on)
    _refuse_ahead(on, body)
    stored = _proven(form, values)
    # Last of all, because the series is held until the end.
    no = take_number(f"book/{body.pk}/{book}", on.year)
    line = BookLine(body=body, book=book, year=on.year, no=no, on=on, made_by=by.id)
    return _written(line, stored, by, "book.write")


@action("book.correct", stored=book_line_words)
def correct_line(
    *, line: BookLine, on: dt.date, values: Values, by: Actor, op_id: uuid.UUID | None = None
) -> BookLine:
    """A new version under the same number; the older ones stay to be read.

    Refuses: line_superseded, line_struck, other_year, date_ahead, nothing_changed, value_wrong, book_unknown.
    """
    line = held(line)
    _refuse_ended(line)
    if on.year != line.year:
        text = _(
            "Nomor %(no)s milik tahun %(year)s. Tulis tanggal di tahun itu, atau coret dan tulis baris baru."
        )
        raise Refused("other_year", text % {"no": line.no, "year": line.year}, field="on", status=422)
    _refuse_ahead(on, line.body)
    stored = _proven(_kept_form(line.book, on), values)
    if (on, stored) == (line.on, line.values):
        raise Refused("nothing_changed", _("Belum ada yang diubah."), status=422)
    line.is_newest = False
    line.save(update_fields=["is_newest", "updated_at"])
    facts: dict[str, Any] = {"no": line.no, "version": line.version + 1, "on": on, "made_by": by.id}
    newer = BookLine(body=line.body, book=line.book, year=line.year, **facts)
    changed = sorted(key for key in {*stored, *line.values} if stored.get(key) != line.values.get(key))
    return _written(newer, stored, by, "book.correct", fields=changed + ["on"] * (on != line.on))


@action("book.strike", stored=book_line_words)
def strike_line(*, line: BookLine, reason: str, by: Actor, op_id: uuid.UUID | None = None) -> BookLine:
    """The line counts no more; its number and what stood there stay.

    Refuses: line_superseded, line_struck, reason_missing.
    """
    line = held(line)
    _refuse_ended(line)
    line.struck_reason = " ".join(reason.split())
    if not line.struck_reason:
        raise Refused("reason_missing", _("Tuliskan alasannya."), field="reason", status=422)
    line.struck_at = timezone.now()
    line.save(update_fields=["struck_at", "struck_reason", "updated_at"])
    note(by=by, verb="book.strike", what=line, region=line.body.region_id, book=line.book, no=line.no)
    return line


def _written(line: BookLine, stored: dict[str, Any], by: Actor, verb: str, **detail: Any) -> BookLine:
    line.values = stored
    texts = (value for value in stored.values() if isinstance(value, str))
    line.search_key = " ".join([str(line.no), *texts]).casefold()
    line.save(force_insert=True)
    note(by=by, verb=verb, what=line, region=line.body.region_id, book=line.book, no=line.no, **detail)
    return line


def _kept_form(book: str, on: dt.date) -> BookForm:
    form = all_books(on).get(book)
    if form is None or not form.is_kept:
        raise Refused("book_unknown", _("Buku ini tidak ada. Pilih buku dari daftar."), status=422)
    return form


def _proven(form: BookForm, values: Values) -> dict[str, Any]:
    try:
        return stored_values(form.columns, values)
    except ValueError as error:
        key = str(error)
        labels = {column.key: column.label for column in form.written}
        text = _("Periksa isian %s.") % labels.get(key, _("yang tidak ada di buku ini"))
        raise Refused("value_wrong", text, field=key, status=422) from error


def _refuse_ended(line: BookLine) -> None:
    if not line.is_newest:
        raise Refused("line_superseded", _("Baris ini sudah dibetulkan orang lain. Buka baris terbarunya."))
    if line.struck_at is not None:
        raise Refused("line_struck", _("Baris ini sudah dicoret. Tulis baris baru bila perlu."))


def _refuse_ahead(on: dt.date, body: Body) -> None:
    if on > today_at(body.region_id):
        raise Refused("date_ahead", _("Tanggal ini belum tiba."), field="on", status=422)
