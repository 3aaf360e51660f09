"""What people type, paste and store, and the day on which they do it (rows 7-12 and 15 of site.md)."""

from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.urls import reverse

from anyelir.accounts.models import User
from anyelir.core import clock
from anyelir.core.refusal import Refused
from anyelir.families.actions import find_or_register_child
from anyelir.families.models import Person
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.models import Posyandu
from anyelir.regions import loading
from anyelir.reports.folding import drain_all
from anyelir.rules.dates import add_months
from tests import factories as make

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://x.test","klik")'


@pytest.fixture
def kader(world, sign_in):
    return sign_in(world.user("kader"))


@pytest.fixture
def secretary(world, sign_in):
    return sign_in(world.user("secretary"))


def cells_of(response) -> list:
    assert response.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [cell for row in book.active.iter_rows() for cell in row]


def files_of_the_desa(client, world):
    """Every workbook in which the posyandu is named, and the CSV and PDF beside them."""
    drain_all()
    month = f"{make.today():%Y-%m}"
    desa = f"/ringkasan/{world.posyandu.region_id.rsplit('/RW', 1)[0]}/unduh."
    sheet = f"/laporan/skdn/{world.posyandu.pk}/{month}/lembar."
    assert client.get(f"{sheet}pdf").content.startswith(b"%PDF-")
    text = client.get(f"{desa}csv").content.decode("utf-8-sig")
    return [client.get(f"{desa}xlsx"), client.get(f"{sheet}xlsx")], text


@pytest.mark.case("site 7", "nama yang mirip rumus tetap teks di XLSX dan CSV")
@pytest.mark.parametrize("name", [FORMULA, "+62812", "@SUM(A1:A9)", "-1+2", "\u200b=1+1"])
def test_a_name_like_a_formula(world, secretary, name):
    page = secretary.get(reverse("posyandu:edit", args=[world.posyandu.pk])).content.decode()
    typed = dict(re.findall(r'name="(name|region|op_id)"[^>]*value="([^"]*)"', page))
    Posyandu.objects.filter(pk=world.posyandu.pk).update(name=name)
    assert typed["name"]
    books, text = files_of_the_desa(secretary, world)
    for book in books:
        assert all(cell.data_type != "f" for cell in cells_of(book))
    assert not re.search(r'(^|;)"?[=+@-][^0-9]', text, re.MULTILINE)


@pytest.mark.case("site 8", "byte 2 di nama dibuang, semua unduhan desa jalan")
@pytest.mark.parametrize("name", ["Mela\x02ti", "Me\ud800lati", "Mela\x0bti", "\ufffeMelati"])
def test_a_control_character_in_a_name(world, secretary, name):
    world.posyandu.name = name
    world.posyandu.save()
    world.posyandu.refresh_from_db()
    assert world.posyandu.name in ("Melati", "Mela ti")
    books, text = files_of_the_desa(secretary, world)
    assert any(str(cell.value).upper().endswith(world.posyandu.name.upper()) for cell in cells_of(books[1]))
    assert "\x02" not in text


@pytest.mark.case("site 9", "nomor HP yang ditempel dengan tanda arah terbaca")
@pytest.mark.parametrize(
    "typed",
    ["\u202a0812-5550-0147\u202c", "+62\u00a0812\u00a05550\u00a00147", "'081255500147", "٠٨١٢٥٥٥٠٠١٤٧"],
)
def test_a_phone_pasted_from_a_chat(world, sign_in, client, typed):
    owner = make.user("pemilik", phone="+6281255500147")
    assert User.index_of_phone(owner.phone)
    answer = client.post("/masuk/", {"username": typed, "password": make.PASSWORD})
    assert answer.status_code == 302 and client.session["_auth_user_id"] == str(owner.pk)


@pytest.fixture
def sentani(world, monkeypatch):
    """A posyandu in Papua at 00:40 of 30 November, when Jakarta still has the 29th."""
    for code, name in [("91", "Papua"), ("91.03", "Kab. Jayapura"), ("91.03.01", "Sentani")]:
        make.region(code, name)
    place = make.region("91.03.01.1001", "Hinekombe")
    now = dt.datetime(2026, 11, 29, 15, 40, tzinfo=dt.UTC)
    monkeypatch.setattr(clock.timezone, "now", lambda: now)
    health = make.puskesmas(place, "Sentani", serves=[place])
    return make.posyandu(place, "Kasuari", health)


@pytest.mark.case("site 10", "Sentani sudah tanggal 30: lahir dan timbang tanggal itu diterima")
def test_midnight_comes_first_in_the_east(sentani, sign_in):
    user = make.user("yohana")
    make.grant(user, "posyandu_chair", unit=sentani)
    kader = sign_in(user)
    opened = kader.post(reverse("posyandu:open-day", args=[sentani.pk]), {"held_on": "2026-11-30"})
    session = sentani.sessions.get(held_on=dt.date(2026, 11, 30))
    assert opened.status_code == 302
    today = kader.get(reverse("posyandu:day", args=[sentani.pk]))
    assert today.url == reverse("posyandu:session", args=[session.pk])
    born = {"name": "Yosua Ohee", "sex": "M", "born_on": "2026-11-30", "mother_name": "Marta Ohee"}
    kader.post(reverse("posyandu:new-child", args=[session.pk]), born)
    child = Person.objects.get(name="Yosua Ohee")
    kader.post(reverse("posyandu:measure", args=[session.pk, child.pk]), {"weight_kg": "3,1"})
    weighed = Measurement.objects.get(child=child)
    assert weighed.measured_on == child.born_on == dt.date(2026, 11, 30)
    refer = reverse("posyandu:refer", args=[child.pk])
    reason = re.search(r'name="reasons" value="([^"]+)"', kader.get(refer).content.decode())[1]
    form = {"puskesmas": str(sentani.puskesmas_id), "reasons": [reason], "urgency": "routine"}
    kader.post(refer, {**form, "due_on": "2026-11-30"})
    assert Referral.objects.get(child=child).referred_on == dt.date(2026, 11, 30)
    assert kader.get(f"/laporan/skdn/{sentani.pk}/2026-11/").status_code == 200


def test_what_has_not_come_in_jakarta_is_refused_there(world, kader, monkeypatch):
    now = dt.datetime(2026, 11, 29, 15, 40, tzinfo=dt.UTC)
    monkeypatch.setattr(clock.timezone, "now", lambda: now)
    address = reverse("posyandu:open-day", args=[world.posyandu.pk])
    refused = kader.post(address, {"held_on": "2026-11-30"})
    assert refused.status_code == 422 and "belum tiba" in refused.content.decode()


@pytest.mark.case("site 11", "wilayah ketemu dengan nama sehari-hari dan kode, orang tanpa tanda petik")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DKI Jakarta", "31"),
        ("dki", "31"),
        ("32.01.01.1010", "32.01.01.1010"),
        ("3201011010", "32.01.01.1010"),
    ],
)
def test_a_region_by_its_other_name_and_by_its_code(world, sign_in, typed, code):
    loading.load_part("31.71.01.1001")
    client = sign_in(world.user("pusat"))
    page = client.get("/cari/", {"cari": typed}).content.decode()
    assert f"/{code}/" in page


@pytest.mark.case("site 11", "nur aini menemukan Nur'aini")
@pytest.mark.parametrize("typed", ["nur aini", "nuraini", "NUR'AINI", "nur’aini", "nur\u00a0aini"])
@pytest.mark.parametrize("stored", ["Nur'aini", "Nur Aini", "Nuraini"])
def test_a_name_with_and_without_its_mark(world, sign_in, stored, typed):
    make.person(world.family, stored)
    page = sign_in(world.user("secretary")).get("/cari/", {"cari": typed}).content.decode()
    assert stored.replace("'", "&#x27;") in page


@pytest.mark.case("site 12", "tahun lahir yang bukan balita ditolak, isian tetap")
@pytest.mark.parametrize("born_on", ["0025-11-01", "0024-03-10", "1924-03-10", "1950-11-01", "2019-01-05"])
def test_a_birth_year_that_cannot_be_a_child(world, kader, born_on):
    typed = {"name": "Tua Sekali", "sex": "F", "born_on": born_on, "mother_name": "Bu Siti"}
    page = kader.post(reverse("posyandu:new-child", args=[world.session.pk]), typed)
    text = page.content.decode()
    assert page.status_code == 422 and "Periksa tahun" in text and 'value="Tua Sekali"' in text
    assert not Person.objects.filter(name="Tua Sekali").exists()


@pytest.mark.case("site 15", "langkah rujukan tersimpan, dan halaman tahu bahwa ia sudah sampai")
def test_a_saved_step_has_arrived(world, sign_in):
    bidan = sign_in(world.user("bidan"))
    address = reverse("posyandu:referral", args=[world.referral.pk])
    number = re.search(r'name="op_id" value="([^"]+)"', bidan.get(address).content.decode())[1]
    ask = reverse("web:sent")
    assert bidan.get(ask, {"nomor": number}).json() == {"stored": False}
    saved = bidan.post(address, {"status": "no_show", "op_id": number}, follow=True)
    assert saved.status_code == 200 and f'data-sent="{ask}"' in saved.content.decode()
    assert bidan.get(ask, {"nomor": number}).json() == {"stored": True}


def test_a_child_of_just_five_enters_and_one_of_six_does_not(world):
    day, by = world.session.held_on, world.user("kader")
    said = {"sex": "M", "mother_name": "Bu Siti", "by": by, "session": world.session}
    just = actions.welcome_child(name="Baru Lima", born_on=add_months(day, -60), **said)
    assert just.enrolments.get().since == day
    with pytest.raises(Refused) as refused:
        actions.welcome_child(name="Sudah Lewat", born_on=add_months(day, -61), **said)
    assert (refused.value.code, refused.value.field) == ("not_under_five", "born_on")


@pytest.mark.parametrize("year", [24, 1024, 1899])
def test_no_door_registers_a_person_of_such_a_year(world, year):
    with pytest.raises(Refused) as refused:
        find_or_register_child(
            region_code=world.rw.code,
            name="Tua",
            sex="M",
            born_on=dt.date(year, 3, 10),
            mother_name="Siti",
            by=world.user("secretary"),
        )
    assert refused.value.code == "born_too_long_ago"


@pytest.mark.parametrize("typed", ["nur aini", "nuraini", "NUR’AINI"])
@pytest.mark.parametrize("stored", ["Nur'aini", "Nur Aini", "Nuraini"])
def test_every_list_of_children_finds_the_name(world, kader, stored, typed):
    child = make.child(world.family, stored)
    make.enrolment(world.posyandu, child)
    make.referral(child, world.posyandu, world.puskesmas)
    shown = stored.replace("'", "&#x27;")
    for address in (
        reverse("posyandu:children"),
        reverse("posyandu:session", args=[world.session.pk]),
        reverse("posyandu:referral-inbox"),
    ):
        hits, none = (
            kader.get(address, {"cari": text}).content.decode().count(shown)
            for text in (typed, f"{typed} zzz")
        )
        assert hits > none, address
