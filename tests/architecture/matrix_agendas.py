"""Agendas: the secretary of the kelurahan keeps that of TP PKK Ciriung; the kecamatan asks it, and it asks RW and RT.

Who is asked reads the request; offices above the sender know of it (403), for everybody else there is none (404).
"""

from tests import promises
from tests.architecture.url_matrix import row
from tests.promises import key_of

ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
HOME = {
    "others": 403,
    **dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "stranger"), 302),
    # Two bodies to choose from.
    **dict.fromkeys(("chair", "dasawisma"), 200),
}
BODY, POINT = {"pk": "body"}, {"pk": key_of("point")}
# The kecamatan asks the kelurahan, the kelurahan its RW and RT.
ASKED, HANDED = {"pk": "body", "passing_pk": key_of("passing")}, {"pk": key_of("handed")}


def secretary(args, status, **more):
    return row(args, others=404, **ABOVE | {"secretary": status}, **more)


def new_press(world):
    points = [point.pk for point in world.body.points.all()]
    return {"points": points or [promises.point(world.body).pk], "levels": ["dasawisma"]}


ROWS = {
    "agendas:home": row(**HOME),
    "agendas:agenda": secretary(BODY, 200),
    "agendas:new-point": secretary(BODY, 200),
    "POST agendas:new-point": secretary(BODY, 302, data={"title": "Iuran"}),
    "agendas:edit-point": secretary(POINT, 200),
    "POST agendas:edit-point": secretary(POINT, 302, data={"title": "Iuran"}),
    "POST agendas:move-up": secretary(POINT, 302),
    "POST agendas:move-down": secretary(POINT, 302),
    "agendas:decide-point": secretary(POINT, 200),
    "POST agendas:decide-point": secretary(POINT, 302, data={"outcome": "dropped"}),
    "agendas:pass-points": secretary(BODY, 200),
    "POST agendas:pass-points": secretary(BODY, 302, data=new_press),
    "agendas:answer": secretary(ASKED, 200),
    "POST agendas:answer": secretary(ASKED, 302, data={"outcome": "discussed"}),
    "POST agendas:adopt": secretary(ASKED, 302),
    "agendas:passing": row(HANDED, others=404, **ABOVE | {"secretary": 200, "dasawisma": 200}),
    "POST agendas:end-passing": row(HANDED, others=404, **ABOVE | {"secretary": 302, "dasawisma": 403}),
}
