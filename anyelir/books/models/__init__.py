"""Goods of a body, and the lines of the books that nobody computes from."""

from anyelir.books.models.books import BookLine
from anyelir.books.models.inventory import Condition, Goods, GoodsMove, GoodsStock

__all__ = ["BookLine", "Condition", "Goods", "GoodsMove", "GoodsStock"]
