"""The way of a first business in four pages, each stored when it is left: what, shopping, price, card."""

from __future__ import annotations

from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, methods
from anyelir.core.submissions import posted, posted_files
from anyelir.core.wording import rupiah
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade import access, actions
from anyelir.enterprise.trade.card_picture import CardWords, card_jpeg
from anyelir.enterprise.trade.forms.first import BuyersCardForm, CostsForm, FirstBusinessForm, PriceForm
from anyelir.enterprise.trade.models import Product
from anyelir.enterprise.trade.pricing import price_parts, price_view, proposed_price
from anyelir.enterprise.trade.queries.businesses import offered_places
from anyelir.enterprise.trade.queries.products import newest_batch, photo_of
from anyelir.enterprise.trade.views.finding import product_at
from anyelir.files.keeping import content_of
from anyelir.membership.access import granted_regions
from anyelir.regions.scope import is_within_any
from anyelir.rules.costing import costing_rule


@methods("GET", "POST")
def start(request):
    codes = granted_regions(request.user, P.BUSINESS_EDIT)
    if not codes:
        raise PermissionDenied
    groups = Group.objects.filter(is_within_any(codes), closed_on=None)
    form = FirstBusinessForm(posted(request), places=offered_places(codes), groups=groups)

    def save(cleaned):
        if not access.can_begin_business(request.user, cleaned["region"].code):
            raise Refused("not_yours", _("Pilih wilayah Ibu/Bapak sendiri."), field="region", status=422)
        product = actions.begin_business(by=request.user, **cleaned)
        return redirect("trade:costs", product.pk)

    return answer(request, form, save, "trade/start.html", {"step": 1})


@methods("GET", "POST")
def costs(request, pk):
    product = product_at(request, pk, access.can_edit_business)
    batch = newest_batch(product)
    hour = costing_rule("hour_idr", today_at(product.business.region_id))
    initial = (
        {name: getattr(batch, name) for name in CostsForm.base_fields if name != "op_id"} if batch else {}
    )
    form = CostsForm(posted(request), initial={"hour_idr": hour, **initial})

    def save(cleaned):
        actions.cost_batch(product=product, by=request.user, **cleaned)
        return redirect("trade:price", pk)

    return answer(request, form, save, "trade/costs.html", _around(product, 2))


@methods("GET", "POST")
def price(request, pk):
    """A price is looked at (``?harga=``) before it is kept; without a batch there is nothing to look at yet."""
    product = product_at(request, pk, access.can_edit_business)
    batch = newest_batch(product)
    if batch is None:
        return redirect("trade:costs", pk)
    asked = PriceForm({"price_idr": request.GET.get("harga", "")})
    proposed = proposed_price(batch.costs, today_at(product.business.region_id))
    price_idr = asked.cleaned_data["price_idr"] if asked.is_valid() else product.price_idr or proposed
    form = PriceForm(posted(request), initial={"price_idr": price_idr})

    def save(cleaned):
        actions.set_price(product=product, by=request.user, **cleaned)
        return redirect("trade:card", pk)

    view = price_view(batch.costs, price_idr)
    step = costing_rule("step_idr", today_at(product.business.region_id))
    context = _around(product, 3) | {"view": view, "parts": price_parts(view)}
    context |= {"lower": max(price_idr - step, 0), "higher": price_idr + step}
    return answer(request, form, save, "trade/price.html", context)


@methods("GET", "POST")
def card(request, pk):
    product = product_at(request, pk, access.can_edit_business)
    if product.price_idr is None:
        return redirect("trade:price", pk)
    initial = {"business_name": product.business.name, "about": product.about}
    if product.ordering:
        initial["ordering"] = product.ordering
    form = BuyersCardForm(*posted_files(request), initial=initial)

    def save(cleaned):
        actions.save_card(product=product, by=request.user, **cleaned)
        return redirect("trade:card", pk)

    context = _around(product, 4)
    context |= {"photo": photo_of(product), "share": _share_address(product), "version": product.updated_at}
    return answer(request, form, save, "trade/card.html", context)


@methods("GET")
def picture(request, pk):
    product = product_at(request, pk, access.can_edit_business)
    if product.price_idr is None:
        raise Http404
    photo = photo_of(product)
    content = card_jpeg(_card_words(product), content_of(photo) if photo is not None else None)
    headers = {
        "Content-Disposition": 'inline; filename="kartu.jpg"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def _around(product: Product, step: int) -> dict:
    business = product.business
    return {"product": product, "business": business, "region": business.region, "step": step}


def _card_words(product: Product) -> CardWords:
    params = {"price": rupiah(product.price_idr), "unit": product.unit}
    return CardWords(
        product.name,
        _("%(price)s per %(unit)s") % params,
        product.business.name if product.business.name != product.name else "",
        product.about,
        product.ordering,
    )


def _share_address(product: Product) -> str:
    """The words of the card for a chat that the person chooses herself; it holds no number."""
    card = _card_words(product)
    lines = (card.product, card.business, card.about, card.price, card.ordering)
    return f"https://wa.me/?text={quote(chr(10).join(line for line in lines if line))}"
