"""Reads of the catalogue: everybody sees all of it, so there is no scope."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from anyelir.core.clock import today_at
from anyelir.enterprise.catalogue import index
from anyelir.enterprise.catalogue.index import Query
from anyelir.enterprise.catalogue.models import RING, BadgeKind, Listing, Shop, category_labels
from anyelir.enterprise.catalogue.tokens import (
    FILTER,
    SOUVENIR,
    category_token,
    permit_token,
    region_token,
    sentra_token,
    word_tokens,
)
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import NATION, at_level, level_of, within

PAGE_SIZE = 12
MOST_COUNTED = 1000
MOST_WORDS = 8
MOST_PRINTED = 500
LISTINGS_OF_A_MAP = 40_000


@dataclass(frozen=True)
class Search:
    """What a visitor asks for; what is not there ("" or False) narrows nothing."""

    text: str = ""
    region: str = NATION
    category: str = ""
    permit: str = ""
    is_souvenir: bool = False
    sentra: str = ""

    def query(self) -> Query:
        """Every filter as a token; the last word of the text may be the beginning of one, of a filter never."""
        tokens = [region_token(self.region)]
        tokens += [category_token(self.category)] if self.category in category_labels() else []
        tokens += [permit_token(self.permit)] if self.permit in BadgeKind.values else []
        tokens += [SOUVENIR] if self.is_souvenir else []
        tokens += [sentra_token(self.sentra)] if self.sentra else []
        *whole, last = word_tokens(self.text)[:MOST_WORDS] or [""]
        if FILTER.startswith(last):
            whole, last = [*whole, *filter(None, [last])], ""
        return Query((*tokens, *whole), last)


@dataclass(frozen=True)
class Shelf:
    """One page of a search: its listings, where the next begins, and how many there are, at most a thousand and one."""

    listings: list[Listing]
    next_place: int | None
    count: int

    @property
    def is_beyond(self) -> bool:
        return self.count > MOST_COUNTED


def ring_start(day: dt.date) -> int:
    """Where the ring begins on a day: nobody is always first, whatever her product is called or sells."""
    digest = hashlib.sha256(day.isoformat().encode()).digest()
    return int.from_bytes(digest[:8], "big") % RING


def shelf(search: Search, day: dt.date, after: int | None = None) -> Shelf:
    """The page behind ``after`` on the ring of the day, in three questions to the database."""
    query = search.query()
    places = index.hits(query, start=ring_start(day), after=after, limit=PAGE_SIZE + 1)
    count = index.count(query, MOST_COUNTED + 1)
    shown = places[:PAGE_SIZE]
    return Shelf(at_places(shown), shown[-1] if len(places) > PAGE_SIZE else None, count)


def shelf_of(shop: Shop, day: dt.date, after: int | None = None) -> Shelf:
    """One page of all that a shop offers, along the same ring; a shop has few enough to lay them out here."""
    start = ring_start(day)
    ring = sorted(shop.listings.values_list("place", flat=True), key=lambda place: (place < start, place))
    behind = [place for place in ring if after is None or (place < start, place) > (after < start, after)]
    shown = behind[:PAGE_SIZE]
    return Shelf(at_places(shown), shown[-1] if len(behind) > PAGE_SIZE else None, len(ring))


def at_places(places: Sequence[int]) -> list[Listing]:
    """The listings in the order of the places."""
    if not places:
        return []
    rows = {row.place: row for row in Listing.objects.filter(place__in=places).select_related("shop")}
    return [rows[place] for place in places if place in rows]


def printed(search: Search) -> list[Listing]:
    """What stands in the printed catalogue of a place, by desa, shop and name."""
    places = index.hits(search.query(), start=0, after=None, limit=MOST_PRINTED)
    order = ("shop__region_code", "shop__name", "shop_id", "name", "pk")
    return list(Listing.objects.filter(place__in=places).select_related("shop").order_by(*order))


def region_choices(code: str) -> list[Region]:
    """Places to narrow a search to: all kabupaten with a shop, or inside of one itself and its kecamatan."""
    chosen = at_level(code, Level.KABKOTA)
    if chosen is None:
        shops = Shop.objects.filter(kabkota_code=OuterRef("code"))
        return list(_places(Level.KABKOTA, NATION if level_of(code) is None else code).filter(Exists(shops)))
    shops = Shop.objects.filter(kecamatan_code=OuterRef("code"))
    below = _places(Level.KECAMATAN, chosen).filter(Exists(shops))
    above = [chosen, *([code] if code != chosen else [])]
    return list((below | Region.objects.filter(code__in=above)).order_by("code"))


def _places(level: Level, code: str) -> QuerySet[Region]:
    rows: QuerySet[Region] = within(Region.objects.filter(level=level), code, "code").order_by("name", "code")
    return rows


def map_count() -> int:
    return Listing.objects.count() // LISTINGS_OF_A_MAP + 1


def map_part(number: int) -> QuerySet[Listing]:
    """The listings of one file of the map: places are spread evenly, so equal parts of the ring hold about as many."""
    parts = map_count()
    low, high = RING * (number - 1) // parts, RING * number // parts
    rows: QuerySet[Listing] = Listing.objects.filter(place__gte=low, place__lt=high).order_by("place")
    return rows.only("pk", "name", "changed_at")


def today() -> dt.date:
    """The day of the ring, the same for everybody."""
    return today_at(NATION)
