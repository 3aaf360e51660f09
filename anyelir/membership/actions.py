"""Granting roles, and the posts of TP PKK teams."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.core.audit import Actor, note
from anyelir.core.refusal import Refused
from anyelir.membership.models import Kader, RoleGrant, Team, TeamMember
from anyelir.membership.queries import grantable_roles, in_force
from anyelir.membership.roles import ROLES
from anyelir.membership.units import units_in
from anyelir.regions.models import Region
from anyelir.regions.scope import contains

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: str,
    region: Region,
    unit_id: uuid.UUID | None = None,
    until: dt.date | None = None,
    by: Actor,
) -> RoleGrant:
    """The user holds ``role`` in the region and below, or for one of its units, from today.

    Nobody grants above the own height or outside the own regions.
    """
    if role not in {one.slug for one in grantable_roles(by, region.code)}:
        raise Refused(
            "role_not_grantable", _("Peran ini tidak bisa Ibu/Bapak berikan di sini."), field="role"
        )
    kind = ROLES[role].unit_kind
    unit = next((one for one in units_in(kind, region.code) if one.id == unit_id), None) if kind else None
    if kind and unit is None:
        raise Refused("unit_missing", _("Pilih posyandu atau puskesmasnya."), field="unit", status=422)
    if until is not None and until < timezone.localdate():
        raise Refused("until_past", _("Tanggal akhir sudah lewat."), field="until", status=422)
    place = unit.region_id if unit else region.pk
    twin = RoleGrant.objects.filter(in_force(), user=user, role=role, region_id=place, unit_id=unit_id)
    if twin.exists():
        raise Refused("granted_already", _("Orang ini sudah punya peran itu di sana."), field="role")
    made = RoleGrant.objects.create(
        user=user,
        role=role,
        region_id=place,
        unit_kind=kind,
        unit_id=unit.id if unit else None,
        since=timezone.localdate(),
        until=until,
    )
    note(by=by, verb="grant.give", what=made, region=place, role=role, user=str(user.pk))
    return made


@transaction.atomic
def end_grant(*, grant: RoleGrant, by: Actor) -> RoleGrant:
    """The role ends now; the row stays as history."""
    grant.until = timezone.localdate() - ONE_DAY
    grant.since = min(grant.since, grant.until)
    grant.save(update_fields=["since", "until", "updated_at"])
    note(by=by, verb="grant.end", what=grant, region=grant.region_id or "", role=grant.role)
    return grant


@transaction.atomic
def appoint(*, region: Region, by: Actor, **post: Any) -> TeamMember:
    """A post in the team of the region; an empty name is a vacancy. One person may hold several posts."""
    team, _created = Team.objects.get_or_create(region=region)
    _refuse_odd_post(post)
    member = TeamMember.objects.create(team=team, **post)
    note(by=by, verb="team.appoint", what=member, region=region.pk, office=member.office)
    return member


@transaction.atomic
def end_post(*, member: TeamMember, until: dt.date, by: Actor) -> TeamMember:
    """The term ends; the post stays in the history of the team."""
    if until < member.since:
        raise Refused(
            "term_not_in_order", _("Tanggal selesai sebelum tanggal mulai."), field="until", status=422
        )
    member.until = until
    member.save(update_fields=["until", "updated_at"])
    note(by=by, verb="team.end_post", what=member, region=member.team.region_id, office=member.office)
    return member


@transaction.atomic
def register_kader(*, region: Region, by: Actor, **fields: Any) -> Kader:
    """A volunteer of the region."""
    if fields.get("kind") == Kader.Kind.SPECIAL and not fields.get("special_kind", "").strip():
        raise Refused("special_kind_missing", _("Tuliskan keahliannya."), field="special_kind", status=422)
    kader = Kader.objects.create(region=region, **fields)
    note(by=by, verb="kader.register", what=kader, region=region.pk)
    return kader


def manages(codes: list[str], grant: RoleGrant) -> bool:
    """Whether a grant lies in one of the regions."""
    return any(contains(code, grant.region_id or "") for code in codes)


def _refuse_odd_post(post: dict[str, Any]) -> None:
    needs_pokja = str(post["office"]).startswith("pokja")
    if needs_pokja and not post.get("pokja"):
        raise Refused("pokja_missing", _("Pilih pokja I sampai IV."), field="pokja", status=422)
    if post.get("until") and post["until"] < post["since"]:
        raise Refused(
            "term_not_in_order", _("Tanggal selesai sebelum tanggal mulai."), field="until", status=422
        )
