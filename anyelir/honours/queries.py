"""Years of unbroken service of the members of a place: two reads of terms however many they are, then the pure rule."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet

from anyelir.core.clock import today_at
from anyelir.core.terms import Term
from anyelir.honours.hooks import other_terms
from anyelir.honours.models import Thanks
from anyelir.membership.models import Body, Member, Post, Service
from anyelir.membership.places import members_in
from anyelir.rules.service_years import (
    ServiceAward,
    award_ahead,
    award_reached,
    full_years,
    longest_break,
    service_awards,
    unbroken_since,
)

# Who becomes full within so many days is close.
CLOSE_DAYS = 365


@dataclass(frozen=True)
class Served:
    """A member whose stretch of service lasts on the day: since when, full years, and the award reached."""

    key: Any
    name: str
    since: dt.date
    years: int
    award: ServiceAward | None

    @property
    def award_title(self) -> str:
        return str(Thanks.Award(self.award.slug).label) if self.award is not None else ""


def service_years(members: QuerySet[Member], on: dt.date) -> list[Served]:
    """Everybody who serves, by name. Terms of posts, services and units of rooms above count together."""
    gap_days, awards = longest_break(on), service_awards(on)
    # Thousands have served equally long.
    award_of = cache(lambda years: award_reached(years, awards))
    terms = _terms(members, on)
    rows = members.order_by("name", "id").values_list("pk", "name")
    served = (_served(key, name, terms.get(key, ()), on, gap_days, award_of) for key, name in rows)
    return [each for each in served if each is not None]


def _served(
    key: Any,
    name: str,
    terms: Iterable[Any],
    on: dt.date,
    gap_days: int,
    award_of: Callable[[int], ServiceAward | None],
) -> Served | None:
    since = unbroken_since(terms, on, gap_days)
    if since is None:
        return None
    years = full_years(since, on)
    return Served(key, name, since, years, award_of(years))


def _terms(members: QuerySet[Member], on: dt.date) -> Mapping[Any, list[Any]]:
    """What each of them held or served as, wherever it was: a move is no break."""
    terms: dict[Any, list[Any]] = defaultdict(list)
    keys = members.order_by().values("pk")
    models: list[type[Term]] = [Post, Service, *other_terms()]
    for model in models:
        for key, *term in _rows(model, keys, on):
            terms[key].append(term)
    return terms


def _rows(model: type[Term], keys: Any, on: dt.date) -> Iterable[tuple[Any, dt.date, dt.date | None]]:
    rows = model._base_manager.filter(member__in=keys, since__lte=on)
    terms: Iterable[tuple[Any, dt.date, dt.date | None]] = rows.values_list("member_id", "since", "until")
    return terms


def reached(served: Iterable[Served], award: str = "") -> list[Served]:
    """Those with an award, or with this one, still by name."""
    return [each for each in served if each.award is not None and award in ("", each.award.slug)]


def close(served: Iterable[Served], on: dt.date) -> list[tuple[Served, str]]:
    """Who reaches an award within the year that follows, with its title."""
    awards = service_awards(on)
    ahead = ((each, award_ahead(each.since, on, CLOSE_DAYS, awards)) for each in served)
    return [(each, str(Thanks.Award(award.slug).label)) for each, award in ahead if award is not None]


def thanked_by(body: Body) -> dict[tuple[Any, str], Thanks]:
    """What the body has thanked for already, by member and award."""
    return {(thanks.member_id, thanks.award): thanks for thanks in body.thanks.all()}


def to_thank(body: Body, award: str = "") -> list[Served]:
    """Who reached an award on the day and was not thanked for it by the body, by name."""
    served = service_years(members_in([body.region_id]), today_at(body.region_id))
    thanked = thanked_by(body)
    return [
        each
        for each in reached(served, award)
        if each.award is not None and (each.key, each.award.slug) not in thanked
    ]
