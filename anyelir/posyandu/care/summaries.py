"""What a stored referral holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from anyelir.posyandu.care.models import Referral

if TYPE_CHECKING:
    pass


def referral_words(referral: Referral) -> str:
    params = {"child": referral.child.name, "puskesmas": referral.puskesmas.name}
    params["status"] = referral.get_status_display().lower()
    return _("rujukan %(child)s ke Puskesmas %(puskesmas)s (%(status)s)") % params
