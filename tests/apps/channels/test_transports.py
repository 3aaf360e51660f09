"""The ways out: what is written, what a server says, and what is certain after it."""

from __future__ import annotations

import http.server
import json
import smtplib
import stat
import threading
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail

from anyelir.channels.recipients import Address
from anyelir.channels.transports import (
    TRANSPORTS,
    NotSent,
    Rejected,
    WrittenMessage,
    mobile_of,
    send_mail,
    send_sms,
    transport_for,
    whatsapp_link,
    write_file,
)

PHONE = "0812-3456-7890"


def letter(**address) -> WrittenMessage:
    return WrittenMessage(
        uuid.UUID(int=5), "Pengingat", "Ada 2 rujukan & lain?", Address(**address), "Puskesmas Cibinong"
    )


def test_a_file_holds_the_words_and_no_address(settings, tmp_path):
    settings.OUTBOX = tmp_path / "keluar"
    for _time in range(2):
        write_file(letter(phone=PHONE, email="a@b.test"))
    [path] = settings.OUTBOX.iterdir()
    assert path.read_text() == "Puskesmas Cibinong\nPengingat\n\nAda 2 rujukan & lain?\n"
    assert (
        stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(settings.OUTBOX.stat().st_mode) == 0o700
    )


def test_mail_goes_to_one_address():
    send_mail(letter(email="kantor@contoh.test"))
    [sent] = mail.outbox
    assert (sent.subject, sent.body, sent.to) == (
        "Pengingat",
        "Ada 2 rujukan & lain?",
        ["kantor@contoh.test"],
    )
    assert str(uuid.UUID(int=5)) in sent.extra_headers["Message-ID"]


@pytest.mark.parametrize(
    ("error", "meant"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.test": (550, b"no")}), Rejected),
        (smtplib.SMTPRecipientsRefused({"a@b.test": (450, b"later")}), NotSent),
        (smtplib.SMTPDataError(451, b"later"), NotSent),
        (smtplib.SMTPDataError(554, b"never"), Rejected),
        (ConnectionRefusedError(), NotSent),
        (smtplib.SMTPServerDisconnected("gone"), smtplib.SMTPServerDisconnected),
        (TimeoutError(), TimeoutError),
    ],
)
def test_what_a_mail_server_says(monkeypatch, error, meant):
    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - the exact class is compared below
        send_mail(letter(email="a@b.test"))
    assert type(raised.value) is meant


@pytest.fixture
def gateway(settings):
    """An SMS gateway on this machine that answers with ``status``."""
    seen: list = []

    class Handler(http.server.BaseHTTPRequestHandler):
        status = 200

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.headers["Authorization"], json.loads(body)))
            self.send_response(Handler.status)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL, settings.SMS_TOKEN = f"http://127.0.0.1:{server.server_port}/send", "rahasia"
    Handler.seen = seen
    yield Handler
    server.shutdown()
    server.server_close()


def test_an_sms_is_one_request(gateway):
    send_sms(letter(phone=PHONE))
    content = {"id": str(uuid.UUID(int=5)), "to": "+6281234567890", "text": "Ada 2 rujukan & lain?"}
    assert gateway.seen == [("Bearer rahasia", content)]


@pytest.mark.parametrize(
    ("status", "meant"), [(429, "NotSent"), (503, "NotSent"), (400, "Rejected"), (500, "HTTPError")]
)
def test_what_a_gateway_says(gateway, status, meant):
    gateway.status = status
    with pytest.raises(Exception) as raised:  # noqa: PT011 - the exact class is compared below
        send_sms(letter(phone=PHONE))
    assert type(raised.value).__name__ == meant


def test_a_gateway_that_is_away_was_told_nothing(settings):
    settings.SMS_URL, settings.SMS_TOKEN = "http://127.0.0.1:9/send", ""
    with pytest.raises(NotSent):
        send_sms(letter(phone=PHONE))


def test_only_a_mobile_number_takes_a_short_message():
    numbers = {
        number: mobile_of(Address(phone=number))
        for number in (PHONE, "(021) 555-1234", "+4912345678", "x", "")
    }
    assert numbers == {PHONE: "+6281234567890", "(021) 555-1234": "", "+4912345678": "", "x": "", "": ""}


def test_a_link_carries_number_and_words():
    link = urlsplit(whatsapp_link(Address(phone=PHONE), "Ada 2 rujukan & lain?"))
    assert (link.netloc, link.path) == ("wa.me", "/6281234567890")
    assert parse_qs(link.query) == {"text": ["Ada 2 rujukan & lain?"]}


def test_a_site_that_sets_nothing_up_writes_files(settings):
    assert settings.CHANNELS == ["file"] and transport_for(Address()) is TRANSPORTS["file"]
    settings.CHANNELS = ["sms", "smtp"]
    assert transport_for(Address(email="a@b.test")).key == "smtp" and transport_for(Address()) is None
