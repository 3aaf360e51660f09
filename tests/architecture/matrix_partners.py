"""Who keeps the office numbers of puskesmas: whoever sends messages from their kecamatan or above."""

from tests.architecture.url_matrix import row

OWN = {"pk": "puskesmas"}
MAY = ("secretary", "kecamatan", "kabupaten", "stranger")

ROWS = {
    "partners:home": row(others=403, **dict.fromkeys(MAY, 200)),
    "partners:contact": row(OWN, others=404, kecamatan=200, kabupaten=200),
    "POST partners:contact": row(OWN, others=404, kecamatan=302, kabupaten=302),
}
