"""The pages of the shop window: the same for everybody, without a session, a cookie or a script."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from anyelir.core.screens import methods
from anyelir.core.submissions import searched
from anyelir.documents.qr import qr_file, qr_picture
from anyelir.enterprise.catalogue import queries, renditions, sharing, suggestions
from anyelir.enterprise.catalogue.models import RING, BadgeKind, Gone, Listing, Shop, category_labels
from anyelir.enterprise.catalogue.queries import Search
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import LEVEL_ORDER, NATION, level_of
from anyelir.rules.region_code import read_code

PAGE_SECONDS, PICTURE_SECONDS, CODE_SECONDS = 300, 3600, 7 * 24 * 3600
GONE = 410


def public(seconds: int) -> Callable[..., Any]:
    """Anybody's, and what stands between may keep it for so long."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_not_required
        @methods("GET")
        @functools.wraps(view)
        def run(request: Any, *args: Any, **given: Any) -> HttpResponse:
            response = view(request, *args, **given)
            patch_cache_control(response, public=True, max_age=seconds)
            return response

        return run

    return decorate


@public(PAGE_SECONDS)
def search(request):
    """Twelve listings along the ring of the day; what is not understood in the address narrows nothing."""
    wanted = _search_of(request)
    day, after = _position(request)
    shelf = queries.shelf(wanted, day, after)
    places = queries.region_choices(wanted.region)
    context = {
        "search": wanted,
        "shelf": shelf,
        "day": day,
        "today": queries.today(),
        "places": places,
        "region": next((place for place in places if place.code == wanted.region), None),
        "categories": category_labels(),
        "permits": [BadgeKind.PIRT, BadgeKind.HALAL],
        "nearest": suggestions.nearest(wanted.text) if wanted.text and not shelf.count else [],
    }
    return render(request, "catalogue/search.html", context)


def _search_of(request) -> Search:
    return Search(
        text=searched(request),
        region=read_code(request.GET.get("wilayah", "")[:20]) or NATION,
        category=searched(request, "jenis"),
        permit=searched(request, "izin"),
        is_souvenir=searched(request, "oleh") == "ya",
    )


def _position(request) -> tuple[dt.date, int | None]:
    """Day of the ring and the place behind which a page begins; a ring of other days than these two is over."""
    today, behind = queries.today(), request.GET.get("dari", "")
    yesterday = today - dt.timedelta(days=1)
    day = yesterday if request.GET.get("mulai") == yesterday.isoformat() else today
    is_place = behind.isascii() and behind.isdecimal() and len(behind) < 20 and int(behind) < RING
    return day, int(behind) if is_place else None


@public(PAGE_SECONDS)
def listing(request, product: UUID, slug: str):
    """One product, under the one address that its name gives."""
    shown = Listing.objects.select_related("shop").filter(pk=product).first()
    if shown is None:
        return _missing(request, product)
    if slug != shown.slug:
        return redirect(shown, permanent=True)
    address = request.build_absolute_uri(shown.get_absolute_url())
    picture = _picture_address(request, shown)
    context = {
        "listing": shown,
        "badges": shown.badges_on(queries.today()),
        "address": address,
        "picture": picture,
        "description": sharing.described(shown),
        "schema": sharing.json_ld(sharing.product_schema(shown, address, picture)),
        "share": sharing.share_address(shown, address),
        "order": sharing.order_address(shown, address),
        "level": Level.KABKOTA,
    }
    return render(request, "catalogue/listing.html", context)


def _picture_address(request, shown: Listing) -> str:
    if not shown.photo:
        return ""
    names = {"stem": shown.photo, "suffix": renditions.SHARE.suffix}
    return request.build_absolute_uri(reverse("catalogue:picture", kwargs=names))


@public(CODE_SECONDS)
def code(request, product: UUID):
    """The QR code of a product's page: it costs twice what the page does, so it has an address of its own."""
    shown = Listing.objects.filter(pk=product).first()
    if shown is None:
        return _missing(request, product)
    picture = qr_file(request.build_absolute_uri(shown.get_absolute_url()))
    return HttpResponse(picture, content_type="image/svg+xml")


@public(PAGE_SECONDS)
def shop(request, shop: UUID):
    """What a shop offers."""
    shown = Shop.objects.filter(pk=shop).first()
    if shown is None:
        return _missing(request, shop)
    day, after = _position(request)
    shelf = queries.shelf_of(shown, day, after)
    context = {"shop": shown, "shelf": shelf, "day": day, "today": queries.today()}
    return render(request, "catalogue/shop.html", context)


def _missing(request, key: UUID) -> HttpResponse:
    """What was here and is taken away is gone; anything else never was."""
    if not Gone.objects.filter(pk=key).exists():
        raise Http404
    return render(request, "catalogue/gone.html", status=GONE)


@public(PAGE_SECONDS)
def sentra(request, code: str):
    """The sentra of a kelurahan: what its members offer."""
    head = Shop.objects.filter(region_code=code).exclude(sentra="").order_by("sentra").first()
    if head is None:
        raise Http404
    day, after = _position(request)
    shelf = queries.shelf(Search(region=code, sentra=code), day, after)
    context = {"shop": head, "shelf": shelf, "day": day, "today": queries.today()}
    return render(request, "catalogue/sentra.html", context)


@public(PAGE_SECONDS)
def printed(request, code: str):
    """The catalogue of a kabupaten, a kecamatan or a desa on paper, at most 500 products."""
    level = level_of(code)
    place = Region.objects.filter(pk=code).first()
    if place is None or level is None or LEVEL_ORDER.index(level) not in range(1, 4):
        raise Http404
    listings = queries.printed(Search(region=code))
    context = {
        "place": place,
        "listings": listings,
        "today": queries.today(),
        "is_cut": len(listings) == queries.MOST_PRINTED,
        "most": queries.MOST_PRINTED,
        "address": request.build_absolute_uri(f"{reverse('catalogue:search')}?wilayah={code}"),
    }
    context["qr"] = qr_picture(context["address"])
    return render(request, "catalogue/print.html", context)


@public(PICTURE_SECONDS)
def picture(request, stem: str, suffix: str):
    """A picture while its row is there: the moment a consent is taken back nobody gets it any more."""
    size = next((size for size in renditions.SIZES if size.suffix == suffix), None)
    if size is None or not Listing.objects.filter(photo=stem).exclude(photo="").exists():
        raise Http404
    content = renditions.read(stem, size)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type=size.media_type)


@public(PAGE_SECONDS)
def site_map(request):
    """The list of the parts, for search engines."""
    parts = range(1, queries.map_count() + 1)
    addresses = [request.build_absolute_uri(reverse("catalogue:map_part", args=[number])) for number in parts]
    return _xml(request, "catalogue/maps.xml", {"addresses": addresses})


@public(PAGE_SECONDS)
def site_map_part(request, number: int):
    if not 1 <= number <= queries.map_count():
        raise Http404
    rows = [
        (request.build_absolute_uri(row.get_absolute_url()), row.changed_at.date().isoformat())
        for row in queries.map_part(number)
    ]
    return _xml(request, "catalogue/map.xml", {"rows": rows})


def _xml(request, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")
