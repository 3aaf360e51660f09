"""Who may open the pages of the shell."""

from tests.architecture.url_matrix import public, row

OFFICE_TRAIL = ("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "stranger")
INSIDE = ("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office")

ROWS = {
    "web:home": row({}, others=302),
    "web:tasks": row({}, others=200),
    "web:more": row({}, others=200),
    "web:search": row({}, others=200, query="?cari=anyelir"),
    "web:sent": row({}, others=200),
    "web:help": row({}, others=200),
    "web:gallery": row({}, others=200),
    "web:audit": row({}, others=403, **dict.fromkeys(OFFICE_TRAIL, 200)),
    "web:sisters": row({"code": "kelurahan"}, others=404, **dict.fromkeys(INSIDE, 200)),
    "web:health": public(),
    "web:robots": public(),
    # The client of the tests calls itself testserver, which is not this machine.
    "web:metrics": row({}, anonymous=404, others=404),
    "web:worker-health": row({}, anonymous=503, others=503),
}
