"""Everything the overview of a region shows, prepared once for the page, its partial and the downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core import wording
from anyelir.posyandu.indicators import CATALOGUE, CATEGORIES, INDEX_TITLES, STAGES
from anyelir.regions.models import Region
from anyelir.reports import charts, queries
from anyelir.reports.engine import Numbers
from anyelir.reports.queries import Row
from anyelir.rules import tables

INDICATORS = CATALOGUE.indicators
# The order in which the tiles stand; those that ask for help when high get the accent when they rise.
TILES = (
    "posyandu.d_s",
    "posyandu.nd_prime",
    "posyandu.stunting",
    "posyandu.wasting",
    "posyandu.underweight",
    "posyandu.t2",
    "posyandu.bgm_d",
    "posyandu.answered",
    "posyandu.reporting",
    "posyandu.sessions",
    "posyandu.kader_on_duty",
)
SMALL = 20


@dataclass(frozen=True)
class Tile:
    """A number with its words, its year as a small line, and whether it needs somebody."""

    code: str
    label: str
    value: str
    note: str
    line: str
    dot: str
    is_attention: bool


@dataclass(frozen=True)
class Part:
    """A piece of a stacked bar."""

    label: str
    value: int
    share: str
    fill: str
    is_unstated: bool = False


@dataclass(frozen=True)
class Stack:
    """A stacked bar that is honest about what nobody stated, with the source when it was only told."""

    title: str
    total: int
    parts: tuple[Part, ...]
    source: str = ""
    note: str = ""

    @property
    def sentence(self) -> str:
        return ", ".join(f"{wording.number(part.value)} {part.label}" for part in self.parts)


def goal(rate: str, on: date) -> float | None:
    """The target of a rate in percent, from the dated rule table."""
    rule = tables.load("skdn_targets").by_key(on).get(rate)
    return None if rule is None else float(rule["green_from"])


def month_letters(months: Sequence[date]) -> list[str]:
    """Short month names under an axis."""
    return [wording.short_day(month).split(" ")[1] for month in months]


def percent_of(code: str, numbers: Numbers | None) -> float | None:
    return None if numbers is None else INDICATORS[code].value(numbers)


def shown(code: str, numbers: Numbers | None) -> str:
    """The value of an indicator as people read it."""
    indicator = INDICATORS[code]
    value = percent_of(code, numbers)
    if value is None:
        return wording.nothing_yet()
    if not indicator.is_ratio:
        return wording.number(value)
    return wording.number(value, 1) + ("%" if indicator.scale == 100 else "")


class Dashboard:
    """The overview of one region (None: the nation) in one month; parts are computed when they are asked for."""

    def __init__(self, region: Region | None, month: date) -> None:
        self.region = region
        self.month = month
        self.code = region.code if region else ""
        self.year = queries.series(self.code, month, 13)
        self.numbers = self.year[-1][1] or dict(queries.ZERO)
        self.rows = queries.rows_below(self.code, month)

    @property
    def name(self) -> str:
        return self.region.name if self.region else "Indonesia"

    @property
    def is_empty(self) -> bool:
        return not self.numbers["posyandu_count"] and not self.numbers["target_children"]

    @property
    def headline(self) -> str:
        """One sentence a person could say aloud."""
        weighed, target = self.numbers["weighed"], self.numbers["target_children"]
        if not target:
            return _("Belum ada balita sasaran yang tercatat di %s.") % self.name
        if not weighed:
            words = {"month": wording.month(self.month), "place": self.name}
            return _("Belum ada penimbangan pada %(month)s di %(place)s.") % words
        return _("%(share)s balita ditimbang pada %(month)s.") % {
            "share": _tenths(weighed, target),
            "month": wording.month(self.month),
        }

    @property
    def subline(self) -> str:
        """The second sentence: who asks for help."""
        twice, severe = self.numbers["not_gained_twice"], self.numbers["below_red_line"]
        waiting = self.numbers["referred"] - self.numbers["referral_answered"]
        said = []
        if twice:
            said.append(_("%s anak belum naik dua bulan berturut-turut.") % wording.number(twice))
        if severe:
            said.append(_("%s anak di bawah garis merah.") % wording.number(severe))
        if waiting:
            said.append(_("%s rujukan menunggu kabar puskesmas.") % wording.number(waiting))
        return " ".join(said) or _("Tidak ada yang menunggu tindakan dari bulan ini.")

    @property
    def tiles(self) -> list[Tile]:
        return [self._tile(code) for code in TILES]

    def _tile(self, code: str) -> Tile:
        indicator = INDICATORS[code]
        values = [percent_of(code, numbers) for _month, numbers in self.year[1:]]
        line, dot = charts.sparkline(values)
        above, below = indicator.fraction(self.numbers)
        return Tile(
            code,
            str(indicator.title),
            shown(code, self.numbers),
            self._tile_note(code, above, below),
            line,
            dot,
            _asks_for_help(code, values, self.month),
        )

    def _tile_note(self, code: str, above: int, below: int | None) -> str:
        if below is None:
            return _("pada bulan ini")
        words = {"above": wording.number(above), "below": wording.number(below)}
        text = _("%(above)s dari %(below)s") % words
        if below and below < SMALL:
            text += _(", jumlahnya kecil")
        return text

    @property
    def skdn_bars(self) -> dict[str, list[charts.Bar]]:
        items = [
            ("S", str(_("Balita yang menjadi sasaran")), self.numbers["target_children"], "var(--q2)"),
            ("K", str(_("Punya buku KIA atau KMS")), self.numbers["with_growth_card"], "var(--q3)"),
            ("D", str(_("Ditimbang bulan ini")), self.numbers["weighed"], "var(--q4)"),
            ("N", str(_("Berat naik cukup")), self.numbers["gained"], "var(--q5)"),
        ]
        return {"wide": charts.bars(items), "narrow": charts.bars(items, charts.NARROW)}

    @property
    def trend(self) -> dict[str, charts.Plot]:
        months = [month for month, _numbers in self.year[1:]]
        lines = [
            ("D/S", "l1", [percent_of("posyandu.d_s", numbers) for _month, numbers in self.year[1:]]),
            ("N/D′", "l2", [percent_of("posyandu.nd_prime", numbers) for _month, numbers in self.year[1:]]),
        ]
        target = goal("d_s", self.month)
        return {
            name: charts.line_plot(month_letters(months), lines, width=width, goal=target)
            for name, width in (("wide", charts.WIDE), ("narrow", charts.NARROW))
        }

    @property
    def nutrition(self) -> list[Stack]:
        """The four indices; WHO-implausible values are left out of all of them."""
        return [self._index_stack(index) for index in CATEGORIES]

    def _index_stack(self, index: str) -> Stack:
        total = self.numbers[f"{index}_assessed"]
        parts = tuple(
            Part(str(label), value, wording.percent(value, total), GROWTH_FILLS[slug])
            for slug, label in CATEGORIES[index].items()
            if (value := self.numbers[f"{index}_{slug}"]) or slug == "normal"
        )
        return Stack(str(INDEX_TITLES[index]), total, parts)

    @property
    def stages(self) -> Stack:
        """Strata: what the system counted, or, where a region only told its totals, those with their source."""
        told = queries.reported(self.code, ["posyandu_count", *(f"posyandu_{stage}" for stage in STAGES)])
        if "posyandu_count" in told and told["posyandu_count"].value > self.numbers["posyandu_count"]:
            numbers = {measure: total.value for measure, total in told.items()}
            note = _("%s posyandu di antaranya sudah tercatat satu per satu di Anyelir.")
            source = told["posyandu_count"]
            words = {"source": source.source, "day": wording.day(source.reported_on)}
            return _stage_stack(
                numbers,
                _("%(source)s, %(day)s") % words,
                note % wording.number(self.numbers["posyandu_count"]),
            )
        return _stage_stack(self.numbers)

    @property
    def kader_told(self):
        return queries.reported(self.code, ["kader"]).get("kader")

    @property
    def map(self) -> list[charts.Bubble]:
        places = [
            (
                row.key,
                row.name,
                row.latitude,
                row.longitude,
                row.numbers["target_children"],
                band(row),
                _spoken(row),
            )
            for row in self.rows
            if row.numbers and row.latitude is not None and row.longitude is not None
        ]
        return charts.bubbles(places) if len(places) > 1 else []


GROWTH_FILLS = {
    "severely_underweight": "var(--kms-merah)",
    "severely_stunted": "var(--kms-merah)",
    "severe_wasting": "var(--kms-merah)",
    "underweight": "var(--kms-kuning)",
    "stunted": "var(--kms-kuning)",
    "wasting": "var(--kms-kuning)",
    "normal": "var(--kms-hijau)",
    "risk_overweight": "var(--kms-jingga-bg)",
    "overweight": "var(--kms-jingga)",
    "obese": "var(--kms-jingga-ink)",
    "tall": "var(--kms-jingga-bg)",
}
STAGE_FILLS = {"pratama": "var(--q2)", "madya": "var(--q3)", "purnama": "var(--q4)", "mandiri": "var(--q5)"}


def _stage_stack(numbers: dict[str, int], source: str = "", note: str = "") -> Stack:
    total = numbers["posyandu_count"]
    stated = [(stage, numbers.get(f"posyandu_{stage}", 0)) for stage in STAGES]
    parts = [
        Part(str(STAGES[stage]), value, wording.percent(value, total), STAGE_FILLS[stage])
        for stage, value in stated
        if value
    ]
    rest = total - sum(value for _stage, value in stated)
    if rest > 0:
        unstated = Part(str(_("Strata belum dinyatakan")), rest, wording.percent(rest, total), "none", True)
        parts.append(unstated)
    return Stack(_("Strata %s posyandu") % wording.number(total), total, tuple(parts), source, note)


def _tenths(part: int, whole: int) -> str:
    """ "Tujuh dari sepuluh" for a share, exact counts when few."""
    if whole < SMALL:
        return _("%(part)s dari %(whole)s") % {"part": part, "whole": whole}
    numerals = (
        _("Hampir tidak ada dari sepuluh"),
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


def _asks_for_help(code: str, values: list[float | None], month: date) -> bool:
    """Below its target, or worse than the month before by more than a point."""
    now = values[-1]
    if now is None:
        return False
    target = goal(code.removeprefix("posyandu."), month)
    if target is not None:
        return now < target
    before = next((value for value in reversed(values[:-1]) if value is not None), None)
    indicator = INDICATORS[code]
    if before is None or indicator.higher_is_better is None or not indicator.is_ratio:
        return False
    return (now - before > 1) != indicator.higher_is_better and abs(now - before) > 1


def band(row: Row) -> int | None:
    """Which of five ordered classes the D/S of a row falls into, None without a number."""
    value = percent_of("posyandu.d_s", row.numbers)
    return None if value is None else sum(value >= edge for edge in BAND_EDGES)


BAND_EDGES = (60, 70, 75, 80)


def _spoken(row: Row) -> str:
    words = {"name": row.name, "share": shown("posyandu.d_s", row.numbers)}
    count = row.numbers["target_children"] if row.numbers else 0
    return (
        _("%(name)s: D/S %(share)s") % words
        + ", "
        + ngettext("%s balita", "%s balita", count) % wording.number(count)
    )
