"""Books, old balances and surplus of a fund: its treasurer (Yanti) fills and spends, its chair (Tuti) decides."""

from tests.architecture.url_matrix import row
from tests.old_books import loan_form

FUND = {"pk": lambda world: world.loan.fund_id}
BOOK = FUND | {"book": "kas"}
# No year of it was closed yet.
YEAR = FUND | {"year": 2025}
AROUND = dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)


def both(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status, "chair": status}, **more)


def treasurer(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status, "chair": 403}, **more)


def chair(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": 403, "chair": status}, **more)


ROWS = {
    "fund:books": both(FUND, 200),
    "fund:book": both(BOOK, 200),
    "fund:book_file": both(BOOK | {"suffix": "xlsx"}, 200),
    "fund:card_file": both({"pk": "loan", "suffix": "xlsx"}, 200),
    "fund:cutoff": both(FUND, 200),
    "POST fund:cutoff": chair(FUND, 422),
    "fund:cutoff_sums": treasurer(FUND, 200),
    "POST fund:cutoff_sums": treasurer(FUND, 302, data={"kas": "250.000"}),
    "fund:cutoff_members": treasurer(FUND, 200),
    "POST fund:cutoff_members": treasurer(FUND, 302),
    "fund:cutoff_loan": treasurer(FUND, 200),
    "POST fund:cutoff_loan": treasurer(FUND, 302, data=loan_form),
    "fund:cutoff_record": both(FUND, 200),
    "POST fund:cutoff_loan_drop": treasurer({"pk": "cutoff_loan"}, 302),
    "fund:surpluses": both(FUND, 200),
    "fund:surplus": both(YEAR, 404),
    "POST fund:surplus": chair(YEAR, 404),
    "fund:surplus_record": both(YEAR, 404),
    "fund:surplus_spend": treasurer(FUND, 200),
    "POST fund:surplus_spend": treasurer(FUND, 422),
    "fund:surplus_take_back": chair(YEAR, 404),
    "POST fund:surplus_take_back": chair(YEAR, 404),
    "fund:reserve": both(FUND, 200),
    "POST fund:reserve": treasurer(FUND, 302),
}
