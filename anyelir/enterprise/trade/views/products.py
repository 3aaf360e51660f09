"""Products of a business: one more, its page, its facts, its photos and its end."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.panels import shown_panels
from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.submissions import posted, posted_files
from anyelir.enterprise.trade import access, actions
from anyelir.enterprise.trade.forms.products import NewProductForm, ProductFactsForm, ProductPhotoForm
from anyelir.enterprise.trade.models import Business, Product
from anyelir.enterprise.trade.panels import PRODUCT_PANELS
from anyelir.enterprise.trade.queries.products import (
    MOST_PHOTOS,
    category_label,
    packaging_label,
    photos_of,
)
from anyelir.enterprise.trade.views.finding import business_at, product_at


def _around(product: Product, title: str = "") -> dict:
    business = product.business
    return {"title": title, "product": product, "business": business, "region": business.region}


@methods("GET", "POST")
def add(request, pk):
    """Kind and unit are proposed from the newest product of the business."""
    business = business_at(request, pk, access.can_edit_business)
    latest = business.products.order_by("-created_at", "-id").first()
    initial = {"category": latest.category, "unit": latest.unit} if latest else {}
    form = NewProductForm(posted(request), initial=initial)

    def save(cleaned):
        made = actions.add_product(business=business, by=request.user, **cleaned)
        return done(request, _("%s ditambahkan.") % made, "trade:product", made.pk)

    context = {"title": _("Tambah produk"), "business": business, "region": business.region}
    return answer(request, form, save, "trade/product_form.html", context)


@methods("GET")
def show(request, pk):
    product = product_at(request, pk, access.can_view_business)
    business = product.business
    may_edit = access.can_edit_business(request.user, business)
    context = _around(product) | {
        "photos": photos_of(product),
        "category": category_label(product.category),
        "packaging": packaging_label(product.packaging),
        "is_open": business.stage != Business.Stage.CLOSED,
        "may_edit": may_edit and business.stage != Business.Stage.CLOSED,
        "panels": shown_panels(PRODUCT_PANELS, request.user, product),
    }
    return render(request, "trade/product.html", context)


@methods("GET", "POST")
def edit(request, pk):
    product = product_at(request, pk, access.can_edit_business)
    initial = {name: getattr(product, name) for name in ProductFactsForm.base_fields}
    form = ProductFactsForm(posted(request), initial=initial)

    def save(cleaned):
        actions.edit_product(product=product, by=request.user, **cleaned)
        return done(request, _("Data produk disimpan."), "trade:product", pk)

    return answer(request, form, save, "trade/product_form.html", _around(product, _("Data produk")))


@methods("POST")
def end(request, pk):
    product = product_at(request, pk, access.can_edit_business)

    def act():
        actions.end_product(product=product, by=request.user)
        return _("%s tidak ditawarkan lagi. Catatannya tetap ada.") % product

    return press(request, act, "trade:product", pk=pk)


@methods("POST")
def again(request, pk):
    product = product_at(request, pk, access.can_edit_business)

    def act():
        actions.offer_again(product=product, by=request.user)
        return _("%s ditawarkan lagi.") % product

    return press(request, act, "trade:product", pk=pk)


@methods("GET", "POST")
def photos(request, pk):
    product = product_at(request, pk, access.can_edit_business)
    form = ProductPhotoForm(*posted_files(request))

    def save(cleaned):
        actions.add_photo(product=product, by=request.user, **cleaned)
        return done(request, _("Foto ditambahkan."), "trade:photos", pk)

    def context():
        return _around(product, _("Foto produk")) | {"photos": photos_of(product), "most": MOST_PHOTOS}

    return answer(request, form, save, "trade/photos.html", context)


def _photo_at(request, pk):
    return load_or_refuse(
        access.known_photos(request.user).select_related("product__business", "file"),
        lambda photo: access.can_edit_business(request.user, photo.product.business),
        pk=pk,
    )


@methods("POST")
def lead(request, pk):
    photo = _photo_at(request, pk)

    def act():
        actions.lead_with_photo(photo=photo, by=request.user)
        return _("Foto ini sekarang paling depan.")

    return press(request, act, "trade:photos", pk=photo.product_id)


@methods("POST")
def remove(request, pk):
    photo = _photo_at(request, pk)
    product_pk = photo.product_id

    def act():
        actions.remove_photo(photo=photo, by=request.user)
        return _("Foto dihapus.")

    return press(request, act, "trade:photos", pk=product_pk)
