"""One form for a card, sent many times: one card, whose code is shown to one of them."""

from __future__ import annotations

import pytest

from anyelir.core.ids import uuid7
from anyelir.enterprise.groups.actions import issue_card
from anyelir.enterprise.groups.models import MemberCard
from tests.parallel.conftest import all_at_once, codes, faults
from tests.parallel.line import secretary
from tests.parallel.lines_groups import a_saver

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_code_of_a_card_is_shown_once(town):
    person, op_id = a_saver(town), uuid7()
    outcomes = all_at_once(
        lambda _number: issue_card(person=person, pin="2746", by=secretary(town), op_id=op_id)
    )
    assert faults(outcomes) == [] and codes(outcomes) == {"code_was_shown"}
    assert sum(isinstance(outcome, tuple) for outcome in outcomes) == 1
    assert MemberCard.objects.filter(body_member=person).count() == 1
