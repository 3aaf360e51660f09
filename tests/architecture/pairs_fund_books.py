"""Lists of old books in the room `enterprise.fund` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.enterprise.fund import access as fund
from anyelir.enterprise.fund.models import CutOffLoan
from tests import factories as make
from tests import funds
from tests.architecture.access_pairs import pair
from tests.old_books import cutoff_loan_of


def populate(world) -> None:
    """A team, a group of the RW and the desa beside it, each with a cut-off sheet."""
    for place in (world.kelurahan, world.rw, world.next_kelurahan):
        cutoff_loan_of(funds.running_loan(make.body_member(make.body(place), number=81)))


PAIRS = {
    "enterprise.fund.known_cutoff_loans": pair(
        fund.known_cutoff_loans, lambda u, row: fund.can_know_fund(u, row.cutoff.fund), CutOffLoan, *P
    ),
}  # fmt: skip
