"""What leaves the engine of the numbers of businesses: no count without its share, no median of a few, no owner."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.core.indicator import Catalogue, median_of_counts
from anyelir.enterprise.outcome.indicators import CATALOGUE
from anyelir.enterprise.outcome.overview import OVERVIEW
from anyelir.regions.models import Region
from anyelir.regions.scope import parent
from anyelir.reports import columns, exports
from anyelir.reports.cells import Cells
from anyelir.reports.dashboard import Dashboard
from anyelir.reports.models import RegionNumbers
from anyelir.reports.presenting import Seen, present, text_of, value_of
from anyelir.reports.veiling import Veil
from anyelir.rules.disclosure.limits import Audience
from tests import factories as make

OCTOBER = dt.date(2026, 10, 1)
OFFICE = Audience.INTERNAL
KECAMATAN = "32.01.01"


def seen(**numbers: int) -> Seen:
    return Seen(Cells(CATALOGUE, numbers))


def declared(indicators, overview=OVERVIEW) -> Catalogue:
    return Catalogue(
        CATALOGUE.unit,
        CATALOGUE.measures.values(),
        indicators,
        counted=CATALOGUE.counted,
        reported_by=CATALOGUE.reported_by,
        staleness=CATALOGUE.staleness,
        cared_for_by=CATALOGUE.cared_for_by,
        overview=overview,
    )


@pytest.mark.parametrize("code", CATALOGUE.indicators)
def test_an_indicator_names_known_measures_and_holds_its_example(code):
    indicator = CATALOGUE.indicators[code]
    assert {*indicator.numerator, *indicator.denominator} <= set(CATALOGUE.measures)
    if indicator.is_ratio or indicator.is_median:
        numbers, expected = indicator.example
        assert indicator.value({**CATALOGUE.zero, **numbers}) == pytest.approx(expected)
        assert indicator.value(CATALOGUE.zero) is None


def test_a_count_is_said_with_its_share():
    numbers = seen(helped=150, help_seen=60, help_used=40)
    assert text_of("business.helped", numbers) == "150 · 66,7% dari 60"
    assert text_of("helped", numbers) == "150 · 66,7% dari 60"


@pytest.mark.parametrize("code", ["business.helped", "helped"])
def test_a_count_without_its_share_is_never_said(code):
    """Nobody looked yet: not even that 150 were trained."""
    numbers = seen(helped=150)
    assert text_of(code, numbers) == "belum ada"
    assert present(code, numbers).above is None and present(code, numbers).value is None
    assert numbers.count(code) is None


def test_where_the_share_is_hidden_the_count_is_too():
    cells = Cells(CATALOGUE, {"helped": 150, "help_seen": 60, "help_used": 40})
    hidden = frozenset({"business.help_used"})
    numbers = Seen(cells, hidden, lambda: hidden)
    assert present("business.helped", numbers).is_hidden
    assert text_of("helped", numbers) == "tidak ditampilkan"


@pytest.mark.parametrize("code", ["business.helped", "helped"])
def test_nothing_draws_or_sorts_by_the_count_alone(code):
    numbers = seen(helped=150, help_seen=60, help_used=40)
    assert value_of(code, numbers) is None and numbers.count(code) is None


def test_a_count_is_declared_with_a_share():
    each = CATALOGUE.indicators["business.helped"]
    others = [indicator for indicator in CATALOGUE.indicators.values() if indicator is not each]
    for wrong in ("business.active_share", "business.count", "business.sales_change"):
        with pytest.raises(ValueError, match="no share"):
            declared([*others, dataclasses.replace(each, shown_with=wrong)])


def test_an_official_form_has_no_column_of_the_count(tmp_path):
    form = tmp_path / "form.csv"
    form.write_text("edition,no,group,label,code,decimals\n2026,1,Bantuan,Dilatih,helped,0\n")
    with pytest.raises(ValueError, match="without the share: helped"):
        columns.load(CATALOGUE, form)


@pytest.mark.parametrize("code", [code for code, each in CATALOGUE.indicators.items() if each.minimum_cell])
def test_for_whom_aid_is_meant_stands_on_no_page(code):
    """Tiles, headings, columns, lines and bars: a guarded number of owners is in files alone."""
    shown = {
        *OVERVIEW.tiles,
        *(each.code for each in (*OVERVIEW.headings, *OVERVIEW.compared, *OVERVIEW.bars)),
        *(each for _label, each in (*OVERVIEW.columns, *OVERVIEW.trend)),
    }
    assert not shown & {code, *CATALOGUE.indicators[code].numerator}


def test_a_median_says_of_how_many_and_nothing_of_a_few():
    five = seen(sales_m10=1, sales_p0=1, sales_p5=1, sales_p20=1, sales_p100=1)
    assert text_of("business.sales_change", five) == "+5,0%"
    assert (present("business.sales_change", five).above, present("business.sales_change", five).value) == (
        5,
        5,
    )
    four = seen(sales_m10=1, sales_p0=1, sales_p5=1, sales_p20=1)
    assert text_of("business.sales_change", four) == "belum ada"
    assert present("business.sales_change", four).above is None


@given(st.lists(st.integers(-3, 4), min_size=1, max_size=40))
def test_the_median_of_counts_is_the_median(values):
    from statistics import median

    kinds = range(-3, 5)
    assert median_of_counts(list(kinds), [values.count(each) for each in kinds]) == median(values)


def store(code: str, woman_heads: int) -> None:
    RegionNumbers.objects.create(
        unit_kind="business",
        code=code,
        parent_code=parent(code) if code else None,
        period=OCTOBER,
        live={"businesses": 90, "active": 60, "woman_heads": woman_heads},
    )


def kecamatan(counts: list[int]) -> list[str]:
    """A kecamatan with kelurahan of so many women."""
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), (KECAMATAN, "Cibinong")]:
        make.region(code, name)
    codes = [f"{KECAMATAN}.10{number:02}" for number in range(1, len(counts) + 1)]
    for code, count in zip(codes, counts, strict=True):
        make.region(code, code)
        store(code, count)
    for code in ("", "32", "32.01", KECAMATAN):
        store(code, sum(counts))
    return codes


def shown_counts(codes: list[str]) -> dict[str, int | None]:
    rows = Dashboard(CATALOGUE, Region.objects.get(pk=KECAMATAN), OCTOBER, OFFICE).rows
    shown = {row.key: present("business.woman_heads", row.numbers) for row in rows if row.numbers}
    return {code: None if shown[code].is_hidden else shown[code].above for code in codes}


@pytest.mark.django_db
@pytest.mark.parametrize("counts", [[3, 9, 8, 12], [1, 1, 30, 30], [4, 40], [7, 2, 0, 0], [2, 5, 6, 21, 13]])
def test_nobody_finds_a_small_number_of_women_by_subtraction(counts):
    codes = kecamatan(counts)
    shown = shown_counts(codes)
    hidden = [code for code in codes if shown[code] is None]
    for code, count in zip(codes, counts, strict=True):
        assert shown[code] is None if 0 < count < 5 else shown[code] in (None, count)
    # What the hidden ones have together follows by subtraction: each could still be five values or more.
    rest = sum(counts) - sum(count for count in shown.values() if count is not None)
    assert len(hidden) >= 2 and rest >= 5 or sum(counts) < 5


@pytest.mark.django_db
def test_the_file_of_an_office_hides_them_too():
    codes = kecamatan([3, 9, 8, 12])
    region = Region.objects.get(pk=KECAMATAN)

    def column(audience: Audience | None) -> dict[str, str]:
        rows = exports.comparison(CATALOGUE, region, OCTOBER, audience)
        text = exports.as_csv(rows, "x").content.decode("utf-8-sig")
        head, *lines = csv.reader(io.StringIO(text), delimiter=";")
        [at] = [at for at, label in enumerate(head) if "perempuan kepala keluarga" in label]
        return {line[0]: line[at] for line in lines}

    assert column(OFFICE)[codes[0]] == "tidak ditampilkan"
    assert column(None)[codes[0]] == "3", "those who read the families there"


@pytest.mark.django_db
def test_the_cell_of_five_is_what_hides(monkeypatch):
    """Without it a single woman would be told of."""
    codes = kecamatan([1, 9, 8, 12])
    assert shown_counts(codes)[codes[0]] is None
    monkeypatch.setattr(CATALOGUE, "guarded", {})
    veil = Veil(CATALOGUE, OCTOBER, OFFICE)
    row = RegionNumbers.objects.get(code=codes[0])
    assert present("business.woman_heads", veil.region(codes[0], row.numbers)).above == 1
