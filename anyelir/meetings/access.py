"""Whose meetings a person signs, and where times are told; the rest is as of all activities (secretariat)."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.core.permission import Viewer
from anyelir.membership.access import holds_body
from anyelir.membership.models import Body
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level


def can_sign_minutes(user: Viewer, body: Body) -> bool:
    """Whether the person may sign minutes of the body; whether these are hers to sign, the action says."""
    return holds_body(user, body, P.ACTIVITY_SIGN)


def shows_times(body: Body) -> bool:
    """At what time somebody came is shown up to the desa, and nowhere above it."""
    return at_level(body.region_id, Level.DESAKEL) is not None
