"""Everything the overview of a region shows, prepared once for the page, its partial and the downloads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.indicator import Indicator
from anyelir.posyandu.indicators import CATALOGUE
from anyelir.posyandu.measures import CATEGORIES, INDEX_TITLES
from anyelir.regions.models import Region
from anyelir.reports import charts, dashboard_map, dashboard_words, queries
from anyelir.reports.cells import Cells, Numbers
from anyelir.reports.models import ReportedTotal
from anyelir.reports.presenting import hidden_words, present, text_of, value_of, worded
from anyelir.reports.veiling import Veil
from anyelir.rules import tables
from anyelir.rules.disclosure.limits import Audience, cell_limit

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
# The first four are large; the rest is read when they ask for it.
MAIN_TILES = 4


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
    is_known: bool
    change: str

    @property
    def dot_x(self) -> str:
        return self.dot.partition(" ")[0]

    @property
    def dot_y(self) -> str:
        return self.dot.partition(" ")[2]


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


class Dashboard:
    """The overview of one region (None: the nation) in one month; parts are computed when they are asked for."""

    def __init__(self, region: Region | None, month: date, audience: Audience | None) -> None:
        """``audience``: who reads it, None for those who may read the records of the people themselves."""
        self.region = region
        self.month = month
        self.audience = audience
        self.code = region.code if region else ""
        self.year = queries.series(CATALOGUE, self.code, month, 13)
        open_numbers = self.year[-1][1] or Cells(CATALOGUE, {})
        veil = Veil(CATALOGUE, month, audience)
        self.numbers = veil.over(self.code, open_numbers) or open_numbers
        rows = queries.rows_below(CATALOGUE, self.code, month)
        self.rows = veil.over_rows(self.code, open_numbers, rows)

    @property
    def name(self) -> str:
        return dashboard_words.place_name(self.region)

    @property
    def is_empty(self) -> bool:
        return not self.numbers["posyandu_count"] and not self.numbers["target_children"]

    @property
    def headline(self) -> str:
        return dashboard_words.headline(self.name, self.month, self.numbers)

    @property
    def subline(self) -> str:
        told = self._told.get("posyandu_count")
        return dashboard_words.subline(self.numbers, self.month, told.value if told else 0)

    @property
    def is_unfinished(self) -> bool:
        """The month still runs: its shares are shown, but not judged and not drawn."""
        return dashboard_words.is_unfinished(self.month, self.numbers)

    @property
    def tiles(self) -> list[Tile]:
        return [self._tile(code) for code in TILES[:MAIN_TILES]]

    @property
    def more_tiles(self) -> list[Tile]:
        return [self._tile(code) for code in TILES[MAIN_TILES:]]

    def _finished(self, code: str) -> list[float | None]:
        """Twelve months of an indicator; a month that still runs has no share to compare."""
        values = [value_of(code, numbers) for _month, numbers in self.year[1:]]
        if self.audience is not None and code in CATALOGUE.guarded:
            # The earlier months were not weighed against their neighbours: no line that could be read off.
            values = [*[None] * (len(values) - 1), value_of(code, self.numbers)]
        return [*values[:-1], None] if self.is_unfinished and INDICATORS[code].is_ratio else values

    def _tile(self, code: str) -> Tile:
        indicator = INDICATORS[code]
        values = self._finished(code)
        line, dot = charts.sparkline(values)
        return Tile(
            code,
            str(indicator.title),
            text_of(code, self.numbers),
            _tile_note(indicator, self.numbers),
            line,
            dot,
            _asks_for_help(code, values, self.month),
            value_of(code, self.numbers) is not None,
            _tile_change(code, self.numbers),
        )

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
            ("D/S", "l1", self._finished("posyandu.d_s")),
            ("N/D′", "l2", self._finished("posyandu.nd_prime")),
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
        """Without its parts where one of them may not be seen: the others would give it away."""
        total = self.numbers[f"{index}_assessed"]
        keys = {slug: f"{index}_{slug}" for slug in CATEGORIES[index]}
        if self._tells_of_few(keys.values()):
            return Stack(str(INDEX_TITLES[index]), total, (), note=hidden_words())
        parts = tuple(
            Part(str(label), value, wording.percent(value, total), GROWTH_FILLS[slug])
            for slug, label in CATEGORIES[index].items()
            if (value := self.numbers[keys[slug]]) or slug == "normal"
        )
        return Stack(str(INDEX_TITLES[index]), total, parts)

    def _tells_of_few(self, keys: Iterable[str]) -> bool:
        """Whether one of these measures is hidden, or small for a reader who sees no small numbers."""
        if self.audience is None:
            return False
        limit = cell_limit(self.audience, self.month)
        return any(key in self.numbers.hidden or limit.is_small(self.numbers[key]) for key in keys)

    @property
    def stages(self) -> Stack:
        """Strata: what the system counted, or, where a region only told its totals, those with their source."""
        told = {measure: total for measure, total in self._told.items() if measure != "kader"}
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
        return self._told.get("kader")

    @cached_property
    def _told(self) -> dict[str, ReportedTotal]:
        """Totals that the place only told, with their source."""
        return queries.reported(self.code, ["kader", "posyandu_count", *STRATA.stated_parts])

    @property
    def map(self) -> dashboard_map.PlaceMap:
        return dashboard_map.place_map(self.rows)


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
STRATA = INDICATORS["posyandu.count"]
STAGE_FILLS = dict(
    zip(STRATA.stated_parts, ("var(--q2)", "var(--q3)", "var(--q4)", "var(--q5)"), strict=True)
)


def _stage_stack(numbers: dict[str, int], source: str = "", note: str = "") -> Stack:
    total = numbers["posyandu_count"]
    stated = [(key, numbers.get(key, 0)) for key in STRATA.stated_parts]
    parts = [
        Part(str(CATALOGUE.measures[key].title), value, wording.percent(value, total), STAGE_FILLS[key])
        for key, value in stated
        if value
    ]
    rest = total - sum(value for _key, value in stated)
    if rest > 0:
        # A source that gave only totals left something unsaid; our own register knows that nobody graded yet.
        label = _("Strata belum dinyatakan") if source else _("Belum dinilai")
        parts.append(Part(str(label), rest, wording.percent(rest, total), "none", True))
    return Stack(_("Strata %s posyandu") % wording.number(total), total, tuple(parts), source, note)


def _tile_note(indicator: Indicator, numbers: Numbers) -> str:
    """What stands behind the number; a share of nothing says so instead of "0 dari 0"."""
    shown = present(indicator.code, numbers)
    if shown.is_hidden:
        return _("sedikit orang: hanya terlihat di wilayah yang lebih luas")
    if not indicator.is_ratio:
        return _("pada bulan ini")
    if shown.value is None:
        return _("belum ada catatannya")
    words = {"above": wording.number(shown.above), "below": wording.number(shown.below)}
    if indicator.scale != 100:
        return _("%(above)s pada %(below)s hari buka") % words
    text = _("%(above)s dari %(below)s") % words
    return text + _(", jumlahnya kecil") if shown.below < dashboard_words.SMALL else text


def _tile_change(code: str, numbers: Numbers) -> str:
    """What the number of a closed month has become since."""
    now = present(code, numbers).now
    return "" if now is None else _("berubah sejak ditutup (%s)") % worded(CATALOGUE, code, now)


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
