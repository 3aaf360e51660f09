"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from anyelir.enterprise.permits.models import PathAnswers, Permit
from anyelir.enterprise.permits.states import status_today
from anyelir.enterprise.permits.wording import state_word


def permit_words(permit: Permit) -> str:
    return f"{permit}, {permit.business.name}, {state_word(status_today(permit).state)}"


def answers_words(answers: PathAnswers) -> str:
    return f"{answers.product}: {answers.get_sold_display()}"
