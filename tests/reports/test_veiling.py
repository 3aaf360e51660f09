"""Small numbers of people stay with those who care for them; nobody else finds them by subtraction."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io

import pytest
from django.template import Context, Template

from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.regions.models import Region
from anyelir.regions.scope import parent
from anyelir.reports import access, exports
from anyelir.reports.cells import Cells
from anyelir.reports.dashboard import Dashboard
from anyelir.reports.models import LeafNumbers, RegionNumbers
from anyelir.reports.neighbours import Neighbours, UnitCell
from anyelir.reports.presenting import Seen, change_note, present, text_of
from anyelir.reports.queries import NumbersRow, rows_below
from anyelir.reports.veiling import Veil
from anyelir.rules.disclosure.limits import Audience
from tests import factories as make
from tests.reports.wells import WELLS, Well, wells

OCTOBER = dt.date(2025, 10, 1)
STUNTING = "posyandu.stunting"
OFFICE = Audience.INTERNAL
pytestmark = pytest.mark.django_db
KELURAHAN = [f"32.01.01.10{number:02}" for number in range(1, 7)]


def store(code: str, stunted: int, assessed: int = 60) -> None:
    live = {"haz_stunted": stunted, "haz_assessed": assessed, "target_children": assessed, "weighed": assessed,
            "posyandu_count": 1, "posyandu_reporting": 1}  # fmt: skip
    RegionNumbers.objects.create(
        unit_kind="posyandu", code=code, parent_code=parent(code) if code else None, period=OCTOBER, live=live
    )


@pytest.fixture
def kecamatan(db):
    """Six kelurahan with 2, 9, 8, 12, 20 and 0 stunted children, 51 in the kecamatan."""
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        make.region(code, name)
    for code, stunted in zip(KELURAHAN, [2, 9, 8, 12, 20, 0], strict=True):
        make.region(code, code)
        store(code, stunted)
    for code in ("", "32", "32.01", "32.01.01"):
        store(code, 51, 360)
    return "32.01.01"


def seen(code: str, audience: Audience | None = OFFICE) -> dict[str, object]:
    board = Dashboard(CATALOGUE, Region.objects.get(pk=code) if code else None, OCTOBER, audience)
    return {row.key: present(STUNTING, row.numbers) for row in board.rows if row.numbers}


def test_a_small_number_and_what_would_give_it_away_are_hidden(kecamatan):
    lines = seen(kecamatan)
    hidden = {key for key, shown in lines.items() if shown.is_hidden}
    assert KELURAHAN[0] in hidden and len(hidden) >= 2
    assert not lines[KELURAHAN[5]].is_hidden, "nobody is in a zero"
    rest = 51 - sum(shown.above for shown in lines.values() if not shown.is_hidden)
    # 2 and its neighbour: whoever subtracts learns their sum, which leaves five values or more for either.
    assert rest >= 2 + 5


def test_a_region_is_hidden_on_its_own_page_when_it_is_hidden_in_the_table(kecamatan):
    lines = seen(kecamatan)
    for code in KELURAHAN:
        board = Dashboard(CATALOGUE, Region.objects.get(pk=code), OCTOBER, OFFICE)
        assert board.numbers.is_hidden(STUNTING) == lines[code].is_hidden, code
        [tile] = [tile for tile in board.tiles if tile.code == STUNTING]
        assert (tile.value == "tidak ditampilkan") == lines[code].is_hidden
        assert not tile.line


def test_the_whole_is_shown_where_it_is_large(kecamatan):
    board = Dashboard(CATALOGUE, Region.objects.get(pk=kecamatan), OCTOBER, OFFICE)
    assert present(STUNTING, board.numbers).above == 51


def test_a_stack_tells_nothing_that_its_tile_hides(kecamatan):
    board = Dashboard(CATALOGUE, Region.objects.get(pk=KELURAHAN[0]), OCTOBER, OFFICE)
    [stack] = [stack for stack in board.stacks if "TB/U" in stack.title]
    assert stack.parts == () and stack.note
    open_board = Dashboard(CATALOGUE, Region.objects.get(pk=KELURAHAN[0]), OCTOBER, None)
    assert [part.value for stack in open_board.stacks for part in stack.parts if part.value] == [2]


def test_the_parts_of_a_stack_are_weighed_against_their_neighbours(kecamatan):
    """2 severely stunted in one kelurahan: 38 in the kecamatan less the 36 of the others would tell."""
    for code, severe in zip(KELURAHAN, [2, 8, 7, 9, 12, 0], strict=True):
        row = RegionNumbers.objects.get(code=code)
        row.live |= {"haz_severely_stunted": severe, "haz_stunted": 20, "haz_assessed": 60}
        row.save()
    for row in RegionNumbers.objects.filter(code__in=["", "32", "32.01", kecamatan]):
        row.live |= {"haz_severely_stunted": 38, "haz_stunted": 120, "haz_assessed": 360}
        row.save()
    stacks = {code: stunting_stack(code) for code in [kecamatan, *KELURAHAN]}
    assert [part.value for part in stacks[kecamatan].parts] == [38, 120]
    hidden = {code for code, stack in stacks.items() if not stack.parts}
    assert KELURAHAN[0] in hidden and len(hidden) >= 2
    assert len(hidden) < len(stacks) - 2, "the others are told"


def stunting_stack(code: str):
    board = Dashboard(CATALOGUE, Region.objects.get(pk=code), OCTOBER, OFFICE)
    return next(stack for stack in board.stacks if "TB/U" in stack.title)


def test_what_a_guarded_number_has_become_is_for_those_who_care(kecamatan):
    """7 were signed and 2 are left: the 2 were weighed against nobody."""
    row = RegionNumbers.objects.get(code=KELURAHAN[4])
    row.live, row.shift = row.live | {"haz_stunted": 2}, {"haz_stunted": 18, "weighed": 1}
    row.save()
    lines, open_lines = seen(kecamatan), seen(kecamatan, None)
    assert (lines[KELURAHAN[4]].above, lines[KELURAHAN[4]].now) == (20, None)
    assert open_lines[KELURAHAN[4]].now == pytest.approx(100 * 2 / 60)
    [row] = [row for row in board_rows(kecamatan) if row.key == KELURAHAN[4]]
    assert "D 60" in change_note(row.numbers) and "angka lain" not in change_note(row.numbers)


def board_rows(code: str):
    return Dashboard(CATALOGUE, Region.objects.get(pk=code), OCTOBER, OFFICE).rows


def test_a_small_number_of_the_nation_is_hidden_with_all_that_it_is_made_of(kecamatan):
    RegionNumbers.objects.all().delete()
    for code in ("", "32", "32.01", kecamatan, KELURAHAN[0]):
        store(code, 3)
    store(KELURAHAN[1], 0)
    for code in ("", kecamatan, KELURAHAN[0], KELURAHAN[1]):
        board = Dashboard(CATALOGUE, Region.objects.get(pk=code) if code else None, OCTOBER, OFFICE)
        assert present(STUNTING, board.numbers).is_hidden, code
    assert all(shown.is_hidden for shown in seen(kecamatan).values())


def test_who_cares_for_the_children_sees_all(kecamatan):
    assert not any(shown.is_hidden for shown in seen(kecamatan, None).values())
    assert seen(kecamatan, None)[KELURAHAN[0]].above == 2


def test_offices_without_the_right_to_children_are_the_audience(kecamatan):
    office, secretary = make.user("kecamatan"), make.user("sekretaris")
    make.grant(office, "team_kecamatan", Region.objects.get(pk=kecamatan))
    make.grant(secretary, "village_secretary", Region.objects.get(pk=KELURAHAN[0]))
    assert (
        access.audience(office, CATALOGUE, kecamatan)
        == access.audience(office, CATALOGUE, KELURAHAN[0])
        == OFFICE
    )
    assert access.audience(secretary, CATALOGUE, KELURAHAN[0]) is None
    assert access.audience(secretary, CATALOGUE, kecamatan) == OFFICE


def test_page_and_download_say_the_same(kecamatan, sign_in):
    office = make.user("kecamatan")
    make.grant(office, "team_kecamatan", Region.objects.get(pk=kecamatan))
    browser = sign_in(office)
    page = browser.get(f"/ringkasan/{kecamatan}/?bulan=2025-10").content.decode()
    assert "tidak ditampilkan" in page
    file = browser.get(f"/ringkasan/{kecamatan}/unduh.csv?bulan=2025-10").content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(file), delimiter=";")
    at = next(
        number for number, title in enumerate(head) if title.startswith("Pendek") and "pembilang" in title
    )
    assert "menurut tanggal pengukuran" in head[at]
    cells = {line[0]: line[at] for line in lines}
    assert {code for code, cell in cells.items() if cell == "tidak ditampilkan"} == {
        code for code, shown in seen(kecamatan).items() if shown.is_hidden
    }


def test_numbers_are_read_through_the_gate_alone(kecamatan):
    numbers = Seen(
        Cells(CATALOGUE, {"haz_stunted": 2, "haz_assessed": 60}),
        frozenset({STUNTING, "haz_stunted"}),
        lambda: frozenset({STUNTING, "haz_stunted"}),
    )
    assert numbers.count("haz_stunted") is None and present("haz_stunted", numbers).is_hidden
    assert numbers.count("haz_assessed") == 60 and text_of(STUNTING, numbers) == "tidak ditampilkan"
    page = Template("[{{ n.haz_stunted }}{{ n.posyandu.stunting }}{{ n.cells }}{{ n.0 }}{{ n.live }}]")
    assert page.render(Context({"n": numbers})) == "[]"


def test_a_sentence_takes_nothing_hidden_for_nothing(kecamatan):
    """Nothing of posyandu is published: that is no reason to say that nobody was weighed."""
    here = Region.objects.get(pk=kecamatan)
    public = Dashboard(CATALOGUE, here, OCTOBER, Audience.PUBLISHED)
    assert (public.headline, public.subline, public.bars_sentence) == ("Kec. Cibinong, Oktober 2025.", "", "")
    office = Dashboard(CATALOGUE, here, OCTOBER, OFFICE)
    assert office.headline == "Semua balita yang tercatat di Kec. Cibinong ditimbang pada Oktober 2025."
    assert office.bars_sentence.startswith("Dari 360 yang ditimbang:")


def test_the_rows_of_a_file_are_veiled_as_a_kader_would_not_need(kecamatan):
    [head, *lines] = exports.comparison(CATALOGUE, Region.objects.get(pk=kecamatan), OCTOBER, None)
    assert not any("tidak ditampilkan" in map(str, line) for line in lines)


@pytest.fixture
def villages(kecamatan):
    for code in ("", "32", "32.01", kecamatan, *KELURAHAN):
        above = parent(code) if code else None
        RegionNumbers.objects.create(
            unit_kind="well", code=code, parent_code=above, period=dt.date(2025, 1, 1),
            live={"wells": 9, "looked_at": 9, "clean": 8, "metres": 90},
        )  # fmt: skip
    with wells(Well("sumur", KELURAHAN[0], 2024, 12, is_clean=True)):
        yield kecamatan


def test_a_lowest_level_is_honoured(villages, monkeypatch):
    year = dt.date(2025, 1, 1)
    clean = dataclasses.replace(WELLS.indicators["well.clean"], lowest_level="kecamatan")
    monkeypatch.setitem(WELLS.guarded, "well.clean", clean)
    veil = Veil(WELLS, year, OFFICE)
    numbers = Cells(WELLS, {"looked_at": 9, "clean": 8})
    assert present("well.clean", veil.region(villages, numbers)).above == 8
    assert present("well.clean", veil.region(KELURAHAN[0], numbers)).is_hidden
    rows = veil.rows(villages, rows_below(WELLS, villages, year))
    assert rows and all(present("well.clean", row.numbers).is_hidden for row in rows if row.numbers)
    assert present("well.clean", Veil(WELLS, year, None).region(KELURAHAN[0], numbers)).above == 8


def test_the_tree_of_a_desa_holds_its_own_places_and_units_alone(kecamatan):
    """What another desa counts neither hides nor shows anything here."""
    here, there = (f"{code}/RW001" for code in KELURAHAN[:2])
    for region in (here, there):
        store(region, 5)
        LeafNumbers.objects.create(
            unit_kind="posyandu", unit_key=f"of {region}", region=region, period=OCTOBER, live={}
        )
    tree = Neighbours(CATALOGUE, OCTOBER).tree_of(here)
    assert tree.top == KELURAHAN[0]
    assert {
        cell for cell in (here, there, UnitCell(f"of {here}"), UnitCell(f"of {there}")) if cell in tree
    } == {
        here,
        UnitCell(f"of {here}"),
    }


def test_what_is_not_for_everybody_is_not_published(villages, monkeypatch):
    year, numbers = dt.date(2025, 1, 1), Cells(WELLS, {"wells": 9, "looked_at": 9, "clean": 8})
    public = dataclasses.replace(WELLS.indicators["well.count"], audience="published")
    monkeypatch.setitem(WELLS.indicators, "well.count", public)
    published = Veil(WELLS, year, Audience.PUBLISHED).region("", numbers)
    assert present("well.count", published).above == 9 and present("well.clean", published).is_hidden
    [row] = Veil(WELLS, year, Audience.PUBLISHED).rows("", [NumbersRow("32", "Jawa Barat", numbers)])
    assert present("well.count", row.numbers).above == 9 and present("well.clean", row.numbers).is_hidden
