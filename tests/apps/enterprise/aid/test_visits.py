"""What was seen of an item after 1, 3, 6 and 12 months, and how an aid ends."""

from __future__ import annotations

import datetime as dt

import pytest

from anyelir.core.refusal import Refused
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.aid import actions
from anyelir.enterprise.aid.due_dates import VISIT, visit_moment
from anyelir.enterprise.aid.models import Aid
from anyelir.enterprise.aid.queries.aids import YearOfUse, year_of_use
from anyelir.files.models import StoredFile
from anyelir.rules.aid import visit_due_on, visit_opens_on
from tests import aids
from tests.apps.enterprise.aid.conftest import PHOTO

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def code_of(act, **given) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.code


@pytest.fixture
def given(way):
    """Two machines, handed over long ago."""
    return way("handed_over")


def visited(asset, month, state, by):
    on = visit_due_on(asset.aid.handed_over_on, month)
    photo = PHOTO if state in ("used", "rarely", "broken") else None
    return actions.record_aid_visit(asset=asset, on=on, state=state, photo=photo, by=by)


def owed(asset) -> list[dt.datetime]:
    rows = Deadline.objects.filter(kind=VISIT, object_key=asset.pk.hex, done_at=None)
    return [row.due_at for row in rows]


def test_a_machine_is_followed_through_a_year(given, companion, office):
    first, second = given.items.all()
    for month, following in ((1, 3), (3, 6), (6, 12)):
        assert visited(first, month, "used", companion).month == month
        assert owed(first) == [visit_moment(given, following)]
    assert visited(first, 12, "rarely", companion).month == 12
    assert owed(first) == [] and owed(second) == [visit_moment(given, 1)]
    given.refresh_from_db()
    assert given.step == "in_use" and given.in_use_on == visit_due_on(given.handed_over_on, 1)
    assert StoredFile.objects.filter(owner_kind="aid.visit").count() == 4
    assert code_of(visited, asset=first, month=12, state="used", by=companion) == "nothing_to_visit"
    closing = {"aid": given, "on": visit_due_on(given.handed_over_on, 12), "ending": "done", "by": office}
    assert code_of(actions.close_aid, **closing) == "step_skipped"
    visited(second, 1, "lost", companion)
    assert owed(second) == []
    assert actions.close_aid(**closing).step == "done"
    assert year_of_use(Aid.objects.filter(pk=given.pk)) == YearOfUse(visited=2, used=1)


def test_a_visit_comes_in_its_time(given, companion, today):
    asset = given.items.first()
    opens_on = visit_opens_on(given.handed_over_on, 1)
    look = {"asset": asset, "state": "used", "photo": PHOTO, "by": companion}
    assert code_of(actions.record_aid_visit, on=given.handed_over_on - DAY, **look) == "dates_not_in_order"
    assert code_of(actions.record_aid_visit, on=opens_on - DAY, **look) == "too_early"
    assert code_of(actions.record_aid_visit, on=today + 2 * DAY, **look) == "future_date"
    assert actions.record_aid_visit(on=opens_on, **look).month == 1
    assert code_of(actions.record_aid_visit, on=opens_on, **look) == "too_early"
    assert code_of(actions.record_aid_visit, on=opens_on - DAY, **look) == "dates_not_in_order"


@pytest.mark.parametrize("state", ["used", "rarely", "broken"])
def test_what_is_there_is_photographed(given, companion, state, today):
    look = {"asset": given.items.first(), "on": today, "state": state, "by": companion}
    assert code_of(actions.record_aid_visit, **look) == "photo_missing"


@pytest.mark.parametrize("state", ["lost", "sold", "moved"])
def test_what_is_not_there_has_no_photo_and_is_not_in_use(given, companion, state, today):
    asset = given.items.first()
    actions.record_aid_visit(asset=asset, on=today, state=state, by=companion)
    given.refresh_from_db()
    assert given.in_use_on is None and bool(owed(asset)) == (state == "moved")


def test_nothing_is_visited_before_it_was_handed_over(way, companion, office, today):
    asset = way("procured").items.first()
    look = {"asset": asset, "on": today, "state": "used", "photo": PHOTO, "by": companion}
    assert code_of(actions.record_aid_visit, **look) == "not_handed_over"
    closing = {"aid": asset.aid, "on": today, "ending": "withdrawn", "reason": "x", "by": office}
    assert code_of(actions.close_aid, **closing) == "not_handed_over"


@pytest.mark.parametrize("ending", ["withdrawn", "transferred"])
def test_what_is_taken_back_or_passed_on_needs_a_reason_and_is_visited_no_more(
    given, office, companion, ending, today
):
    asset = given.items.first()
    closing = {"aid": given, "ending": ending, "by": office}
    assert code_of(actions.close_aid, on=today, **closing) == "reason_missing"
    early = given.handed_over_on - DAY
    assert code_of(actions.close_aid, on=early, reason="x", **closing) == "dates_not_in_order"
    assert actions.close_aid(on=today, reason="Tidak dipakai.", **closing).step == ending
    assert owed(asset) == []
    look = {"asset": asset, "on": today, "state": "used", "photo": PHOTO, "by": companion}
    assert code_of(actions.record_aid_visit, **look) == "already_closed"
    assert code_of(actions.close_aid, on=today, reason="x", **closing) == "already_closed"


def test_the_share_still_used_counts_the_lost_and_not_the_young(world):
    rows = Aid.objects.filter(business=world.business)
    assert year_of_use(rows) == YearOfUse(visited=0, used=0)
    for number, (month, state) in enumerate(
        [(12, "used"), (12, "broken"), (3, "sold"), (6, "used"), (12, "rarely")]
    ):
        aids.visit(aids.item(world.business, f"D7KM2QX{number}", months=13), month, state)
    assert year_of_use(rows) == YearOfUse(visited=4, used=2)
