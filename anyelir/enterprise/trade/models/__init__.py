"""A business from what a woman can make to its products, its owner and what it sells."""

from anyelir.enterprise.trade.models.business import Business, Skill
from anyelir.enterprise.trade.models.ownership import Ownership, PublishConsent
from anyelir.enterprise.trade.models.product import Product, ProductBatch, ProductPhoto
from anyelir.enterprise.trade.models.sales import SalesNote
from anyelir.enterprise.trade.models.sentra import Sentra

__all__ = [
    "Business",
    "Ownership",
    "Product",
    "ProductBatch",
    "ProductPhoto",
    "PublishConsent",
    "SalesNote",
    "Sentra",
    "Skill",
]
