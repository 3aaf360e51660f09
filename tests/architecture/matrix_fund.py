"""The fund of a group is for its treasurer and its chair; the two purses, which store nothing, are for everybody."""

from tests.architecture.url_matrix import row

MONTH = {"sales_idr": "1.500.000", "materials_idr": "800.000", "taken_idr": "300.000"}

KELURAHAN = {"code": "kelurahan"}
# Whoever is of the house there and sees no sums of money.
NO_SUMS = dict.fromkeys(("provinsi", "pusat", "health_office"), 403)

ROWS = {
    "fund:health": row(KELURAHAN, others=404, secretary=200, kecamatan=200, kabupaten=200, **NO_SUMS),
    "fund:purses": row(others=200),
    "POST fund:purses": row(others=200, data=MONTH),
}
