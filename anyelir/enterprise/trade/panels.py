"""What rooms beside show on the page of a business."""

from anyelir.core.panels import PagePanel
from anyelir.core.registry import Registry
from anyelir.enterprise.trade.models import Business

BUSINESS_PANELS: Registry[PagePanel[Business]] = Registry(
    "trade.panels", order=lambda panel: panel.rank, is_required=False
)
