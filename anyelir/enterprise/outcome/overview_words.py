"""The sentences of an overview of businesses: what a person could say aloud before any number is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.overview import ReaderNumbers


def headline(place: str, month: date, numbers: ReaderNumbers, is_running: bool) -> str:
    """How many of the businesses are alive; a month that runs is told as such."""
    active, known = numbers.count("active"), numbers.count("businesses")
    params = {"place": place, "month": wording.month(month)}
    if not known:
        return _("Belum ada usaha yang tercatat di %(place)s pada %(month)s.") % params
    params |= {"active": wording.number(active), "known": wording.number(known)}
    if is_running:
        return _("%(month)s masih berjalan: %(active)s dari %(known)s usaha di %(place)s aktif.") % params
    return _("%(active)s dari %(known)s usaha di %(place)s aktif pada akhir %(month)s.") % params


def subline(numbers: ReaderNumbers, is_running: bool, stated: int) -> str:
    """What became of the aid, and which papers ask for a hand."""
    return " ".join([*_aid(numbers), *_papers(numbers)])


def _aid(numbers: ReaderNumbers) -> Iterator[str]:
    due, seen = numbers.count("items_due") or 0, numbers.count("items_seen") or 0
    if not due:
        return
    params = {"due": wording.number(due), "used": wording.number(numbers.count("items_used"))}
    yield _("Dari %(due)s barang bantuan yang genap setahun, %(used)s terlihat masih dipakai.") % params
    if due > seen:
        yield _("%s belum dikunjungi.") % wording.number(due - seen)


def _papers(numbers: ReaderNumbers) -> Iterator[str]:
    if expiring := numbers.count("expiring"):
        yield _("Izin %s usaha segera berakhir.") % wording.number(expiring)
