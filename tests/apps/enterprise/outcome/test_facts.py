"""What is counted of businesses, against values worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.indicator import Leaf
from anyelir.enterprise.outcome.indicators import CATALOGUE
from anyelir.enterprise.outcome.unit import first_months
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.regions.loading import load_part
from anyelir.regions.models import Region
from anyelir.reports.engine import measure_leaves
from anyelir.rules.dates import add_months
from tests import aids, businesses, groups, helped, permits
from tests import factories as make
from tests.apps.enterprise.outcome.conftest import CIRIUNG, KECAMATAN, OCTOBER, PABUARAN

pytestmark = pytest.mark.django_db


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_business_counts_from_its_first_day_to_its_last(corner):
    corner.business(begun_on=day("2026-10-31"))
    corner.business(name="Bolu", stage="closed", closed_on=day("2026-10-01"))
    corner.business(name="Tempe", stage="closed", closed_on=day("2026-09-30"))
    corner.business(corner.pabuaran, name="Jamu")
    assert corner.count("businesses") == 2
    assert corner.count("businesses", day("2026-09-01")) == 2
    assert corner.count("businesses", place=PABUARAN) == 1


@pytest.mark.parametrize(
    ("month", "is_active"),
    [("2026-06", False), ("2026-07", True), ("2026-10", True), ("2026-11", False)],
)
def test_a_sale_makes_active_for_three_months(corner, month, is_active):
    """Sold in July: the last day that it can have been is 31 July, three months later is 31 October."""
    business = corner.business()
    corner.sold(business, day("2026-07-01"))
    corner.sold(business, day("2026-06-01"), amount_idr=0)
    assert corner.count("active", day(f"{month}-01")) == is_active


@pytest.mark.parametrize(
    ("month", "is_active"),
    [("2025-09", False), ("2025-10", True), ("2026-09", True), ("2026-10", False)],
)
def test_a_word_makes_active_for_twelve_months(corner, month, is_active):
    """Said on 12 October 2025: until 12 October 2026, so at the end of October no more."""
    said_on = day("2025-10-12")
    corner.known(corner.business(), said_on, confirmed_on=said_on)
    assert corner.count("active", day(f"{month}-01")) == is_active


def test_a_later_word_changes_no_earlier_month(corner):
    business = corner.business()
    for text in ("2025-05-02", "2026-05-02"):
        corner.known(business, day(text), confirmed_on=day(text))
    assert corner.count("active", day("2026-04-01")) == 1
    assert corner.count("active") == 1


def test_whoever_pauses_is_not_active_from_then_on(corner):
    business = corner.business()
    corner.known(business, day("2026-08-03"), confirmed_on=day("2026-08-03"))
    corner.known(business, day("2026-10-20"), stage="paused", confirmed_on=day("2026-08-03"))
    corner.sold(business, OCTOBER)
    assert corner.count("active", day("2026-09-01")) == 1
    assert corner.count("active") == 0 and corner.count("with_note") == 1


def test_papers_count_while_they_are_valid(corner):
    """The P-IRT of December 2021 ends with 2026: in October it is valid and ends soon, in January it is over."""
    business = corner.business()
    permits.permit(business, "nib", number=permits.NIB, issued_on=day("2026-09-15"), submitted_on=None)
    permits.permit(business, number="2063201010148-26", issued_on=day("2021-12-20"), submitted_on=None)
    other = corner.business(name="Bolu")
    permits.permit(other, "halal", submitted_on=day("2026-10-02"))
    assert [corner.count(key) for key in ("with_nib", "with_pirt", "with_halal", "expiring")] == [1, 1, 0, 1]
    assert corner.count("with_nib", day("2026-08-01")) == 0
    assert corner.value("business.nib") == 50.0
    assert corner.count("with_pirt", day("2027-01-01")) == 0


def test_aid_counts_where_it_is_still_held(corner):
    business = corner.business()
    item = aids.item(business)
    given_on, taken_on = day("2026-03-10"), day("2026-09-10")
    days = dict.fromkeys(
        ("proposed_on", "verified_on", "decided_on", "granted_on", "procured_on", "handed_over_on"), given_on
    )
    type(item.aid).objects.filter(pk=item.aid_id).update(**days, closed_on=taken_on, ending="withdrawn")
    assert [corner.count("aided", day(f"2026-0{month}-01")) for month in (2, 3, 8, 9)] == [0, 1, 1, 0]


class Machines:
    """Machines that were handed over in September 2025: the visit after a year is due in September 2026."""

    def __init__(self, receiver) -> None:
        self.receiver, self.number = receiver, 0

    def __call__(self, *states: str, given_on=day("2025-09-15")):
        """Visited after 1, 3, 6, 12 months as ``states`` say."""
        self.number += 1
        item = aids.item(self.receiver, f"B7KM2Q{self.number:02}")
        days = ("proposed_on", "verified_on", "decided_on", "granted_on", "procured_on", "handed_over_on")
        type(item.aid).objects.filter(pk=item.aid_id).update(**dict.fromkeys(days, given_on))
        item.refresh_from_db()
        for month, state in zip((1, 3, 6, 12), states, strict=False):
            aids.visit(item, month, state)
        return item


def test_a_year_of_use_is_the_part_of_what_is_due(corner):
    """Ten are due. Five used, one rarely, one broken, one lost before the year, two that nobody visited: 6 of 10."""
    machine = Machines(corner.business())
    for _number in range(5):
        machine("used", "used", "used", "used")
    machine("used", "used", "used", "rarely")
    machine("used", "used", "used", "broken")
    machine("used", "lost")
    machine("used", "used", "used")
    machine()
    assert [corner.count(key) for key in ("items_due", "items_seen", "items_used")] == [10, 8, 6]
    assert corner.value("business.still_used") == 60.0
    assert corner.count("items_due", day("2026-08-01")) == 0, "not due before the year is over"
    assert corner.count("items_due", day("2027-08-01")) == 10
    assert corner.count("items_due", day("2027-09-01")) == 0, "a year later it is no news"


def test_aid_of_a_group_counts_where_the_group_is(corner):
    machine = Machines(groups.group(corner.pabuaran))
    machine("used", "used", "used", "used")
    assert corner.value("business.still_used", place=PABUARAN) == 100.0
    assert corner.value("business.still_used") is None


def test_help_is_counted_with_what_the_last_look_saw(corner):
    """Of three helped two were looked at; one uses it, as the second look says, one no more."""
    business = corner.business()
    given_on = day("2026-03-05")
    first, second, _third = (helped.assistance(business, on=given_on) for _number in range(3))
    helped.follow_up(first, 3, "no")
    helped.follow_up(first, 6, "yes")
    helped.follow_up(second, 3, "yes")
    helped.follow_up(second, 6, "partly")
    assert [corner.count(key) for key in ("helped", "help_seen", "help_used")] == [3, 2, 1]
    in_june = [corner.count(key, day("2026-06-01")) for key in ("helped", "help_seen", "help_used")]
    assert in_june == [3, 2, 1], "after three months the first does not use it and the second does"
    assert corner.count("helped", day("2027-02-01")) == 3
    assert corner.count("helped", day("2027-03-01")) == 0


def sell(corner, business: Business, before: list[int], now: list[int]) -> None:
    """In August to October 2025 and 2026."""
    for year, amounts in ((2025, before), (2026, now)):
        for back, amount_idr in enumerate(amounts):
            corner.sold(business, add_months(dt.date(year, 10, 1), -back), amount_idr)


def test_the_change_of_sales_is_the_median_of_businesses(corner):
    """Medians 1.0 > 1.2 m: +20 %; 1.0 > 0.9: -10 %; 2.0 > 2.0: 0; 0.5 > 1.0: +100 %; 1.0 > 1.07: +7 %, told as +5 %.
    Sorted -10, 0, 5, 20, 100: the median is +5 %."""
    sales = [
        ([1_000_000, 900_000, 1_100_000], [1_200_000, 1_200_000, 3_000_000]),
        ([1_000_000, 1_000_000], [900_000, 900_000]),
        ([2_000_000] * 3, [2_000_000] * 3),
        ([500_000] * 3, [1_000_000] * 3),
        ([1_000_000] * 3, [1_070_000] * 3),
    ]
    for number, (before, now) in enumerate(sales):
        sell(corner, corner.business(name=f"Usaha {number}", begun_on=day("2025-01-02")), before, now)
    assert corner.value("business.sales_change") == 5.0
    assert sum(corner.count(f"sales_{key}") for key in ("m10", "p0", "p5", "p20", "p100")) == 5
    untold = corner.business(name="Usaha baru")
    sell(corner, untold, [1_000_000], [2_000_000] * 3)
    assert corner.value("business.sales_change") == 5.0, "one month a year ago is too little"
    Business.objects.filter(name="Usaha 4").update(stage="closed", closed_on=day("2026-09-01"))
    assert corner.value("business.sales_change") is None, "of four nobody is told"


def test_a_band_counts_by_its_middle_and_the_last_word_counts(corner):
    business = corner.business()
    for year, band in ((2025, "half"), (2026, "one")):
        for month in (8, 9, 10):
            corner.sold(business, dt.date(year, month, 1), None, band)
    # 250 > 750 thousand is beyond the border of +200 %.
    assert corner.count("sales_p200") == 1
    for month in (8, 9, 10):
        corner.sold(business, dt.date(2026, month, 1), 200_000)
    assert corner.count("sales_m20") == 1


def test_the_owner_is_known_through_the_register_alone(corner):
    """A woman who heads her family, a woman who does not, a man who does, and a name alone; one is not active."""
    family = make.family(corner.rw)
    owners = [("F", "head"), ("F", "spouse"), ("M", "head"), ("F", "household_head")]
    for number, (sex, relation) in enumerate(owners):
        business = corner.business(name=f"Usaha {number}")
        person = make.person(family, sex=sex, relation=relation)
        Ownership.objects.filter(business=business).update(name="", person=person)
        if number < 3:
            corner.sold(business, OCTOBER)
    corner.sold(corner.business(name="Bolu"), OCTOBER)
    assert corner.count("active") == 4 and corner.count("woman_heads") == 1


def test_centres_are_counted_among_all_desa_of_the_kecamatan(corner):
    sentra = businesses.sentra(corner.ciriung)
    assert corner.value("business.sentra", place=KECAMATAN) == 50.0
    type(sentra).objects.filter(pk=sentra.pk).update(until=day("2026-09-30"))
    assert corner.count("desas_with_sentra", place=KECAMATAN) == 0
    assert corner.count("desas", place=CIRIUNG) == 0, "a desa is no part of itself"


def test_medan_has_named_97_of_151(db):
    """21 kecamatan, 151 kelurahan, of which 97 named a centre: 64.2 %; each kecamatan its own part of both."""
    load_part("12.71")
    kelurahan = Region.objects.filter(code__startswith="12.71.", level="desakel").order_by("code")
    for place in kelurahan[:97]:
        businesses.sentra(place)
    leaves = [Leaf(code, OCTOBER) for code, _first in first_months().items() if code.startswith("12.71.")]
    kecamatan = [leaf for leaf in leaves if leaf.key.count(".") == 2]
    counted = measure_leaves(CATALOGUE, kecamatan).values()
    whole = {key: sum(numbers[key] for numbers in counted) for key in CATALOGUE.measures}
    assert len(kecamatan) == 21 and (whole["desas"], whole["desas_with_sentra"]) == (151, 97)
    assert CATALOGUE.indicators["business.sentra"].value(whole) == pytest.approx(64.238, abs=0.001)
