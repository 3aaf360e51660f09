"""A limited number of tries within a time. One statement takes one try, so requests at the same moment share none.

Take a try outside of any transaction that may be rolled back: a try that is given back so is no limit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from anyelir.core.crypto import blind_index
from anyelir.core.models import Budget

KEPT = dt.timedelta(days=1)


@dataclass(frozen=True)
class Allowance:
    """``limit`` tries within ``window`` for each holder; the purpose keeps allowances apart."""

    purpose: str
    limit: int
    window: dt.timedelta

    def take(self, *holder: str) -> bool:
        """Take one try, in one statement; False when none is left."""
        key = self._key(holder)
        return self._count(key) or (self._open(key) and self._count(key))

    def give_back(self, *holder: str) -> None:
        """The try was a good one: it does not count."""
        Budget.objects.filter(key=self._key(holder), spent__gt=0).update(spent=F("spent") - 1)

    def forget(self, *holder: str) -> None:
        """All tries of this holder are good again."""
        Budget.objects.filter(key=self._key(holder)).delete()

    def has_left(self, *holder: str) -> bool:
        """Whether a try is left, without taking it."""
        return not Budget.objects.filter(
            key=self._key(holder), spent__gte=self.limit, until__gt=timezone.now()
        ).exists()

    def _key(self, holder: tuple[str, ...]) -> str:
        """Names and addresses are not readable in the database."""
        return blind_index("\0".join((self.purpose, *holder)), "budget")

    def _count(self, key: str) -> bool:
        now = timezone.now()
        lapsed = Q(until__lte=now)
        rows = Budget.objects.filter(lapsed | Q(spent__lt=self.limit), key=key)
        taken: int = rows.update(
            spent=Case(When(lapsed, then=Value(1)), default=F("spent") + 1),
            until=Case(When(lapsed, then=Value(now + self.window)), default=F("until")),
        )
        return bool(taken)

    def _open(self, key: str) -> bool:
        """Make an empty row where there is none yet; rows that nobody needs any more go."""
        if Budget.objects.filter(key=key).exists():
            return False
        now = timezone.now()
        Budget.objects.filter(until__lt=now - KEPT).delete()
        # Another process may make it at the same moment: then both count in the one row.
        Budget.objects.bulk_create([Budget(key=key, spent=0, until=now + self.window)], ignore_conflicts=True)
        return True
