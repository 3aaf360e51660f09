"""Names that stand on pages, on paper and in forms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.membership.models import Post

ROMAN = ("", "I", "II", "III", "IV")


def pokja_name(pokja: int | None) -> str:
    """``Pokja II``; none is the secretariat."""
    return str(_("Sekretariat") if not pokja else _("Pokja %s") % ROMAN[pokja])


def post_name(post: Post) -> str:
    """``Ketua Pokja II``."""
    office = str(post.get_office_display())
    return office.replace("pokja", pokja_name(post.pokja)) if post.pokja else office
