"""The work plan: its lines, what was done of them, last year's lines, programmes of the region."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.rules.work_plan import PlanMonth
from anyelir.secretariat import actions
from anyelir.secretariat.marks import mark_of
from anyelir.secretariat.models import Activity, PlanLine, WorkItem
from anyelir.secretariat.planting import plant_tree
from anyelir.secretariat.queries import plans
from tests import factories as make
from tests.pages import flat
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
JANUARY = dt.date(2026, 1, 1)


def add(body, by, title="Sosialisasi KTIAT", months=(3, 9), **fields):
    values = {"year": 2026, "work_item": make.work_item(), **fields}
    return actions.add_line(body=body, title=title, months=months, by=by, **values)


def change(line, by, **fields):
    values = {"work_item": line.work_item, "title": line.title, "months": line.month_numbers, **fields}
    return actions.change_line(line=line, by=by, **values)


class TestTree:
    def test_every_site_has_the_tree(self, db):
        kiat = WorkItem.objects.get(code="kiat")
        assert (str(kiat), kiat.pokja, kiat.parent.code, kiat.other_names) == (
            "KIAT: keluarga anti perdagangan orang",
            1,
            "paaredi",
            ("KIAT", "KTIAT"),
        )

    def test_planting_again_mends_and_adds_nothing(self, db):
        WorkItem.objects.filter(code="kiat").update(title="KIAT salah tulis")
        before = set(WorkItem.objects.values_list("pk", flat=True))
        plant_tree()
        assert set(WorkItem.objects.values_list("pk", flat=True)) == before
        assert make.work_item("kiat").title == "KIAT: keluarga anti perdagangan orang"

    def test_an_addition_stands_below_its_node_and_says_so(self, body, hendra):
        added = actions.add_item(
            body=body, parent=make.work_item(), title="Kader 1001", since=JANUARY, by=hendra
        )
        assert (str(added), added.level, added.pokja) == ("Kader 1001 (daerah)", "action", 1)
        codes = [work_item.code for work_item in plans.items_of(body, 2026)]
        assert codes.index("kader-1001") == codes.index("kiat") + 1
        assert AuditEntry.objects.filter(verb="plan.item").count() == 1

    def test_an_addition_is_offered_below_and_nowhere_else(self, world, body, hendra):
        actions.add_item(body=body, parent=make.work_item(), title="Kader 1001", since=JANUARY, by=hendra)

        def knows(place):
            return plans.items_of(make.body(place), 2026).filter(code="kader-1001").exists()

        assert knows(world.rw) and knows(world.kelurahan)
        assert not knows(world.next_kelurahan) and not knows(world.kecamatan)

    @pytest.mark.parametrize("title", ["KTIAT", "kiat", "PAAR", "Rumah Dilan"])
    def test_a_programme_that_exists_is_no_addition_however_it_is_spelled(self, body, hendra, title):
        given_ = {"body": body, "parent": make.work_item("b1"), "title": title, "since": JANUARY}
        assert code_of(actions.add_item, by=hendra, **given_) == "item_known"

    def test_below_an_action_there_is_nothing(self, body, hendra):
        given_ = {"body": body, "title": "Kader 1001", "since": JANUARY, "by": hendra}
        assert code_of(actions.add_item, parent=make.work_item("pkbn-sip"), **given_) == "item_too_deep"

    def test_an_addition_has_a_name_and_hangs_on_what_is_known_here(self, world, body, hendra):
        far = actions.add_item(
            body=make.body(world.elsewhere), parent=make.work_item(), title="Jauh", since=JANUARY, by=hendra
        )
        given_ = {"body": body, "since": JANUARY, "by": hendra}
        assert code_of(actions.add_item, parent=far, title="Kader", **given_) == "item_elsewhere"
        assert code_of(actions.add_item, parent=make.work_item(), title="!?", **given_) == "title_missing"

    def test_the_list_shows_the_spelling_by_which_people_know_it(self, client_of_hendra, body):
        page = flat(client_of_hendra.get(reverse("secretariat:add-line", args=[body.pk, 2026])))
        assert "KIAT: keluarga anti perdagangan orang (KTIAT)" in page


class TestLines:
    def test_a_line_is_added_with_its_months(self, body, hendra):
        line = add(body, hendra, target="40 kader", source="apbd", remark="bersama RW")
        assert (line.months, line.month_numbers, line.source) == (0b1_0000_0100, (3, 9), "apbd")
        noted = AuditEntry.objects.get(verb="plan.add")
        assert noted.detail == {"year": 2026} and noted.region_code == body.region_id

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"title": "  "}, "title_missing"),
            ({"months": ()}, "months_missing"),
            ({"title": "rapat   PLENO"}, "line_twice"),
            ({"year": 1999}, "plan_year"),
            ({"year": 2200}, "plan_year"),
        ],
    )
    def test_a_line_that_cannot_be(self, body, hendra, fields, code):
        assert code_of(add, body, hendra, **fields) == code
        assert PlanLine.objects.count() == 1

    def test_a_programme_of_another_place_cannot_be_planned(self, world, body, hendra):
        far = actions.add_item(
            body=make.body(world.elsewhere), parent=make.work_item(), title="Jauh", since=JANUARY, by=hendra
        )
        assert code_of(add, body, hendra, work_item=far) == "item_elsewhere"

    def test_the_same_form_twice_makes_one_line(self, body, hendra):
        number = uuid7()
        assert add(body, hendra, op_id=number) == add(body, hendra, op_id=number)
        assert PlanLine.objects.filter(title="Sosialisasi KTIAT").count() == 1

    def test_a_line_is_changed(self, world, hendra):
        line = change(world.plan_line, hendra, title="Rapat kerja", months=[2])
        assert (line.title, line.month_numbers) == ("Rapat kerja", (2,))
        assert AuditEntry.objects.get(verb="plan.change").detail == {"fields": ["months", "title"]}

    def test_two_who_change_one_line_do_not_undo_each_other(self, world, hendra):
        """Both opened the page; whoever saves second is told, and the first change stays."""
        seen = mark_of(world.plan_line)
        change(world.plan_line, hendra, months=[2], seen=seen)
        assert code_of(change, world.plan_line, hendra, title="Rapat kerja", seen=seen) == "changed_since"
        world.plan_line.refresh_from_db()
        assert (world.plan_line.title, world.plan_line.month_numbers) == ("Rapat pleno", (2,))

    def test_a_dropped_line_stays_with_its_reason(self, world, body, hendra):
        line = actions.drop_line(line=world.plan_line, reason="Dana dialihkan", by=hendra)
        plan = plans.work_plan(body, 2026)
        assert (plan.lines, [each.line for each in plan.dropped]) == ([], [line])
        assert plan.dropped[0].line.drop_reason == "Dana dialihkan" and plan.dropped[0].late == 0
        assert AuditEntry.objects.filter(verb="plan.drop").count() == 1
        assert code_of(change, line, hendra, months=[2]) == "line_dropped"
        assert code_of(actions.drop_line, line=line, reason="Lagi", by=hendra) == "line_dropped"
        # Its place is free for another try.
        assert add(body, hendra, title="Rapat pleno").pk != line.pk

    def test_dropping_needs_a_reason_and_no_open_activity(self, world, body, hendra):
        assert code_of(actions.drop_line, line=world.plan_line, reason=" ", by=hendra) == "reason_missing"
        planned = make.activity(body, plan_line=world.plan_line)
        assert code_of(actions.drop_line, line=world.plan_line, reason="x", by=hendra) == "line_has_planned"
        actions.cancel_activity(activity=planned, reason="Hujan", by=hendra)
        assert actions.drop_line(line=world.plan_line, reason="x", by=hendra).is_dropped


class TestCopying:
    def test_last_year_comes_over_in_one_press(self, world, body, hendra):
        dropped = make.plan_line(body, "Batal", year=2026)
        actions.drop_line(line=dropped, reason="x", by=hendra)
        make.plan_line(body, "Lomba", year=2026, months=[8], target="12 dasawisma", source="csr")
        make.plan_line(body, "rapat pleno", year=2027, months=[12])
        assert actions.copy_plan(body=body, year=2027, by=hendra) == body
        copied = plans.open_lines(body, 2027).exclude(title="rapat pleno")
        assert [(line.title, line.year, line.month_numbers, line.target, line.source) for line in copied] == [
            ("Lomba", 2027, (8,), "12 dasawisma", "csr")
        ]
        assert AuditEntry.objects.get(verb="plan.copy").detail == {"year": 2027, "lines": 1}
        assert code_of(actions.copy_plan, body=body, year=2027, by=hendra) == "nothing_to_copy"

    def test_a_programme_that_ended_is_left_behind(self, body, hendra):
        work_item = actions.add_item(
            body=body, parent=make.work_item(), title="Kader 1001", since=JANUARY, by=hendra
        )
        make.plan_line(body, "Lama", work_item=work_item)
        WorkItem.objects.filter(pk=work_item.pk).update(until=dt.date(2026, 12, 31))
        actions.copy_plan(body=body, year=2027, by=hendra)
        assert [line.title for line in plans.open_lines(body, 2027)] == ["Rapat pleno"]

    def test_the_button_says_how_many_there_are(self, client_of_hendra, body):
        address = reverse("secretariat:copy-plan", args=[body.pk, 2027])
        page = flat(client_of_hendra.post(address, {"op_id": str(uuid7())}, follow=True))
        assert "Sekarang ada 1 baris rencana." in page and "Rapat pleno" in page


class TestRealisation:
    """It is counted from the activities that name the line, and typed nowhere."""

    def test_what_was_held_counts_and_nothing_else(self, body, monkeypatch):
        monkeypatch.setattr(plans, "today_at", lambda _region: dt.date(2026, 7, 15))
        line = make.plan_line(body, "Pelatihan", months=[3, 5, 9])
        days = [dt.date(2026, 3, 2), dt.date(2026, 3, 20)]
        for number, on in enumerate(days, start=1):
            make.activity(body, plan_line=line, on=on, book_no=number)
        make.activity(body, plan_line=line, on=dt.date(2026, 5, 2))
        make.activity(body, on=dt.date(2026, 5, 3), book_no=3)
        make.activity(body, plan_line=line, on=dt.date(2026, 5, 4), state="cancelled", cancel_reason="Hujan")
        shown = next(each for each in plans.work_plan(body, 2026).lines if each.line == line)
        assert {month: shown.states[month - 1].value for month in (3, 5, 9)} == {
            3: "done",
            5: "late",
            9: "planned",
        }
        assert (shown.done, shown.planned, shown.late, len(shown.held)) == (1, 3, 1, 2)

    def test_the_plan_of_another_body_has_nothing_of_it(self, world, body):
        other = make.plan_line(make.body(world.rw), "Rapat RW")
        assert other not in [each.line for each in plans.work_plan(body, 2026).lines]

    def test_a_plan_takes_two_queries_whatever_its_size(self, body, django_assert_num_queries):
        for number in range(12):
            line = make.plan_line(body, f"Baris {number}")
            make.activity(body, plan_line=line, on=dt.date(2026, 1, 5), book_no=number + 1)
        with django_assert_num_queries(2):
            assert plans.work_plan(body, 2026).done == 12

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(
        months=st.sets(st.integers(1, 12), min_size=1),
        acts=st.lists(
            st.tuples(st.integers(1, 12), st.sampled_from(["planned", "held", "cancelled"])), max_size=8
        ),
        month=st.integers(1, 12),
    )
    def test_any_history_of_activities(self, body, monkeypatch, months, acts, month):
        """The matrix of a line says what a plain count of its activities says."""
        monkeypatch.setattr(plans, "today_at", lambda _region: dt.date(2026, month, 28))
        Activity.objects.filter(plan_line__body=body).delete()
        PlanLine.objects.filter(body=body).delete()
        line, numbers = make.plan_line(body, "Baris", months=months), itertools.count(1)
        for at, state in acts:
            fields = {"book_no": next(numbers)} if state == "held" else {"state": state}
            reason = {"cancel_reason": "x"} if state == "cancelled" else {}
            make.activity(body, plan_line=line, on=dt.date(2026, at, 3), **fields, **reason)
        held = {at for at, state in acts if state == "held"}
        [shown] = plans.work_plan(body, 2026).lines
        marked = {at for at in range(1, 13) if shown.states[at - 1] in (PlanMonth.DONE, PlanMonth.EXTRA)}
        assert marked == held
        assert len(shown.held) == sum(state == "held" for _at, state in acts)
        late = {at for at in range(1, 13) if shown.states[at - 1] == PlanMonth.LATE}
        assert late <= months - held and all(at < month for at in late)
        assert shown.done == min(len(months), shown.done) and shown.planned == len(months)


class TestPages:
    def test_each_state_is_said_in_a_word(self, client_of_hendra, body, monkeypatch):
        monkeypatch.setattr(plans, "today_at", lambda _region: dt.date(2026, 7, 15))
        line = make.plan_line(body, "Pelatihan", months=[3, 5, 9])
        make.activity(body, plan_line=line, on=dt.date(2026, 3, 2), book_no=1)
        page = flat(client_of_hendra.get(reverse("secretariat:plan", args=[body.pk, 2026])))
        for key, said in (("done", "sudah"), ("late", "lewat"), ("planned", "rencana")):
            assert f'sec-sign--{key}"><svg' in page and f"</svg>{said}</span>" in page
        assert "1 dari 3" in page

    def test_a_year_that_is_none_is_not_there(self, client_of_hendra, body):
        for year in (1999, 2200):
            for name in ("plan", "add-line", "plan-pdf", "activities", "report", "report-docx"):
                address = reverse(f"secretariat:{name}", args=[body.pk, year])
                assert client_of_hendra.get(address).status_code == 404, (name, year)

    def test_a_line_is_typed_on_the_page(self, client_of_hendra, body):
        address = reverse("secretariat:add-line", args=[body.pk, 2026])
        typed = {"work_item": make.work_item("up2k").pk, "title": "Bazar UP2K", "months": ["8"]}
        assert client_of_hendra.post(address, typed).status_code == 302
        refused = client_of_hendra.post(address, {**typed, "months": []})
        assert refused.status_code == 422 and "Pilih paling sedikit satu bulan." in flat(refused)
        wrong = client_of_hendra.post(address, {**typed, "title": "Lain", "months": ["13"]})
        assert wrong.status_code == 422
        assert PlanLine.objects.filter(title="Bazar UP2K").get().work_item.code == "up2k"
