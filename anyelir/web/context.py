"""What the shell needs on every page."""

from __future__ import annotations

from django.conf import settings

from anyelir.membership.access import grants_of
from anyelir.membership.roles import ROLES

FIELD_ROLES = {"kader_posyandu", "posyandu_chair", "kader_dasawisma"}


def shell(request):
    """Theme, the person's role in words, whether this is the demo."""
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    grants = grants_of(user) if is_signed_in else []
    return {
        "theme": user.theme if is_signed_in else "light",
        "role_name": ROLES[grants[0].role].name if grants else "",
        "is_field_person": bool(grants) and all(grant.role in FIELD_ROLES for grant in grants),
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }
