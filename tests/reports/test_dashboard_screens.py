"""The overview on the screen: true sentences for unfinished months, few places, missing positions and no data."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core import wording
from anyelir.posyandu.care import overview_words
from anyelir.posyandu.care.indicators import CATALOGUE
from anyelir.posyandu.care.overview import OVERVIEW
from anyelir.reports import charts, dashboard_map
from anyelir.reports.cells import Cells
from anyelir.reports.folding import drain_all
from anyelir.reports.presenting import Seen
from anyelir.reports.queries import NumbersRow
from anyelir.rules.dates import add_months
from tests import factories as make

LAST_MONTH = add_months(timezone.localdate().replace(day=1), -1)
RUNNING = timezone.localdate().replace(day=1)


def numbers(**given):
    return Seen(Cells(CATALOGUE, given))


def row(key: str, weighed: int, target: int, at=(None, None), **given) -> NumbersRow:
    counted = numbers(weighed=weighed, target_children=target) if target is not None else None
    return NumbersRow(key, key, counted, *at, **given)


def at_rest(**given):
    return numbers(posyandu_count=2, posyandu_reporting=2, **given)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (61, 61, "Semua"),
        (60, 61, "Hampir semua"),
        (43, 61, "Tujuh dari sepuluh"),
        (1, 61, "Kurang dari satu dari sepuluh"),
        (18, 19, "18 dari 19"),
        (19, 19, "Semua"),
        (19, 20, "Hampir semua"),
    ],
)
def test_a_share_is_said_aloud_and_all_means_all(part, whole, said):
    assert wording.tenths(part, whole) == said


def test_a_month_that_still_runs_is_not_judged():
    counts = numbers(weighed=4, target_children=244, posyandu_count=4, posyandu_reporting=1)
    said = overview_words.headline("Kab. Bogor", RUNNING, counts, True)
    assert "masih berjalan: 4 dari 244 balita yang tercatat di Kab. Bogor sudah ditimbang." in said
    assert "1 dari 4 posyandu sudah menimbang bulan ini." in overview_words.subline(counts, True, 0)


def test_a_running_month_in_which_all_have_weighed_is_said_like_any_other():
    said = overview_words.headline("Ciriung", RUNNING, at_rest(weighed=43, target_children=61), True)
    assert said.startswith("Tujuh dari sepuluh balita yang tercatat di Ciriung ditimbang pada ")


def test_a_month_that_is_over_says_who_did_not_weigh():
    counts = numbers(weighed=43, target_children=61, posyandu_count=4, posyandu_reporting=3)
    assert overview_words.headline("Ciriung", LAST_MONTH, counts, False).startswith(
        "Tujuh dari sepuluh balita"
    )
    assert overview_words.subline(counts, False, 0) == "3 dari 4 posyandu menimbang bulan itu."


def test_a_place_with_more_posyandu_than_are_recorded_says_so():
    counts = numbers(weighed=43, target_children=61, posyandu_count=4, posyandu_reporting=4)
    said = overview_words.subline(counts, False, 5152)
    assert said == "Baru 4 dari 5.152 posyandu mencatat di Anyelir."
    assert "mencatat di Anyelir" not in overview_words.subline(counts, False, 4)


def test_nothing_weighed_promises_nothing():
    counts = at_rest(target_children=61)
    assert overview_words.headline("Ciriung", LAST_MONTH, counts, False).startswith(
        "Belum ada penimbangan pada "
    )
    assert overview_words.subline(counts, False, 0) == ""


def test_more_answers_than_referrals_are_no_waiting():
    assert "rujukan" not in overview_words.subline(
        at_rest(weighed=1, referred=1, referral_answered=2), False, 0
    )


@pytest.mark.parametrize("narrow", [charts.MAP_WIDE, charts.NARROW])
def test_every_bubble_and_its_words_lie_inside_the_drawing(narrow):
    spots = [(-6.4, 106.7), (-6.9, 107.0), (-6.41, 106.71), (-6.7, 106.4)]
    places = [charts.MapPlace(str(i), "x", *at, i, 0, "", "") for i, at in enumerate(spots)]
    drawing = charts.bubble_map(places, narrow)
    for bubble in drawing.bubbles:
        assert bubble.radius <= bubble.x <= drawing.width - bubble.radius
        assert bubble.radius <= bubble.y and bubble.value_y <= drawing.height
    radii = [bubble.radius for bubble in drawing.bubbles]
    assert radii == sorted(radii, reverse=True) and min(radii) > 0


def test_places_at_one_spot_are_still_a_map():
    places = [charts.MapPlace(key, key, -6.4, 106.8, 5, 0, "", "") for key in "ab"]
    drawing = charts.bubble_map(places)
    assert {bubble.x for bubble in drawing.bubbles} == {350.0}


def test_a_map_needs_two_positions_and_says_what_is_missing():
    at = (-6.4, 106.8)
    drawn = dashboard_map.place_map(OVERVIEW, [row("a", 1, 2, at), row("b", 1, 2)])
    assert not drawn.is_drawn and "belum tercatat" in drawn.note
    two = dashboard_map.place_map(
        OVERVIEW, [row("a", 1, 2, at), row("b", 1, 2, (-6.5, 106.9)), row("c", 1, 2)]
    )
    assert two.is_drawn and two.note == "1 tempat belum punya letak, jadi tidak tergambar."
    all_there = dashboard_map.place_map(OVERVIEW, [row("a", 1, 2, at), row("b", 1, 2, (-6.5, 106.9))])
    assert all_there.note == ""
    assert dashboard_map.place_map(OVERVIEW, [row("a", 1, 2), row("b", 0, 0)]).note == ""


@pytest.fixture
def desa(corner, sign_in):
    """The overview of Kelurahan Ciriung for its secretary; ``desa("2026-10")`` opens a month."""
    reader = make.user("sekdes")
    make.grant(reader, "village_secretary", corner.kelurahan)
    client = sign_in(reader)

    def page(month: str = "", **more):
        drain_all()
        address = reverse("reports:dashboard", args=[corner.kelurahan.code])
        return client.get(address, {"bulan": month, **more})

    page.client = client
    return page


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_empty_place_offers_the_next_step(desa):
    page = text_of(desa())
    assert "Belum ada balita sasaran yang tercatat di" in page
    assert "0 dari 0" not in page


def test_few_places_are_not_said_to_be_within_the_spread(corner, desa):
    child = corner.child(add_months(LAST_MONTH, -14))
    corner.weigh(child, LAST_MONTH + dt.timedelta(days=9), "9.1")
    page = text_of(desa(f"{LAST_MONTH:%Y-%m}"))
    assert "belum dibandingkan" in page and "Dalam sebaran" not in page
    assert "Belum dinilai" in page and "sumber tidak merinci" not in page


def test_posyandu_with_a_position_are_drawn_and_lead_to_their_sheet(corner, desa):
    first = make.posyandu(corner.kelurahan, "Dahlia", latitude=-6.47, longitude=106.85)
    second = make.posyandu(corner.kelurahan, "Melati", latitude=-6.48, longitude=106.86)
    for posyandu in (first, second):
        child = corner.child(add_months(LAST_MONTH, -14), posyandu)
        corner.weigh(child, LAST_MONTH + dt.timedelta(days=9), "9.1", posyandu)
    page = text_of(desa(f"{LAST_MONTH:%Y-%m}"))
    assert "Peta gelembung" in page
    assert reverse("reports:sheet", args=["skdn", second.pk, f"{LAST_MONTH:%Y-%m}"]) in page


def test_a_month_to_come_or_nonsense_shows_the_newest(corner, desa):
    child = corner.child(add_months(LAST_MONTH, -14))
    corner.weigh(child, LAST_MONTH + dt.timedelta(days=9), "9.1")
    newest = desa(f"{LAST_MONTH:%Y-%m}").context["overview"].period
    for odd in ("2999-01", "2026-13", "kemarin", "\x00", "0000-00", "9" * 400):
        page = desa(odd)
        assert page.status_code == 200 and page.context["overview"].period == newest


@pytest.mark.parametrize("order", ["-ds", "nd", "hapus", "\x00", "--ds", "ds" * 300])
def test_any_order_in_the_address_is_survived(desa, order):
    assert desa(urut=order).status_code == 200


def test_a_place_outside_the_own_is_not_found(corner, desa):
    address = reverse("reports:dashboard", args=[corner.next_kelurahan.code])
    assert desa.client.get(address).status_code == 404
    assert (
        desa.client.get(reverse("reports:download", args=[corner.next_kelurahan.code, "xlsx"])).status_code
        == 404
    )
    report = reverse("reports:sheet", args=["skdn", corner.second.pk, f"{LAST_MONTH:%Y-%m}"])
    assert desa.client.get(report).status_code == 404
    assert desa.client.post(f"{report}tutup/").status_code == 404
