"""Who belongs to a group: the acts of membership, not after the group ended."""

from __future__ import annotations

import uuid
from typing import Any

from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.core.locking import held
from anyelir.enterprise.groups.actions.officers import refuse_closed
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.membership.actions import join_body
from anyelir.membership.models import BodyMember
from anyelir.membership.summaries import belonging_words


@action("group.join", stored=belonging_words)
def join_group(*, group: Group, by: Actor, op_id: uuid.UUID | None = None, **who: Any) -> BodyMember:
    """Somebody joins with the next number; ``who`` is what join_body takes. Refuses: group_closed; as join_body."""
    refuse_closed(held(group))
    person: BodyMember = join_body(body=body_of(group), by=by, **who)
    return person
