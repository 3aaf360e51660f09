"""What protects an account, as people type it: a new password, the digits of the authenticator, recovery codes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from anyelir.accounts import second_factor
from anyelir.accounts.models import Device, RecoveryCode
from anyelir.core.models import AuditEntry
from tests import factories as make
from tests.apps.accounts.test_second_factor import digits, enrolled
from tests.desk import Desk, read

pytestmark = pytest.mark.django_db
SECRET = "kebun di belakang rumah"
NOT_THE_OWN = "Kata sandi sekarang belum cocok."


def come_in() -> Client:
    browser = Client()
    assert browser.post("/masuk/", {"username": "sari", "password": make.PASSWORD}).status_code == 302
    return browser


@pytest.fixture
def sari():
    return make.user("sari", "Sari Wulandari", phone="+6281255500147")


@pytest.fixture
def own_browser(sari):
    """Sari in her own browser, who has just shown who she is."""
    return come_in()


@pytest.fixture
def renewing(own_browser):
    right = {"present": make.PASSWORD, "password": SECRET, "again": SECRET}
    return Desk(own_browser, reverse("accounts:password"), right)


def test_a_new_password_says_what_is_wrong(renewing, sari):
    renewing.refuses_each(
        "present", ["salah sekali", make.PASSWORD.upper(), f" {make.PASSWORD}"], NOT_THE_OWN
    )
    unlike = "Belum sama dengan kata sandi baru di atas."
    renewing.refuses_each(
        "again", ["kebun", f"{SECRET} ", SECRET.upper(), SECRET.replace(" ", "\u00a0")], unlike
    )
    for name in ("present", "password", "again"):
        assert name in read(renewing.send(**{name: ""})).errors
        assert name in read(renewing.send(**{name: "x" * 129})).errors
        assert name in read(renewing.send(**{name: "kebun\x00belakang"})).errors
    sari.refresh_from_db()
    assert sari.check_password(make.PASSWORD)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("kebun", "10"),
        ("kebun mel", "10"),
        ("1234567890", "mudah ditebak"),
        ("sariwulandari1", "mudah ditebak"),
        ("S4r1 Wul4nd4r1 2026", "mudah ditebak"),
        ("posyandu anyelir", "mudah ditebak"),
        ("kunci 081255500147", "nomor HP"),
        ("kunci rumah 550-0147", "nomor HP"),
        ("qwertyuiop", "umum"),
        (make.PASSWORD, "mudah ditebak"),
    ],
)
def test_a_password_that_somebody_nearby_would_try_is_told(renewing, sari, typed, text):
    renewing.refuses("password", typed, text, again=typed)


@pytest.mark.parametrize(
    "typed",
    ["kebun ubi", "kebun di belakang rumah ", "🌺🌻🌷🌹🥀💐🌸🌼🪷🌵 ubi jalar", "ꦏꦼꦧꦸꦤ꧀ ꦲꦸꦧꦶ ꦗꦭꦂ", "x" * 128],
)
def test_a_sentence_of_ones_own_is_taken_as_it_is(renewing, sari, typed):
    if len(typed) < 10:
        renewing.refuses("password", typed, "10", again=typed)
        return
    renewing.saves(password=typed, again=typed)
    assert Client().post("/masuk/", {"username": "sari", "password": typed}).status_code == 302


def test_the_same_password_again_is_told(renewing, sari):
    renewing.saves()
    renewing.refuses("password", SECRET, "masih sama dengan yang lama", present=SECRET)


def test_a_new_password_ends_the_other_devices_and_keeps_this_one(renewing, sari):
    other = come_in()
    renewing.saves()
    assert other.get("/tugas/").status_code == 302
    assert renewing.client.get("/tugas/").status_code == 200
    assert Device.objects.filter(user=sari, ended_at=None).count() == 1


def test_five_wrong_tries_at_the_own_password_close_the_way_for_a_while(renewing):
    renewing.refuses_each("present", ["salah sekali"] * 5, NOT_THE_OWN)
    renewing.refuses("present", make.PASSWORD, "Tunggu 15 menit")


# --- the authenticator ----------------------------------------------------------------------------------------------


@pytest.fixture
def at_the_code(sari):
    """Sari with an authenticator, between her password and its code; with the device and the recovery codes."""
    device, codes = enrolled(sari)
    desk = Desk(come_in(), reverse("accounts:second-factor"), has_summary=False)
    return desk, device, codes


@pytest.mark.parametrize("typed", ["", " ", "\u200b", None])
def test_no_code_is_told(at_the_code, typed):
    at_the_code[0].refuses("token", typed, "Isi kode dari aplikasi.")


@pytest.mark.parametrize(
    "typed",
    [
        "12345",
        "1234567",
        "enam angka",
        "-1",
        "1e5",
        "🌺",
        "0x1234",
        "12.34",
        "<b>1</b>",
        "9" * 20,
        "AAAAA-AAAAA",
    ],
)
def test_a_code_of_another_shape_is_told_and_leads_nowhere(at_the_code, typed):
    desk, _device, _codes = at_the_code
    answer = desk.send(token=typed)
    paper = read(answer)
    assert answer.status_code == 422 and "Kode belum cocok" in paper.errors["token"]
    assert paper.values["token"] == [typed]
    assert desk.client.get("/tugas/").url == reverse("accounts:second-factor")
    assert AuditEntry.objects.filter(verb="second_factor.failed").count() == 1


def test_a_code_too_long_is_not_a_try(at_the_code):
    desk, device, _codes = at_the_code
    desk.refuses_each("token", ["1" * 21] * 6, "paling banyak 20 karakter")
    assert desk.send(token=digits(device)).status_code == 302


@pytest.mark.parametrize(
    "spelt", ["{0}{1}", "{0} {1}", " {0}-{1}\n", "\u202a{0}\u00a0{1}\u202c", "{0}\u2013{1}"]
)
@pytest.mark.parametrize("script", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙"])
def test_the_digits_are_read_in_every_spelling(at_the_code, spelt, script):
    """The keyboard of a phone may write the digits of another script; every other field reads them too."""
    desk, device, _codes = at_the_code
    token = digits(device).translate(str.maketrans("0123456789", script))
    assert desk.send(token=spelt.format(token[:3], token[3:])).status_code == 302
    assert desk.client.get("/tugas/").status_code == 200


@pytest.mark.parametrize("around", ["{}", " {}\n", "\u202a{}\u202c", "*{}*"])
@pytest.mark.parametrize("hyphen", ["-", "", " ", "\u2013", "\u2011"])
def test_a_recovery_code_is_read_as_it_was_kept(at_the_code, around, hyphen):
    desk, _device, codes = at_the_code
    assert desk.send(token=around.format(codes[3].replace("-", hyphen).lower())).status_code == 302
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_a_recovery_code_opens_once(at_the_code):
    desk, _device, codes = at_the_code
    desk.send(token=codes[0])
    again = Desk(come_in(), desk.address)
    answer = again.send(token=codes[0])
    assert answer.status_code == 422 and "Kode belum cocok" in read(answer).errors["token"]
    assert again.send(token=codes[1]).status_code == 302


@pytest.mark.parametrize(("wrong", "minutes"), [("000000", 5), ("AAAAA-AAAAA", 15)])
def test_after_five_tries_the_words_say_how_long_to_wait(at_the_code, wrong, minutes):
    desk, device, codes = at_the_code
    for _try in range(5):
        assert desk.send(token=wrong).status_code == 422
    right, other = (digits(device), codes[0]) if minutes == 5 else (codes[0], digits(device))
    answer = desk.send(token=right)
    assert answer.status_code == 429 and f"Tunggu {minutes} menit" in read(answer).errors["token"]
    assert desk.send(token=other).status_code == 302, "the other way stays open"


@pytest.mark.parametrize(
    "page", ["/", "/tugas/", "/keluarga/", "/saya/", "/saya/kata-sandi/", "/saya/perangkat/", "/cari/?cari=a"]
)
def test_no_page_opens_before_the_code(at_the_code, page):
    desk, _device, _codes = at_the_code
    assert desk.client.get(page).url == desk.address
    part = desk.client.get(page, headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == desk.address and part.content == b""


@pytest.mark.parametrize(
    "name", ["accounts:refuse-codes", "accounts:preferences", "accounts:end-other-devices"]
)
def test_no_button_works_before_the_code(at_the_code, name):
    desk, _device, _codes = at_the_code
    before = AuditEntry.objects.count()
    assert desk.client.post(reverse(name)).url == desk.address
    assert AuditEntry.objects.count() == before


def test_the_way_out_is_open_before_the_code(at_the_code):
    assert at_the_code[0].client.post("/keluar/").url == "/masuk/"


def test_set_up_says_what_is_wrong_and_stays_with_its_key(own_browser, sari):
    address = reverse("accounts:enrol")
    desk = Desk(own_browser, address)
    key = second_factor.written_key(second_factor.begin(sari))
    for typed, text in [
        ("", "Isi kode dari aplikasi."),
        ("123", "Kode belum cocok"),
        ("1" * 21, "20 karakter"),
    ]:
        answer = desk.send(token=typed)
        assert answer.status_code == 422 and text in read(answer).errors["token"]
        assert key in answer.content.decode()
    assert not second_factor.has_authenticator(sari)
    page = desk.send(token=digits(second_factor.begin(sari))).content.decode()
    assert second_factor.has_authenticator(sari) and page.count("<li") >= 10


def test_recovery_codes_are_made_anew_and_the_old_are_void(at_the_code):
    desk, device, codes = at_the_code
    desk.send(token=digits(device))
    page = desk.client.post(reverse("accounts:recovery-codes")).content.decode()
    assert not any(code in page for code in codes)
    assert RecoveryCode.objects.filter(used_at=None).count() == 10
    again = Desk(come_in(), desk.address)
    assert again.send(token=codes[0]).status_code == 422


def test_recovery_codes_need_an_authenticator(own_browser, sari):
    answer = own_browser.post(reverse("accounts:recovery-codes"), follow=True)
    assert "Pasang autentikator dulu." in answer.content.decode() and not RecoveryCode.objects.exists()


# --- devices --------------------------------------------------------------------------------------------------------


def test_the_list_of_devices_is_the_own_and_says_which_is_here(own_browser, sari):
    make.user("rina")
    rina = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
    rina.post("/masuk/", {"username": "rina", "password": make.PASSWORD})
    come_in()
    page = own_browser.get(reverse("accounts:devices"))
    assert [device.user for device in page.context["devices"]] == [sari, sari]
    assert "iPhone" not in page.content.decode()


def test_a_device_is_ended_once_and_the_one_in_use_stays_by_the_big_button(own_browser, sari):
    lost = come_in()
    device = Device.objects.filter(user=sari).latest("created_at")
    address = reverse("accounts:end-device", args=[device.pk])
    assert own_browser.post(address).status_code == 302
    assert own_browser.post(address).status_code == 404 and lost.get("/tugas/").status_code == 302
    others = [come_in() for _phone in range(2)]
    for _press in range(2):
        assert own_browser.post(reverse("accounts:end-other-devices")).status_code == 302
    assert own_browser.get("/tugas/").status_code == 200
    assert all(other.get("/tugas/").status_code == 302 for other in others)
    assert AuditEntry.objects.filter(verb="device.end_all").count() == 1


def test_a_device_unused_for_long_is_not_listed(own_browser, sari):
    Device.objects.filter(user=sari).update(last_seen_at=timezone.now() - dt.timedelta(days=61))
    assert list(own_browser.get(reverse("accounts:devices")).context["devices"]) == []
