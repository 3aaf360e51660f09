"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.core.wording import day
from anyelir.membership.models import Kader, RoleGrant, TeamMember
from anyelir.membership.roles import ROLES


def user_words(user: User) -> str:
    return _("akun %(name)s (%(username)s)") % {"name": user.name, "username": user.username}


def grant_words(grant: RoleGrant) -> str:
    role = ROLES[grant.role].name if grant.role in ROLES else grant.role
    return _("peran %(role)s untuk %(name)s") % {"role": role, "name": grant.user.name}


def kader_words(kader: Kader) -> str:
    return _("kader %(name)s sejak %(day)s") % {"name": kader.name, "day": day(kader.since)}


def post_words(member: TeamMember) -> str:
    params = {"office": member.get_office_display(), "name": member.name or _("lowong")}
    return _("%(office)s: %(name)s") % params
