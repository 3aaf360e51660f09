"""Books are read and written by whoever keeps those of their body: Yanti for Posyandu Anyelir.

Its chair confirms a closing. Whoever works around it may know that there are books (403); for people of other places
there are none (404). Of the books of their places, offices above get the totals.
"""

from tests.architecture.url_matrix import row

OWN, ENTRY = {"pk": "ledger"}, {"pk": "ledger_entry"}
YEAR, LINE = OWN | {"year": 2026}, {"pk": "budget_line"}
AROUND = dict.fromkeys(
    ("kader", "chair", "secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403
)
COUNT = {"counted_idr": "250.000"}
MONEY = {"on": "2026-10-05", "amount_idr": "5.000", "account": "iuran", "place": "kas", "words": "Iuran"}
SPENT = MONEY | {"account": "belanja:atk", "fund": "swadaya"}
MOVED = {"on": "2026-10-05", "amount_idr": "5.000", "source": "kas", "target": "bank"}
BACK = {"on": "2026-10-05", "reason": "Salah"}
ADDED = {"family": "belanja", "title": "Sewa kursi", "since": "2026-10-01"}
PLANNED = {"account": "belanja:atk", "source": "swadaya", "planned_idr": "120.000"}
SAVED = {
    "person": "",
    "account": "simpanan:wajib",
    "place": "kas",
    "amount_idr": "5.000",
    "on": "2026-10-05",
}
OPENED = {"on": "2026-10-05", "cash_idr": "0"}


def keeper(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status}, **more)


ROWS = {
    "ledger:home": row(others=403, chair=200, dasawisma=200, stranger=200),
    "ledger:totals": row(others=403, secretary=200, kecamatan=200, kabupaten=200, stranger=200),
    "ledger:open": row(others=403, dasawisma=200, stranger=200),
    "POST ledger:open": row(data=OPENED, others=403, dasawisma=302, stranger=302),
    "ledger:book": keeper(OWN, 200),
    "ledger:print": keeper(OWN, 200),
    "ledger:receive": keeper(OWN, 200),
    "POST ledger:receive": keeper(OWN, 302, data=MONEY),
    "ledger:pay": keeper(OWN, 200),
    "POST ledger:pay": keeper(OWN, 302, data=SPENT),
    "ledger:transfer": keeper(OWN, 200),
    "POST ledger:transfer": keeper(OWN, 302, data=MOVED),
    "ledger:entry": keeper(ENTRY, 200),
    "POST ledger:entry": keeper(ENTRY, 302, data=BACK),
    "ledger:budget": keeper(YEAR, 200),
    "ledger:budget_file": keeper(YEAR, 200),
    "ledger:budget_add": keeper(YEAR, 200),
    "POST ledger:budget_add": keeper(YEAR, 302, data=PLANNED),
    "POST ledger:budget_copy": keeper(YEAR, 302),
    "ledger:budget_line": keeper(LINE, 200),
    "POST ledger:budget_line": keeper(LINE, 302, data={"planned_idr": "2.000.000"}),
    "ledger:download": keeper(OWN, 200),
    "ledger:accounts": keeper(OWN, 200),
    "ledger:account_add": keeper(OWN, 200),
    "POST ledger:account_add": keeper(OWN, 302, data=ADDED),
    "ledger:sides": keeper(OWN, 200),
    "POST ledger:sides": keeper(OWN, 302, data={"sides": "receipts_left"}),
    "ledger:end": row(OWN, others=404, **AROUND | {"dasawisma": 403, "chair": 200}),
    # Months are open and there is money in the box.
    "POST ledger:end": row(
        OWN, data={"on": "2026-10-31"}, others=404, **AROUND | {"dasawisma": 403, "chair": 422}
    ),
    "ledger:closings": keeper(OWN, 200),
    "ledger:paper": keeper(OWN | {"month": "2026-10"}, 200),
    # An open month has no paper that could be issued; the tests of the room issue that of a closed one.
    "POST ledger:paper": keeper(OWN | {"month": "2026-10"}, 404),
    "ledger:wall": row(OWN, others=404, **AROUND | {"dasawisma": 403, "chair": 200}),
    "POST ledger:wall": row(OWN, others=404, **AROUND | {"dasawisma": 403, "chair": 302}),
    "ledger:wall_page": row({"code": "ABCDE-23456"}, anonymous=404, others=404),
    "ledger:savings": keeper(OWN, 200),
    "ledger:save": keeper(OWN, 200),
    "POST ledger:save": keeper(OWN, 302, data=lambda world: SAVED | {"person": world.saver.pk}),
    "ledger:pay_out": keeper(OWN, 200),
    "POST ledger:pay_out": keeper(OWN, 422, data=lambda world: SAVED | {"person": world.saver.pk}),
    "ledger:join": keeper(OWN, 200),
    "POST ledger:join": keeper(OWN, 302, data={"name": "Ida Farida", "since": "2026-10-05"}),
    "ledger:saver": keeper({"pk": "saver"}, 200),
    "POST ledger:saver": keeper({"pk": "saver"}, 302, data={"until": "2026-10-05"}),
    "ledger:close": row(OWN, others=404, **AROUND | {"dasawisma": 200, "chair": 200}),
    "POST ledger:close": row(OWN, data=COUNT, others=404, **AROUND | {"dasawisma": 302, "chair": 200}),
}
