"""Who may read and write promises: of the own body, of parties to them, of whoever passed one on.

The body one level up that was told of a late clause reads that clause, and neither the paper nor its proof.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body


def promise_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose promises the person reads."""
    return bodies_with(user, P.ACTIVITY_VIEW)


def can_view_promises(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.ACTIVITY_VIEW)


def following_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies for which the person makes promises and writes what was done of them."""
    return bodies_with(user, P.ACTIVITY_RUN)


def can_run_promises(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.ACTIVITY_RUN)


def visible_commitments(user: Viewer) -> QuerySet[Commitment]:
    """Those that an own body keeps or is a party to."""
    bodies = promise_bodies(user)
    parties = Party.objects.filter(body__in=bodies).values("commitment")
    return Commitment.objects.filter(Q(body__in=bodies) | Q(pk__in=parties))


def can_view_commitment(user: Viewer, commitment: Commitment) -> bool:
    bodies = [commitment.body, *(each.body for each in commitment.parties.all() if each.body is not None)]
    return any(can_view_promises(user, body) for body in bodies)


def known_commitments(user: Viewer) -> QuerySet[Commitment]:
    """Those of which the person may know that they exist."""
    around = Commitment.objects.filter(body__in=known_bodies(user)).values("pk")
    return Commitment.objects.filter(Q(pk__in=around) | Q(pk__in=visible_commitments(user).values("pk")))


def can_know_commitment(user: Viewer, commitment: Commitment) -> bool:
    return can_know_body(user, commitment.body) or can_view_commitment(user, commitment)


def known_parties(user: Viewer) -> QuerySet[Party]:
    return Party.objects.filter(commitment__in=known_commitments(user))


def can_know_party(user: Viewer, party: Party) -> bool:
    return can_know_commitment(user, party.commitment)


def proving_clauses(user: Viewer) -> QuerySet[Clause]:
    """Clauses whose follow-ups and proof the person reads."""
    bodies = promise_bodies(user)
    return Clause.objects.filter(
        Q(commitment__in=visible_commitments(user)) | Q(body__in=bodies) | Q(parent__body__in=bodies)
    )


def can_view_proof(user: Viewer, clause: Clause) -> bool:
    asked = (
        body for body in (clause.body, clause.parent.body if clause.parent else None) if body is not None
    )
    return can_view_commitment(user, clause.commitment) or any(
        can_view_promises(user, body) for body in asked
    )


def visible_clauses(user: Viewer) -> QuerySet[Clause]:
    """The same, and those of which an own body was told that they are late."""
    late = Q(told_body__in=promise_bodies(user))
    return Clause.objects.filter(Q(pk__in=proving_clauses(user).values("pk")) | late)


def can_view_clause(user: Viewer, clause: Clause) -> bool:
    is_told = clause.told_body is not None and can_view_promises(user, clause.told_body)
    return is_told or can_view_proof(user, clause)


def known_clauses(user: Viewer) -> QuerySet[Clause]:
    bodies = known_bodies(user).values("pk")
    around = Q(commitment__body__in=bodies) | Q(body__in=bodies)
    return Clause.objects.filter(around | Q(pk__in=visible_clauses(user).values("pk")))


def can_know_clause(user: Viewer, clause: Clause) -> bool:
    owner = clause.body is not None and can_know_body(user, clause.body)
    return owner or can_know_body(user, clause.commitment.body) or can_view_clause(user, clause)


def owed_clauses(user: Viewer) -> QuerySet[Clause]:
    """Open ones that the person does for an own body, and late ones that her body was told of."""
    bodies = following_bodies(user)
    kept = Q(body=None, commitment__body__in=bodies)
    return Clause.objects.filter(Q(body__in=bodies) | kept | Q(told_body__in=bodies), state=Clause.State.OPEN)


def can_owe(user: Viewer, clause: Clause) -> bool:
    is_told = clause.told_body is not None and can_run_promises(user, clause.told_body)
    return clause.is_open and (is_told or can_follow(user, clause))


def can_follow(user: Viewer, clause: Clause) -> bool:
    """Write what was done, close it, pass it on."""
    return can_run_promises(user, clause.doer)


def can_drop(user: Viewer, clause: Clause) -> bool:
    return can_run_promises(user, clause.setter)


def can_sign_for(user: Viewer, party: Party) -> bool:
    """For its body; for a party outside, who signed on paper, whoever signs for the body that keeps the book."""
    body = party.body if party.body is not None else party.commitment.body
    return holds_body(user, body, P.LETTER_SIGN)
