"""Businesses are read above; whose Keripik Seruni is and what it costs is for Yanti, its companion in RW 14.

Who only works in the place knows that there is a business (403); for people of other places there is none (404).
"""

from tests import businesses
from tests.architecture.url_matrix import row

BUSINESS = {"pk": "business"}
PRODUCT = {"pk": "product"}
# Two purses store nothing, so they are for everybody.
PURSES = {"sales_idr": "1.500.000", "materials_idr": "800.000", "taken_idr": "300.000"}
# Of each world when it is asked for: most tests want no file to exist.
PHOTO = {"pk": lambda world: businesses.photo(world.product).pk}
# The kelurahan of the cast, and a centre in the next one.
PLACE = {"code": "kelurahan"}
SENTRA = {"pk": "sentra"}
ABOVE_SENTRA = ("kecamatan", "kabupaten", "provinsi")
ABOVE = ("secretary", *ABOVE_SENTRA)
AROUND_SENTRA = dict.fromkeys((*ABOVE_SENTRA, "pusat", "health_office"), 403)
INSIDE = dict.fromkeys((*ABOVE, "pusat", "health_office"), 403)
READERS = ("secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi")
AROUND = dict.fromkeys((*READERS, "pusat", "health_office"), 403)
BEGUN = {
    "skills": "snacks",
    "product_name": "Keripik talas",
    "unit": "bungkus",
    "owner_name": "Ratna Anjani",
}


def companion(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status}, **more)


ROWS = {
    "trade:purses": row(others=200),
    "POST trade:purses": row(others=200, data=PURSES),
    "trade:list": row(others=403, stranger=200, **dict.fromkeys(READERS, 200)),
    "trade:show": row(BUSINESS, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "trade:start": row(others=403, dasawisma=200),
    "POST trade:start": row(others=403, dasawisma=302, data=lambda world: BEGUN | {"region": world.rw.pk}),
    "trade:stall": row(others=403, stranger=200, **dict.fromkeys(READERS, 200)),
    "trade:export": row(others=403, stranger=200, **dict.fromkeys(READERS, 200)),
    "trade:owner": companion(BUSINESS, 200),
    "POST trade:owner": companion(BUSINESS, 422),
    "trade:contact": companion(BUSINESS, 200),
    "trade:consent": companion(BUSINESS, 200),
    "POST trade:consent": companion(BUSINESS, 422),
    "POST trade:withdraw": companion(BUSINESS, 302),
    "trade:sales": companion(BUSINESS, 200),
    "POST trade:sales": companion(BUSINESS, 422),
    "trade:sentra-home": row(others=403, stranger=302, **dict.fromkeys(READERS, 302)),
    "trade:coverage": row(PLACE, others=404, **INSIDE | dict.fromkeys(ABOVE, 200)),
    "trade:name-sentra": row(PLACE, others=404, **INSIDE | {"kabupaten": 200}),
    "POST trade:name-sentra": row(PLACE, others=404, **INSIDE | {"kabupaten": 422}),
    "trade:sentra": row(SENTRA, others=404, **AROUND_SENTRA | dict.fromkeys(ABOVE_SENTRA, 200)),
    "trade:edit-sentra": row(SENTRA, others=404, **AROUND_SENTRA | {"kabupaten": 200}),
    "POST trade:edit-sentra": row(SENTRA, others=404, **AROUND_SENTRA | {"kabupaten": 422}),
    "POST trade:end-sentra": row(SENTRA, others=404, **AROUND_SENTRA | {"kabupaten": 302}),
    "trade:join-sentra": row(SENTRA, others=404, **AROUND_SENTRA | {"kabupaten": 200}),
    "POST trade:join-sentra": row(SENTRA, others=404, **AROUND_SENTRA | {"kabupaten": 422}),
    "POST trade:leave-sentra": row(BUSINESS, others=404, **AROUND | {"kabupaten": 302}),
    "trade:edit": companion(BUSINESS, 200),
    "POST trade:edit": companion(BUSINESS, 422),
    "trade:run": companion(BUSINESS, 200),
    "POST trade:run": companion(BUSINESS, 422),
    "POST trade:pause": companion(BUSINESS, 302),
    "POST trade:confirm": companion(BUSINESS, 302),
    "trade:close": companion(BUSINESS, 200),
    "POST trade:close": companion(BUSINESS, 422),
    "trade:add-product": companion(BUSINESS, 200),
    "POST trade:add-product": companion(BUSINESS, 422),
    "trade:product": row(PRODUCT, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "trade:edit-product": companion(PRODUCT, 200),
    "POST trade:edit-product": companion(PRODUCT, 422),
    "POST trade:end-product": companion(PRODUCT, 302),
    "POST trade:offer-again": companion(PRODUCT, 302),
    "trade:photos": companion(PRODUCT, 200),
    "POST trade:photos": companion(PRODUCT, 422),
    "POST trade:lead-photo": companion(PHOTO, 302),
    "POST trade:remove-photo": companion(PHOTO, 302),
    "trade:costs": companion(PRODUCT, 200),
    "POST trade:costs": companion(PRODUCT, 422),
    "trade:price": companion(PRODUCT, 200),
    "POST trade:price": companion(PRODUCT, 422),
    "trade:card": companion(PRODUCT, 200),
    "POST trade:card": companion(PRODUCT, 422),
    "trade:picture": companion(PRODUCT, 200),
}
