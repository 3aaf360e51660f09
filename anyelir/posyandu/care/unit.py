"""The posyandu as a unit of numbers: where it lies, since when it has numbers, what it signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_anywhere
from anyelir.core.grain import MONTH
from anyelir.core.indicator import Leaf, Listed, Numbers, Unit
from anyelir.core.permission import Permission, Viewer
from anyelir.membership.access import can
from anyelir.posyandu.day.models import MonthClosing, PosyanduSession
from anyelir.posyandu.day.queries.closings import is_genuine
from anyelir.posyandu.register.models import Enrolment, Posyandu, PosyanduKader, StageAssessment
from anyelir.posyandu.register.units import KIND
from anyelir.regions.scope import is_within
from anyelir.rules.months import first_of_month


def places(keys: Iterable[str]) -> Mapping[str, str]:
    """The region of each posyandu."""
    posts = Posyandu.objects.filter(pk__in=set(keys)).values_list("pk", "region_id")
    return {str(pk): region for pk, region in posts}


def first_months(keys: Sequence[UUID] | None = None) -> Mapping[str, date]:
    """The first month in which each posyandu (of these keys) can have numbers: its first enrolment, open day, signed
    month, kader, grading or registration, all from which ``staleness`` names leaves."""
    earliest: dict[UUID, date] = {}
    today = today_anywhere()
    sources = [
        _of(keys, Posyandu.objects.all(), "pk").values_list("pk", "created_at__date"),
        _first(keys, Enrolment, "since"),
        _first(keys, PosyanduSession, "held_on"),
        _first(keys, MonthClosing, "month"),
        _first(keys, PosyanduKader, "since"),
        _first(keys, StageAssessment, "assessed_on"),
    ]
    for source in sources:
        for post, day in source:
            earliest[post] = min(earliest.get(post, today), day)
    return {str(post): first_of_month(day) for post, day in earliest.items()}


def _of(keys, rows, column: str):
    return rows if keys is None else rows.filter(**{f"{column}__in": keys})


def _first(keys, model, column: str):
    rows = _of(keys, model.objects.order_by(), "posyandu").values_list("posyandu")
    return rows.annotate(first=Min(column)).values_list("posyandu", "first")


def standing() -> Iterable[str]:
    """Posyandu that were not closed."""
    return (str(pk) for pk in Posyandu.objects.filter(closed_on=None).values_list("pk", flat=True))


def signed(leaves: Sequence[Leaf]) -> Mapping[Leaf, Numbers]:
    """The signed numbers of the closings in force; one whose signature does not hold decides nothing."""
    wanted = set(leaves)
    closings = MonthClosing.objects.filter(
        reopened_at=None,
        posyandu__in={leaf.key for leaf in wanted},
        month__in={leaf.period for leaf in wanted},
    )
    by_leaf = {Leaf(str(closing.posyandu_id), closing.month): closing for closing in closings}
    return {
        leaf: closing.snapshot["numbers"]
        for leaf, closing in by_leaf.items()
        if leaf in wanted and is_genuine(closing)
    }


def listed(code: str) -> Sequence[Listed]:
    """The posyandu in a region that were not closed, by name."""
    posts = Posyandu.objects.filter(is_within(code), closed_on=None).order_by("name")
    return [Listed(str(post.pk), post.name, post.latitude, post.longitude) for post in posts]


def page(key: str, period: str) -> str:
    """The month sheet."""
    return reverse("reports:sheet", args=["skdn", key, period])


def opens(user: Viewer, code: str) -> bool:
    return can(user, Permission.POSYANDU_VIEW, code)


POSYANDU = Unit(KIND, _("Posyandu"), MONTH, places, first_months, standing, listed, page, signed, opens)
