"""Ending the roles of many people at once, after an election for example: proposed by one, confirmed by another."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.membership.granting import can_end_all, is_second_person
from anyelir.membership.models import GrantEnding, RoleGrant
from anyelir.membership.queries import digest_of_grants, grants_to_end
from anyelir.membership.roles import ROLES
from anyelir.membership.summaries import ending_words
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION
from anyelir.rules.texts import clean_text

ONE_DAY = dt.timedelta(days=1)
NOT_ALLOWED = 403


@action("grant.propose_ending", stored=ending_words)
def propose_ending(
    *,
    region: Region | None,
    roles: Sequence[str],
    until: dt.date,
    reason: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> GrantEnding:
    """Everybody with one of these roles in the region and below, but for whoever proposes; nothing ends yet.

    Refuses: ending_proposed, grant_above, no_grants, reason_missing, roles_missing, until_past.
    """
    place = region.code if region else NATION
    slugs = [role.slug for role in ROLES if role.slug in roles]
    if not slugs:
        raise Refused("roles_missing", _("Pilih peran yang diakhiri."), field="roles", status=422)
    _refuse_above(by, slugs, place)
    if until < today_at(place) - ONE_DAY:
        raise Refused("until_past", _("Tanggal akhir sudah lewat."), field="until", status=422)
    reason = clean_text(reason)
    if not reason:
        raise Refused(
            "reason_missing", _("Tulis alasannya, misalnya pilkades serentak."), field="reason", status=422
        )
    if region is not None:
        held(region)
    open_ones = GrantEnding.objects.filter(region=region, until=until, state=GrantEnding.State.PROPOSED)
    if any(set(each.roles) == set(slugs) for each in open_ones):
        text = _("Usul yang sama sudah ada dan menunggu orang kedua.")
        raise Refused("ending_proposed", text)
    ending = GrantEnding(region=region, roles=slugs, until=until, reason=reason, proposed_by=by.id)
    ending.proposed_name, ending.count = by.name, grants_to_end(ending).count()
    if not ending.count:
        text = _("Tidak ada peran yang diakhiri: semua sudah berakhir, atau belum mulai pada hari itu.")
        raise Refused("no_grants", text)
    ending.digest = digest_of_grants(grants_to_end(ending))
    ending.save(force_insert=True)
    note(by=by, verb="grant.propose_ending", what=ending, region=place, roles=slugs, count=ending.count)
    return ending


@action("grant.confirm_ending", stored=ending_words)
def confirm_ending(*, ending: GrantEnding, by: Actor, op_id: uuid.UUID | None = None) -> GrantEnding:
    """The second person ends exactly the roles that were proposed: one UPDATE, and a line of the trail for each.

    Refuses: changed_since, ending_closed, grant_above, not_second_person, own_grant_among.
    """
    ending = _open_and_held(ending)
    place = ending.region_id or NATION
    _refuse_above(by, ending.roles, place)
    if not is_second_person(by, ending.proposed_by, place):
        text = _("Harus orang lain yang setuju, yang sudah beberapa hari mengelola pengguna di wilayah ini.")
        raise Refused("not_second_person", text, status=NOT_ALLOWED)
    grants = grants_to_end(ending)
    ended = list(grants.values_list("pk", "user_id", "role", "region_id"))
    if by.id in {user for _pk, user, _role, _region in ended}:
        text = _("Peran Ibu/Bapak sendiri termasuk di dalamnya. Minta orang lain yang menyetujui.")
        raise Refused("own_grant_among", text, status=NOT_ALLOWED)
    if digest_of_grants(grants) != ending.digest:
        raise _changed()
    if grants.update(until=ending.until, updated_at=timezone.now()) != len(ended):
        raise _changed()
    until = ending.until.isoformat()
    for pk, user, role, region in ended:
        detail = {"role": role, "to": str(user), "until": until, "ending": str(ending.pk)}
        note(by=by, verb="grant.end", what=RoleGrant(pk=pk), region=region or NATION, **detail)
    ending.state, ending.confirmed_at = GrantEnding.State.CONFIRMED, timezone.now()
    ending.confirmed_by, ending.confirmed_name = by.id, by.name
    ending.save()
    note(by=by, verb="grant.confirm_ending", what=ending, region=place, count=ending.count)
    return ending


@action("grant.withdraw_ending")
def withdraw_ending(*, ending: GrantEnding, by: Actor) -> GrantEnding:
    """It is not carried out; every role stays. Refuses: ending_closed."""
    ending = _open_and_held(ending)
    ending.state = GrantEnding.State.WITHDRAWN
    ending.save(update_fields=["state", "updated_at"])
    note(by=by, verb="grant.withdraw_ending", what=ending, region=ending.region_id or NATION)
    return ending


def _open_and_held(ending: GrantEnding) -> GrantEnding:
    """Refuses: ending_closed."""
    known = held(ending)
    if known.state != GrantEnding.State.PROPOSED:
        raise Refused("ending_closed", _("Usul ini sudah selesai atau dibatalkan. Muat ulang halaman."))
    return known


def _changed() -> Refused:
    """Somebody got or lost one of these roles meanwhile."""
    text = _("Daftar orangnya berubah sejak diusulkan. Batalkan usul ini, lalu usulkan lagi.")
    return Refused("changed_since", text)


def _refuse_above(by: Actor, slugs: Sequence[str], place: str) -> None:
    """Refuses: grant_above."""
    if not can_end_all(by, slugs, place):
        text = _("Sebagian peran ini diatur oleh tingkat di atas. Kurangi pilihannya.")
        raise Refused("grant_above", text, field="roles", status=NOT_ALLOWED)
