"""A month on its page: whose activities stand in it, what is kept, what is off, and one sheet of paper."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.calendars.months import MOST, month_of
from anyelir.membership.models import Body
from anyelir.secretariat.actions import cancel_activity
from tests import factories as make

pytestmark = pytest.mark.django_db


def of(user, body, day: dt.date):
    return month_of(user, Body.objects.filter(pk=body.pk), day.replace(day=1), make.today())


def titles(month, day: dt.date) -> list[str]:
    return [entry.happening.title for each in month.days if each.on == day for entry in each.entries]


def page_of(client, day: dt.date, query: str = "") -> str:
    answer = client.get(reverse("calendars:month", args=[day.year, day.month]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_is_whole_weeks_from_monday(hendra, body):
    month = of(hendra, body, dt.date(2026, 11, 15))
    assert len(month.days) % 7 == 0 and month.days[0].on.weekday() == 0
    assert [day.on for day in month.days if day.is_inside] == [dt.date(2026, 11, no) for no in range(1, 31)]


def test_an_activity_stands_on_its_day_before_later_ones(hendra, body, meeting, tomorrow):
    make.activity(body, title="Senam", on=tomorrow, starts_at=dt.time(6))
    make.activity(body, title="Bazar", on=tomorrow)
    assert titles(of(hendra, body, tomorrow), tomorrow) == ["Bazar", "Senam", "Rapat bulanan"]


def test_a_cancelled_activity_is_not_shown(hendra, body, meeting, tomorrow):
    cancel_activity(activity=meeting, reason="Hujan", by=hendra)
    assert titles(of(hendra, body, tomorrow), tomorrow) == []


def test_activities_of_a_body_that_she_does_not_read_are_left_out(world, hendra, tomorrow):
    above = make.body(world.kecamatan)
    make.activity(above, title="Rapat kecamatan", on=tomorrow)
    assert titles(of(hendra, above, tomorrow), tomorrow) == []
    assert titles(of(world.user("kecamatan"), above, tomorrow), tomorrow) == ["Rapat kecamatan"]


def test_open_days_of_the_posyandu_around_stand_there(world, hendra, body):
    posyandu = world.posyandu
    posyandu.schedule_week, posyandu.schedule_weekday = 2, 1
    posyandu.save()
    second_tuesday = dt.date(2026, 11, 10)
    assert f"Posyandu {posyandu.name} buka".replace("Posyandu Posyandu", "Posyandu") in titles(
        of(hendra, body, second_tuesday), second_tuesday
    )
    wide = make.body(world.kecamatan)
    assert titles(of(world.user("kecamatan"), wide, second_tuesday), second_tuesday) == []


def test_holidays_and_days_of_the_movement(hendra, body):
    month = of(hendra, body, dt.date(2026, 3, 1))
    by_day = {day.on: day for day in month.days}
    assert [kept.slug for kept in by_day[dt.date(2026, 3, 4)].kept] == ["hkg"]
    assert by_day[dt.date(2026, 3, 19)].holiday is not None and by_day[dt.date(2026, 3, 19)].is_free
    assert by_day[dt.date(2026, 3, 8)].is_free and not by_day[dt.date(2026, 3, 9)].is_free
    assert [kept.slug for kept in of(hendra, body, dt.date(2026, 8, 1)).kept] == ["menyusui", "vitamin_a_aug"]


def test_a_year_without_decree_says_that_it_is_estimated(sign_in, hendra):
    desk = sign_in(hendra)
    assert "belum diketahui" in page_of(desk, dt.date(2031, 5, 1))
    assert "belum diketahui" not in page_of(desk, dt.date(2026, 5, 1))
    assert "belum kami pastikan" in page_of(desk, dt.date(2026, 5, 1))


def test_more_than_fits_on_paper_is_counted(sign_in, hendra, body, tomorrow):
    for no in range(MOST + 2):
        make.activity(body, title=f"Kegiatan {no}", on=tomorrow)
    page = page_of(sign_in(hendra), tomorrow)
    assert "dan 2 lagi" in page and f"Kegiatan {MOST + 1}" in page


def test_one_body_of_several_can_be_chosen(world, hendra, sign_in, body, tomorrow):
    group = make.body(world.rw)
    make.grant(hendra, "group_officer", world.rw)
    make.activity(group, title="Arisan RW", on=tomorrow)
    make.activity(body, title="Rapat kelurahan", on=tomorrow)
    desk = sign_in(hendra)
    assert all(title in page_of(desk, tomorrow) for title in ("Arisan RW", "Rapat kelurahan"))
    chosen = page_of(desk, tomorrow, f"?lembaga={group.pk}")
    assert "Arisan RW" in chosen and "Rapat kelurahan" not in chosen
    assert "Rapat kelurahan" in page_of(desk, tomorrow, "?lembaga=bukan")


@pytest.mark.parametrize(("year", "number"), [(1900, 1), (2199, 1), (2026, 0), (2026, 13), (99999, 1)])
def test_a_month_that_is_none_is_not_there(sign_in, hendra, year, number):
    assert sign_in(hendra).get(f"/kalender/{year}/{number}/").status_code == 404
