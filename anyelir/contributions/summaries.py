"""What a stored sheet holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.contributions.models import MeetingSheet
from anyelir.core.wording import day


def sheet_words(sheet: MeetingSheet) -> str:
    """``lembar rapat 12 November 2026, ditutup``."""
    facts = {"day": day(sheet.activity.on), "state": str(sheet.get_state_display()).lower()}
    return _("lembar rapat %(day)s, %(state)s") % facts
