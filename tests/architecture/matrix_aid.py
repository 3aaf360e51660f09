"""Aid in kind: Ratna, who plays the dinas of the kabupaten, decides; Yanti asks for hers and never judges it.

Those who look after the place read how far it is (200); whoever only works there knows that there is something (403);
for people of other places there is nothing (404).
"""

from tests.architecture.url_matrix import row

AID, ITEM, ROUND = {"pk": "aid"}, {"pk": "aid_item"}, {"pk": "aid_round"}
GIVEN = {"pk": lambda world: world.aid_item.aid_id}
# Officers of the group and the companion, who may all ask for it.
ASKING = ("dasawisma", "chair")
READERS = (*ASKING, "secretary", "kecamatan", "kabupaten", "provinsi")
AROUND = dict.fromkeys(
    ("dasawisma", "secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403
)
# Of a group its chair knows, of a business she does not.
AROUND_GROUP = AROUND | {"chair": 403}
ROUND_DATA = {
    "giver_kind": "office",
    "giver": "Dinas Koperasi",
    "source": "regency",
    "year": "2026",
    "promised_idr": "10.000.000",
}
ASKED = {"kind": "oven", "quantity": "1", "reason": "Memanggang roti."}


def office(args, status, **more):
    return row(args, others=404, **AROUND_GROUP | {"kabupaten": status}, **more)


def workers(args, status):
    """Papers of what was given to the business."""
    return row(args, others=404, **AROUND | dict.fromkeys(("dasawisma", "kabupaten"), status))


ROWS = {
    "aid:list": row(others=403, stranger=200, **dict.fromkeys(READERS, 200)),
    "aid:propose": row(others=403, **dict.fromkeys(ASKING, 200)),
    "POST aid:propose": row(
        others=403, dasawisma=302, chair=302, data=lambda world: ASKED | {"group": world.group.pk}
    ),
    "aid:rounds": row(others=403, kabupaten=200),
    "aid:open_round": row(others=403, kabupaten=200),
    "POST aid:open_round": row(
        others=403, kabupaten=302, data=lambda world: ROUND_DATA | {"region": world.kabupaten.pk}
    ),
    "aid:decree": row(ROUND, others=404, kabupaten=200, provinsi=403, pusat=403, health_office=403),
    "POST aid:decree": row(ROUND, others=404, kabupaten=422, provinsi=403, pusat=403, health_office=403),
    "aid:show": row(AID, others=404, **AROUND_GROUP | dict.fromkeys(READERS, 200)),
    "aid:verify": office(AID, 200),
    "POST aid:verify": office(AID, 422),
    "aid:decide": office(AID, 200),
    "POST aid:decide": office(AID, 422),
    "aid:grant": office(AID, 200),
    "POST aid:grant": office(AID, 422),
    "aid:procure": office(AID, 200),
    "POST aid:procure": office(AID, 422),
    "aid:hand_over": office(AID, 200),
    "POST aid:hand_over": office(AID, 422),
    "aid:close": office(AID, 200),
    "POST aid:close": office(AID, 422),
    "aid:agreement": workers(GIVEN, 200),
    "aid:record": workers(GIVEN, 200),
    "aid:tags": workers(GIVEN, 200),
    "aid:monitoring": workers(GIVEN, 200),
    "aid:visit": workers(ITEM, 200),
    "POST aid:visit": workers(ITEM, 422),
    # The page of the tag: a visitor goes on to the item, everybody else reads whom to call.
    "aid:asset": row({"tag": "B7KM2QXW"}, anonymous=200, others=200, dasawisma=302, kabupaten=302),
}
