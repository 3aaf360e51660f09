"""The roles of a post go on with it: what the outgoing holder had in the body ends, and begins for who comes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from anyelir.accounts.actions import end_other_devices
from anyelir.accounts.models import User
from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.terms import overlapping
from anyelir.membership.models import Post, RoleGrant
from anyelir.membership.queries import roles_of_post
from anyelir.membership.roles import kept_apart
from anyelir.regions.scope import NATION

ONE_DAY = dt.timedelta(days=1)


@action("grant.pass_on", record_of=lambda made: None)
def pass_on_roles(
    *, post: Post, outgoing: User | None, incoming: User | None, since: dt.date, by: Actor
) -> list[RoleGrant]:
    """The roles of the post end before ``since`` and begin on it for the incoming; whoever goes is signed out.

    Two people stand behind it, the one who prepared the hand-over and the one who confirms it: nothing waits.

    Refuses: incoming_without_account, letters_and_money.
    """
    ending = list(roles_of_post(post, outgoing)) if outgoing is not None else []
    if ending and incoming is None:
        text = _("Yang menerima belum punya akun. Buat dulu akunnya di Pengguna, lalu konfirmasi lagi.")
        raise Refused("incoming_without_account", text)
    for person in sorted(filter(None, (outgoing, incoming)), key=lambda each: str(each.pk)):
        held(person)
    for grant in ending:
        _end(grant, since - ONE_DAY, by)
    if outgoing is not None:
        end_other_devices(user=outgoing, session_key="", by=by, region=post.body.region_id)
    return [_begin(grant, incoming, since, by) for grant in ending if incoming is not None]


def _end(grant: RoleGrant, until: dt.date, by: Actor) -> None:
    grant.until = until
    grant.save(update_fields=["until", "updated_at"])
    _note("grant.end", grant, by, {"until": until.isoformat()})


def _begin(ended: RoleGrant, user: User, since: dt.date, by: Actor) -> RoleGrant:
    """A new role, or the same one that was given to her for later and begins now."""
    here = RoleGrant.objects.filter(overlapping(since), user=user, region=ended.region_id, unit_kind="")
    if here.filter(role__in=kept_apart(ended.role)).exists():
        text = _("%s memegang surat dan uang sekaligus bila menerima peran ini. Akhiri dulu peran yang satu.")
        raise Refused("letters_and_money", text % user.name)
    grant = here.filter(role=ended.role).first()
    if grant is None:
        grant = RoleGrant(user=user, role=ended.role, region=ended.region, since=since, given_by=by.id)
    grant.since, grant.until, grant.waits_until = min(grant.since, since), None, None
    grant.save()
    _note("grant.give", grant, by, {})
    return grant


def _note(verb: str, grant: RoleGrant, by: Actor, detail: dict[str, Any]) -> None:
    detail |= {"role": grant.role, "to": str(grant.user_id)}
    note(by=by, verb=verb, what=grant, region=grant.region_id or NATION, **detail)
