"""A full disk and a database that is away are words, keep what was typed, and pass."""

from __future__ import annotations

import errno
import re
import sqlite3

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.shortcuts import redirect
from django.test import Client
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.core.trouble import Trouble, trouble_of
from anyelir.web.middleware import AttemptsMiddleware

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def full_sqlite() -> sqlite3.OperationalError:
    """The very error of a database that may not grow."""
    small = sqlite3.connect(":memory:")
    small.execute("CREATE TABLE heap (content)")
    small.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError, match="database or disk is full") as caught:
        small.execute("INSERT INTO heap VALUES (zeroblob(100000))")
    small.close()
    return caught.value


def from_driver(kind: type[Exception], cause: Exception) -> Exception:
    error = kind(*cause.args)
    error.__cause__ = cause
    return error


FULL = {
    "sqlite": lambda: from_driver(OperationalError, full_sqlite()),
    "postgresql": lambda: from_driver(OperationalError, psycopg.errors.DiskFull("could not extend file")),
    "file": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "quota": lambda: OSError(errno.EDQUOT, "Disk quota exceeded"),
}
AWAY = {
    "refused": lambda: from_driver(OperationalError, psycopg.OperationalError("connection refused")),
    "shut down": lambda: from_driver(OperationalError, psycopg.errors.AdminShutdown("terminating")),
    "starting": lambda: from_driver(OperationalError, psycopg.errors.CannotConnectNow("starting up")),
    "closed": lambda: from_driver(InterfaceError, psycopg.InterfaceError("the connection is closed")),
}
NEITHER = {
    "locked": lambda: from_driver(OperationalError, sqlite3.OperationalError("database is locked")),
    "deadlock": lambda: from_driver(OperationalError, psycopg.errors.DeadlockDetected("deadlock")),
    "no file": lambda: FileNotFoundError(errno.ENOENT, "No such file"),
    "ours": lambda: ValueError("full"),
}


@pytest.mark.parametrize("make", FULL.values(), ids=FULL)
def test_a_full_disk_is_known_whoever_says_so(make):
    assert trouble_of(make()) is Trouble.DISK_FULL


@pytest.mark.parametrize("make", AWAY.values(), ids=AWAY)
def test_a_database_that_is_away_is_known(make):
    assert trouble_of(make()) is Trouble.DATABASE_AWAY


@pytest.mark.parametrize("make", NEITHER.values(), ids=NEITHER)
def test_other_errors_stay_what_they_are(make):
    assert trouble_of(make()) is None


def test_a_trouble_behind_another_error_is_found():
    try:
        try:
            raise FULL["file"]()  # noqa: RSE102
        except OSError as error:
            raise ValueError("not written") from error
    except ValueError as error:
        assert trouble_of(error) is Trouble.DISK_FULL


class Planted:
    """Lets each write to the database fail; reading goes on, as on a full disk."""

    def __init__(self, make) -> None:
        self.make = make

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise self.make()
        return execute(sql, params, many, context)


def named(address: str, *args) -> str:
    return reverse(address, args=args)


@pytest.fixture
def secretary(world, sign_in):
    client = sign_in(world.user("secretary"))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("make", [FULL["sqlite"], FULL["postgresql"]], ids=["sqlite", "postgresql"])
def test_a_form_on_a_full_disk_shows_the_words_beside_what_was_typed(world, secretary, make):
    lines = AuditEntry.objects.count()
    with connection.execute_wrapper(Planted(make)):
        answer = secretary.post(named("regions:rename", world.rw.code), {"name": "RW Melati Indah"})
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "Penyimpanan penuh, sehingga isian Anda belum tersimpan." in page
    assert 'value="RW Melati Indah"' in page
    assert AuditEntry.objects.count() == lines
    assert secretary.post(named("regions:rename", world.rw.code), {"name": "RW Melati"}).status_code == 302


def test_a_part_with_a_form_is_shown_with_the_words(world, secretary):
    """With 507 htmx would not show it."""
    headers = {"HX-Request": "true"}
    with connection.execute_wrapper(Planted(FULL["sqlite"])):
        answer = secretary.post(
            named("regions:rename", world.rw.code), {"name": "RW Melati"}, headers=headers
        )
    assert answer.status_code == 422 and 'value="RW Melati"' in answer.content.decode()


def test_a_button_on_a_full_disk_leads_to_the_page_that_says_so(rf):
    def press(request):
        Refused(Trouble.DISK_FULL, Trouble.DISK_FULL.text, status=507)
        return redirect("/")

    request = rf.post("/")
    request.htmx = False
    assert AttemptsMiddleware(press)(request).status_code == 302


@pytest.mark.parametrize("address", ["/bantuan/", "/tugas/", "/wilayah/", "/keluarga/", "/cari/?cari=sari"])
def test_reading_goes_on_when_the_disk_is_full(secretary, address):
    with connection.execute_wrapper(Planted(FULL["sqlite"])):
        answers = [secretary.get(address, follow=True) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.fixture
def breaks(monkeypatch):
    """Let the action behind the form of a region fail in whatever way."""

    def plant(make) -> None:
        def fail(**_given):
            raise make()

        monkeypatch.setattr("anyelir.regions.actions.rename_region", fail)

    return plant


@pytest.mark.parametrize(
    ("make", "status", "text"),
    [(FULL["file"], 507, "Penyimpanan penuh"), (AWAY["refused"], 503, "Basis data sedang tidak menjawab")],
)
def test_what_no_form_catches_is_a_page_that_sends_the_same_again(
    world, secretary, breaks, make, status, text
):
    breaks(make)
    address = named("regions:rename", world.rw.code)
    answer = secretary.post(
        address, {"csrfmiddlewaretoken": "x", "name": 'RW "Melati" <b>', "op_id": "0198", "many": ["1", "2"]}
    )
    page = answer.content.decode()
    assert answer.status_code == status and answer["Retry-After"] == "10"
    assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"]
    assert f"<h1>{text}</h1>" in page and "belum tersimpan" in page and answer["X-Request-ID"] in page
    assert f'<form method="post" action="{address}">' in page
    assert page.count('name="csrfmiddlewaretoken"') == 1
    for name, value in (
        ("name", "RW &quot;Melati&quot; &lt;b&gt;"),
        ("op_id", "0198"),
        ("many", "1"),
        ("many", "2"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_the_page_can_be_sent_when_the_trouble_is_over(world, breaks, monkeypatch):
    """With the check of the token on, as a browser does it."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(world.user("secretary"), backend="anyelir.accounts.backend.UsernameOrPhoneBackend")
    address = named("regions:rename", world.rw.code)
    form = browser.get(address).content.decode()
    typed = {"csrfmiddlewaretoken": TOKEN.search(form)[1], "name": "RW Melati"}
    breaks(AWAY["refused"])
    page = browser.post(address, typed).content.decode()
    monkeypatch.undo()
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    assert browser.post(address, again).status_code == 302
    world.rw.refresh_from_db()
    assert world.rw.name == "RW Melati"


def test_a_part_of_a_page_leaves_the_page_as_it_is(world, secretary, breaks):
    breaks(AWAY["refused"])
    headers = {"HX-Request": "true"}
    answer = secretary.post(named("regions:rename", world.rw.code), {"name": "RW Melati"}, headers=headers)
    assert (answer.status_code, answer["HX-Retarget"]) == (503, "#kabar")
    assert "<html" not in answer.content.decode() and "belum tersimpan" in answer.content.decode()


def test_no_password_stands_in_the_page():
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(Planted(FULL["sqlite"])):
        answer = client.post("/masuk/", {"username": "sari", "password": "rahasia sekali"})
    page = answer.content.decode()
    assert answer.status_code == 507 and "Penyimpanan penuh" in page
    assert "rahasia" not in page and "<form" not in page


def test_a_file_is_chosen_again(world, secretary, breaks):
    breaks(FULL["file"])
    file = SimpleUploadedFile("a.txt", b"x")
    answer = secretary.post(named("regions:rename", world.rw.code), {"name": "RW Melati", "photo": file})
    assert answer.status_code == 507 and "<form" not in answer.content.decode()


def test_a_page_that_is_only_read_asks_for_a_reload(secretary, monkeypatch):
    def away(*args):
        raise AWAY["refused"]()  # noqa: RSE102

    monkeypatch.setattr("anyelir.web.views.frame.open_pages", away)
    answer = secretary.get("/bantuan/")
    assert answer.status_code == 503 and "muat ulang halaman ini" in answer.content.decode()


def test_a_database_that_is_away_before_any_view_is_the_same_page(world, secretary):
    """The session is read by the first layers already."""

    def away(execute, sql, params, many, context):
        raise AWAY["refused"]()  # noqa: RSE102

    with connection.execute_wrapper(away):
        answer = secretary.get("/bantuan/")
    assert answer.status_code == 503 and "Basis data sedang tidak menjawab" in answer.content.decode()
    assert secretary.get("/bantuan/").status_code == 200


@pytest.mark.parametrize("address", ["/health", "/health/worker", "/metrics"])
def test_pages_for_programs_answer_also_when_no_session_can_be_read(secretary, address):
    def away(execute, sql, params, many, context):
        raise AWAY["refused"]()  # noqa: RSE102

    with connection.execute_wrapper(away):
        answer = secretary.get(address, REMOTE_ADDR="127.0.0.1", HTTP_HOST="localhost")
    assert answer.status_code == (200 if address == "/metrics" else 503)
    word = (
        'anyelir_check_sound{check="database"} 0.0'
        if address == "/metrics"
        else '"database": {"status": "fault"'
    )
    assert word in answer.content.decode()


def test_other_faults_are_the_page_of_faults(secretary, monkeypatch):
    def wrong(*args):
        raise ValueError

    monkeypatch.setattr("anyelir.web.views.frame.open_pages", wrong)
    answer = secretary.get("/bantuan/")
    assert answer.status_code == 500 and "Ada gangguan di pihak kami." in answer.content.decode()
