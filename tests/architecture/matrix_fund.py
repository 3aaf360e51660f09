"""The fund of a group is for its treasurer (Yanti) and its chair (Tuti).

Whoever works around it may know that there is one (403), for people of other places there is none (404).
"""

from tests.architecture.url_matrix import row
from tests.funds import request_of

BODY = {"pk": lambda world: world.loan.fund.ledger.body_id}
FUND, PRODUCT = {"pk": lambda world: world.loan.fund_id}, {"pk": lambda world: world.loan.product_id}
LOAN, BORROWER = {"pk": "loan"}, {"pk": lambda world: world.loan.body_member_id}
ASKED = {"pk": lambda world: request_of(world).pk}
ENTRY = LOAN | {"entry": "00000000-0000-0000-0000-000000000000"}
AROUND = dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)


def both(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status, "chair": status}, **more)


def treasurer(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status, "chair": 403}, **more)


def chair(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": 403, "chair": status}, **more)


KELURAHAN = {"code": "kelurahan"}
# Whoever is of the house there and sees no sums of money.
NO_SUMS = dict.fromkeys(("provinsi", "pusat", "health_office"), 403)

ROWS = {
    "fund:health": row(KELURAHAN, others=404, secretary=200, kecamatan=200, kabupaten=200, **NO_SUMS),
    "fund:home": row(others=403, dasawisma=302, chair=302),
    "fund:overview": both(BODY, 200),
    "fund:open": both(BODY, 302),
    "POST fund:open": both(BODY, 422),
    "fund:ended": both(FUND, 200),
    "fund:terms": chair(FUND, 200),
    "POST fund:terms": chair(FUND, 422),
    "fund:add_product": chair(FUND, 200),
    "POST fund:add_product": chair(FUND, 422),
    "POST fund:end_product": chair(PRODUCT, 302),
    "fund:ask": treasurer(FUND, 200),
    "POST fund:ask": treasurer(FUND, 422),
    "fund:loan": both(LOAN, 200),
    "fund:agreement": both(LOAN, 200),
    "fund:decide": chair(ASKED, 200),
    "POST fund:decide": chair(ASKED, 422),
    "fund:disburse": treasurer(ASKED, 200),
    "POST fund:disburse": treasurer(ASKED, 422),
    "fund:cancel": treasurer(LOAN, 200),
    "POST fund:cancel": treasurer(LOAN, 422),
    "fund:pay": treasurer(LOAN, 200),
    "POST fund:pay": treasurer(LOAN, 422),
    "fund:pay_off": treasurer(LOAN, 200),
    "POST fund:pay_off": treasurer(LOAN, 422),
    "fund:take_back": treasurer(ENTRY, 404),
    "POST fund:take_back": treasurer(ENTRY, 404),
    "fund:replan": chair(LOAN, 200),
    "POST fund:replan": chair(LOAN, 422),
    "fund:write_off": chair(LOAN, 200),
    "POST fund:write_off": chair(LOAN, 422),
    "fund:cover": chair(LOAN, 200),
    "POST fund:cover": chair(LOAN, 422),
    "fund:give_back": treasurer(LOAN, 200),
    "POST fund:give_back": treasurer(LOAN, 422),
    "fund:pay_held": treasurer(BORROWER, 200),
    "POST fund:pay_held": treasurer(BORROWER, 422),
}
