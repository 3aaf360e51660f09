"""Which business of the register a row of a file means: one that it names again, or one that it only resembles.

Only businesses of the regions of the person who imports are compared, so a file tells nobody what stands elsewhere.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from anyelir.core.crypto import forms_of
from anyelir.enterprise.intake.business_rows import BusinessRow, business_key
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.trade import people
from anyelir.enterprise.trade.models import Business, Ownership
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level, is_within_any
from anyelir.rules.names import name_key


@dataclass(frozen=True)
class KnownBusiness:
    """What is compared of a business of the register, or of a row before (``row``); "" says that it is not known.

    ``phones`` are all forms that the index of its number may have.
    """

    name: str
    desa: str
    owner_key: str
    phones: tuple[str, ...]
    nibs: frozenset[str]
    row: int = 0

    @property
    def key(self) -> str:
        return business_key(self.name)


@dataclass(frozen=True)
class SoughtBusiness:
    """The same of the row in question."""

    row: BusinessRow
    desa: str
    phones: tuple[str, ...]

    def is_same(self, other: KnownBusiness) -> bool:
        """One name in one desa, and nothing that both say speaks against it; something must speak for it."""
        if (other.key, other.desa) != (self.row.key, self.desa):
            return False
        agreeing = self._agreeing(other)
        return False not in agreeing and True in agreeing

    def is_alike(self, other: KnownBusiness) -> bool:
        """One NIB, or one name in one desa and the number or the owner of the other."""
        by_nib, by_phone, by_owner = self._agreeing(other)
        has_name = (other.key, other.desa) == (self.row.key, self.desa)
        return bool(by_nib) or has_name and bool(by_phone or by_owner)

    def _agreeing(self, other: KnownBusiness) -> tuple[bool | None, bool | None, bool | None]:
        """NIB, telephone and owner: whether both say the same, None where one of them says nothing."""
        nib = self.row.nib in other.nibs if self.row.nib and other.nibs else None
        phone = bool({*self.phones} & {*other.phones}) if self.phones and other.phones else None
        owner = self.row.owner_key == other.owner_key if other.owner_key else None
        return nib, phone, owner


class KnownBusinesses:
    """Those of the desa of a portion and those that hold one of its NIB, beside the rows before it."""

    def __init__(self) -> None:
        self._before: list[KnownBusiness] = []
        self._by_name: dict[tuple[str, str], list[KnownBusiness]] = defaultdict(list)
        self._by_nib: dict[str, list[KnownBusiness]] = defaultdict(list)

    def read(
        self, codes: Sequence[str], desa: Collection[str], nibs: Collection[str], rows: Collection[int]
    ) -> None:
        """For a portion of ``rows``; what these rows left behind in a first try is forgotten."""
        self._before = [known for known in self._before if known.row not in rows]
        self._by_name.clear()
        self._by_nib.clear()
        sought_nibs = {*nibs}
        around = Business.objects.filter(is_within_any(codes))
        holders = Permit.objects.filter(kind=Permit.Kind.NIB, number__in=nibs).values("business")
        for known in _read(around.filter(is_within_any(desa))):
            self._keep(known)
        for known in _read(around.filter(pk__in=holders).exclude(is_within_any(desa))):
            self._keep(known)
        for known in self._before:
            if known.desa in desa or not known.nibs.isdisjoint(sought_nibs):
                self._keep(known)

    def add(self, sought: SoughtBusiness) -> None:
        """The row becomes a business: those after it know of it."""
        row = sought.row
        nibs = frozenset({row.nib} - {""})
        known = KnownBusiness(row.name, sought.desa, row.owner_key, sought.phones, nibs, row.number)
        self._before.append(known)
        self._keep(known)

    def _keep(self, known: KnownBusiness) -> None:
        self._by_name[known.key, known.desa].append(known)
        for nib in known.nibs:
            self._by_nib[nib].append(known)

    def same(self, sought: SoughtBusiness) -> bool:
        return any(map(sought.is_same, self._near(sought)))

    def alike(self, sought: SoughtBusiness) -> KnownBusiness | None:
        return next(filter(sought.is_alike, self._near(sought)), None)

    def _near(self, sought: SoughtBusiness) -> list[KnownBusiness]:
        named = self._by_name.get((sought.row.key, sought.desa), [])
        return named + self._by_nib.get(sought.row.nib, []) if sought.row.nib else named


def _read(businesses: Iterable[Business]) -> Iterable[KnownBusiness]:
    rows = list(businesses.values_list("pk", "name", "region_id"))  # type: ignore[attr-defined]
    pks = [pk for pk, _name, _code in rows]
    owners = {owner.business_id: owner for owner in Ownership.objects.filter(business__in=pks, until=None)}
    names = people.names([owner.person_id for owner in owners.values() if owner.person_id is not None])
    nibs: dict[uuid.UUID, set[str]] = defaultdict(set)
    papers = Permit.objects.filter(business__in=pks, kind=Permit.Kind.NIB, revoked_on=None).exclude(number="")
    for pk, number in papers.values_list("business", "number"):
        nibs[pk].add(number)
    for pk, name, code in rows:
        owner = owners.get(pk)
        called = names.get(owner.person_id, owner.name) if owner else ""
        phones = forms_of(owner.phone_index) if owner and owner.phone_index else ()
        desa = at_level(code, Level.DESAKEL) or code
        yield KnownBusiness(name, desa, name_key(called), phones, frozenset(nibs[pk]))
