"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.enterprise.publishing.models import Takedown


def takedown_words(takedown: Takedown) -> str:
    return _("%s diturunkan dari etalase") % takedown
