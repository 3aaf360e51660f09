"""Hand-overs: the secretary of the kelurahan prepares them, TP PKK kecamatan sees that there is one and confirms it.

The two who give and take are not in the cast; the room's own tests stand for them.
"""

from tests.architecture.url_matrix import row
from tests.factories import today

HANDOVER, POST = {"pk": "handover"}, {"pk": "post"}
AROUND = dict.fromkeys(("kabupaten", "provinsi", "pusat", "health_office"), 403)
HOME = ("secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi", "pusat", "stranger")


def keeper(args, status, *, kecamatan=403, **more):
    return row(args, others=404, **AROUND, kecamatan=kecamatan, secretary=status, **more)


def facts(_world):
    return {"on": today().isoformat(), "name": "Laras Prameswari", "lessons": "Dengarkan RW dulu."}


ROWS = {
    "handovers:home": row(others=403, **dict.fromkeys(HOME, 200)),
    "handovers:prepare": keeper(POST, 200),
    "POST handovers:prepare": keeper(POST, 409, data=facts),
    "handovers:handover": keeper(HANDOVER, 200, kecamatan=200),
    "handovers:change": keeper(HANDOVER, 200),
    "POST handovers:change": keeper(HANDOVER, 302, data=facts),
    "handovers:count": keeper(HANDOVER, 200),
    "POST handovers:count": keeper(HANDOVER, 409, data={"counted_idr": "1.000"}),
    "handovers:pack": keeper(HANDOVER, 200),
    "handovers:sign": keeper(HANDOVER, 403),
    "POST handovers:sign": keeper(HANDOVER, 403),
    "handovers:confirm": keeper(HANDOVER, 403, kecamatan=200),
    "POST handovers:confirm": keeper(HANDOVER, 403, kecamatan=409),
    "handovers:cancel": keeper(HANDOVER, 200),
    "POST handovers:cancel": keeper(HANDOVER, 302, data={"reason": "SK ditarik"}),
}
