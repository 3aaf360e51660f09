"""What the shell gathers from several rooms: tasks of a person, and the search across places, posyandu and people."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission
from anyelir.exchange.access import visible_runs
from anyelir.exchange.models import ImportRun
from anyelir.families import queries as family_queries
from anyelir.families.access import visible_people, visible_proposals
from anyelir.families.models import MergeProposal
from anyelir.membership.access import granted_regions
from anyelir.posyandu.access import visible_posyandu, visible_referrals, visible_sessions
from anyelir.posyandu.models import Referral
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within_any
from anyelir.reports.access import highest_regions

SHOWN = 8
SHORTEST = 3


@dataclass(frozen=True)
class Item:
    """A line that leads somewhere."""

    title: str
    note: str
    url: str
    icon: str = "list"


@dataclass(frozen=True)
class Group:
    """Found things of one kind."""

    title: str
    items: list[Item] = field(default_factory=list)


def tasks(user) -> list[Item]:
    """What waits for this person, the most urgent first."""
    return [*_referrals(user), *_open_days(user), *_imports(user), *_twins(user)]


def _referrals(user) -> list[Item]:
    waiting = visible_referrals(user).filter(status=Referral.Status.CREATED)
    urgent = waiting.filter(urgency=Referral.Urgency.URGENT).count()
    count = waiting.count()
    if not count:
        return []
    note = _("%s di antaranya segera") % urgent if urgent else _("belum ada kabar dari puskesmas")
    return [Item(_("%s rujukan menunggu") % count, note, reverse("posyandu:referral-inbox"), "alert")]


def _open_days(user) -> list[Item]:
    days = visible_sessions(user).filter(closed_at=None, source="field").select_related("posyandu")[:SHOWN]
    return [
        Item(
            _("Hari buka %s belum ditutup") % day.posyandu.name,
            f"{day.held_on:%d-%m-%Y}",
            reverse("posyandu:session", args=[day.pk]),
            "scale",
        )
        for day in days
    ]


def _imports(user) -> list[Item]:
    ready = visible_runs(user).filter(state=ImportRun.State.PREVIEWED)[:SHOWN]
    return [
        Item(_("Impor siap disimpan"), run.file_name, reverse("exchange:run", args=[run.pk]), "outbox")
        for run in ready
    ]


def _twins(user) -> list[Item]:
    count = visible_proposals(user).filter(state=MergeProposal.State.PROPOSED).count()
    if not count:
        return []
    note = _("mungkin satu orang, perlu diperiksa")
    return [Item(_("%s pasang catatan kembar") % count, note, reverse("families:merge-desk"), "users")]


def search(user, text: str) -> list[Group]:
    """Places, posyandu and people of the person's own regions; nothing outside them."""
    groups = [Group(_("Wilayah"), _places(user, text)), Group(_("Posyandu"), _posts(user, text))]
    groups.append(Group(_("Orang"), _people(user, text)))
    return [group for group in groups if group.items]


def _places(user, text: str) -> list[Item]:
    codes = highest_regions(user)
    words = text.lower().split()
    rows = Region.objects.current().filter(is_within_any(codes, "code"))
    for word in words:
        rows = rows.filter(search_key__contains=f" {word}")
    return [Item(row.name, row.label, reverse("reports:dashboard", args=[row.code])) for row in rows[:SHOWN]]


def _posts(user, text: str) -> list[Item]:
    rows = visible_posyandu(user).filter(name__icontains=text).select_related("region")[:SHOWN]
    return [Item(row.name, row.region.label, reverse("posyandu:detail", args=[row.pk])) for row in rows]


def _people(user, text: str) -> list[Item]:
    scope = visible_people(user)
    if family_queries.looks_like_number(text):
        rows = family_queries.by_number(scope, text)
    else:
        key = family_queries.name_key(text)
        rows = scope.filter(merged_into=None, name_key__gte=key, name_key__lt=f"{key}~").order_by("name_key")
    return [
        Item(row.name, row.region.label, reverse("families:family", args=[row.family_id]))
        for row in rows.select_related("region").defer("nik", "phone")[:SHOWN]
    ]


def visible_trail(user) -> QuerySet[AuditEntry]:
    """Lines of the regions in which the person may read the trail; lines without a place are the nation's."""
    codes = granted_regions(user, Permission.AUDIT_VIEW)
    return AuditEntry.objects.filter(is_within_any(codes, "region_code"))
