"""Lines of the table about businesses that begin."""

from __future__ import annotations

from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business, ProductBatch
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


# A business has one product of a name.
TRADE_ONCE = [
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
