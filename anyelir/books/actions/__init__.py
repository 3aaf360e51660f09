"""Every write of goods and books that has a rule."""

from anyelir.books.actions.books import correct_line, strike_line, write_line
from anyelir.books.actions.inventory import add_goods, change_goods, keep_goods_photo, move_goods, undo_move

__all__ = [
    "add_goods",
    "change_goods",
    "correct_line",
    "keep_goods_photo",
    "move_goods",
    "strike_line",
    "undo_move",
    "write_line",
]
