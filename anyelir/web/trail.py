"""The audit trail in words: what each act is called, which place and person it was about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission
from anyelir.core.trail import VERBS, declare_verbs
from anyelir.membership.access import granted_regions
from anyelir.membership.roles import ROLES
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within, is_within_any

declare_verbs(
    {
        "audit.read": _("membaca jejak"),
        "page.refused": _("mencoba yang tidak diizinkan atau belum bisa"),
    }
)


@dataclass(frozen=True)
class TrailLine:
    """One line of the trail as people read it."""

    entry: AuditEntry
    act: str | Promise
    place: str
    about: str | Promise


def words_of(verb: str) -> str | Promise:
    """The act in words; the slug itself for one that has none yet."""
    declared = VERBS.get(verb)
    return declared.label if declared else verb


def verb_choices() -> list[tuple[str, str | Promise]]:
    """All acts by their words, for the filter."""
    return sorted(((verb.slug, verb.label) for verb in VERBS), key=lambda choice: str(choice[1]))


def lines(
    user,
    *,
    who: str = "",
    what: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    record: str = "",
    place: str = "",
) -> QuerySet[AuditEntry]:
    """Lines of the regions in which the person may read the trail; lines without a place are the nation's."""
    codes = granted_regions(user, Permission.AUDIT_VIEW)
    rows = AuditEntry.objects.filter(is_within_any(codes, "region_code"))
    if place:
        rows = rows.filter(is_within(place, "region_code"))
    if who:
        rows = rows.filter(actor_name__icontains=who)
    if what:
        rows = rows.filter(verb=what)
    if record:
        rows = rows.filter(object_id=record)
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + dt.timedelta(days=1)))
    return rows


def lines_of(entries: list[AuditEntry]) -> list[TrailLine]:
    """The entries with words and with the names of their places, one statement for all."""
    codes = {entry.region_code for entry in entries}
    labels = dict(Region.objects.filter(code__in=codes).values_list("code", "label"))
    return [
        TrailLine(
            entry=entry,
            act=words_of(entry.verb),
            place=labels.get(entry.region_code, entry.region_code),
            about=_about(entry),
        )
        for entry in entries
    ]


def _about(entry: AuditEntry) -> str | Promise:
    """The one detail that says most: the role given, the file read, the device ended."""
    detail = entry.detail or {}
    role = ROLES.get(str(detail.get("role", "")))
    if role:
        return role.name
    if detail.get("session") == "code":
        return _("memakai kode masuk buatan orang lain")
    return str(detail.get("file") or detail.get("label") or detail.get("page") or "")


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
