"""Everything that is written about promises."""

from anyelir.commitments.actions.clauses import add_clause, date_clause, pass_clause
from anyelir.commitments.actions.commitments import (
    add_party,
    make_commitment,
    remove_party,
    sign_party,
)
from anyelir.commitments.actions.following import close_clause, drop_clause, follow_clause

__all__ = [
    "add_clause",
    "add_party",
    "close_clause",
    "date_clause",
    "drop_clause",
    "follow_clause",
    "make_commitment",
    "pass_clause",
    "remove_party",
    "sign_party",
]
