"""The kind of entry that a meeting sheet posts; it is undone on the sheet alone."""

from django.utils.translation import gettext_lazy as _

from anyelir.ledger.kinds import ENTRY_KINDS, EntryKind

COLLECT = "meeting.collect"
SOURCE = "contributions.sheet"

ENTRY_KINDS.declare(EntryKind(COLLECT, _("Uang rapat"), has_source=True))
