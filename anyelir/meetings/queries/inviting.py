"""Whom a rule of invitation names on the day of an activity."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.meetings.queries.people import chairs_below, holders_in, kader_in, people_of
from anyelir.membership.models import BodyMember, Member, Post, Service
from anyelir.regions.models import Level
from anyelir.secretariat.models import Activity


class InvitationRuleKind(models.TextChoices):
    ALL = "all", _("Semua anggota lembaga")
    BOARD = "board", _("Semua pengurus")
    OFFICE = "office", _("Menurut jabatan")
    POKJA = "pokja", _("Satu pokja")
    CHAIRS = "chairs", _("Ketua lembaga di bawahnya")
    KADER = "kader", _("Semua kader di wilayah ini")
    NAMED = "named", _("Pilih nama satu per satu")


@dataclass(frozen=True)
class InvitationRule:
    """``office``, ``pokja``, ``level`` and ``named`` belong to the kind that asks for them; ``named`` are keys of
    people of the body (BodyMember) or of holders of its posts (Member)."""

    kind: str
    office: str = ""
    pokja: int | None = None
    level: str = ""
    named: tuple[uuid.UUID, ...] = field(default=())


@dataclass(frozen=True)
class Invitee:
    member: Member | None
    body_member: BodyMember | None = None


def invitees(activity: Activity, rule: InvitationRule) -> list[Invitee]:
    """Each of them once or more often; who invites writes nobody twice."""
    body = activity.body
    kinds = InvitationRuleKind
    match rule.kind:
        case kinds.ALL:
            return _of_belonging(people_of(body, activity))
        case kinds.BOARD:
            return _of_posts(holders_in(body, activity))
        case kinds.OFFICE:
            return _of_posts(holders_in(body, activity).filter(office=rule.office))
        case kinds.POKJA:
            return _of_posts(holders_in(body, activity).filter(pokja=rule.pokja))
        case kinds.CHAIRS:
            return _of_posts(chairs_below(body, activity, Level(rule.level))) if rule.level else []
        case kinds.KADER:
            return _of_posts(kader_in(body, activity))
    belongs = people_of(body, activity).filter(pk__in=rule.named)
    posts = holders_in(body, activity).filter(member__in=rule.named)
    return _of_belonging(belongs) + _of_posts(posts)


def _of_belonging(rows: Iterable[BodyMember]) -> list[Invitee]:
    return [Invitee(each.member, each) for each in rows]


def _of_posts(rows: Iterable[Post | Service]) -> list[Invitee]:
    return [Invitee(each.member) for each in rows]
