"""The shop window is everybody's: no role sees more or less of it than somebody without an account."""

from tests import listings
from tests.architecture.url_matrix import public, row

ROWS = {
    "catalogue:search": public(),
    "catalogue:listing": public(
        {"product": lambda _world: listings.known().pk, "slug": lambda _world: listings.known().slug}
    ),
    "catalogue:code": public({"product": lambda _world: listings.known().pk}),
    "catalogue:shop": public({"shop": lambda _world: listings.known().shop_id}),
    "catalogue:sentra": public({"code": lambda _world: listings.known().shop.region_code}),
    "catalogue:print": public({"code": lambda _world: "32.01"}),
    # No photo of that name.
    "catalogue:picture": row({"stem": "a" * 32, "suffix": "240.webp"}, anonymous=404, others=404),
    "catalogue:map": public(),
    "catalogue:map_part": public({"number": lambda _world: 1}),
}
