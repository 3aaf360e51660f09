"""The body, the paper, the party and the clause of an address."""

from __future__ import annotations

from anyelir.commitments import access
from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.commitments.queries import RELATED
from anyelir.core.permission import Viewer
from anyelir.core.screens import load_or_refuse


def can_write(user: Viewer, commitment: Commitment) -> bool:
    """Its parties and clauses are written by the body that keeps it."""
    return access.can_run_promises(user, commitment.body)


def commitment_at(request, pk, allowed=access.can_view_commitment) -> Commitment:
    known = access.known_commitments(request.user).select_related("body__region")
    return load_or_refuse(known, lambda commitment: allowed(request.user, commitment), pk=pk)


def party_at(request, pk, allowed) -> Party:
    known = access.known_parties(request.user).select_related("commitment__body__region", "body__region")
    return load_or_refuse(known, lambda party: allowed(request.user, party), pk=pk)


def clause_at(request, pk, allowed=access.can_view_clause) -> Clause:
    known = access.known_clauses(request.user).select_related(*RELATED, "told_body__region")
    return load_or_refuse(known, lambda clause: allowed(request.user, clause), pk=pk)
