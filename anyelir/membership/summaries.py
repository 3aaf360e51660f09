"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.core.wording import day, number
from anyelir.membership.models import BodyMember, GrantEnding, Member, MemberPair, Post, RoleGrant, Service
from anyelir.membership.offices import post_name
from anyelir.membership.roles import ROLES


def user_words(user: User) -> str:
    return _("akun %(name)s (%(username)s)") % {"name": user.name, "username": user.username}


def grant_words(grant: RoleGrant) -> str:
    role = ROLES[grant.role].name if grant.role in ROLES else grant.role
    return _("peran %(role)s untuk %(name)s") % {"role": role, "name": grant.user.name}


def service_words(service: Service) -> str:
    return _("kader %(name)s sejak %(day)s") % {"name": service.member.name, "day": day(service.since)}


def post_words(post: Post) -> str:
    params = {"office": post_name(post), "name": post.name or _("lowong")}
    return _("%(office)s: %(name)s") % params


def belonging_words(person: BodyMember) -> str:
    return _("anggota nomor %(number)s, %(name)s") % {"number": person.number, "name": person.name}


def member_words(member: Member) -> str:
    return _("data %(name)s") % {"name": member.name}


def pair_words(pair: MemberPair) -> str:
    params = {"kept": pair.kept.name, "other": pair.other.name, "state": pair.get_state_display()}
    return _("%(kept)s dan %(other)s: %(state)s") % params


def ending_words(ending: GrantEnding) -> str:
    params = {"count": number(ending.count), "day": day(ending.until)}
    return _("%(count)s peran berakhir sesudah %(day)s") % params
