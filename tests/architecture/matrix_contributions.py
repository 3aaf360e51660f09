"""Meeting sheets are read and written by whoever keeps the money of their body: Yanti for Posyandu Anyelir.

Its chair closes and sees the sums; whoever works around it may know that there is a sheet (403), for people of other
places there is none (404). No office above reads one.
"""

from tests.architecture.url_matrix import row

SHEET, BODY = {"pk": "sheet"}, {"pk": lambda world: world.ledger.body_id}
MEETING = {"pk": lambda world: world.sheet.activity_id}
ABOVE = dict.fromkeys(
    ("kader", "secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403
)


def keeper(args, status, chair=403, **more):
    return row(args, others=404, **ABOVE | {"dasawisma": status, "chair": chair}, **more)


ROWS = {
    "contributions:home": row(others=403, chair=302, dasawisma=200, stranger=302),
    "contributions:sheets": keeper(BODY, 200),
    "contributions:start": keeper(BODY, 200),
    # One sheet is open already.
    "POST contributions:start": keeper(BODY, 409, data={"on": "2026-10-05", "place": "Balai RW 14"}),
    "POST contributions:open": keeper(MEETING, 302),
    "contributions:sheet": keeper(SHEET, 200, chair=200),
    "POST contributions:save": keeper(SHEET, 200, data={"v-1": "0", "m-1": "away"}),
    "contributions:twin": keeper(SHEET, 200),
    "POST contributions:twin": keeper(SHEET, 302, data={"hv": "1"}),
    "contributions:paper": keeper(SHEET, 200),
    "POST contributions:rest": keeper(SHEET, 302),
    "POST contributions:close": keeper(SHEET, 302, chair=302),
    # It is not closed yet.
    "POST contributions:undo": keeper(SHEET, 409, data={"reason": "Salah"}),
}
