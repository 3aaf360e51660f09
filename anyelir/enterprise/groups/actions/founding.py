"""A group is founded in one act: itself, the body that keeps its books, and its first two officers."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, known_fields, note, set_fields
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.summaries import group_words
from anyelir.membership.actions import appoint_member, join_body
from anyelir.membership.actions.members import member_meant
from anyelir.membership.bodies import body_of_unit
from anyelir.membership.models import Body, Post
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within
from anyelir.rules.no_name import is_no_name

DETAILS = ("parent", "decree_no", "decree_on", "founded_on", "category", "products")


@action("group.found", stored=group_words)
def found_group(
    *,
    region: Region,
    name: str,
    kind: str,
    programme: str,
    founded_on: dt.date,
    chair_name: str,
    treasurer_name: str,
    by: Actor,
    op_id: uuid.UUID | None = None,
    **details: Any,
) -> Group:
    """A group from desa down to dasawisma; ``details`` are the fields of DETAILS.

    Chair and treasurer become its members number 1 and 2.

    Refuses: date_ahead, group_exists, name_missing, parent_elsewhere, same_person; as appoint_member, join_body.
    """
    details = known_fields(details, DETAILS)
    group = Group(region=region, kind=kind, programme=programme, founded_on=founded_on, **details)
    group.name = " ".join(name.split())
    _check(group)
    group.save(force_insert=True)
    body = body_of_unit(Body.Kind.UP2K, "group", group.pk, region, since=founded_on)
    _first_officers(body, chair_name, treasurer_name, founded_on, by)
    note(by=by, verb="group.found", what=group, region=region.pk, programme=programme)
    return group


@action("group.edit")
def edit_group(*, group: Group, by: Actor, **changes: Any) -> Group:
    """Change fields of DETAILS or ``name``. Refuses: date_ahead, group_exists, name_missing, parent_elsewhere."""
    group = held(group)
    name = " ".join(str(changes.pop("name", group.name)).split())
    changed = set_fields(group, {**known_fields(changes, DETAILS), "name": name})
    _check(group)
    group.save()
    note(by=by, verb="group.edit", what=group, region=group.region_id, fields=changed)
    return group


def _check(group: Group) -> None:
    """Held is the desa: two who found a group of one name come one after the other."""
    desa = at_level(group.region_id, Level.DESAKEL) or group.region_id
    held(Region.objects.get(pk=desa))
    if not group.name or is_no_name(group.name) and not group.name.isdecimal():
        raise Refused("name_missing", _("Tuliskan nama kelompok."), field="name", status=422)
    if group.founded_on > today_at(group.region_id):
        text = _("Tanggal berdiri belum tiba. Pilih hari ini atau sebelumnya.")
        raise Refused("date_ahead", text, field="founded_on", status=422)
    _check_twin(group, desa)
    _check_parent(group, desa)


def _check_twin(group: Group, desa: str) -> None:
    twins = Group.objects.filter(
        is_within(desa), programme=group.programme, name__iexact=group.name, closed_on=None
    )
    if twins.exclude(pk=group.pk).exists():
        text = _("Di desa atau kelurahan ini sudah ada kelompok %s. Buka kelompok itu, atau pakai nama lain.")
        raise Refused("group_exists", text % group.name, field="name")


def _check_parent(group: Group, desa: str) -> None:
    parent = group.parent
    if parent is None:
        return
    is_right = (
        group.kind == Group.Kind.POKLAK
        and parent.kind == Group.Kind.POKSUS
        and parent.programme == group.programme
        and (at_level(parent.region_id, Level.DESAKEL) or parent.region_id) == desa
    )
    if not is_right:
        text = _("Pilih Poksus dari desa dan program yang sama. Poksus sendiri tidak punya induk.")
        raise Refused("parent_elsewhere", text, field="parent", status=422)


def _first_officers(body: Body, chair_name: str, treasurer_name: str, since: dt.date, by: Actor) -> None:
    """Two humans, each a member of the movement, of the body, and with her post."""
    region = body.region
    by_office = {Post.Office.CHAIR: chair_name, Post.Office.TREASURER: treasurer_name}
    fields = {Post.Office.CHAIR: "chair_name", Post.Office.TREASURER: "treasurer_name"}
    people = {}
    for office, name in by_office.items():
        people[office] = member_meant(region, None, name, "", False)
        if people[office] is None:
            raise Refused("name_missing", _("Tuliskan namanya."), field=fields[office], status=422)
    if people[Post.Office.CHAIR] == people[Post.Office.TREASURER]:
        text = _("Ketua dan bendahara dua orang yang berbeda, supaya uang dijaga berdua.")
        raise Refused("same_person", text, field="treasurer_name", status=422)
    for office, member in people.items():
        join_body(body=body, member=member, since=since, by=by)
        appoint_member(region=region, body=body, office=office, member=member, since=since, by=by)
