"""Giving a role to a person and ending it; the rules of who may are in membership.granting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.actions import create_user
from anyelir.accounts.models import User
from anyelir.core import audit
from anyelir.core.refusal import Refused
from anyelir.membership.granting import can_give
from anyelir.membership.models import Kader, RoleGrant
from anyelir.membership.roles import ROLES
from anyelir.membership.units import Unit
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION

NOT_ALLOWED = 403


@transaction.atomic
def welcome(
    *,
    name: str,
    username: str,
    phone: str,
    role: str,
    region: Region | None,
    by,
    kader: Kader | None = None,
    **grant,
) -> User:
    """A new account together with its first role: an account without a place would belong to nobody."""
    where = grant["unit"].region_code if grant.get("unit") else getattr(region, "code", NATION)
    user = create_user(username=username, name=name, phone=phone, by=by, region=where)
    give_role(user=user, role=role, region=region, by=by, **grant)
    if kader is not None:
        kader.user = user
        kader.save(update_fields=["user", "updated_at"])
    return user


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    region: Region | None,
    since: dt.date,
    until: dt.date | None = None,
    unit: Unit | None = None,
    by,
) -> RoleGrant:
    """The user holds the role in the region and below, or for the unit, from ``since`` to ``until``."""
    code = unit.region_code if unit else getattr(region, "code", NATION)
    _check(user, role, code, unit, by)
    if until and until < since:
        raise Refused("term_order", _("Hari terakhir tidak boleh sebelum hari mulai."), field="until")
    where = _where(role, code, unit)
    today = timezone.localdate()
    running = RoleGrant.objects.filter(Q(until=None) | Q(until__gte=today), user=user, role=role, **where)
    if running.exists():
        raise Refused("grant_exists", _("Peran ini sudah dipegang di tempat itu."), field="role")
    grant = RoleGrant.objects.create(user=user, role=role, since=since, until=until, **where)
    audit.note(
        by=by, verb="grant.give", what=grant, region=code, role=role, to=str(user.pk), since=since.isoformat()
    )
    return grant


@transaction.atomic
def end_grant(*, grant: RoleGrant, until: dt.date | None = None, by) -> None:
    """End a role after the day ``until``; at once without a day."""
    code = grant.region_id or NATION
    if grant.user_id == by.id:
        raise Refused("own_grant", _("Peran sendiri diakhiri oleh tingkat di atas."), status=NOT_ALLOWED)
    if not can_give(by, ROLES[grant.role], code):
        raise Refused("grant_above", _("Peran ini diatur oleh tingkat di atas."), status=NOT_ALLOWED)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    if grant.until and grant.until <= yesterday:
        raise Refused("grant_ended", _("Peran ini sudah berakhir."))
    if until and until < yesterday:
        raise Refused("term_past", _("Hari terakhir paling awal kemarin."), field="until")
    grant.until = until or yesterday
    grant.save(update_fields=["until", "updated_at"])
    audit.note(
        by=by,
        verb="grant.end",
        what=grant,
        region=code,
        role=grant.role,
        to=str(grant.user_id),
        until=grant.until.isoformat(),
    )


def _check(user: User, role: str, code: str, unit: Unit | None, by) -> None:
    if role not in ROLES:
        raise Refused("role_unknown", _("Peran ini tidak dikenal."), field="role")
    if user.pk == by.id:
        raise Refused(
            "own_grant", _("Peran untuk diri sendiri diberikan oleh tingkat di atas."), status=NOT_ALLOWED
        )
    if ROLES[role].unit_kind and unit is None:
        raise Refused("unit_missing", _("Pilih tempat bertugasnya."), field="unit")
    if not can_give(by, ROLES[role], code):
        raise Refused(
            "grant_above",
            _("Peran ini tidak dapat diberikan di tempat itu. Pilih tempat di wilayah Ibu/Bapak."),
            field="unit" if unit else "region",
            status=NOT_ALLOWED,
        )


def _where(role: str, code: str, unit: Unit | None) -> dict:
    if unit is None:
        return {"region_id": code or None, "unit_kind": "", "unit_id": None}
    return {"region_id": code, "unit_kind": ROLES[role].unit_kind, "unit_id": unit.id}
