"""Help for businesses and members of groups, for tests of all rooms."""

from __future__ import annotations

import datetime as dt

from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.trade.models import Business
from anyelir.membership.models import BodyMember
from anyelir.rules.dates import add_months
from anyelir.secretariat.models import Activity
from tests import factories as make
from tests import meetings


def assistance(of: Business, months_ago: int = 3, **fields) -> Assistance:
    """Help with packaging, so many months ago."""
    values = {"kind": "packaging", "on": add_months(make.today(), -months_ago)} | fields
    return Assistance.objects.create(business=of, region=of.region, **values)


def follow_up(of: Assistance, month: int = 3, uses: str = "yes", **fields) -> UseFollowUp:
    values = {"on": add_months(of.on, month)} | fields
    return UseFollowUp.objects.create(assistance=of, month=month, uses=uses, **values)


def training(group, people: list[BodyMember], **fields) -> Activity:
    """A training of the group that was held, with who came."""
    values = {"kind": "training", "title": "Kemasan yang menjual"} | fields
    if values.get("state") != "planned":
        values["book_no"] = Activity.objects.count() + 1
    activity = make.activity(body_of(group), **values)
    for person in people:
        meetings.attendance(activity, person)
    return activity


def days_ago(days: int) -> dt.date:
    return make.today() - dt.timedelta(days=days)
