"""Into which parts a yearly surplus goes, and the account of each; the percentages are the group's."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SurplusShare:
    """A part that terms may name."""

    slug: str
    label: str | Promise
    account: str


SHARES = (
    SurplusShare("members", _("Anggota"), "shu:anggota"),
    SurplusShare("reserve", _("Cadangan umum"), "cadangan:umum"),
    SurplusShare("committee", _("Pengurus"), "shu:lain"),
    SurplusShare("social", _("Dana sosial"), "shu:lain"),
)
