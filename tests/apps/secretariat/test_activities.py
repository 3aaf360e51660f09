"""Activities: planned, changed, held, cancelled; the book 4.13; what waits and what comes."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.secretariat import actions, printouts, waiting
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import Activity
from anyelir.secretariat.queries import activities as queries
from tests import factories as make
from tests.pages import flat
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def plan(body, by, **fields):
    values = {"title": "Rapat pleno", "kind": "meeting", "on": make.today(), "place": "Aula", **fields}
    return actions.plan_activity(body=body, by=by, **values)


class TestPlanning:
    def test_it_is_planned_and_noted(self, body, hendra):
        made = plan(body, hendra, starts_at=dt.time(9), ends_at=dt.time(11), partners=" Puskesmas  Cibinong ")
        assert (made.state, made.book_no, made.partners) == ("planned", None, "Puskesmas Cibinong")
        assert AuditEntry.objects.get(verb="activity.plan").detail == {"kind_of": "meeting"}

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"title": " "}, "title_missing"),
            ({"place": ""}, "place_missing"),
            ({"starts_at": dt.time(9), "ends_at": dt.time(9)}, "ends_before_start"),
            ({"starts_at": dt.time(9), "ends_at": dt.time(8, 59)}, "ends_before_start"),
            ({"ends_at": dt.time(9)}, "ends_before_start"),
        ],
    )
    def test_what_no_activity_may_say(self, body, hendra, fields, code):
        before = Activity.objects.count()
        assert code_of(plan, body, hendra, **fields) == code
        assert Activity.objects.count() == before

    def test_a_line_is_of_the_same_body_and_year_and_was_not_dropped(self, world, body, hendra):
        of_rw = make.plan_line(make.body(world.rw))
        assert code_of(plan, body, hendra, plan_line=of_rw) == "line_of_another"
        last_year = make.plan_line(body, year=make.today().year - 1)
        assert code_of(plan, body, hendra, plan_line=last_year) == "line_of_another_year"
        given_up = make.plan_line(body, "Batal", year=make.today().year)
        actions.drop_line(line=given_up, reason="x", by=hendra)
        assert code_of(plan, body, hendra, plan_line=given_up) == "line_dropped"

    def test_the_programme_follows_from_the_line(self, body, hendra):
        line = make.plan_line(body, "Bazar", year=make.today().year, work_item=make.work_item("umkm-bazar"))
        made = plan(body, hendra, plan_line=line, work_item=make.work_item("kiat"))
        assert (made.work_item.code, made.pokja) == ("umkm-bazar", 2)
        assert plan(body, hendra, work_item=make.work_item("ckg")).pokja == 4
        assert plan(body, hendra).pokja is None

    def test_organiser_and_programme_are_of_this_body(self, world, body, hendra):
        elsewhere = make.body(world.elsewhere)
        assert code_of(plan, body, hendra, organiser=make.post(elsewhere)) == "organiser_of_another"
        far = actions.add_item(
            body=elsewhere, parent=make.work_item(), title="Jauh", since=dt.date(2026, 1, 1), by=hendra
        )
        assert code_of(plan, body, hendra, work_item=far) == "item_elsewhere"

    def test_the_same_form_twice_is_one_activity(self, body, hendra):
        number = uuid7()
        assert plan(body, hendra, op_id=number) == plan(body, hendra, op_id=number)

    def test_two_who_change_one_do_not_undo_each_other(self, world, hendra):
        current = world.activity
        seen = mark_of(current)
        actions.change_activity(activity=current, place="Balai RW", seen=seen, by=hendra)
        given = {"activity": current, "title": "Lain", "seen": seen}
        assert code_of(actions.change_activity, by=hendra, **given) == "changed_since"
        current.refresh_from_db()
        assert (current.place, current.title) == ("Balai RW", "Rapat pleno")
        assert AuditEntry.objects.get(verb="activity.change").detail == {"fields": ["place"]}

    def test_the_database_keeps_what_holds_for_each(self, body):
        wrong = [
            {"starts_at": dt.time(9), "ends_at": dt.time(8)},
            {"state": "held"},
            {"state": "cancelled"},
            {"cancel_reason": "Hujan"},
            {"book_no": 1, "book_year": 2026, "state": "planned"},
            {"pokja": 5},
        ]
        for fields in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                make.activity(body, **fields)


class TestHolding:
    def test_it_gets_the_next_number_of_its_year(self, body, hendra):
        first, second = (plan(body, hendra, on=make.today() - n * DAY) for n in (0, 1))
        for number, each in enumerate((first, second), start=1):
            done = actions.hold_activity(
                activity=each, reached=30, conclusions="Sepakat.\nLanjut.", by=hendra
            )
            assert (done.state, done.book_no, done.book_year) == ("held", number, each.on.year)
        assert done.conclusions == "Sepakat.\nLanjut."
        assert AuditEntry.objects.filter(verb="activity.hold").count() == 2

    def test_numbers_are_of_one_body_and_year(self, world, body, hendra):
        other = make.body(world.rw)
        old = plan(body, hendra, on=dt.date(2025, 12, 30))
        for each in (plan(body, hendra), plan(other, hendra), old):
            assert actions.hold_activity(activity=each, by=hendra).book_no == 1

    def test_not_before_its_day_nor_twice(self, body, hendra):
        ahead = plan(body, hendra, on=make.today() + DAY)
        assert code_of(actions.hold_activity, activity=ahead, by=hendra) == "date_ahead"
        done = actions.hold_activity(activity=ahead, on=make.today(), by=hendra)
        assert code_of(actions.hold_activity, activity=done, by=hendra) == "already_held"
        moved = {"activity": done, "on": make.today() + DAY, "by": hendra}
        assert code_of(actions.change_activity, **moved) == "date_ahead"
        old = {"activity": done, "on": dt.date(2025, 5, 5), "by": hendra}
        assert code_of(actions.change_activity, **old) == "number_of_another_year"

    def test_what_was_held_keeps_a_line_that_is_dropped_later(self, body, hendra):
        line = make.plan_line(body, "Bazar", year=make.today().year)
        done = actions.hold_activity(activity=plan(body, hendra, plan_line=line), by=hendra)
        actions.drop_line(line=line, reason="x", by=hendra)
        changed = actions.change_activity(activity=done, place="Balai RW", by=hendra)
        assert changed.plan_line == line

    def test_a_cancelled_one_keeps_its_number_and_its_reason(self, body, hendra):
        done = actions.hold_activity(activity=plan(body, hendra), by=hendra)
        gone = actions.cancel_activity(activity=done, reason="Salah catat", by=hendra)
        assert (gone.state, gone.book_no, gone.cancel_reason) == ("cancelled", 1, "Salah catat")
        assert AuditEntry.objects.filter(verb="activity.cancel").count() == 1
        assert actions.hold_activity(activity=plan(body, hendra), by=hendra).book_no == 2
        for act in (actions.hold_activity, actions.change_activity):
            assert code_of(act, activity=gone, by=hendra) == "activity_cancelled"
        assert code_of(actions.cancel_activity, activity=gone, reason="x", by=hendra) == "activity_cancelled"

    def test_cancelling_needs_a_reason(self, world, hendra):
        given = {"activity": world.activity, "reason": "\u200b ", "by": hendra}
        assert code_of(actions.cancel_activity, **given) == "reason_missing"


class TestBook:
    """Form 4.13 of the handbook, section 3: no; nama; jabatan; kegiatan: tanggal, tempat, uraian; tanda tangan."""

    def held(self, body, **fields):
        post = make.post(body, "pokja_chair", "Mira Lestari", pokja=2)
        values = {"on": dt.date(2026, 3, 5), "organiser": post, "conclusions": "Sepakat", **fields}
        return make.activity(body, **values)

    def test_the_seven_columns(self, body):
        table = printouts.activity_table([self.held(body, book_no=7)])
        assert [str(column.title) for column in table.columns] == [
            "No.",
            "Nama",
            "Jabatan",
            "Tanggal",
            "Tempat",
            "Uraian",
            "Tanda tangan",
        ]
        assert table.groups == [("", 1), ("", 1), ("", 1), ("Kegiatan", 3), ("", 1)] and table.is_numbered
        [row] = table.rows
        assert row == [
            7,
            "Mira Lestari",
            "Ketua Pokja II",
            "5 Mar 2026",
            "Aula kelurahan",
            "Rapat pleno\nSepakat",
            "",
        ]

    def test_the_workbook_has_the_grouped_head_and_the_row_of_numbers(self, client_of_hendra, body):
        self.held(body, book_no=1)
        address = reverse("secretariat:activity-xlsx", args=[body.pk, 2026])
        book = openpyxl.load_workbook(io.BytesIO(client_of_hendra.get(address).content))
        rows = [[cell for cell in row if cell not in (None, "")] for row in book.active.values]
        assert ["Kegiatan"] in rows and list(range(1, 8)) in rows
        assert [
            1,
            "Mira Lestari",
            "Ketua Pokja II",
            "5 Mar 2026",
            "Aula kelurahan",
            "Rapat pleno\nSepakat",
        ] in rows

    def test_only_what_has_a_number_stands_in_it_in_the_order_of_numbers(self, body):
        self.held(body, book_no=2, on=dt.date(2026, 1, 1))
        self.held(body, book_no=1)
        gone = self.held(body, book_no=3, state="cancelled", cancel_reason="Salah catat")
        make.activity(body)
        rows = list(queries.numbered_activities(body, 2026))
        assert [each.book_no for each in rows] == [1, 2, 3]
        assert printouts.activity_table([gone]).rows[0][5] == "Rapat pleno\nDibatalkan: Salah catat"


class TestPages:
    def test_from_a_line_of_the_plan_to_what_came_of_it(self, client_of_hendra, body):
        line = make.plan_line(body, "Bazar UP2K", year=make.today().year, work_item=make.work_item("up2k"))
        address = reverse("secretariat:plan-activity", args=[body.pk])
        page = client_of_hendra.get(f"{address}?baris={line.pk}")
        assert f'value="{line.pk}" selected' in flat(page)
        typed = {"title": "Bazar", "kind": "service", "on": make.today(), "place": "Lapangan"}
        made = client_of_hendra.post(address, {**typed, "plan_line": line.pk})
        activity = Activity.objects.get(title="Bazar")
        assert made.url == reverse("secretariat:hold", args=[activity.pk])
        came = {"on": make.today(), "place": "Lapangan", "reached": "1.200", "conclusions": "Laku semua."}
        page = flat(client_of_hendra.post(made.url, came, follow=True))
        assert "Tersimpan dengan nomor 1 di buku kegiatan." in page
        assert "1.200" in page and "Laku semua." in page and "Bazar UP2K" in page

    def test_a_refusal_stands_at_its_field_with_all_that_was_typed(self, client_of_hendra, body):
        address = reverse("secretariat:plan-activity", args=[body.pk])
        typed = {"title": "Bazar", "kind": "service", "on": make.today(), "place": "Lapangan"}
        wrong = client_of_hendra.post(address, {**typed, "starts_at": "10.00", "ends_at": "09:00"})
        page = flat(wrong)
        assert wrong.status_code == 422 and "Jam selesai sesudah jam mulai." in page
        assert 'value="Bazar"' in page and not Activity.objects.filter(title="Bazar").exists()

    def test_a_line_of_another_body_is_not_offered_and_not_taken(self, client_of_hendra, world, body):
        foreign = make.plan_line(make.body(world.rw), "Rahasia RW", year=make.today().year)
        address = reverse("secretariat:plan-activity", args=[body.pk])
        assert "Rahasia RW" not in flat(client_of_hendra.get(f"{address}?baris={foreign.pk}"))
        typed = {"title": "Bazar", "kind": "service", "on": make.today(), "place": "Lapangan"}
        assert client_of_hendra.post(address, {**typed, "plan_line": foreign.pk}).status_code == 422


class TestWaiting:
    def test_what_passed_asks_whether_it_took_place(self, world, body, hendra):
        Activity.objects.update(state="cancelled", cancel_reason="x")
        old = make.activity(body, "Rapat lama", on=make.today() - DAY)
        make.activity(body, "Rapat hari ini")
        make.activity(make.body(world.rw), "Rapat RW", on=make.today() - DAY)
        [task] = waiting.activities_to_report(hendra)
        assert task.title == "Terlaksana atau tidak: Rapat lama"
        assert task.url == reverse("secretariat:activity", args=[old.pk])
        assert waiting.activities_to_report(world.user("kecamatan")) == []

    def test_the_next_week_shows_what_is_planned(self, body, hendra):
        Activity.objects.update(state="cancelled", cancel_reason="x")
        make.activity(body, "Rapat", on=make.today() + 7 * DAY, starts_at=dt.time(9, 30))
        make.activity(body, "Nanti", on=make.today() + 8 * DAY)
        make.activity(body, "Batal", on=make.today() + DAY, state="cancelled", cancel_reason="x")
        [coming] = waiting.coming_days(hendra)
        assert (coming.title, coming.note, coming.on) == ("Rapat", "jam 09.30", make.today() + 7 * DAY)

    @pytest.mark.parametrize(
        ("today", "has_plan", "waits"),
        [("2027-01-01", False, True), ("2027-01-31", True, False), ("2027-02-01", False, False)],
    )
    def test_a_year_without_a_plan_waits_in_january(self, body, hendra, monkeypatch, today, has_plan, waits):
        monkeypatch.setattr(waiting, "today_at", lambda _region: dt.date.fromisoformat(today))
        if has_plan:
            make.plan_line(body, year=2027)
        titles = [task.title for task in waiting.missing_plans(hendra)]
        assert titles == (["Rencana 2027 belum dibuat"] if waits else [])
