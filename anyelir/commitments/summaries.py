"""What a stored record holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.commitments.models import Clause, Commitment, FollowUp, Party
from anyelir.core.wording import day


def commitment_words(commitment: Commitment) -> str:
    return f"{commitment.title}, {day(commitment.on)}"


def party_words(party: Party) -> str:
    return _("pihak %s") % party


def clause_words(clause: Clause) -> str:
    return _("butir %(no)s: %(what)s") % {"no": clause.no, "what": clause.what}


def follow_up_words(follow_up: FollowUp) -> str:
    return _("tindak lanjut %s") % day(follow_up.on)
