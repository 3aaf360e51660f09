"""What the pages of goods, registers and books read; the scope comes first."""

from anyelir.books.queries.books import line_counts, lines_of, versions_of, years_of
from anyelir.books.queries.inventory import (
    GoodsRow,
    inventory_on,
    moves_of,
    photo_of,
    pieces_of,
    searched_goods,
    with_pieces,
)
from anyelir.books.queries.registers import RegisterRow, printed_rows, register_members, register_rows

__all__ = [
    "GoodsRow",
    "RegisterRow",
    "inventory_on",
    "line_counts",
    "lines_of",
    "moves_of",
    "photo_of",
    "pieces_of",
    "printed_rows",
    "register_members",
    "register_rows",
    "searched_goods",
    "versions_of",
    "with_pieces",
    "years_of",
]
