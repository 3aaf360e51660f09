"""The sentences of an overview of posyandu: what a person could say aloud before any number is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.overview import ReaderNumbers
from anyelir.rules import tables


def headline(place: str, month: date, numbers: ReaderNumbers, is_running: bool) -> str:
    """One sentence; a month that is not over is never judged."""
    weighed, target = numbers.count("weighed"), numbers.count("target_children")
    params = {"place": place, "month": wording.month(month)}
    if not target:
        return _("Belum ada balita sasaran yang tercatat di %s.") % place
    if not weighed:
        return _("Belum ada penimbangan pada %(month)s di %(place)s.") % params
    reporting, posyandu = _posyandu(numbers)
    if is_running and reporting < posyandu:
        counts = {"part": wording.number(weighed), "whole": wording.number(target)}
        return _(
            "%(month)s masih berjalan: %(part)s dari %(whole)s balita yang tercatat di %(place)s sudah ditimbang."
        ) % {
            **params,
            **counts,
        }
    params["share"] = wording.tenths(weighed, target)
    return _("%(share)s balita yang tercatat di %(place)s ditimbang pada %(month)s.") % params


def subline(numbers: ReaderNumbers, is_running: bool, told_posyandu: int) -> str:
    """The second sentence: who is not counted here, who has not opened yet and who asks for help."""
    said = [*_covered(numbers, told_posyandu), *_reporting(numbers, is_running), *_asking(numbers)]
    if said:
        return " ".join(said)
    return _("Tidak ada yang menunggu tindakan dari bulan ini.") if numbers.count("weighed") else ""


def _posyandu(numbers: ReaderNumbers) -> tuple[int, int]:
    """How many posyandu have weighed, and how many there are."""
    return numbers.count("posyandu_reporting") or 0, numbers.count("posyandu_count") or 0


def _covered(numbers: ReaderNumbers, stated: int) -> list[str]:
    """The place told of more posyandu than keep their records here."""
    _reporting, here = _posyandu(numbers)
    if stated <= here:
        return []
    params = {"here": wording.number(here), "all": wording.number(stated)}
    return [_("Baru %(here)s dari %(all)s posyandu mencatat di Anyelir.") % params]


def _reporting(numbers: ReaderNumbers, is_running: bool) -> list[str]:
    opened, count = _posyandu(numbers)
    if not count or opened >= count:
        return []
    params = {"opened": wording.number(opened), "all": wording.number(count)}
    if is_running:
        return [_("%(opened)s dari %(all)s posyandu sudah menimbang bulan ini.") % params]
    return [_("%(opened)s dari %(all)s posyandu menimbang bulan itu.") % params]


def _asking(numbers: ReaderNumbers) -> list[str]:
    twice, severe = numbers.count("not_gained_twice"), numbers.count("below_red_line")
    waiting = (numbers.count("referred") or 0) - (numbers.count("referral_answered") or 0)
    said = []
    if twice:
        said.append(_("%s anak belum naik dua bulan berturut-turut.") % wording.number(twice))
    if severe:
        said.append(_("%s anak di bawah garis merah.") % wording.number(severe))
    if waiting > 0:
        said.append(_("%s rujukan menunggu kabar puskesmas.") % wording.number(waiting))
    return said


def weighed_sentence(numbers: ReaderNumbers) -> str:
    """What became of those who were weighed; nothing where nobody was."""
    if not numbers.count("weighed"):
        return ""
    keys = {"d": "weighed", "n": "gained", "t": "not_gained", "o": "missed_last_month", "b": "first_weighed"}
    return _(
        "Dari %(d)s yang ditimbang: %(n)s naik, %(t)s belum naik, %(o)s tidak datang bulan lalu, %(b)s baru pertama."
    ) % {letter: numbers.text(key) for letter, key in keys.items()}


def goal(code: str, on: date) -> float | None:
    """The target of a rate in percent, from the dated rule table."""
    rule = tables.load("skdn_targets").by_key(on).get(code.removeprefix("posyandu."))
    return None if rule is None else float(rule["green_from"])


def card_notes(numbers: ReaderNumbers) -> Iterator[str]:
    """Why D/K passes 100 %, and for how many children nobody asked for the card."""
    uncarded = numbers.text("weighed_without_card")
    if (numbers.count("weighed") or 0) > (numbers.count("with_growth_card") or 0) > 0:
        yield _("D/K lebih dari 100%%: %s anak ditimbang tanpa KMS yang tercatat") % uncarded
    stated = numbers.count("growth_card_stated") or 0
    unasked = (numbers.count("target_children") or 0) - stated
    if unasked > 0 and stated > 0:
        yield _("KMS %s anak belum diketahui") % wording.number(unasked)
