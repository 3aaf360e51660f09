"""What a stored record holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.files.models import StoredFile
from anyelir.secretariat.models import Activity, Arrival, Dispatch, Disposition, Letter, PlanLine


def line_words(line: PlanLine) -> str:
    return _("rencana %(year)s: %(title)s") % {"year": line.year, "title": line.title}


def activity_words(activity: Activity) -> str:
    return f"{activity.title}, {day(activity.on)}"


def letter_words(letter: Letter) -> str:
    """``Surat biasa 012/SB/PKK/XI/2026, ditandatangani``."""
    return f"{letter}, {str(letter.get_state_display()).lower()}"


def arrival_words(arrival: Arrival) -> str:
    facts = {"no": arrival.no, "day": day(arrival.received_on)}
    return _("surat masuk nomor %(no)s, diterima %(day)s") % facts


def dispatch_words(dispatch: Dispatch) -> str:
    return _("dikirim pada %s") % day(dispatch.handed_on)


def disposition_words(disposition: Disposition) -> str:
    return _("disposisi %s") % str(disposition.get_state_display()).lower()


def scan_words(file: StoredFile) -> str:
    return _("berkas surat, %s") % day(file.created_at)
