"""Lines of the table about businesses that begin."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business, ProductBatch, Sentra
from anyelir.files.reading import WEBP, Prepared
from tests import businesses
from tests.parallel.line import Line, lines, secretary

PHOTO = Prepared("photo", WEBP, b"RIFF....WEBP")


def a_product(town):
    return businesses.product(businesses.business(town.rw))


def begin(town, _given, op_id):
    facts = {
        "skills": ["snacks"],
        "product_name": "Keripik talas",
        "unit": "bungkus",
        "owner_name": "Ratna Anjani",
    }
    return actions.begin_business(region=town.rw, by=secretary(town), op_id=op_id, **facts)


def save_card(town, product, op_id):
    words = {"business_name": "Keripik Ratna", "about": "gurih", "ordering": "Balas pesan ini."}
    return actions.save_card(product=product, by=secretary(town), op_id=op_id, **words)


def add_product(town, business, op_id):
    facts = {"name": "Keripik bayam", "category": "snacks", "unit": "bungkus"}
    return actions.add_product(business=business, by=secretary(town), op_id=op_id, **facts)


def a_business(town):
    return businesses.business(town.rw)


def set_owner(town, business, op_id):
    since = dt.date(2026, 11, 2)
    return actions.set_owner(
        business=business, since=since, name="Ratna Anjani", by=secretary(town), op_id=op_id
    )


def give_consent(town, business, op_id):
    facts = {"shows_owner": True, "shows_phone": False, "place": "desa", "given_how": "paper"}
    return actions.give_consent(business=business, by=secretary(town), op_id=op_id, **facts)


def note_sales(town, business, op_id):
    facts = {"month": dt.date(2026, 11, 2), "amount_idr": 450_000}
    return actions.note_sales(business=business, by=secretary(town), op_id=op_id, **facts)


# A business has one product of a name, one owner a day, and one consent that holds.
TRADE_ONCE = [
    Line(
        "name a centre",
        lambda town, _given, op_id: actions.name_sentra(
            region=town.kelurahan,
            name="Keripik pisang",
            category="snacks",
            since=dt.date(2026, 11, 2),
            by=secretary(town),
            op_id=op_id,
        ),
        lambda town, _given: [Sentra.objects.filter(region=town.kelurahan).count()],
        refusals=frozenset({"sentra_exists"}),
    ),
    Line("set an owner", set_owner, lambda town, business: [business.owners.count() - 1], a_business),
    Line(
        "give consent",
        give_consent,
        lambda town, business: [business.consents.filter(withdrawn_at=None).count()],
        a_business,
    ),
    Line(
        "add a product",
        add_product,
        lambda town, business: [business.products.count()],
        a_business,
        frozenset({"product_exists"}),
    ),
]
# A woman may begin two businesses, count a batch again and change her card as often as she likes.
TRADE_AT_WILL = [
    Line("note sales", note_sales, lambda town, business: [business.sales.count()], a_business),
    Line(
        "begin a business", begin, lambda town, given: [Business.objects.filter(name="Keripik talas").count()]
    ),
    Line(
        "count a batch",
        lambda town, product, op_id: actions.cost_batch(
            product=product, by=secretary(town), op_id=op_id, **businesses.COSTS
        ),
        lambda town, product: [ProductBatch.objects.filter(product=product).count()],
        a_product,
    ),
    Line(
        "add a photo",
        lambda town, product, op_id: actions.add_photo(
            product=product, photo=PHOTO, by=secretary(town), op_id=op_id
        ),
        lambda town, product: [lines("product.photo")],
        a_product,
    ),
    Line("fill a card", save_card, lambda town, product: [lines("product.card")], a_product),
]
