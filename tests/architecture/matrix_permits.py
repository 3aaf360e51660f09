"""Permits are read with their business; Yanti, companion in RW 14, writes them, the dinas of the kabupaten verifies.

Who only works in the place knows that there is one (403); for people of other places there is none (404).
"""

from tests.architecture.matrix_trade import AROUND, BUSINESS, PRODUCT, READERS, companion
from tests.architecture.url_matrix import row
from tests.permits import PIRT, days_ago

PERMIT = {"pk": "permit"}
ANSWERS = {"sold": "packed", "is_home_made": "ya", "shelf_days": "60", "food_type": "06"}
NEW = BUSINESS | {"kind": "pirt"}

ROWS = {
    "permits:waiting": row(others=403, dasawisma=200, kabupaten=200),
    "permits:place": row(
        {"code": "kelurahan"}, others=404, **AROUND | dict.fromkeys(READERS, 200) | {"dasawisma": 404}
    ),
    "permits:business": row(BUSINESS, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "permits:new": companion(NEW, 200),
    "POST permits:new": companion(NEW, 302, data={"number": PIRT}),
    "permits:show": row(PERMIT, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "permits:edit": companion(PERMIT, 200),
    "POST permits:edit": companion(PERMIT, 302, data={"number": PIRT}),
    "permits:evidence": companion(PERMIT, 200),
    "POST permits:evidence": companion(PERMIT, 422),
    "POST permits:verify": row(PERMIT, others=404, **AROUND | {"kabupaten": 302}),
    "permits:revoke": row(PERMIT, others=404, **AROUND | {"dasawisma": 200, "kabupaten": 200}),
    # It was not issued yet.
    "POST permits:revoke": row(
        PERMIT,
        others=404,
        data={"on": f"{days_ago(1):%d-%m-%Y}", "reason": "label"},
        **AROUND | {"dasawisma": 409, "kabupaten": 409},
    ),
    "POST permits:renew": companion(PERMIT, 302),
    "permits:path": row(PRODUCT, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "permits:label": row(PRODUCT, others=404, **AROUND | dict.fromkeys(READERS, 200)),
    "permits:questions": companion(PRODUCT, 200),
    "POST permits:questions": companion(PRODUCT, 302, data=ANSWERS),
}
