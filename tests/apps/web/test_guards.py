"""What a browser may load and keep, and how much may be sent before a byte of it is read."""

from __future__ import annotations

import inspect
import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anyelir.web import guards
from tests.architecture.url_views import VIEWS
from tests.refusals import refused_with

pytestmark = pytest.mark.django_db
IMPORT = reverse("exchange:home")
BIG = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1


@pytest.mark.parametrize("address", ["/masuk/", "/tidak-ada/", "/keluar/", "/saya/"])
@pytest.mark.parametrize("role", ["anonymous", "kader"])
def test_every_answer_says_what_it_may_load(world, client, role, address):
    if role != "anonymous":
        client.force_login(world.user(role))
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "camera=()" in answer["Permissions-Policy"] and answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/", "/saya/", "/keluarga/", "/cari/"])
def test_whoever_did_not_sign_in_is_led_there(world, client, address):
    answer = client.get(address)
    assert answer.status_code == 302 and answer["Location"].startswith("/masuk/")


@pytest.mark.parametrize("address", ["/saya/", "/", "/keluarga/", "/tidak-ada/"])
def test_nothing_that_a_signed_in_person_sees_is_kept(world, client, address):
    client.force_login(world.user("secretary"))
    assert "no-store" in client.get(address)["Cache-Control"]


def test_a_download_is_not_kept_either(world, client):
    client.force_login(world.user("bidan"))
    month = reverse("reports:sheet", args=["skdn", world.posyandu.pk, "2026-10"])
    assert "no-store" in client.get(month)["Cache-Control"]


def test_a_form_comes_back_with_its_number_until_signing_out(world, client):
    """A form asked for anew by Back would be sent as another one, and a second record would be made."""
    client.force_login(world.user("kader"))
    form = client.get(reverse("posyandu:new-child", args=[world.session.pk]))
    assert form["Cache-Control"] == "private, no-cache" and b"op_id" in form.content
    assert '"cache"' in client.post("/keluar/")["Clear-Site-Data"]


def test_signing_out_is_not_kept(world, client):
    client.force_login(world.user("kader"))
    assert "no-store" in client.post("/keluar/")["Cache-Control"]


def test_the_host_of_the_tests_is_no_host_of_the_site():
    from anyelir import settings as own

    assert "testserver" not in own.ALLOWED_HOSTS


class Unread(io.RawIOBase):
    """A body that tells when somebody reads it."""

    def read(self, *size):
        raise AssertionError("the body was read")


def send(client: Client, address: str, length: str) -> int:
    environ = {
        "CONTENT_LENGTH": length,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": Unread(),
    }
    return client.post(address, **environ).status_code


@pytest.mark.parametrize("length", [str(BIG), "9" * 400])
@pytest.mark.parametrize("address", ["/masuk/", "/saya/", IMPORT])
def test_what_is_too_large_is_refused_unread(world, length, address):
    assert send(Client(enforce_csrf_checks=True), address, length) == guards.TOO_LARGE
    kader = Client(enforce_csrf_checks=True)
    kader.force_login(world.user("kader"))
    assert send(kader, address, length) == guards.TOO_LARGE


def test_a_photo_of_a_decree_may_be_as_large_as_its_page_says(world, client):
    """A photo of a phone is larger than any form without a file."""
    photo = SimpleUploadedFile("sk.jpg", b"\xff\xd8\xff" + b"x" * 3 * BIG, "image/jpeg")
    client.force_login(world.user("chair"))
    answer = client.post(f"/posyandu/{world.posyandu.pk}/sk/", {"file": photo})
    assert answer.status_code == 422 and "tidak bisa dibaca" in answer.content.decode()
    client.force_login(world.user("kader"))
    photo.seek(0)
    assert client.post(f"/posyandu/{world.posyandu.pk}/sk/", {"file": photo}).status_code == 413


def test_whoever_may_import_may_send_a_file_of_its_size_to_that_page_alone(world, client, settings):
    settings.IMPORT_MAX_BYTES = 3 * BIG
    client.force_login(world.user("secretary"))
    book = SimpleUploadedFile("buku.xlsx", b"x" * 2 * BIG)
    assert client.post(IMPORT, {"file": book}).status_code in (302, 415, 422)
    assert client.post("/saya/", {"file": SimpleUploadedFile("buku.xlsx", b"x" * 2 * BIG)}).status_code == 413
    too_big = SimpleUploadedFile("buku.xlsx", b"x" * (3 * BIG + guards.FRAME))
    with refused_with("too_large"):
        answer = client.post(IMPORT, {"file": too_big})
    assert answer.status_code == 413 and "terlalu besar" in answer.content.decode()


def test_every_page_that_takes_a_file_says_how_large_it_may_be():
    """A photo of a phone is larger than a form: a page that is forgotten here refuses each of them."""
    taking = {
        name
        for name, view in VIEWS.items()
        if {"posted_files", "FILES"} & {*getattr(inspect.unwrap(view), "__code__", send.__code__).co_names}
    }
    # That page compares a file in memory and has no form for it.
    assert taking | {"documents:check"} == guards.FILE_PAGES.keys()


def test_a_photo_of_an_activity_may_be_as_large_as_a_phone_makes_it(world, client):
    photo = SimpleUploadedFile("rapat.jpg", b"\xff\xd8\xff" + b"x" * 3 * BIG, "image/jpeg")
    client.force_login(world.user("secretary"))
    answer = client.post(f"/kantor/kegiatan/{world.activity.pk}/foto/", {"file": photo})
    assert answer.status_code == 422 and "tidak bisa dibaca" in answer.content.decode()
    client.force_login(world.user("kader"))
    photo.seek(0)
    assert client.post(f"/kantor/kegiatan/{world.activity.pk}/foto/", {"file": photo}).status_code == 413
