"""A business from what a woman can make to its first batch and price."""

from anyelir.enterprise.trade.models.business import Business, Ownership, Skill
from anyelir.enterprise.trade.models.product import Product, ProductBatch, ProductPhoto

__all__ = ["ProductBatch", "ProductPhoto", "Business", "Ownership", "Product", "Skill"]
