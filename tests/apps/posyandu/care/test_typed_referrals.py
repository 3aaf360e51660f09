"""What people type into a referral and its answers, what the inbox shows, and whom it shows it to."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.urls import reverse

from anyelir.posyandu.care.models import Referral, ReferralEvent
from anyelir.posyandu.care.models.referral import NEXT, STEPS
from anyelir.posyandu.care.queries.referrals import (
    BOXES,
    BY_POSYANDU,
    BY_PUSKESMAS,
    box_sizes,
    overdue,
    steps_open_to,
)
from anyelir.posyandu.care.wording import REASON_NAMES
from tests import factories as make
from tests.desk import FAR_AWAY, FAR_AWAY_DAYS, LONG_AGO, LONG_AGO_DAYS, NO_DAY, NO_DAYS, UNSEEN, Desk

pytestmark = pytest.mark.django_db
Status = Referral.Status
DAY = dt.timedelta(days=1)
TEXTS = [
    ("Anak lesu.\r\n\r\n\r\nIbu cemas.", "Anak lesu.\n\nIbu cemas."),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("Berat & \"tinggi\" 'turun'", "Berat & \"tinggi\" 'turun'"),
    ("\u202eAnak lesu\u202c\x00", "Anak lesu"),
    ("🌺 ميلاتي", "🌺 ميلاتي"),
    ("a" * 500, "a" * 500),
]


def day(ago: int = 0) -> str:
    return f"{make.today() - ago * DAY}"


@pytest.fixture
def raka(world):
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=14)
    make.enrolment(world.posyandu, child)
    return child


@pytest.fixture
def referring(world, sign_in, raka):
    right = {"reasons": ["not_gained", "stunted"], "puskesmas": str(world.puskesmas.pk), "urgency": "routine"}
    right |= {"due_on": day(), "accompanied_by": "Bu Sari", "note_text": "Anak lesu."}
    return Desk(sign_in(world.user("kader")), reverse("posyandu:refer", args=[raka.pk]), right)


def answering(client, referral) -> Desk:
    return Desk(client, reverse("posyandu:referral", args=[referral.pk]))


# --- sending --------------------------------------------------------------------------------------------------------


def test_a_referral_says_what_is_wrong(referring, world):
    away = make.puskesmas(world.elsewhere, "Karangasem I")
    referring.refuses_each("reasons", [[], None], "Pilih paling sedikit satu alasan.")
    referring.refuses_each("reasons", [["lelah"], ["stunted", "x"]], "pilihan")
    referring.refuses_each("puskesmas", ["", None, str(away.pk)], "")
    referring.refuses_each("urgency", ["", "sekali", None], "")
    referring.refuses_each("due_on", NO_DAYS, NO_DAY)
    referring.refuses_each("due_on", LONG_AGO_DAYS, LONG_AGO)
    referring.refuses_each("due_on", FAR_AWAY_DAYS, FAR_AWAY)
    referring.refuses_each("due_on", [day(1), "2020-02-29"], "Pilih hari ini atau sesudahnya.")
    referring.refuses("accompanied_by", "S" * 121, "paling banyak 120 karakter")
    referring.refuses("note_text", "a" * 501, "paling banyak 500 karakter")
    referring.refuses_each("note_text", ["", UNSEEN, " \n "], "Tuliskan alasan lain itu.", reasons=["other"])


@pytest.mark.parametrize(("typed", "kept"), TEXTS)
def test_a_note_is_kept_as_it_is_seen(referring, raka, typed, kept):
    page = referring.client.get(referring.saves(note_text=typed).url).content.decode()
    assert Referral.objects.get(child=raka).note == kept
    assert html.escape(kept).splitlines()[0] in page and "<script>alert" not in page


@pytest.mark.parametrize("due_on", ["", day(), day(-30), "31-12-2199"])
def test_a_day_by_which_to_come_is_of_today_or_later(referring, raka, due_on):
    page = referring.client.get(referring.saves(due_on=due_on).url)
    assert page.status_code == 200 and bool(Referral.objects.get(child=raka).due_on) == bool(due_on)


@pytest.mark.parametrize("reason", REASON_NAMES)
def test_every_reason_is_offered_kept_and_told(referring, raka, reason):
    assert f'value="{reason}"' in referring.client.get(referring.address).content.decode()
    page = referring.client.get(referring.saves(reasons=[reason]).url).content.decode()
    assert Referral.objects.get(child=raka).reasons == [reason]
    assert html.escape(str(REASON_NAMES[reason]), quote=False)[:20] in html.unescape(page)


def test_a_second_tab_sends_no_second_referral(referring, world):
    referring.saves()
    referring.refuses_all("masih punya rujukan yang belum selesai ke puskesmas ini")
    referring.saves(puskesmas=str(world.other_puskesmas.pk))


def test_a_child_without_posyandu_is_not_referred_and_the_page_says_why(world, sign_in, raka):
    raka.enrolments.all().delete()
    answer = sign_in(world.user("secretary")).get(reverse("posyandu:refer", args=[raka.pk]))
    assert answer.status_code == 409 and "belum terdaftar di posyandu" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("kader", 200),
        ("chair", 200),
        ("bidan", 200),
        ("secretary", 200),
        ("next_kader", 404),
        ("other_puskesmas", 404),
        ("dasawisma", 403),
        ("kecamatan", 403),
        ("kabupaten", 403),
        ("health_office", 403),
        ("stranger", 404),
    ],
)
def test_who_may_refer_a_child(world, sign_in, raka, role, status):
    address = reverse("posyandu:refer", args=[raka.pk])
    client = sign_in(world.user(role))
    assert client.get(address).status_code == status
    assert client.post(address, {}).status_code == (422 if status == 200 else status)
    assert not Referral.objects.filter(child=raka).exists()


# --- answering ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("answers", "refers"), [(True, False), (False, True), (True, True), (False, False)])
def test_the_steps_offered_are_those_that_follow_and_are_ones_own(world, status, answers, refers):
    allowed = (BY_PUSKESMAS if answers else set()) | (BY_POSYANDU if refers else set())
    world.referral.status = status
    offered = steps_open_to(world.referral, answers=answers, refers=refers)
    assert offered == [step for step in NEXT[status] if step in allowed]
    assert bool(offered) <= (status not in (Status.CLOSED, Status.CANCELLED))


@pytest.mark.parametrize("status", STEPS)
@pytest.mark.parametrize("role", ["bidan", "kader"])
def test_a_step_is_taken_by_those_to_whom_it_belongs(world, sign_in, role, status):
    """From the very beginning, with words where they are needed."""
    allowed = BY_PUSKESMAS if role == "bidan" else BY_POSYANDU
    desk = answering(sign_in(world.user(role)), world.referral)
    is_open = status in NEXT[Status.CREATED] and (
        status in allowed or role == "bidan" and status in BY_POSYANDU
    )
    answer = desk.send(status=status, remark="Sudah diperiksa")
    world.referral.refresh_from_db()
    assert answer.status_code == (302 if is_open else 422)
    assert world.referral.status == (status if is_open else Status.CREATED)


def test_an_answer_says_what_is_wrong(world, sign_in):
    desk = answering(sign_in(world.user("bidan")), world.referral)
    desk.refuses_each("status", ["", None], "")
    desk.refuses_each(
        "status", ["selesai", "created", "🌺", "9" * 3000], "Langkah ini tidak bisa dari sini lagi."
    )
    for status in (Status.RESULT, Status.CANCELLED):
        desk.refuses_each("remark", ["", UNSEEN, " \n\n "], "Tuliskan keterangannya.", status=status)
    desk.refuses("remark", "a" * 1001, "paling banyak 1000 karakter", status=Status.RESULT)
    desk.saves(status=Status.RESULT, remark="a" * 1000)


def test_a_colleague_who_was_quicker_is_told_in_plain_words(world, sign_in):
    """Two desks of one puskesmas: the step that both pages offered was taken, and the second says so."""
    lilis, nia = sign_in(world.user("bidan")), make.user("nia", "Nia Kurnia")
    make.grant(nia, "puskesmas_staff", unit=world.puskesmas)
    answering(lilis, world.referral).saves(status=Status.RECEIVED)
    paper = answering(sign_in(nia), world.referral).refuses(
        "status", Status.RECEIVED, "Langkah ini tidak bisa dari sini lagi."
    )
    assert "received" not in paper.errors["status"]
    assert ReferralEvent.objects.filter(referral=world.referral, status=Status.RECEIVED).count() == 1


@pytest.mark.parametrize(("typed", "kept"), TEXTS)
def test_a_result_is_kept_as_it_is_seen(world, sign_in, typed, kept):
    desk = answering(sign_in(world.user("bidan")), world.referral)
    page = desk.client.get(desk.saves(status=Status.RESULT, remark=typed).url).content.decode()
    world.referral.refresh_from_db()
    assert world.referral.result == kept and "<script>alert" not in page
    assert html.escape(kept).splitlines()[0] in page


@pytest.mark.parametrize(
    ("role", "read", "written"),
    [
        ("kader", 200, 422),
        ("chair", 200, 422),
        ("bidan", 200, 422),
        ("secretary", 200, 422),
        ("next_kader", 404, 404),
        ("other_puskesmas", 404, 404),
        ("dasawisma", 403, 403),
        ("kecamatan", 403, 403),
        ("provinsi", 403, 403),
        ("health_office", 403, 403),
        ("stranger", 404, 404),
    ],
)
def test_who_reads_and_answers_a_referral(world, sign_in, role, read, written):
    client, address = sign_in(world.user(role)), reverse("posyandu:referral", args=[world.referral.pk])
    assert client.get(address).status_code == read
    assert client.post(address, {}).status_code == written
    world.referral.refresh_from_db()
    assert world.referral.status == Status.CREATED


# --- the inbox ------------------------------------------------------------------------------------------------------


@pytest.fixture
def inbox(world):
    """One referral in every state, with the child named after it; and one at the neighbours'."""
    Referral.objects.all().delete()
    for number, status in enumerate(Status):
        child = make.child(world.family, f"Anak {status.value}", age_months=14)
        urgency = Referral.Urgency.URGENT if number % 2 else Referral.Urgency.ROUTINE
        fields = {"status": status, "urgency": urgency, "referred_on": make.today() - number * DAY}
        make.referral(child, world.posyandu, world.puskesmas, **fields)
    world.next_posyandu.puskesmas = world.other_puskesmas
    world.next_posyandu.save()
    make.referral(world.next_child, world.next_posyandu, world.other_puskesmas)
    return reverse("posyandu:referral-inbox")


def children_on(client, address, **asked) -> list[str]:
    page = client.get(address, asked)
    assert page.status_code == 200
    return [row.child.name.removeprefix("Anak ") for row in page.context["page"]]


OPEN = [status.value for status in Status if NEXT[status]]


@pytest.mark.parametrize(
    ("box", "statuses"), [*BOXES.items(), ("", OPEN), ("x", OPEN), ("\x00", OPEN), ("new ", OPEN)]
)
def test_a_box_has_its_states_the_newest_first(world, sign_in, inbox, box, statuses):
    for role in ("bidan", "kader"):
        listed = children_on(sign_in(world.user(role)), inbox, kotak=box)
        assert listed == [status.value for status in Status if status in statuses]


def test_the_sizes_of_the_boxes_are_those_of_the_open_ones_in_them(world, sign_in, inbox):
    client = sign_in(world.user("bidan"))
    sizes = client.get(inbox).context["sizes"]
    assert sizes == {"new": 1, "waiting": 2, "seen": 3, "done": 0}
    for box in ("new", "waiting", "seen"):
        assert len(children_on(client, inbox, kotak=box)) == sizes[box]
    assert box_sizes(Referral.objects.none()) == dict.fromkeys(BOXES, 0)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("anak received", ["received"]),
        ("RECEIVED", ["received"]),
        ("anyelir", OPEN),
        ("mawar", []),
        ("bagas", []),
        ("%", []),
    ],
)
def test_the_inbox_is_searched_within_ones_own(world, sign_in, inbox, text, listed):
    assert children_on(sign_in(world.user("bidan")), inbox, cari=text) == listed


def test_only_urgent_ones(world, sign_in, inbox):
    listed = children_on(sign_in(world.user("bidan")), inbox, segera="1")
    assert listed == [status for number, status in enumerate(Status.values) if number % 2 and status in OPEN]


@pytest.mark.parametrize(
    ("role", "status"),
    [("kader", 200), ("bidan", 200), ("secretary", 200), ("next_kader", 200), ("other_puskesmas", 200)]
    + [("dasawisma", 403), ("kecamatan", 403), ("pusat", 403), ("health_office", 403), ("stranger", 403)],
)
def test_the_inbox_is_for_those_who_refer_or_answer(world, sign_in, inbox, role, status):
    page = sign_in(world.user(role)).get(inbox)
    assert page.status_code == status
    if role in ("next_kader", "other_puskesmas"):
        assert [row.child for row in page.context["page"]] == [world.next_child]
        assert sum(page.context["sizes"].values()) == 1


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (29, [29]), (30, [30]), (31, [30, 1]), (61, [30, 30, 1])]
)
def test_the_inbox_is_read_to_the_last_page(world, sign_in, count, sizes):
    """All of one day, so that only the number of the row tells one from the next."""
    Referral.objects.all().delete()
    for number in range(count):
        child = make.child(world.family, f"Anak {number:02}", age_months=14)
        make.referral(child, world.posyandu, world.puskesmas)
    client, cursor, seen = sign_in(world.user("bidan")), "", []
    for size in sizes:
        page = client.get(reverse("posyandu:referral-inbox"), {"kursor": cursor}).context["page"]
        assert len(page) == size
        seen += [row.pk for row in page]
        cursor = page.next_cursor
    assert not cursor and len(set(seen)) == count


@pytest.mark.parametrize(("ago", "is_late"), [(0, False), (1, True)])
@pytest.mark.parametrize("status", Status)
def test_a_referral_is_late_after_its_last_day_while_nobody_has_seen_the_child(world, status, ago, is_late):
    world.referral.status, world.referral.due_on = status, make.today() - ago * DAY
    not_seen = status in (Status.CREATED, Status.RECEIVED, Status.NO_SHOW)
    assert overdue(world.referral, make.today()) == (is_late and not_seen)
