"""Help is read with its business; Yanti, companion in RW 14, and the dinas of the kabupaten write it and look at it.

An owner does not write down that she was helped; the officers of a group write down who came to its training.
"""

from tests.architecture.matrix_trade import AROUND, BUSINESS, READERS
from tests.architecture.url_matrix import row

HELP = {"pk": "assistance"}
PHOTO = HELP | {"which": "sebelum"}
BOTH = {"dasawisma": 200, "kabupaten": 200}
# Of the team of the kelurahan: its secretary may write there, and it is no training of a group.
TRAINING = {"pk": "activity"}
IN_TEAM = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)


def both(status: int) -> dict[str, int]:
    return AROUND | dict.fromkeys(BOTH, status)


ROWS = {
    "assistance:waiting": row(others=403, **BOTH),
    "assistance:place": row(
        {"code": "kelurahan"}, others=404, **AROUND | dict.fromkeys(READERS, 200) | {"dasawisma": 404}
    ),
    "assistance:record": row(BUSINESS, others=404, **both(200)),
    "POST assistance:record": row(
        BUSINESS, others=404, data={"kind": "label", "on": "02-11-2026"}, **both(302)
    ),
    "assistance:show": row(HELP, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "assistance:photo": row(PHOTO, others=404, **both(200)),
    "POST assistance:photo": row(PHOTO, others=404, **both(422)),
    "assistance:observe": row(HELP, others=404, **both(200)),
    # Yanti is an owner of this business too.
    "POST assistance:observe": row(HELP, others=404, data={"uses": "yes"}, **both(302) | {"dasawisma": 403}),
    "assistance:train": row(TRAINING, others=404, **IN_TEAM, secretary=200),
    "POST assistance:train": row(TRAINING, others=404, **IN_TEAM, secretary=409),
}
