"""Who has to do with a business or a group: by a role, as a member, by a post, or by the number of its owner.

Whoever judges for an office (verifies, decides, visits) may have none of these ties to whoever is judged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Set

from anyelir.core.permission import Viewer
from anyelir.core.terms import in_force
from anyelir.enterprise.groups.access import UNIT as GROUP
from anyelir.enterprise.trade.access import UNIT as BUSINESS
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.enterprise.trade.people import shares_phone
from anyelir.membership.access import grants_of
from anyelir.membership.models import BodyMember, Post


def is_tied_to_business(user: Viewer, business: Business, on: dt.date) -> bool:
    """Of a business that is a group's, the group counts too."""
    owned = Ownership.objects.filter(in_force(on), business=business)
    return (
        _holds_role(user, BUSINESS, {business.pk})
        or is_tied_to_groups(user, {pk for pk in owned.values_list("group", flat=True) if pk is not None}, on)
        or shares_phone(user, owned)
    )


def is_tied_to_groups(user: Viewer, group_pks: Set[uuid.UUID], on: dt.date) -> bool:
    if not group_pks or user.id is None:
        return False
    within_group = {"body__unit_kind": GROUP, "body__unit_id__in": group_pks, "member__user": user.id}
    return _holds_role(user, GROUP, group_pks) or any(
        rows.objects.filter(in_force(on), **within_group).exists() for rows in (BodyMember, Post)
    )


def _holds_role(user: Viewer, kind: str, pks: Set[uuid.UUID]) -> bool:
    return any(grant.unit_kind == kind and grant.unit_id in pks for grant in grants_of(user))
