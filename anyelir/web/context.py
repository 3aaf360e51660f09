"""What the shell needs on every page."""

from __future__ import annotations

from django.conf import settings

from anyelir.membership.access import grants_of
from anyelir.membership.roles import ROLES


def shell(request):
    """Theme, the person's role in words, whether this is the demo."""
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    grants = grants_of(user) if is_signed_in else []
    return {
        "theme": user.theme if is_signed_in else "light",
        "role_name": ROLES[grants[0].role].name if grants else "",
        "is_field_person": bool(grants) and not any(ROLES[grant.role].is_office for grant in grants),
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }
