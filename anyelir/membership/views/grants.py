"""Giving another role, and ending one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from anyelir.core import wording
from anyelir.core.permission import Permission
from anyelir.core.screens import anybody, done, load_or_refuse, methods
from anyelir.core.submissions import posted
from anyelir.membership import actions, queries
from anyelir.membership.access import has_anywhere
from anyelir.membership.forms import EndGrantForm, GrantForm
from anyelir.membership.granting import depth, grantable_roles
from anyelir.membership.models import RoleGrant
from anyelir.membership.roles import ROLES
from anyelir.membership.units import UNIT_KINDS, units_in
from anyelir.membership.views.finding import form_page, managed_user, place_with
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, level_of


def grant_choices(user, region: Region) -> dict:
    """Roles and units that can be given at a place; a role whose units are too many to list is left out."""
    height = depth(level_of(region.code))
    listed = {kind.key: kind.label for kind in UNIT_KINDS if height >= depth(kind.widest)}
    roles = [
        role for role in grantable_roles(user, region.code) if not role.unit_kind or role.unit_kind in listed
    ]
    kinds = [kind for kind in listed if any(role.unit_kind == kind for role in roles)]
    return {"roles": roles, "units": [(listed[kind], units_in(kind, region.code)) for kind in kinds]}


@methods("GET", "POST")
def add_grant(request, pk, code):
    """Another role for a person."""
    person = managed_user(request, pk)
    region = place_with(request, code, Permission.USER_MANAGE)
    form = GrantForm(posted(request), place=region.code, **grant_choices(request.user, region))

    def save(cleaned):
        made = actions.grant_role(
            user=person,
            role=cleaned["role"],
            region=region,
            unit_id=form.unit_uuid,
            since=cleaned["since"],
            until=cleaned["until"],
            by=request.user,
            op_id=cleaned["op_id"],
        )
        return done(request, _waiting_words(made) or _("Peran sudah diberikan."), "membership:user", pk)

    title = _("Beri peran kepada %s") % person.name
    return form_page(request, form, save, title=title, region=region, menu_page="accounts")


def _waiting_words(grant: RoleGrant) -> str:
    if not grant.is_waiting:
        return ""
    text = _("Peran ini membuka data warga, jadi menunggu orang kedua yang setuju, atau sampai %s.")
    return text % wording.moment(grant.waits_until)


def _grant_at(request, pk) -> RoleGrant:
    """A role in the person's regions."""
    if not has_anywhere(request.user, Permission.USER_MANAGE):
        raise PermissionDenied
    grants = queries.managed_grants(request.user).select_related("user", "region")
    return load_or_refuse(grants, anybody, pk=pk)


@methods("POST")
def confirm_grant(request, pk):
    """The second person agrees to a role."""
    grant = _grant_at(request, pk)
    actions.confirm_grant(grant=grant, by=request.user)
    return done(request, _("Peran disetujui dan sudah berlaku."), "membership:user", grant.user_id)


@methods("GET", "POST")
def end_grant(request, pk):
    """The last day of a role."""
    grant = _grant_at(request, pk)
    form = EndGrantForm(posted(request), place=grant.region_id or NATION)

    def save(cleaned):
        actions.end_grant(grant=grant, by=request.user, until=cleaned["until"], op_id=cleaned["op_id"])
        return done(request, _("Peran sudah diakhiri."), "membership:user", grant.user_id)

    name = ROLES[grant.role].name if grant.role in ROLES else grant.role
    title = _("Akhiri peran %(role)s dari %(name)s") % {"role": name, "name": grant.user.name}
    return form_page(request, form, save, title=title, region=grant.region, menu_page="accounts")
