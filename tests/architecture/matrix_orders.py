"""Orders of Keripik Seruni are for Yanti, who plays its owner; the list for guests for whoever reads businesses.

That there is an order at all is known to nobody else (404); the business itself is known around it (403).
"""

from tests.architecture.url_matrix import row

BUSINESS, ORDER = {"pk": "business"}, {"pk": "order"}
AROUND = dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
READERS = ("secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi", "stranger")
ASKED = {"buyer": "Warung Bu Ijah", "kind": "shop"}


def owner(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status}, **more)


ROWS = {
    "orders:home": row(others=403, dasawisma=302, chair=200),
    "orders:list": owner(BUSINESS, 200),
    "orders:place": owner(BUSINESS, 200),
    "POST orders:place": owner(BUSINESS, 422, data=ASKED),
    "POST orders:deliver": row(ORDER, others=404, dasawisma=302),
    "POST orders:pay": row(ORDER, others=404, dasawisma=302),
    "POST orders:cancel": row(ORDER, others=404, dasawisma=302),
    "orders:souvenirs": row(others=403, **dict.fromkeys(READERS, 200)),
    "orders:souvenir_paper": row(others=403, **dict.fromkeys(READERS, 200)),
}
