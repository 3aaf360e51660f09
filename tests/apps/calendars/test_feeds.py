"""The secret address of a calendar: what it gives, to whom, and when it gives nothing any more."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from anyelir.calendars.actions import end_feed, open_feed
from anyelir.calendars.expiry import UNUSED, end_unused
from anyelir.calendars.models import CalendarFeed
from anyelir.core.models import AuditEntry
from anyelir.membership.models import RoleGrant
from anyelir.rules.time_zones import moment_at
from anyelir.secretariat.actions import cancel_activity
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(world):
    """That of the secretary."""
    return world.calendar_feed


def address(feed: CalendarFeed) -> str:
    return reverse("calendars:feed", args=[feed.token])


def events(client, feed) -> dict[str, object]:
    answer = client.get(address(feed))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return {str(each["summary"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_phone_reads_title_place_and_hours(client, feed, meeting, tomorrow):
    event = events(client, feed)["Rapat bulanan"]
    assert str(event["location"]) == "Aula, lantai 2"
    assert event["dtstart"].dt == moment_at("32", tomorrow, dt.time(9))
    assert event["dtend"].dt == moment_at("32", tomorrow, dt.time(11, 30))


def test_without_hours_it_is_a_whole_day(client, feed, body, tomorrow):
    make.activity(body, title="Bazar", on=tomorrow)
    assert events(client, feed)["Bazar"]["dtstart"].dt == tomorrow


def test_hours_of_the_east_are_hours_of_the_east(client, world):
    chair = world.user("stranger")
    there = make.body(world.elsewhere)
    make.grant(chair, "village_secretary", world.elsewhere)
    on = make.today() + dt.timedelta(days=2)
    make.activity(there, title="Rapat banjar", on=on, starts_at=dt.time(8))
    event = events(client, open_feed(body=there, by=chair))["Rapat banjar"]
    assert event["dtstart"].dt.astimezone(dt.UTC).time() == dt.time(0)


def test_a_cancelled_activity_tells_the_phone_so(client, feed, meeting, hendra):
    cancel_activity(activity=meeting, reason="Hujan", by=hendra)
    assert str(events(client, feed)["Rapat bulanan"]["status"]) == "CANCELLED"


def test_signs_of_the_format_stay_signs_of_the_title(client, feed, body, tomorrow):
    title = "Lomba; menu \\ B2SA, ibu\u2011ibu " + "panjang " * 10
    activity = make.activity(body, title=title.strip(), on=tomorrow)
    assert set(events(client, feed)) >= {activity.title}


def test_nobody_is_named(client, feed, world, body, tomorrow):
    post = make.post(body, "chair", "Bu Melati Kusuma")
    make.activity(body, title="Rapat", on=tomorrow, organiser=post)
    text = client.get(address(feed)).content.decode()
    assert "Kusuma" not in text and "Hendra" not in text


def test_the_same_bytes_are_not_sent_twice(client, feed, meeting):
    first = client.get(address(feed))
    assert first.content == client.get(address(feed)).content
    again = client.get(address(feed), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b""
    meeting.title = "Rapat luar biasa"
    meeting.save()
    assert client.get(address(feed), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_address_is_sealed_in_the_database(feed):
    [(stored,)] = CalendarFeed.objects.extra(select={"raw": "token"}).values_list("raw")
    assert feed.token not in str(stored) and CalendarFeed.objects.get().token == feed.token


class TestItGivesNothing:
    def test_for_a_token_that_never_was(self, client, feed):
        assert client.get("/kalender/tidak-ada.ics").status_code == 404

    def test_after_its_end(self, client, feed, hendra):
        end_feed(feed=feed, by=hendra)
        assert client.get(address(feed)).status_code == 404

    def test_when_the_right_of_its_maker_ended(self, client, feed, hendra):
        RoleGrant.objects.filter(user=hendra).update(until=make.today() - dt.timedelta(days=1))
        assert client.get(address(feed)).status_code == 404

    def test_when_its_maker_may_not_sign_in_any_more(self, client, feed, hendra):
        hendra.is_active = False
        hendra.save()
        assert client.get(address(feed)).status_code == 404


def test_what_no_phone_asks_for_ends_by_itself(client, feed, body, world):
    make.grant(world.user("dasawisma"), "village_secretary", body.region)
    unused = open_feed(body=body, by=world.user("dasawisma"))
    long_ago = timezone.now().date() - UNUSED - dt.timedelta(days=1)
    CalendarFeed.objects.update(read_on=long_ago)
    assert client.get(address(feed)).status_code == 200
    assert end_unused() == 1 and end_unused() == 0
    unused.refresh_from_db()
    feed.refresh_from_db()
    assert unused.ended_at is not None and feed.ended_at is None


def test_it_is_opened_once_and_can_be_opened_again_after_its_end(feed, hendra, body):
    assert code_of(open_feed, body=body, by=hendra) == "feed_open"
    end_feed(feed=feed, by=hendra)
    assert code_of(end_feed, feed=feed, by=hendra) == "feed_ended"
    assert open_feed(body=body, by=hendra).token != feed.token


def test_the_page_shows_her_own_address_to_her_alone(sign_in, world, hendra, feed, body):
    page = sign_in(hendra).get(reverse("calendars:feeds")).content.decode()
    assert feed.token in page and "180 hari" in page
    colleague = make.user(name="Rini Hapsari")
    make.grant(colleague, "village_secretary", body.region)
    desk = sign_in(colleague)
    assert feed.token not in desk.get(reverse("calendars:feeds")).content.decode()
    assert desk.post(reverse("calendars:end-feed", args=[feed.pk])).status_code == 404


def test_the_page_makes_and_ends_an_address(sign_in, hendra, body, feed):
    end_feed(feed=feed, by=hendra)
    desk = sign_in(hendra)
    desk.post(reverse("calendars:open-feed", args=[body.pk]))
    [made] = CalendarFeed.objects.filter(ended_at=None)
    desk.post(reverse("calendars:end-feed", args=[made.pk]))
    made.refresh_from_db()
    assert made.ended_at is not None
    verbs = AuditEntry.objects.filter(verb__startswith="calendar.").order_by("id")
    assert [entry.verb for entry in verbs] == ["calendar.end", "calendar.open", "calendar.end"]
    assert made.token not in "".join(str(entry.detail) for entry in verbs)
