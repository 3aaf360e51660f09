"""Writes of this room."""

from anyelir.enterprise.permits.actions.answering import answer_questions
from anyelir.enterprise.permits.actions.papers import PermitFacts, save_permit
from anyelir.enterprise.permits.actions.proving import keep_evidence, verify_permit
from anyelir.enterprise.permits.actions.turning import renew_permit, revoke_permit

__all__ = [
    "PermitFacts",
    "answer_questions",
    "keep_evidence",
    "renew_permit",
    "revoke_permit",
    "save_permit",
    "verify_permit",
]
