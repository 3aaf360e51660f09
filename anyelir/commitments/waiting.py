"""What waits for whoever follows promises up: clauses due soon, papers to sign; late ones stand with the deadlines."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.commitments.access import following_bodies, visible_commitments
from anyelir.commitments.due_dates import REMIND
from anyelir.commitments.models import Clause, Commitment, Party
from anyelir.commitments.queries import open_clauses
from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.core.wording import day
from anyelir.membership.access import bodies_with

MOST = 5


def clauses_due_soon(user) -> list[Task]:
    tasks = [task for body in following_bodies(user).select_related("region") for task in _soon(body)]
    return tasks[:MOST]


def _soon(body) -> list[Task]:
    today = today_at(body.region_id)
    rows = open_clauses(body).filter(due_on__range=(today, today - REMIND))
    return [_task(clause) for clause in rows[:MOST]]


def _task(clause: Clause) -> Task:
    title = _("Janji sampai %(day)s: %(what)s") % {"day": day(clause.due_on), "what": clause.what}
    return Task(title, str(clause.doer), reverse("commitments:clause", args=[clause.pk]), "flag")


def papers_to_sign(user) -> list[Task]:
    """Where the other side is ready: papers with clauses that an own body has not signed."""
    rows = Party.objects.filter(
        signed_on=None,
        role=Party.Role.SIGNS,
        body__in=bodies_with(user, P.LETTER_SIGN),
        commitment__in=visible_commitments(user)
        .exclude(kind=Commitment.Kind.MEETING)
        .filter(clauses__isnull=False),
    )
    return [
        Task(
            _("Komitmen menunggu tanda tangan: %s") % party.commitment.title,
            str(party),
            reverse("commitments:commitment", args=[party.commitment_id]),
            "flag",
        )
        for party in rows.select_related("commitment", "body__region").order_by("id")[:MOST]
    ]


WAITING.declare(Waiting("commitments.due", clauses_due_soon), Waiting("commitments.papers", papers_to_sign))
