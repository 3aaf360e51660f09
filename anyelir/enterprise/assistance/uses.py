"""How much of the help is used: a number of people helped never stands without what was seen of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from anyelir.core.wording import number, percent
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.regions.scope import within

Uses = UseFollowUp.Uses


@dataclass(frozen=True)
class UseCount:
    """Help of one kind: how often it was given, at how many somebody looked, and what the last look saw."""

    kind: str
    helped: int
    used: int
    partly: int
    unused: int

    @property
    def observed(self) -> int:
        return self.used + self.partly + self.unused

    @property
    def label(self) -> str:
        return str(Assistance.Kind(self.kind).label)

    @property
    def sentence(self) -> str:
        """The one way in which the count is said."""
        params = {"helped": number(self.helped), "observed": number(self.observed), "used": number(self.used)}
        if not self.observed:
            return _("%(helped)s kali; belum ada yang dilihat pemakaiannya") % params
        params["share"] = percent(self.used, self.observed, 0)
        return _("%(helped)s kali; %(observed)s sudah dilihat, %(used)s dipakai (%(share)s)") % params


def use_counts(assistances: QuerySet[Assistance], code: str) -> list[UseCount]:
    """By kind, in a place and below it."""
    newest = UseFollowUp.objects.filter(assistance=OuterRef("pk")).order_by("-month")
    rows = within(assistances, code).order_by().annotate(last=Subquery(newest.values("uses")[:1]))
    return counted(rows.values_list("kind", "last"))


def counted(rows: Iterable[tuple[str, str | None]]) -> list[UseCount]:
    seen = Counter(rows)
    counts = {kind: {use: seen[kind, use] for use in (None, *Uses.values)} for kind in Assistance.Kind.values}
    return [
        UseCount(kind, sum(by_use.values()), by_use[Uses.YES], by_use[Uses.PARTLY], by_use[Uses.NO])
        for kind, by_use in counts.items()
        if any(by_use.values())
    ]
