"""Giving a role to a person and ending it; the rules of who may are in membership.granting."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.actions import create_user, issue_code
from anyelir.accounts.models import User
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.terms import overlapping
from anyelir.membership.bodies import body_of_grant
from anyelir.membership.granting import (
    CODE_WAIT,
    GRANT_WAIT,
    can_confirm,
    can_give,
    has_rights_of,
    may_act_as,
)
from anyelir.membership.models import Member, RoleGrant
from anyelir.membership.queries import grants_that_count
from anyelir.membership.roles import ROLES, Role, kept_apart
from anyelir.membership.summaries import grant_words, user_words
from anyelir.membership.units import OfferedUnit, units_in
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION

ONE_DAY = dt.timedelta(days=1)
NOT_ALLOWED = 403


def user_of(welcomed: tuple[User, str]) -> User:
    return welcomed[0]


def welcomed_again(user: User) -> tuple[User, str]:
    """A code is shown once and kept nowhere, so a form that is sent again cannot show it."""
    text = _("Akun %s sudah dibuat dan kodenya sudah ditampilkan. Buka akun itu untuk membuat kode baru.")
    raise Refused("code_was_shown", text % user.name)


@action("user.welcome", stored=user_words, record_of=user_of, result_of=welcomed_again)
def welcome_user(
    *,
    name: str,
    username: str,
    phone: str,
    role: str,
    region: Region | None,
    by: Actor,
    op_id: uuid.UUID | None = None,
    member: Member | None = None,
    **grant: Any,
) -> tuple[User, str]:
    """A new account with its first role and the code for its first sign-in.

    The three come together: an account without a role would belong to no place, and nobody could find it.

    Refuses: granted_already, letters_and_money, member_has_account, name_missing, phone_shape, phone_taken,
    role_not_grantable, term_not_in_order, unit_missing, until_past, user_inactive, username_shape, username_taken,
    weak_password.
    """
    code = region.code if region else NATION
    if member is not None and held(member).user_id is not None:
        text = _("%s sudah punya akun. Buka akun itu untuk memberi peran atau membuat kode baru.")
        raise Refused("member_has_account", text % member.name)
    user = create_user(username=username, name=name, phone=phone, by=by, region=code)
    grant_role(user=user, role=role, region=region, by=by, **grant)
    if member is not None:
        member.user = user
        member.save(update_fields=["user", "updated_at"])
    return user, issue_code(user=user, by=by, region=code)


@action("grant.give", stored=grant_words)
def grant_role(
    *,
    user: User,
    role: str,
    region: Region | None,
    unit_id: uuid.UUID | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> RoleGrant:
    """The user holds ``role`` in the region and below, or for one unit in it, from ``since`` (today).

    Refuses: granted_already, letters_and_money, role_not_grantable, term_not_in_order, unit_missing, until_past.
    """
    code = region.code if region else NATION
    today = today_at(code)
    since = since or today
    if role not in ROLES or user.pk == by.id or not can_give(by, ROLES[role], code):
        raise _not_grantable()
    unit = _unit(ROLES[role], code, unit_id)
    place = unit.region_id if unit else code
    # A puskesmas may serve this desa and lie above it: then it is not this desa's to give.
    if unit and not can_give(by, ROLES[role], place):
        raise _not_grantable()
    _check_term(since, until, today)
    # Two who give the same role at once come one after the other.
    held(user)
    where = {"region_id": place or None, "unit_id": unit.id if unit else None}
    if RoleGrant.objects.filter(overlapping(since, until), user=user, role=role, **where).exists():
        raise Refused("granted_already", _("Orang ini sudah punya peran itu di sana."), field="role")
    if RoleGrant.objects.filter(
        overlapping(since, until), user=user, role__in=kept_apart(role), **where
    ).exists():
        text = _(
            "Dua peran ini tidak boleh dipegang satu akun di lembaga yang sama. Beri peran ini kepada orang lain."
        )
        raise Refused("letters_and_money", text, field="role")
    is_known = has_rights_of(by, ROLES[role], place, unit.id if unit else None)
    made = RoleGrant.objects.create(
        user=user,
        role=role,
        unit_kind=ROLES[role].unit_kind,
        since=since,
        until=until,
        given_by=by.id,
        waits_until=None if is_known else timezone.now() + GRANT_WAIT,
        **where,
    )
    body_of_grant(made)
    waits: dict[str, Any] = {} if is_known else {"waits": "yes"}
    note(by=by, verb="grant.give", what=made, region=place, role=role, to=str(user.pk), **waits)
    return made


@action("grant.confirm", stored=grant_words)
def confirm_grant(*, grant: RoleGrant, by: Actor) -> RoleGrant:
    """A second person agrees to a role that waits; it is in force from now on. Refuses: not_confirmable."""
    if not can_confirm(by, held(grant)):
        text = _("Peran ini tidak bisa Ibu/Bapak setujui: sudah berlaku, atau harus orang lain yang setuju.")
        raise Refused("not_confirmable", text, status=NOT_ALLOWED)
    grant.waits_until = None
    grant.save(update_fields=["waits_until", "updated_at"])
    place = grant.region_id or NATION
    note(by=by, verb="grant.confirm", what=grant, region=place, role=grant.role, to=str(grant.user_id))
    return grant


@action("user.help", record_of=lambda made: None)
def make_code(*, user: User, by: Actor, region: str = "") -> tuple[str, dt.datetime | None]:
    """A code for somebody who cannot sign in, and from when it works: at once from whoever reads the same anyway.

    Refuses: user_inactive.
    """
    if may_act_as(by, grants_that_count(user)):
        return issue_code(user=user, by=by, region=region), None
    code = issue_code(user=user, by=by, region=region, wait=CODE_WAIT)
    return code, timezone.now() + CODE_WAIT


@action("grant.end", stored=grant_words)
def end_grant(
    *, grant: RoleGrant, until: dt.date | None = None, by: Actor, op_id: uuid.UUID | None = None
) -> RoleGrant:
    """The role ends after the day ``until``, at once without one; the row stays as history.

    Refuses: grant_above, grant_ended, until_past.
    """
    yesterday = grant.today - ONE_DAY
    is_below = grant.role not in ROLES or can_give(by, ROLES[grant.role], grant.region_id or NATION)
    if grant.user_id == by.id or not is_below:
        raise Refused("grant_above", _("Peran ini diatur oleh tingkat di atas."), status=NOT_ALLOWED)
    if grant.until is not None and grant.until <= yesterday:
        raise Refused("grant_ended", _("Peran ini sudah berakhir."))
    if until is not None and until < yesterday:
        raise Refused("until_past", _("Tanggal akhir sudah lewat."), field="until")
    grant.until = until or yesterday
    grant.save(update_fields=["until", "updated_at"])
    note(
        by=by,
        verb="grant.end",
        what=grant,
        region=grant.region_id or NATION,
        role=grant.role,
        to=str(grant.user_id),
        until=grant.until.isoformat(),
    )
    return grant


def _not_grantable() -> Refused:
    text = _("Peran ini tidak bisa Ibu/Bapak berikan di sini. Mintalah kepada tingkat di atas.")
    return Refused("role_not_grantable", text, field="role", status=NOT_ALLOWED)


def _unit(role: Role, code: str, unit_id: uuid.UUID | None) -> OfferedUnit | None:
    if not role.unit_kind:
        return None
    unit = next((offered for offered in units_in(role.unit_kind, code) if offered.id == unit_id), None)
    if unit is None:
        raise Refused("unit_missing", _("Pilih posyandu atau puskesmasnya."), field="unit", status=422)
    return unit


def _check_term(since: dt.date, until: dt.date | None, today: dt.date) -> None:
    if until is not None and until < today:
        raise Refused("until_past", _("Tanggal akhir sudah lewat."), field="until", status=422)
    if until is not None and until < since:
        raise Refused(
            "term_not_in_order", _("Tanggal selesai sebelum tanggal mulai."), field="until", status=422
        )
