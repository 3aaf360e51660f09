"""Everything the overview of a region shows, prepared once for the page, its partial and the downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.grain import YEAR, Grain
from anyelir.core.indicator import Catalogue, Indicator
from anyelir.core.overview import Bar, Stacked, Strata
from anyelir.regions.models import Region
from anyelir.reports import charts, dashboard_map, dashboard_words, queries
from anyelir.reports.models import ReportedTotal
from anyelir.reports.presenting import (
    Seen,
    Shown,
    dated_words,
    hidden_words,
    present,
    sentence_of,
    text_of,
    value_of,
    worded,
)
from anyelir.reports.reading import Reading
from anyelir.rules.disclosure.limits import Audience


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
class BarPart:
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
    parts: tuple[BarPart, ...]
    source: str = ""
    note: str = ""

    @property
    def sentence(self) -> str:
        return ", ".join(f"{wording.number(part.value)} {part.label}" for part in self.parts)


def period_letters(grain: Grain, periods: Sequence[date]) -> list[str]:
    """Short names of periods under an axis."""
    if grain.months == YEAR.months:
        return [f"{period:%Y}" for period in periods]
    return [wording.short_day(period).split(" ")[1] for period in periods]


LINE_CLASSES = ("rep-l1", "rep-l2")


class Dashboard:
    """The overview of one region (None: the nation) in one period; parts are computed when they are asked for."""

    def __init__(
        self, catalogue: Catalogue, region: Region | None, period: date, audience: Audience | None
    ) -> None:
        """``audience``: who reads it, None for those who may read the records of the people themselves.

        Raises ValueError for a catalogue that declares no overview.
        """
        if catalogue.overview is None:
            raise ValueError(f"{catalogue.kind} declares no overview")
        self.catalogue, self.layout = catalogue, catalogue.overview
        self.region, self.period = region, period
        self.code = region.code if region else ""
        reading = Reading(catalogue, period, audience)
        self.year = reading.region(self.code)
        self.numbers = self.year[-1][1] or reading.nothing()
        self.rows = reading.rows(self.code)

    @property
    def name(self) -> str:
        return dashboard_words.place_name(self.region)

    @property
    def period_key(self) -> str:
        return self.catalogue.unit.grain.key(self.period)

    @property
    def span(self) -> str:
        """What a period is called inside a sentence: bulan, tahun."""
        return self.catalogue.unit.grain.title.lower()

    @property
    def period_text(self) -> str:
        return self.catalogue.unit.grain.text(self.period)

    @property
    def is_empty(self) -> bool:
        return not self.numbers.count(self.catalogue.counted) and not self.numbers.count(self.layout.size)

    @property
    def headline(self) -> str:
        place = f"{self.name}, {self.period_text}."
        return sentence_of(
            lambda numbers: self.layout.headline(self.name, self.period, numbers, self._is_running),
            self.numbers,
            otherwise=place,
        )

    @property
    def subline(self) -> str:
        total = self._stated_totals.get(self.catalogue.counted)
        count = total.value if total else 0
        return sentence_of(
            lambda numbers: self.layout.subline(numbers, self._is_running, count), self.numbers
        )

    @property
    def rows_of_year(self) -> list[tuple[str, Seen | None]]:
        """The periods of the series in words, each with its numbers."""
        text = self.catalogue.unit.grain.text
        return [(text(period), numbers) for period, numbers in self.year]

    @property
    def reporting(self) -> str:
        """The part of the units that reported, in words."""
        reported, units = self.numbers.reporting
        params = {"share": wording.percent(reported, units), "units": str(self.catalogue.unit.title).lower()}
        return _("%(share)s %(units)s melapor") % params

    @property
    def _is_running(self) -> bool:
        return dashboard_words.is_running(self.catalogue.unit.grain, self.period)

    @property
    def is_unfinished(self) -> bool:
        """The period still runs: its shares are shown, but not judged and not drawn."""
        return dashboard_words.is_unfinished(self.period, self.numbers)

    @property
    def tiles(self) -> list[Tile]:
        return [self._tile(code) for code in self.layout.tiles[: self.layout.main_tiles]]

    @property
    def more_tiles(self) -> list[Tile]:
        return [self._tile(code) for code in self.layout.tiles[self.layout.main_tiles :]]

    def _finished(self, code: str) -> list[float | None]:
        """Twelve months of an indicator; a month that still runs has no share to compare."""
        values = [value_of(code, numbers) for _period, numbers in self.year[1:]]
        return [*values[:-1], None] if self.is_unfinished and self._indicator(code).is_ratio else values

    def _indicator(self, code: str) -> Indicator:
        return self.catalogue.indicators[code]

    def _tile(self, code: str) -> Tile:
        indicator = self._indicator(code)
        values = self._finished(code)
        line, dot = charts.sparkline(values)
        return Tile(
            code,
            str(indicator.title),
            text_of(code, self.numbers),
            _tile_note(indicator, self.numbers),
            line,
            dot,
            self._asks_for_help(indicator, values),
            present(code, self.numbers).value is not None,
            _tile_change(code, self.numbers),
        )

    @property
    def bars(self) -> dict[str, list[charts.LabelledBar]]:
        items = [
            (bar.letter, self._bar_words(bar), self._bar_value(bar), bar.fill) for bar in self.layout.bars
        ]
        return {"wide": charts.bars(items), "narrow": charts.bars(items, charts.NARROW)} if items else {}

    def _bar_value(self, bar: Bar) -> int | None:
        value = value_of(bar.code, self.numbers)
        return None if value is None else int(value)

    def _bar_words(self, bar: Bar) -> str:
        """A bar of nothing known says so."""
        unknown = present(bar.code, self.numbers).value is None
        return f"{bar.label}: {text_of(bar.code, self.numbers)}" if unknown else str(bar.label)

    @property
    def bars_label(self) -> str:
        return ", ".join(f"{bar.letter} {text_of(bar.code, self.numbers)}" for bar in self.layout.bars)

    @property
    def bars_sentence(self) -> str:
        return sentence_of(self.layout.bars_sentence, self.numbers) if self.layout.bars_sentence else ""

    @property
    def trend(self) -> dict[str, charts.Plot]:
        periods = [period for period, _numbers in self.year[1:]]
        lines = [
            (label, css, self._finished(code))
            for (label, code), css in zip(self.layout.trend, LINE_CLASSES, strict=False)
        ]
        target = self.layout.goal(self.layout.trend[0][1], self.period) if self.layout.trend else None
        names = period_letters(self.catalogue.unit.grain, periods)
        return {
            name: charts.line_plot(names, lines, width=width, goal=target)
            for name, width in (("wide", charts.WIDE), ("narrow", charts.NARROW))
        }

    @property
    def stacks(self) -> list[Stack]:
        return [self._stack(stacked) for stacked in self.layout.stacks]

    def _stack(self, stacked: Stacked) -> Stack:
        """Without its parts where one of them may not be seen: it would follow by subtraction from the others."""
        total = self.numbers.count(stacked.total) or 0
        if any(self.numbers.is_hidden(key) for key in stacked.fills):
            return Stack(str(stacked.title), total, (), note=hidden_words())
        parts = tuple(
            BarPart(str(self.catalogue.measures[key].title), value, wording.percent(value, total), fill)
            for key, fill in stacked.fills.items()
            if (value := self.numbers.count(key))
        )
        return Stack(str(stacked.title), total, parts)

    @property
    def strata(self) -> Stack | None:
        """What the system counted, or, where a region only told its totals, those with their source."""
        strata = self.layout.strata
        if strata is None:
            return None
        counted = self.catalogue.counted
        here, source = self.numbers.count(counted) or 0, self._stated_totals.get(counted)
        if source is None or source.value <= here:
            keys = (counted, *self._indicator(strata.code).stated_parts)
            return self._strata_stack(strata, {key: self.numbers.count(key) or 0 for key in keys})
        totals = {measure: total.value for measure, total in self._stated_totals.items()}
        params = {"source": source.source, "day": wording.day(source.reported_on)}
        note = str(strata.recorded) % wording.number(here)
        return self._strata_stack(strata, totals, _("%(source)s, %(day)s") % params, note)

    def _strata_stack(
        self, strata: Strata, numbers: Mapping[str, int], source: str = "", note: str = ""
    ) -> Stack:
        total = numbers[self.catalogue.counted]
        keys = self._indicator(strata.code).stated_parts
        stated = [(key, numbers.get(key, 0), fill) for key, fill in zip(keys, strata.fills, strict=True)]
        parts = [
            BarPart(str(self.catalogue.measures[key].title), value, wording.percent(value, total), fill)
            for key, value, fill in stated
            if value
        ]
        rest = total - sum(value for _key, value, _fill in stated)
        if rest > 0:
            # A source that gave only totals left something unsaid; our own register knows that nobody graded yet.
            label = strata.unstated_by_source if source else strata.unstated
            parts.append(BarPart(str(label), rest, wording.percent(rest, total), "none", True))
        return Stack(str(strata.title) % wording.number(total), total, tuple(parts), source, note)

    @property
    def beside_strata(self) -> str:
        """A told total that no unit states one by one."""
        strata = self.layout.strata
        total = self._stated_totals.get(strata.beside) if strata else None
        return str(strata.beside_words) % wording.number(total.value) if strata and total else ""

    @cached_property
    def _stated_totals(self) -> dict[str, ReportedTotal]:
        """Totals that the place only told, with their source."""
        strata = self.layout.strata
        if strata is None:
            return {}
        parts = self._indicator(strata.code).stated_parts
        return queries.reported(self.code, [strata.beside, self.catalogue.counted, *parts])

    @property
    def dated(self) -> str:
        """By which of its days a record counts, for every indicator on the page."""
        titles = {code: str(self._indicator(code).title) for code in self.layout.tiles}
        return dated_words(
            self.catalogue, titles | {each.code: str(each.label) for each in self.layout.headings}
        )

    @property
    def map_dated(self) -> str:
        mapped = self.layout.mapped
        return dated_words(self.catalogue, {mapped.code: mapped.label}) if mapped else ""

    @property
    def map(self) -> dashboard_map.PlaceMap:
        return dashboard_map.place_map(self.layout, self.rows)

    def _asks_for_help(self, indicator: Indicator, values: list[float | None]) -> bool:
        """Below its target, or worse than the period before by more than a point."""
        now = values[-1]
        if now is None:
            return False
        target = self.layout.goal(indicator.code, self.period)
        if target is not None:
            return now < target
        before = next((value for value in reversed(values[:-1]) if value is not None), None)
        if before is None or indicator.higher_is_better is None or not indicator.is_ratio:
            return False
        return (now - before > 1) != indicator.higher_is_better and abs(now - before) > 1


def _tile_note(indicator: Indicator, numbers: Seen) -> str:
    """What stands behind the number; a share of nothing says so instead of "0 dari 0"."""
    shown = present(indicator.code, numbers)
    if shown.is_hidden:
        return _("sedikit orang: hanya terlihat di wilayah yang lebih luas")
    if indicator.is_median:
        return _median_note(shown, indicator)
    if indicator.shown_with:
        return str(numbers.catalogue.indicators[indicator.shown_with].title)
    if not indicator.is_ratio:
        return _count_note(numbers.catalogue)
    if shown.value is None:
        return _("belum ada catatannya")
    params = {"above": wording.number(shown.above), "below": wording.number(shown.below)}
    if indicator.scale != 100:
        return _("%(above)s pada %(below)s %(per)s") % {**params, "per": indicator.per}
    text = _("%(above)s dari %(below)s") % params
    return text + _(", jumlahnya kecil") if shown.below < wording.SMALL else text


def _count_note(catalogue: Catalogue) -> str:
    """When a count was so: in the period, or at its end."""
    is_of_the_end = catalogue.overview is not None and catalogue.overview.is_of_the_end
    text = _("pada akhir %s") if is_of_the_end else _("pada %s ini")
    return text % catalogue.unit.grain.title.lower()


def _median_note(shown: Shown, indicator: Indicator) -> str:
    """Of how many it is the median; of too few nothing is said, not how few."""
    if shown.value is None:
        return _("baru bisa dihitung dari %s ke atas") % wording.number(indicator.fewest)
    return _("median dari %s") % wording.number(shown.above)


def _tile_change(code: str, numbers: Seen) -> str:
    """What the number of a closed month has become since."""
    now = present(code, numbers).now
    return "" if now is None else _("berubah sejak ditutup (%s)") % worded(numbers.catalogue, code, now)
