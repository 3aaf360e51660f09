"""The sentences of an overview: what a person could say aloud before any number is read."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.clock import today_anywhere
from anyelir.regions.models import Level, Region
from anyelir.reports.cells import Numbers

SMALL = 20


def place_name(region: Region | None) -> str:
    """A place as it is called in a sentence: "Kec. Cibinong", "Kelurahan Ciriung", "Kab. Bogor"."""
    if region is None:
        return "Indonesia"
    if region.level == Level.KECAMATAN:
        return _("Kec. %s") % region.name
    if region.level != Level.DESAKEL:
        return region.name
    is_urban = region.kind == "kelurahan"
    return (_("Kelurahan %s") if is_urban else _("Desa %s")) % region.name


def is_running(month: date) -> bool:
    """Whether the month is not over yet, so that its numbers still grow."""
    return month == today_anywhere().replace(day=1)


def is_unfinished(month: date, numbers: Numbers) -> bool:
    """The month still runs and not every posyandu has weighed: shares say nothing yet about the place."""
    return is_running(month) and numbers["posyandu_reporting"] < numbers["posyandu_count"]


def headline(place: str, month: date, numbers: Numbers) -> str:
    """One sentence; a month that is not over is never judged."""
    weighed, target = numbers["weighed"], numbers["target_children"]
    words = {"place": place, "month": wording.month(month)}
    if not target:
        return _("Belum ada balita sasaran yang tercatat di %s.") % place
    if not weighed:
        return _("Belum ada penimbangan pada %(month)s di %(place)s.") % words
    if is_unfinished(month, numbers):
        counts = {"part": wording.number(weighed), "whole": wording.number(target)}
        return _(
            "%(month)s masih berjalan: %(part)s dari %(whole)s balita yang tercatat di %(place)s sudah ditimbang."
        ) % {
            **words,
            **counts,
        }
    words["share"] = tenths(weighed, target)
    return _("%(share)s balita yang tercatat di %(place)s ditimbang pada %(month)s.") % words


def subline(numbers: Numbers, month: date, told_posyandu: int = 0) -> str:
    """The second sentence: who is not counted here, who has not opened yet and who asks for help."""
    said = [*_covered(numbers, told_posyandu), *_reporting(numbers, month), *_asking(numbers)]
    if said:
        return " ".join(said)
    return _("Tidak ada yang menunggu tindakan dari bulan ini.") if numbers["weighed"] else ""


def _covered(numbers: Numbers, told: int) -> list[str]:
    """The place told of more posyandu than keep their records here."""
    if told <= numbers["posyandu_count"]:
        return []
    words = {"here": wording.number(numbers["posyandu_count"]), "all": wording.number(told)}
    return [_("Baru %(here)s dari %(all)s posyandu mencatat di Anyelir.") % words]


def _reporting(numbers: Numbers, month: date) -> list[str]:
    opened, count = numbers["posyandu_reporting"], numbers["posyandu_count"]
    if not count or opened >= count:
        return []
    words = {"opened": wording.number(opened), "all": wording.number(count)}
    if is_running(month):
        return [_("%(opened)s dari %(all)s posyandu sudah menimbang bulan ini.") % words]
    return [_("%(opened)s dari %(all)s posyandu menimbang bulan itu.") % words]


def _asking(numbers: Numbers) -> list[str]:
    twice, severe = numbers["not_gained_twice"], numbers["below_red_line"]
    waiting = numbers["referred"] - numbers["referral_answered"]
    said = []
    if twice:
        said.append(_("%s anak belum naik dua bulan berturut-turut.") % wording.number(twice))
    if severe:
        said.append(_("%s anak di bawah garis merah.") % wording.number(severe))
    if waiting > 0:
        said.append(_("%s rujukan menunggu kabar puskesmas.") % wording.number(waiting))
    return said


def tenths(part: int, whole: int) -> str:
    """ "Tujuh dari sepuluh" for a share, exact counts when few; "Semua" only when nobody is left out."""
    if part >= whole:
        return _("Semua")
    if whole < SMALL:
        return _("%(part)s dari %(whole)s") % {"part": part, "whole": whole}
    numerals = (
        _("Kurang dari satu dari sepuluh"),
        _("Satu dari sepuluh"),
        _("Dua dari sepuluh"),
        _("Tiga dari sepuluh"),
        _("Empat dari sepuluh"),
        _("Lima dari sepuluh"),
        _("Enam dari sepuluh"),
        _("Tujuh dari sepuluh"),
        _("Delapan dari sepuluh"),
        _("Sembilan dari sepuluh"),
        _("Hampir semua"),
    )
    return numerals[round(10 * part / whole)]
