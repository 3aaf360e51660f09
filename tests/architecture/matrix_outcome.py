"""The way to the numbers of businesses, for whoever reads the businesses of a place; the numbers ask once more."""

from tests.architecture.matrix_trade import AROUND, READERS
from tests.architecture.url_matrix import row

ROWS = {
    "outcome:start": row(others=403, stranger=302, **dict.fromkeys(READERS, 302)),
    "outcome:place": row(
        {"code": "kelurahan"}, others=404, **AROUND | dict.fromkeys(READERS, 302) | {"dasawisma": 404}
    ),
}
