"""Names of pokja and posts as they stand on pages, on paper and in forms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.membership.models import Post
from anyelir.rules.numbers_id import roman


def pokja_name(pokja: int | None) -> str:
    """``Pokja II``; none is the secretariat."""
    return str(_("Pokja %s") % roman(pokja) if pokja else _("Sekretariat"))


def post_name(post: Post) -> str:
    """``Ketua Pokja II``."""
    office = str(post.get_office_display())
    if not post.pokja:
        return office
    name = pokja_name(post.pokja)
    return office.replace("pokja", name) if "pokja" in office else f"{office} {name}"
