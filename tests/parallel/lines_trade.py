"""Lines of the table about businesses that begin."""

from __future__ import annotations

from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business, ProductBatch
from tests import businesses
from tests.parallel.line import Line, lines, secretary


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
    Line("fill a card", save_card, lambda town, product: [lines("product.card")], a_product),
]
