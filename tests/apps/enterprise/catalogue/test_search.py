"""Search: the same hits on both databases and by hand, the ring of the day, and what is nearest to a slip."""

from __future__ import annotations

import datetime as dt
import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from anyelir.enterprise.catalogue import index, keeping, queries, suggestions
from anyelir.enterprise.catalogue.models import BadgeKind, Listing, Word
from anyelir.enterprise.catalogue.queries import Search
from anyelir.enterprise.catalogue.tokens import FILTER, tokens_of, word_tokens
from tests import listings

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 30)
DESA = ["32.01.01.1010", "32.01.01.1011", "32.01.02.2001", "32.71.01.1001", "51.07.01.2001"]
PARTS = [
    "keripik",
    "pisang",
    "abon",
    "ikan",
    "kue",
    "Kopi",
    "é",
    "jahe",
    "rotan",
    "tas",
    "ꦏꦺꦴꦥꦶ",
    "bolu-kukus",
    "d'Ayu",
    "250g",
]


def names_of(search: Search) -> set[str]:
    return {row.name for row in queries.shelf(search, DAY).listings}


def test_a_listing_is_found_by_the_words_of_product_brand_shop_and_kind():
    listings.shown(listings.shop(name="Dapur Melati"), name="Kue bolu kukus", brand="Sedap", category="cakes")
    for text in ("bolu", "BOLU kuk", "sedap", "melati", "roti", "kukus bolu", "bólu"):
        assert names_of(Search(text)) == {"Kue bolu kukus"}, text
    for text in ("bakso", "bolu bakso", "olu", "z0oleh", ""):
        assert names_of(Search(text)) == (set() if text and text != "z0oleh" else {"Kue bolu kukus"}), text


def test_the_last_word_may_be_cut_and_no_other():
    listings.shown(name="Keripik pisang")
    assert names_of(Search("keripik pis")) == {"Keripik pisang"}
    assert names_of(Search("ker pisang")) == set()


def test_the_beginning_of_a_filter_is_a_word():
    """Filters begin with a letter as well, and nobody who types it asks for all there is."""
    listings.shown(name="Keripik pisang")
    assert names_of(Search("z")) == names_of(Search("keripik z")) == set()
    listings.shown(listings.shop(name="Dapur Z"), name="Abon")
    assert names_of(Search("z")) == {"Abon"} and names_of(Search("")) == {"Abon", "Keripik pisang"}


def test_each_filter_narrows():
    here = listings.shop(region_code="32.01.01.1010", sentra="Keripik Ciriung")
    listings.shown(here, name="Abon", category="fish", badges=[listings.badge("pirt")], is_souvenir=True)
    listings.shown(listings.shop(region_code="51.07.01.2001"), name="Rotan", category="weaving")
    both = {"Abon", "Rotan"}
    assert names_of(Search()) == both
    for code in ("32", "32.01", "32.01.01", "32.01.01.1010"):
        assert names_of(Search(region=code)) == {"Abon"}, code
    assert names_of(Search(region="33")) == names_of(Search(region="32.01.01.1011")) == set()
    assert (
        names_of(Search(category="weaving")) == {"Rotan"} and names_of(Search(category="tidak-ada")) == both
    )
    assert names_of(Search(permit="pirt")) == {"Abon"} and names_of(Search(permit="halal")) == set()
    assert names_of(Search(is_souvenir=True)) == {"Abon"}
    assert names_of(Search(sentra="32.01.01.1010")) == {"Abon"}


@pytest.mark.parametrize(
    "text", ['"', "'", "a & b", "a' | 'b", '"* OR "', "NEAR(a b)", "\\", ":*", "a\0b", "%s", "z0r", "--"]
)
def test_signs_of_either_language_are_no_words_of_it(text):
    listings.shown(name="Abon")
    assert names_of(Search(text)) in (set(), {"Abon"})


def test_a_word_of_a_visitor_is_no_filter():
    assert word_tokens("z0oleh z0r32 Zoo") == ["zoo"]
    assert all(
        token.startswith(FILTER)
        for token in tokens_of([], region_code="32", category="fish", permits=BadgeKind.values).split()
    )


def by_hand(search: Search) -> set[uuid.UUID]:
    query = search.query()
    return {
        row.pk
        for row in Listing.objects.all()
        if set(query.tokens) <= set(row.tokens.split())
        and (not query.prefix or any(token.startswith(query.prefix) for token in row.tokens.split()))
    }


class SameHits(HypothesisCase):
    """The run on each database compares it with the tokens by hand, so that both find the same."""

    @given(st.data())
    def test_hits_are_those_of_the_tokens(self, draw):
        words = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map(" ".join)
        many = draw.draw(st.integers(1, 30), "listings")
        for _number in range(many):
            keeping.show(
                listings.shop(region_code=draw.draw(st.sampled_from(DESA)), name=draw.draw(words)),
                [
                    listings.listing(
                        name=draw.draw(words),
                        category=draw.draw(st.sampled_from(["fish", "cakes"])),
                        badges=[
                            listings.badge(kind)
                            for kind in draw.draw(st.sets(st.sampled_from(["pirt", "halal"])))
                        ],
                        is_souvenir=draw.draw(st.booleans()),
                    )
                ],
            )
        cut = st.tuples(words, st.integers(1, 30)).map(lambda pair: pair[0][: pair[1]])
        for _question in range(5):
            search = Search(
                text=draw.draw(st.one_of(st.just(""), words, cut)),
                region=draw.draw(st.sampled_from(["", "32", "32.01", "32.01.01", *DESA])),
                category=draw.draw(st.sampled_from(["", "fish"])),
                permit=draw.draw(st.sampled_from(["", "pirt"])),
                is_souvenir=draw.draw(st.booleans()),
            )
            places = index.hits(search.query(), start=queries.ring_start(DAY), after=None, limit=1000)
            assert {row.pk for row in queries.at_places(places)} == by_hand(search), search
            assert index.count(search.query(), 1001) == len(places) == len(set(places))


def pages(search: Search, day: dt.date) -> list[list[uuid.UUID]]:
    after, all_pages = None, []
    while not all_pages or after is not None:
        shelf = queries.shelf(search, day, after)
        all_pages.append([row.pk for row in shelf.listings])
        after = shelf.next_place
    return all_pages


def fill(number: int) -> None:
    keeping.show(listings.shop(), [listings.listing(name=f"Abon {each}") for each in range(number)])


@pytest.mark.parametrize("number", [0, 1, 11, 12, 13, 40])
def test_pages_along_the_ring_show_each_listing_once(number):
    fill(number)
    walked = pages(Search("abon"), DAY)
    assert [len(page) for page in walked[:-1]] == [12] * (len(walked) - 1)
    keys = [pk for page in walked for pk in page]
    assert len(keys) == len(set(keys)) == number


def test_the_ring_begins_elsewhere_each_day_and_keeps_its_order():
    fill(30)
    days = [DAY + dt.timedelta(days=each) for each in range(20)]
    orders = [[pk for page in pages(Search(), day) for pk in page] for day in days]
    assert len({order[0] for order in orders}) > 8
    first = orders[0]
    for order in orders:
        at = first.index(order[0])
        assert order == first[at:] + first[:at]


def test_nobody_moves_along_the_ring_by_saving_again():
    row = listings.shown(name="Abon")
    place = row.place
    keeping.show(row.shop, [listings.listing(row.pk, name="AAA Abon")])
    again = Listing.objects.get()
    assert (again.place, again.name) == (place, "AAA Abon") and names_of(Search("aaa")) == {"AAA Abon"}


def test_it_counts_to_a_thousand_and_one():
    shop = listings.shop()
    keeping.show(shop, [])
    keeping.put_many([listings.listing(name="Abon", shop=shop) for _each in range(1005)])
    shelf = queries.shelf(Search("abon"), DAY)
    assert shelf.count == 1001 and shelf.is_beyond
    assert not queries.shelf(Search("bakso"), DAY).is_beyond


def test_the_index_is_made_anew_from_the_rows():
    listings.shown(name="Abon")
    assert index.faults() == 0
    if index.connection.vendor == "sqlite":
        with index.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {index.TABLE}")
        assert index.faults() == 1 and names_of(Search("abon")) == set()
    index.rebuild()
    assert index.faults() == 0 and names_of(Search("abon")) == {"Abon"}


SLIPS = {
    "kripik": "keripik",
    "pisnag": "pisang",
    "amplng": "amplang",
    "sambel": "sambal",
    "bolo": "bolu",
    "abbon": "abon",
    "rotn": "rotan",
    "dendng": "dendeng",
    "rendng": "rendang",
    "kerupk": "kerupuk",
    "geplk": "geplak",
    "batk": "batik",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_what_nothing_has_is_led_to_the_nearest_word(slip):
    others = "kopi teh gula madu tenun bordir anyam bambu sabun minyak tepung telur jamu jahe kunyit".split()
    names = [*SLIPS.values(), *others]
    keeping.show(listings.shop(name="Dapur Melati"), [listings.listing(name=name) for name in names])
    suggestions.rebuild_words()
    assert SLIPS[slip] in suggestions.nearest(slip)
    assert suggestions.nearest(f"{slip} melati")[0].endswith(" melati")


def test_nothing_is_near_to_what_is_far():
    listings.shown(name="Abon")
    suggestions.rebuild_words()
    assert suggestions.nearest("xylophon") == suggestions.nearest("ab") == suggestions.nearest("") == []
    assert not Word.objects.filter(word__startswith=FILTER).exists()


def test_a_random_history_leaves_the_index_as_the_rows_are():
    chance, shops = random.Random(7), [listings.shop(name=f"Usaha {each}") for each in range(5)]
    for _step in range(60):
        shop = chance.choice(shops)
        if chance.random() < 0.2:
            keeping.withdraw_shop(shop.pk)
        else:
            kept = [
                listings.listing(row.pk, name=row.name)
                for row in shop.listings.all()
                if chance.random() < 0.7
            ]
            keeping.show(shop, [*kept, listings.listing(name=chance.choice(PARTS))])
    assert index.faults() == 0
    assert index.count(Search().query(), 1001) == Listing.objects.count()
