"""An arisan is read and written by whoever keeps the money of its body: Yanti for Posyandu Anyelir.

Its chair and whoever works around it may know that there is one (403), for people of other places there is none
(404). The check page of a draw is for everybody.
"""

from tests.architecture.url_matrix import row

BODY = {"pk": lambda world: world.ledger.body_id}
CYCLE, SHARE = (
    {"pk": lambda world: world.draw.arisan_id},
    {"pk": lambda world: world.draw.arisan.shares.get().pk},
)
DRAW, SHEET = {"pk": "draw"}, {"pk": "sheet"}
ABOVE = dict.fromkeys(
    ("kader", "chair", "secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403
)


def keeper(args, status, **more):
    return row(args, others=404, **ABOVE | {"dasawisma": status}, **more)


ROWS = {
    "arisan:home": row(others=403, chair=302, dasawisma=200, stranger=302),
    "arisan:arisans": keeper(BODY, 200),
    "arisan:start": keeper(BODY, 200),
    "POST arisan:start": keeper(BODY, 422),
    "arisan:show": keeper(CYCLE, 200),
    "arisan:join": keeper(CYCLE, 200),
    "POST arisan:join": keeper(CYCLE, 422),
    "POST arisan:commit": keeper(CYCLE, 302),
    "arisan:leave": keeper(SHARE, 200),
    # A draw is locked, so the share needs a successor.
    "POST arisan:leave": keeper(SHARE, 409),
    "arisan:void": keeper(DRAW, 200),
    "POST arisan:void": keeper(DRAW, 422),
    # Nobody was marked on the sheet yet.
    "POST arisan:reveal": keeper(SHEET, 409, data={"word": "melati"}),
    "POST arisan:glass": keeper(SHEET, 409, data={"number": "1"}),
    "arisan:check": row({"code": "ABCDE-23456"}, anonymous=404, others=404),
}
