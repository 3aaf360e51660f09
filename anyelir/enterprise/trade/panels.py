"""What rooms beside show on the page of a business, and on that of a product."""

from anyelir.core.panels import PagePanel
from anyelir.core.registry import Registry
from anyelir.enterprise.trade.models import Business, Product

BUSINESS_PANELS: Registry[PagePanel[Business]] = Registry(
    "trade.panels", order=lambda panel: panel.rank, is_required=False
)
PRODUCT_PANELS: Registry[PagePanel[Product]] = Registry(
    "trade.product-panels", order=lambda panel: panel.rank, is_required=False
)
