"""The pages of a sheet: what a phone sends, the twin of the paper, and what is told to the later of two phones."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.contributions.actions import keep_count, save_sheet
from anyelir.contributions.actions.drafting import RowDraft
from anyelir.contributions.forms import whole_number
from anyelir.contributions.models import MeetingSheet, SheetLine
from anyelir.contributions.queries import SheetView
from anyelir.core.models import AuditEntry
from tests import factories as make
from tests.apps.contributions.conftest import DUES, PAID
from tests.refusals import code_of, refused_with

pytestmark = pytest.mark.django_db
ABOVE = ("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "bidan", "health_office")


@pytest.fixture
def page(sign_in, table):
    """``page("close", {...})`` posts to the sheet, ``page("sheet")`` opens it."""
    make.grant(table.by, "group_officer", table.body.region)
    browser = sign_in(table.by)

    def open_page(name, sent=None, key=None):
        address = reverse(f"contributions:{name}", args=[key or table.sheet.pk])
        return browser.get(address) if sent is None else browser.post(address, sent)

    return open_page


def test_what_the_phone_sends_is_kept_and_told(page, table):
    sent = {"v-1": "0", "m-1": "here", "a-1-iuran": "2000", "hv": "1", "d-iuran": "2.000", "n-1000": "3"}
    table.save(dues=DUES)
    sent["hv"] = str(table.now.version)
    answer = page("save", sent)
    assert (answer.status_code, answer.json()) == (200, {"rows": {"1": 1}, "head": 3})
    sheet = table.now
    assert (sheet.dues, sheet.notes) == ({"iuran": 2_000}, {"1000": 3})
    assert SheetLine.objects.get().amounts == {"iuran": 2_000}


def test_what_was_agreed_in_the_same_sending_is_kept_with_what_was_brought(page, table):
    """The first meeting of a group: its sheet shows no column of dues before that sending."""
    assert "iuran" not in {column.key for column in SheetView(table.now).columns}
    sent = {"v-1": "0", "m-1": "here", "a-1-iuran": "2000", "hv": str(table.now.version), "d-iuran": "2000"}
    assert page("save", sent).status_code == 200
    assert SheetLine.objects.get().amounts == {"iuran": 2_000} and table.now.dues == {"iuran": 2_000}


def test_the_later_phone_gets_the_row_as_it_is(page, table):
    table.save(dues=DUES)
    table.tick(table.people[0])
    with refused_with("changed_since"):
        answer = page("save", {"v-1": "0", "m-1": "away", "v-2": "0", "m-2": "away"})
    assert answer.status_code == 409
    [theirs] = answer.json()["rows"]
    assert (theirs["n"], theirs["v"], theirs["m"], sum(theirs["a"].values())) == (1, 1, "here", PAID)
    assert SheetLine.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dua ribu", "amount_unclear"),
        ("2,5", "amount_unclear"),
        ("-1", "amount_below_zero"),
        ("NaN", "amount_unclear"),
        ("1" * 12, "amount_too_large"),
        ("9" * 400, "amount_unclear"),
    ],
)
def test_amounts_that_are_none(text, code):
    assert code_of(whole_number, text, 1_000_000, "Iuran") == code


@pytest.mark.parametrize(("text", "number"), [("", 0), ("2000", 2000), ("2.000", 2000), ("Rp 2.000", 2000)])
def test_amounts_as_people_write_them(text, number):
    assert whole_number(text, 1_000_000, "Iuran") == number


def test_the_page_of_the_phone_names_all_and_nobody_as_paid(page, table):
    table.save(dues=DUES)
    text = page("sheet").content.decode()
    assert all(person.name in text for person in table.people)
    assert text.count('"a": {}') == len(table.people)


def test_the_twin_keeps_what_was_typed_when_it_is_refused(page, table):
    table.save(dues=DUES)
    sent = {"hv": "2", "v-1": "0", "a-1-iuran": "dua ribu", "v-2": "0", "a-2-iuran": "2.500", "n-500": "7"}
    sent["d-iuran"] = "2000"
    with refused_with("amount_unclear"):
        answer = page("twin", sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and "Ibu 1, Iuran: tulis angka saja" in text
    assert 'value="dua ribu"' in text and 'value="2.500"' in text
    sent["a-1-iuran"] = "2000"
    assert page("twin", sent).status_code == 302
    rows = {row.person.number: (row.mark, row.sum_idr) for row in SheetView(table.now).rows}
    assert rows[1] == ("here", 2_000) and rows[2] == ("here", 2_500) and table.now.notes == {"500": 7}


def test_a_tick_on_paper_is_what_was_agreed_of_all_that_was_left_empty(page, table):
    table.save(dues=DUES)
    sent = {f"v-{number}": "0" for number in (1, 2, 3, 4)}
    sent |= {"c-1": "1", "c-2": "1", "a-2-iuran": "0", "c-3": "1", "m-3": "entrusted"}
    assert page("twin", sent).status_code == 302
    rows = {row.person.number: (row.mark, row.sum_idr) for row in SheetView(table.now).rows}
    assert [rows[number] for number in (1, 2, 3, 4)] == [
        ("here", PAID),
        ("here", PAID - DUES["iuran"]),
        ("entrusted", PAID),
        ("", 0),
    ]


def test_paper_and_twin_have_the_rows_in_one_order(page, table):
    table.save(dues=DUES)
    for name in ("paper", "twin"):
        text = page(name).content.decode()
        places = [text.index(person.name) for person in table.people]
        assert places == sorted(places)


def test_closing_and_undoing_on_the_pages(page, table):
    table.fill()
    table.count(1_000)
    with refused_with("count_differs"):
        page("close", {})
    table.count(500_000 + 6 * PAID)
    page("close", {})
    text = page("sheet").content.decode()
    assert "Batalkan dan betulkan" in text and "Ibu 3" in text
    answer = page("undo", {"reason": "Salah ketik"})
    draft = MeetingSheet.objects.get(state="draft")
    assert answer.url == reverse("contributions:sheet", args=[draft.pk])
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"sheet.open", "sheet.close", "sheet.undo"} <= verbs
    assert "Ibu 1" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_the_trail_says_who_counted(table):
    table.fill()
    keep_count(sheet=table.sheet, by=table.by)
    assert AuditEntry.objects.filter(verb="sheet.count", actor_id=table.by.pk).count() == 1


def test_a_meeting_is_started_by_its_day(page, table):
    table.fill()
    table.close()
    answer = page("start", {"on": "26-11-2026", "place": "Balai RW"}, key=table.body.pk)
    sheet = MeetingSheet.objects.get(state="draft")
    assert answer.url == reverse("contributions:sheet", args=[sheet.pk])
    assert (sheet.activity.on, sheet.activity.place) == (dt.date(2026, 11, 26), "Balai RW")


def test_the_rest_and_a_planned_meeting(page, table):
    page("rest", {})
    assert {row.mark for row in SheetView(table.now).rows} == {"away"}
    planned = make.activity(table.body)
    with refused_with("sheet_open"):
        page("open", {}, key=planned.pk)


@pytest.fixture
def brought(world):
    row = RowDraft(world.saver, 0, "entrusted", {"simpanan:sukarela": 27_351})
    return save_sheet(sheet=world.sheet, rows=[row], by=world.user("dasawisma"))


@pytest.mark.parametrize("role", ABOVE)
def test_nobody_above_reads_a_named_amount(world, brought, sign_in, role):
    browser = sign_in(world.user(role))
    for name in ("sheet", "twin", "paper"):
        answer = browser.get(reverse(f"contributions:{name}", args=[brought.pk]))
        assert answer.status_code in (403, 404)
        assert world.saver.name not in answer.content.decode() and "27351" not in answer.content.decode()


def test_who_only_confirms_sees_sums_and_no_name(world, brought, sign_in):
    page = sign_in(world.user("chair")).get(reverse("contributions:sheet", args=[brought.pk]))
    assert "27.351" in page.content.decode() and world.saver.name not in page.content.decode()
