"""The ways out of the house. Each says whether it is certain that nothing left; where nobody knows, nobody repeats."""

from __future__ import annotations

import json
import os
import smtplib
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from anyelir.channels.recipients import Address
from anyelir.core.navigation import Text
from anyelir.core.registry import Registry
from anyelir.rules.identity.phone import normalise_phone, phone_kind

SECONDS = 20
# Answers of a gateway that say "later" and that nothing was sent.
TRY_LATER = (429, 503)


class NotSent(Exception):
    """It is certain that nothing left; another time it may."""


class Rejected(NotSent):
    """It is certain that nothing left, and another time will be no better."""


@dataclass(frozen=True)
class WrittenMessage:
    """What is sent to whom. ``to`` names the recipient without an address, for what is written down."""

    id: uuid.UUID
    subject: str
    text: str
    address: Address
    to: str


@dataclass(frozen=True)
class Transport:
    """One way. Without ``send`` a person sends it. ``is_repeatable``: sending twice is the same as once."""

    key: str
    label: Text
    takes: Callable[[Address], bool]
    send: Callable[[WrittenMessage], None] | None = None
    is_repeatable: bool = False


def mobile_of(address: Address) -> str:
    """The number in E.164 when it can take a short message, else ""."""
    number = normalise_phone(address.phone) if address.phone else ""
    return number if isinstance(number, str) and number and phone_kind(number) == "mobile" else ""


def write_file(letter: WrittenMessage) -> None:
    """Into the data folder, under the key of the message: what would have been sent, without an address."""
    settings.OUTBOX.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = settings.OUTBOX / f"{letter.id}.txt"
    partly = target.with_suffix(".part")
    with os.fdopen(
        os.open(partly, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(f"{letter.to}\n{letter.subject}\n\n{letter.text}\n")
        file.flush()
        os.fsync(file.fileno())
    partly.replace(target)


def send_mail(letter: WrittenMessage) -> None:
    headers = {"Message-ID": f"<{letter.id}@anyelir>", "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(letter.subject, letter.text, to=[letter.address.email], headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        [(code, _reply)] = error.recipients.values()
        raise (NotSent if code < 500 else Rejected) from error
    except smtplib.SMTPResponseException as error:
        # A code of 400 says later, one of 500 never; both say that nothing was taken.
        raise (NotSent if error.smtp_code < 500 else Rejected) from error
    except ConnectionRefusedError as error:
        raise NotSent from error


def send_sms(letter: WrittenMessage) -> None:
    """A POST of JSON to the gateway; it gets the key of the message, so that it can tell a repetition."""
    content = {"id": str(letter.id), "to": mobile_of(letter.address), "text": letter.text}
    request = urllib.request.Request(  # noqa: S310 - env.web_address lets http and https pass alone
        settings.SMS_URL,
        data=json.dumps(content).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
            return
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in TRY_LATER:
            raise NotSent from error
        if 400 <= error.code < 500:
            raise Rejected from error
        raise
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionRefusedError):
            raise NotSent from error
        raise


def whatsapp_link(address: Address, text: str) -> str:
    """The address that opens WhatsApp with these words; a person presses the last button there."""
    return f"https://wa.me/{mobile_of(address).removeprefix('+')}?text={quote(text)}"


TRANSPORTS: Registry[Transport] = Registry("channels.transports")
TRANSPORTS.declare(
    Transport("file", _("berkas di server"), lambda _address: True, write_file, is_repeatable=True),
    Transport("smtp", _("surel"), lambda address: bool(address.email), send_mail),
    Transport("sms", _("SMS"), lambda address: bool(mobile_of(address)), send_sms),
    Transport("whatsapp", _("WhatsApp"), lambda address: bool(mobile_of(address))),
)


def transport_for(address: Address) -> Transport | None:
    """The first of the ways that the site has and that leads to the address."""
    return next((way for key in settings.CHANNELS if (way := TRANSPORTS[key]).takes(address)), None)
