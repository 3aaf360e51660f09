"""What a stored record holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day, number
from anyelir.programmes.plan.models import Programme, ProgrammeTarget, TargetDivision, TargetTally


def programme_words(programme: Programme) -> str:
    return f"{programme.title}, {day(programme.starts_on)}"


def target_words(target: ProgrammeTarget) -> str:
    return number(target.value)


def tally_words(tally: TargetTally) -> str:
    return f"{number(tally.total)}, {day(tally.on)}"


def division_words(division: TargetDivision) -> str:
    return _("pembagian %(version)s di %(place)s") % {
        "version": division.version,
        "place": division.parent.label,
    }
