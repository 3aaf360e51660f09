"""Whose arisan a person may read and write: that of the own body alone; the check page of a draw is for everybody."""

from __future__ import annotations

from django.db.models import QuerySet

from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import bodies_with, can_know_body, holds_body, known_bodies
from anyelir.membership.models import Body


def arisan_bodies(user: Viewer) -> QuerySet[Body]:
    """Bodies whose arisan the person reads."""
    return bodies_with(user, P.MONEY_VIEW)


def can_view_arisans(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.MONEY_VIEW)


def can_keep_arisans(user: Viewer, body: Body) -> bool:
    return holds_body(user, body, P.MONEY_KEEP)


def visible_arisans(user: Viewer) -> QuerySet[Arisan]:
    return Arisan.objects.filter(body__in=arisan_bodies(user))


def can_view_arisan(user: Viewer, arisan: Arisan) -> bool:
    return can_view_arisans(user, arisan.body)


def can_keep_arisan(user: Viewer, arisan: Arisan) -> bool:
    return can_keep_arisans(user, arisan.body)


def known_arisans(user: Viewer) -> QuerySet[Arisan]:
    """Those of bodies of which the person may know; what they hold is for ``can_view_arisan``."""
    return Arisan.objects.filter(body__in=known_bodies(user))


def can_know_arisan(user: Viewer, arisan: Arisan) -> bool:
    return can_know_body(user, arisan.body)


def known_shares(user: Viewer) -> QuerySet[ArisanShare]:
    return ArisanShare.objects.filter(arisan__in=known_arisans(user))


def known_draws(user: Viewer) -> QuerySet[Draw]:
    return Draw.objects.filter(arisan__in=known_arisans(user))
