"""What the page of the health of funds shows: rows of places and of strata, and who needs help, in words.

Rows with few borrowers show their bands alone, and sums are whole millions: what several pages show may be laid side
by side, and still tells nobody's loan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anyelir.core.wording import number, percent
from anyelir.enterprise.fund.supervision import SupervisedFund, by_place, by_stage, names_of_funds
from anyelir.enterprise.groups.models import GroupStage
from anyelir.regions.models import Region
from anyelir.rules.fund import (
    FundRatios,
    FundsTogether,
    HelpSign,
    RatioBand,
    fewest_borrowers,
    in_millions,
    ratios_of_many,
    ratios_of_one,
    together,
    veiled,
)

BANDS = {
    RatioBand.GOOD: (gettext_lazy("baik"), "ok", "check"),
    RatioBand.MINIMUM: (gettext_lazy("perlu dijaga"), "line", "clock"),
    RatioBand.STOP: (gettext_lazy("perlu dibantu"), "attn", "alert"),
}


@dataclass(frozen=True)
class Figure:
    """One ratio as it is shown: its percentage where it may be told, and its band in words."""

    label: str
    percent: str
    band: tuple[str, str, str] | None


@dataclass(frozen=True)
class HealthRow:
    """The funds of a place or of a stratum; ``code`` leads to the page of a place below."""

    title: str
    code: str
    funds: int
    borrowers: str
    outstanding: str
    figures: tuple[Figure, ...]


def _figures(ratios: FundRatios, *, is_veiled: bool) -> tuple[Figure, ...]:
    labelled = (("LAR", ratios.lar), ("PAR", ratios.par), ("RR", ratios.rr))
    return tuple(
        Figure(
            label,
            "" if is_veiled or ratio.band is None else percent(ratio.numerator, ratio.denominator, 0),
            None if ratio.band is None else BANDS[ratio.band],
        )
        for label, ratio in labelled
    )


def health_row(
    title: str, code: str, count: int, whole: FundsTogether, on: dt.date, *, is_veiled: bool
) -> HealthRow:
    """So many funds together."""
    owed = number(in_millions(whole.outstanding_idr))
    return HealthRow(
        title,
        code,
        count,
        _borrowers(whole.borrowers, fewest_borrowers(on), is_veiled=is_veiled),
        _("tidak ditampilkan") if is_veiled else _("Rp %s juta") % owed,
        _figures(ratios_of_many(whole, on), is_veiled=is_veiled),
    )


def _borrowers(count: int, fewest: int, *, is_veiled: bool) -> str:
    if not is_veiled:
        return number(count)
    return _("kurang dari %s") % fewest if count < fewest else _("tidak ditampilkan")


def _together(funds: Sequence[SupervisedFund]) -> FundsTogether:
    return together([fund.sums for fund in funds])


def whole_row(region: Region, funds: Sequence[SupervisedFund], on: dt.date) -> HealthRow:
    """The place as a whole."""
    whole = _together(funds)
    is_veiled = 0 < whole.borrowers < fewest_borrowers(on)
    return health_row(region.name, "", len(funds), whole, on, is_veiled=is_veiled)


def place_rows(region: Region, funds: Sequence[SupervisedFund], on: dt.date) -> list[HealthRow]:
    """The places directly below, in the order of the code; what lies in the place itself comes first."""
    places = by_place(funds, region.code)
    names = Region.objects.in_bulk(list(places))
    titles = {code: names[code].name if code in names else code for code in places}
    if region.code in titles:
        titles[region.code] = _("%s sendiri") % region.name
    leads_to = {code: code if code != region.code else "" for code in places}
    return _rows(places, titles, leads_to, on)


def stage_rows(funds: Sequence[SupervisedFund], on: dt.date) -> list[HealthRow]:
    """By strata of UP2K; funds of bodies that are no group, or of groups not graded, come last."""
    stages = by_stage(funds)
    titles = {stage: GroupStage.Stage(stage).label if stage else _("belum dinilai") for stage in stages}
    return _rows(stages, titles, dict.fromkeys(stages, ""), on)


def _rows(
    parts: Mapping[str, Sequence[SupervisedFund]],
    titles: Mapping[str, str],
    leads_to: Mapping[str, str],
    on: dt.date,
) -> list[HealthRow]:
    wholes = {key: _together(funds) for key, funds in parts.items()}
    hidden = veiled([whole.borrowers for whole in wholes.values()], on)
    return [
        health_row(titles[key], leads_to[key], len(parts[key]), whole, on, is_veiled=index in hidden)
        for index, (key, whole) in enumerate(wholes.items())
    ]


@dataclass(frozen=True)
class HelpRow:
    """A fund that needs help: its group, where it is, the reasons, and the bands without a number."""

    name: str
    place: str
    reasons: tuple[str, ...]
    figures: tuple[Figure, ...]


def help_rows(funds: Sequence[SupervisedFund], on: dt.date) -> list[HelpRow]:
    """Those of one page of the list."""
    names = names_of_funds(funds)
    places = Region.objects.in_bulk({fund.region_id for fund in funds})
    return [
        HelpRow(
            names[fund.pk],
            places[fund.region_id].label,
            tuple(_reason(sign, fund) for sign in fund.signs),
            _figures(ratios_of_one(fund.sums, on), is_veiled=True),
        )
        for fund in funds
    ]


def _reason(sign: HelpSign, fund: SupervisedFund) -> str:
    if sign is HelpSign.BEHIND:
        return _("angsuran yang tertunggak melewati batas LAR atau PAR")
    if sign is HelpSign.NOT_CLOSED:
        text = ngettext(
            "buku kas belum ditutup selama %(count)s bulan",
            "buku kas belum ditutup selama %(count)s bulan",
            fund.months_open,
        )
        return text % {"count": fund.months_open}
    return _("uang kas berulang kali berbeda dari bukunya")
