"""What the sample room declares appears everywhere. Run by ``tests/rooms/test_sample.py`` with its own settings."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.commands import main
from anyelir.commands.docs_command import indicators_page
from anyelir.core.audit import note
from anyelir.core.jobs import JOBS
from anyelir.core.permission import Permission
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.deadlines.ticking import tick
from anyelir.membership import actions
from anyelir.membership.access import granted_units
from anyelir.membership.views.grants import grant_choices
from anyelir.reports.folding import drain_all
from tests import factories as make
from tests.architecture.url_matrix import every_row
from tests.reports import wells as toy
from tests.rooms.sample.units import BOARD

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client, world):
    client.force_login(world.user("secretary"))
    return client


def test_it_is_mounted_at_its_prefix():
    assert reverse("sample:board") == "/percobaan/"


def test_navigation_has_its_section_and_its_page(secretary):
    page = secretary.get(reverse("web:more")).content.decode()
    assert "Program" in page and "Papan percobaan" in page


def test_the_dock_and_the_first_page_are_its_own(client, world):
    client.force_login(world.user("kader"))
    assert client.get("/").url == "/percobaan/"
    assert 'href="/percobaan/"' in client.get(reverse("accounts:profile")).content.decode()


def test_its_task_and_its_day_wait(secretary):
    page = secretary.get(reverse("web:tasks")).content.decode()
    assert "Papan menunggu" in page and "Papan dibuka" in page


def test_its_sheet_can_be_imported(secretary):
    assert "Daftar papan" in secretary.get(reverse("exchange:home")).content.decode()


def test_its_happening_stands_in_the_calendar(secretary):
    page = secretary.get(reverse("calendars:month", args=[2026, 11])).content.decode()
    assert "Papan dicat" in page


def test_its_act_has_words_in_the_trail(secretary, world):
    note(by=world.user("kader"), verb="sample.write", what="papan", region=world.rw.code)
    assert "menulis di papan" in secretary.get(reverse("web:audit")).content.decode()


def test_the_search_box_finds_it(secretary):
    assert "Papan Melati" in secretary.get(reverse("web:search"), {"cari": "melati"}).content.decode()


def test_its_check_stands_at_every_door_of_operators(client, capsys):
    machine = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost"}
    answer = client.get(reverse("web:health"), **machine).json()["checks"]["sample"]
    assert answer == {"status": "warning", "text": "Papan penuh.", "cards": 7}
    assert "anyelir_cards 7.0" in client.get(reverse("web:metrics"), **machine).content.decode()
    main(["doctor"])
    assert "perhatian  Papan: Papan penuh." in capsys.readouterr().out


def test_the_worker_has_its_job():
    assert "sample" in {job.name for job in JOBS}


def test_its_unit_can_be_granted(world):
    choices = grant_choices(world.user("secretary"), world.kelurahan)
    assert "board_keeper" in {role.slug for role in choices["roles"]}
    person = make.user("penjaga")
    actions.grant_role(
        user=person, role="board_keeper", region=world.kelurahan, unit_id=BOARD, by=world.user("secretary")
    )
    assert granted_units(person, Permission.REPORT_VIEW, "board") == [BOARD]


def test_its_rows_are_in_the_matrix():
    assert "sample:board" in every_row()


@pytest.fixture
def well(secretary, world):
    """A well that the room's own act dug and the worker counted."""
    with toy.wells():
        toy.dig_well(key="sumur-1", region=world.rw.code, dug_in=2025, depth_m=9, by=world.user("secretary"))
        assert drain_all() >= 1
        yield world.kelurahan.code


def test_its_acts_make_its_numbers_and_they_are_shown(secretary, well, world):
    page = secretary.get(f"/ringkasan/{well}/?satuan=well&bulan=2025").content.decode()
    assert "1 sumur di" in page and "Sumur-1" not in page, "its RW is the line of the desa"
    rw = reverse("reports:dashboard", args=[world.rw.code])
    assert "Sumur-1" in secretary.get(f"{rw}?satuan=well&bulan=2025").content.decode()


def test_its_numbers_are_downloaded_and_documented(secretary, well):
    file = secretary.get(f"/ringkasan/{well}/unduh.csv?satuan=well&bulan=2025").content.decode("utf-8-sig")
    assert "Sumur bersih: pembilang" in file
    assert "`well.clean`" in indicators_page()


def test_its_sheet_is_drawn_printed_and_filed(secretary, well):
    sheet = "/laporan/sumur/sumur-1/2025/"
    page = secretary.get(sheet).content.decode()
    assert "DAFTAR SUMUR" in page and "0,0% air bersih pada 2025." in page
    assert secretary.get(f"{sheet}lembar.xlsx").content.startswith(b"PK")
    assert secretary.get(f"{sheet}lembar.pdf").content.startswith(b"%PDF-")


def test_its_deadline_is_late_on_the_page_and_its_message_in_the_outbox(secretary, world):
    now = timezone.now()
    set_deadline(Deadline, kind="sample.board", record=world.kelurahan, region=world.kelurahan.pk, due_at=now)
    assert tick(now) == 1
    assert "Papan Ciriung" in secretary.get(reverse("deadlines:home")).content.decode()
    outbox = secretary.get(reverse("channels:outbox")).content.decode()
    assert "Bel papan" in outbox and "Penjaga papan" in outbox
