"""The body, the paper, the party and the clause of an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse

from anyelir.commitments import access
from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.commitments.queries import RELATED
from anyelir.core.permission import Permission, Viewer
from anyelir.core.screens import load_or_refuse
from anyelir.membership.access import has_anywhere, known_bodies
from anyelir.membership.models import Body


def first_page(request, listed: Callable[[Any], QuerySet[Body]], page: str, title: str, lead: str):
    """The page of the only body whose promises or points the person reads, or the bodies to choose from."""
    if not has_anywhere(request.user, Permission.ACTIVITY_VIEW):
        raise PermissionDenied
    bodies = listed(request.user).select_related("region").order_by("region_id", "id")
    addresses = [(body, reverse(page, args=[body.pk])) for body in bodies]
    if len(addresses) == 1:
        return redirect(addresses[0][1])
    return render(request, "commitments/bodies.html", {"bodies": addresses, "title": title, "lead": lead})


def body_at(request, pk, allowed=access.can_view_promises) -> Body:
    known = known_bodies(request.user).select_related("region")
    return load_or_refuse(known, lambda body: allowed(request.user, body), pk=pk)


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
