"""What people type to come in, and for the own name, number, password and codes; and what the site says to it."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from anyelir.accounts import actions
from anyelir.accounts.codes import index_of, open_codes
from anyelir.accounts.models import User
from anyelir.core.models import AuditEntry
from tests import factories as make
from tests.desk import LONG, UNSEEN, Desk, read

pytestmark = pytest.mark.django_db
SECRET = "kebun di belakang rumah"
NOT_YET = "Belum cocok. Coba lagi, atau minta kode kepada sekretaris PKK."


@pytest.fixture
def sari():
    return make.user("sari", "Sari Wulandari", phone="+6281255500147")


@pytest.fixture
def own_browser(sari, sign_in):
    """Sari in her own browser, who has just shown who she is."""
    browser = Client()
    assert browser.post("/masuk/", {"username": "sari", "password": make.PASSWORD}).status_code == 302
    return browser


@pytest.fixture
def door(sari):
    return Desk(
        Client(),
        reverse("accounts:sign-in"),
        {"username": "sari", "password": make.PASSWORD},
        has_summary=False,
    )


# --- coming in ------------------------------------------------------------------------------------------------------


def test_the_door_says_what_is_missing(door):
    door.refuses_each("username", ["", UNSEEN, "\u202e", None], "Isi nomor HP atau nama pengguna.")
    door.refuses_each("password", ["", None], "Isi kata sandi, atau kode dari sekretaris.")
    door.refuses("username", "s" * 121, "paling banyak 120 karakter")
    door.refuses("password", "x" * 129, "paling banyak 128 karakter")
    assert not AuditEntry.objects.filter(verb="user.sign_in_failed").exists(), "nothing was tried yet"
    assert door.send().status_code == 302


@pytest.mark.parametrize(
    "typed", ["salah sekali", " " + make.PASSWORD, make.PASSWORD.upper(), "🌺" * 20, "' OR 1=1 --"]
)
def test_a_password_is_taken_as_it_is_typed(door, typed):
    answer = door.send(password=typed)
    paper = read(answer)
    assert answer.status_code == 422 and paper.errors == {"password": NOT_YET}
    assert paper.values["username"] == ["sari"] and paper.values["password"] == [typed]
    assert AuditEntry.objects.filter(verb="user.sign_in_failed").count() == 1


def test_a_password_with_a_null_byte_is_refused_in_words(door):
    answer = door.send(password="a\x00b")
    assert answer.status_code == 422 and set(read(answer).errors) == {"password"}


@pytest.mark.parametrize(
    "typed",
    ["sari", " SARI\u200b", "Sari\u00a0", "0812 5550 0147", "+62-812-5550-0147", "\u202a6281255500147\u202c"],
)
def test_a_name_or_number_is_read_as_it_is_pasted(door, typed):
    assert door.send(username=typed).status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        "tidak.ada",
        "sari wulandari",
        "0812 5550 0148",
        "🌺",
        "<script>",
        "sari\n\nsari",
        "٠٨١٢٥٥٥٠٠١٤٨",
        "9" * 120,
    ],
)
def test_whoever_is_nobody_gets_the_words_of_somebody(door, typed):
    answer = door.send(username=typed)
    assert answer.status_code == 422 and read(answer).errors == {"password": NOT_YET}
    assert "<script>s" not in answer.content.decode() and AuditEntry.objects.get().object_id == ""


AROUND = ["{}", " {} ", "{}\n", "\u202a{}\u202c", "\u200b{}\ufeff", "*{}*", "_{}_", "({})", "\u201c{}\u201d."]
HYPHENS = ["-", "", " ", "\u2013", "\u2010", "\u2011", "\u2212", "\u00a0", " - ", "\u00ad", "\n"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("hyphen", HYPHENS)
def test_a_code_is_the_same_in_every_spelling(around, hyphen):
    """Chats put dashes of their own, stars for bold letters and marks of direction around what they pass on."""
    for purpose in ("sign-in", "recovery"):
        typed = around.format(f"bcdfg{hyphen}２3٤56")
        assert index_of(typed, purpose) == index_of("BCDFG-23456", purpose)


@pytest.mark.parametrize(
    "other", ["BCDFG-23457", "BCDFG-2345", "BCDFG-234566", "23456-BCDFG", "ВCDFG-23456", ""]
)
def test_another_code_is_another(other):
    assert index_of(other, "sign-in") != index_of("BCDFG-23456", "sign-in")


@pytest.mark.parametrize("around", ["{}", " {}\n", "\u202a*{}*\u202c"])
def test_a_code_from_a_chat_opens(door, sari, around):
    code = actions.issue_code(user=sari, by=make.user("hendra"))
    assert door.send(password=around.format(code.replace("-", "\u2013").lower())).status_code == 302
    assert not open_codes(sari).exists()


@pytest.mark.parametrize("change", [lambda code: code[:-1], lambda code: code + "2", lambda code: code[::-1]])
def test_a_code_that_is_nearly_right_opens_nothing(door, sari, change):
    code = actions.issue_code(user=sari, by=make.user("hendra"))
    answer = door.send(password=change(code))
    assert answer.status_code == 422 and open_codes(sari).count() == 1
    assert read(answer).values["password"] == [change(code)]


# --- where one wanted to go -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        "/keluarga/",
        "/tugas/",
        "/keluarga/?cari=sari+lestari&kursor=abc",
        "/cari/?cari=Nur%27aini",
        "/saya/perangkat/",
        "/tim/di/32.01.01.1010/",
    ],
)
def test_a_deep_link_is_reached_after_the_door(door, wanted):
    at_the_door = door.client.get(wanted)
    assert at_the_door.status_code == 302 and at_the_door.url.startswith("/masuk/?next=")
    inside = door.client.post(at_the_door.url, door.right)
    assert inside.status_code == 302 and inside.url == wanted


def test_a_wrong_password_does_not_forget_where_one_was_going(door):
    at_the_door = door.client.get("/keluarga/?cari=sari").url
    assert door.client.post(at_the_door, {**door.right, "password": "salah sekali"}).status_code == 422
    assert door.client.post(at_the_door, door.right).url == "/keluarga/?cari=sari"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "https:example.org",
        "\thttps://example.org",
        "/%0d%0aSet-Cookie:x=1",
        "a\x00b",
        "🌺",
        "",
    ],
)
def test_the_door_never_leads_to_another_site(door, wanted):
    answer = door.client.post("/masuk/", door.right, query_params={"next": wanted})
    assert answer.status_code == 302
    assert answer.url.startswith("/") and not answer.url.startswith(("//", "/\\"))
    assert "example.org" not in answer.url and "\n" not in answer.url


@pytest.mark.parametrize(
    "name", ["accounts:refuse-codes", "accounts:preferences", "accounts:end-other-devices"]
)
def test_a_button_pressed_after_the_session_ended_leads_home(door, name):
    """An address that only takes what is sent has no page: nobody lands on an empty one."""
    at_the_door = door.client.post(reverse(name))
    assert at_the_door.status_code == 302
    inside = door.client.post(at_the_door.url, door.right, follow=True)
    assert inside.status_code == 200 and inside.redirect_chain[-1][0] == "/"


def test_whoever_is_in_already_goes_on(own_browser):
    assert own_browser.get("/masuk/?next=/keluarga/").url == "/keluarga/"
    assert own_browser.get("/masuk/?next=//example.org/").url == "/"


def test_nothing_comes_back_after_going_out(own_browser):
    """Back shows no page from the memory of the browser, and each page asks at the door."""
    seen = own_browser.get("/saya/")
    assert "no-store" in own_browser.get("/tugas/")["Cache-Control"] and "private" in seen["Cache-Control"]
    assert own_browser.post("/keluar/").url == "/masuk/"
    for page in ("/saya/", "/tugas/", "/saya/perangkat/", "/saya/kata-sandi/", "/saya/autentikator/"):
        assert own_browser.get(page).url == f"/masuk/?next={page}"


@pytest.mark.parametrize(
    "address", ["/keluar/", "/saya/kode/batalkan/", "/saya/perangkat/keluarkan-lainnya/"]
)
def test_a_link_alone_presses_no_button(own_browser, address):
    assert own_browser.get(address).status_code == 405
    assert own_browser.get("/saya/").status_code == 200


# --- the own name, number and look ----------------------------------------------------------------------------------


@pytest.fixture
def profile(own_browser):
    return Desk(
        own_browser, reverse("accounts:profile"), {"name": "Sari Wulandari", "phone": "0812 5550 0147"}
    )


def test_the_own_profile_says_what_is_wrong(profile):
    make.user("lain", phone="+6281255500123")
    for typed in ("", UNSEEN, None):
        assert "name" in read(profile.send(name=typed)).errors
    profile.refuses("name", LONG, "paling banyak 120 karakter")
    profile.refuses_each(
        "phone", ["12", "0812", "08125550014700000", "🌺", "<b>", "nol delapan"], "Nomor HP belum lengkap"
    )
    profile.refuses("phone", "0" * 41, "paling banyak 40 karakter")
    profile.refuses_each("phone", ["0812 5550 0123", "+62\u00a0812-5550-0123"], "sudah dipakai akun lain")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sari  Ayu ", "Sari Ayu"),
        ("<b>Sari</b>", "<b>Sari</b>"),
        ("S" * 120, "S" * 120),
        ("ساري", "ساري"),
        ("🌺", "🌺"),
    ],
)
def test_the_own_name_is_kept_as_it_is_seen(profile, sari, typed, kept):
    page = profile.client.get(profile.saves(name=typed).url).content.decode()
    sari.refresh_from_db()
    assert sari.name == kept and html.escape(kept) in page and "<b><b>" not in page


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"theme": "pink", "language": "id"},
        {"theme": "dark", "language": "de"},
        {"theme": "dark"},
        {"language": "en"},
    ],
)
def test_a_look_that_does_not_exist_changes_nothing(own_browser, sari, posted):
    page = own_browser.post(reverse("accounts:preferences"), posted, follow=True).content.decode()
    sari.refresh_from_db()
    assert (sari.theme, sari.language) == ("light", "id") and "Pilihan itu tidak ada" in page


@pytest.mark.parametrize("theme", User.Theme.values)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_look_is_kept_and_spoken_at_once(own_browser, sari, theme, language):
    own_browser.post(reverse("accounts:preferences"), {"theme": theme, "language": language})
    sari.refresh_from_db()
    assert (sari.theme, sari.language) == (theme, language)
    assert f'lang="{language}"' in own_browser.get("/saya/").content.decode()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("/keluarga/", "/keluarga/"),
        ("//example.org", "/"),
        ("https://example.org/", "/"),
        ("", "/"),
        ("a\x00b", "/"),
    ],
)
@pytest.mark.parametrize(
    ("language", "kept"), [("en", "en"), ("id", "id"), ("de", ""), ("", ""), ("\x00", "")]
)
def test_a_language_is_chosen_before_the_door(client, typed, where, language, kept):
    answer = client.post(reverse("accounts:language"), {"language": language, "next": typed})
    assert answer.status_code == 302 and answer.url == where
    assert (answer.cookies["bahasa"].value if "bahasa" in answer.cookies else "") == kept
