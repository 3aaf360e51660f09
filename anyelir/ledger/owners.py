"""Whose books a ledger holds: kinds of body, and which of them close with one account and two witnesses.

A body is no row yet: a ledger names it by kind, region and, where a region has several, the key of the unit. When
membership has bodies, this file and four columns of ``Ledger`` become a foreign key (docs/adr/0030).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.regions.models import Region


class BodyKind(models.TextChoices):
    TEAM = "team", _("TP PKK")
    GROUP = "group", _("Kelompok PKK")
    DASAWISMA = "dasawisma", _("Dasawisma")
    POSYANDU = "posyandu", _("Posyandu")
    UP2K = "up2k", _("UP2K")


# Most dasawisma have one phone: one account closes, and two members who were there are named.
CLOSED_WITH_WITNESSES = frozenset({BodyKind.DASAWISMA})


@dataclass(frozen=True)
class BookOwner:
    """Who keeps the books: ``unit_key`` is "" for the one body of its kind in a region."""

    kind: BodyKind
    region: Region
    name: str
    unit_key: str = ""
