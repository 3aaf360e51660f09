"""Files and papers of this room: proof of follow-ups, seen by whoever reads the clause; the paper of a commitment."""

from __future__ import annotations

from typing import Any

from anyelir.commitments.access import proving_clauses
from anyelir.commitments.models import PROOF, Commitment, FollowUp
from anyelir.commitments.papers import OWNER
from anyelir.documents.owners import PAPER_OWNERS, PaperOwner
from anyelir.files.owners import OWNERS, Owner


def may_see_proof(user: Any, key: str) -> bool:
    return FollowUp.objects.filter(pk=key, clause__in=proving_clauses(user)).exists()


def is_counted(key: str) -> bool:
    """Whether the commitment of a paper is there as it was signed."""
    return Commitment.objects.filter(pk=key).exclude(signed_on=None).exists()


OWNERS.declare(Owner(PROOF, may_see_proof))
PAPER_OWNERS.declare(PaperOwner(OWNER, is_counted))
