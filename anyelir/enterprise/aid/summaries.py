"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from anyelir.enterprise.aid.models import Aid, AidVisit


def aid_words(aid: Aid) -> str:
    return f"{aid}: {aid.step_label}"


def visit_words(visit: AidVisit) -> str:
    return f"{visit.asset}, {visit.get_month_display()}: {visit.get_state_display()}"
