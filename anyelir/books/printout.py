"""A declared book as a paper: place, heads, the row of numbers, rows; the same blocks as PDF and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from anyelir.core.blocks import BlockColumn, TableBlock
from anyelir.core.clock import today_at
from anyelir.core.wording import day
from anyelir.documents.booklet import Booklet
from anyelir.membership.models import Body
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level
from anyelir.rules.books import BookForm

PLACES = (Level.DESAKEL, Level.KECAMATAN, Level.KABKOTA, Level.PROVINSI)
NUMERIC = ("no", "count", "members", "money_idr")
# Shares of the paper for a column of width 1.
SHARES = 4


def printed_book(form: BookForm, body: Body, when: str, rows: Sequence[Sequence[str]]) -> Booklet:
    """``rows`` have a text for each column of ``form``; ``when`` is its day or year in words."""
    columns = [
        BlockColumn(column.label, round(column.width * SHARES), column.key in NUMERIC, column.group)
        for column in form.columns
    ]
    title = f"{form.title} ({_('Lampiran')} {form.form})" if form.form else form.title
    head = [f"{body} · {when}", *(f"{label}: {name}" for label, name in place_lines(body.region))]
    signs = [(_("Mengetahui, Ketua"), ""), (_("Sekretaris"), "")]
    table = TableBlock(columns, rows, is_numbered=True)
    facts = {"made_on": today_at(body.region_id), "signs": signs, "foot": _foot(form, body)}
    return Booklet(title, head, [table], is_wide=True, **facts)


def _foot(form: BookForm, body: Body) -> str:
    """What an unsigned print is, and where its columns come from when nobody could show them."""
    text = _("Dicetak %(day)s. Berlaku sebagai buku sesudah ditandatangani.")
    text = text % {"day": day(today_at(body.region_id))}
    return text if form.is_confirmed else f"{text} {unconfirmed()}"


def unconfirmed() -> str:
    return str(_("Susunan kolom buku ini kebiasaan setempat dan belum dipastikan."))


def place_lines(region: Region) -> list[tuple[str, str]]:
    """Desa, kecamatan, kabupaten and provinsi of a place, as far as it lies in one."""
    codes = {level: at_level(region.code, level) for level in PLACES}
    names = dict(Region.objects.filter(code__in=filter(None, codes.values())).values_list("code", "name"))
    return [(str(level.label), names[code]) for level, code in codes.items() if code in names]
