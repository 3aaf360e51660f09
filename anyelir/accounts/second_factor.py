"""The authenticator of office roles (TOTP, RFC 6238) and the codes that stand in for a lost one."""

from __future__ import annotations

import base64
import datetime as dt
import time

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from anyelir.accounts.codes import LENGTH, index_of, new_code
from anyelir.accounts.duty import duty_of
from anyelir.accounts.models import RecoveryCode, User
from anyelir.core import audit
from anyelir.core.action import action
from anyelir.core.budget import Allowance
from anyelir.core.refusal import Refused
from anyelir.rules.texts import plain_digits

RECOVERY_CODES = 10
DIGITS = 6
# Counted apart, so that whoever plays with the six digits cannot close the way of a person who lost her phone.
TOKENS = Allowance("second-factor.token", 5, dt.timedelta(minutes=5))
RECOVERIES = Allowance("second-factor.recovery", 5, dt.timedelta(minutes=15))


def has_authenticator(user: User) -> bool:
    """Whether sign-in asks this person for a code."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def begin(user: User) -> TOTPDevice:
    """The device being set up; the same one again when the page is reloaded."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="Autentikator", confirmed=False)


def qr_picture(device: TOTPDevice) -> str:
    """The set-up code as an SVG data address, black on white in every theme."""
    picture: str = segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    return picture


def written_key(device: TOTPDevice) -> str:
    """The same secret for typing, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def confirm(*, user: User, token: str) -> list[str]:
    """Turn the authenticator on after one right code; the recovery codes, shown this once."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    _take(TOKENS, user)
    if device is None or not _spend_token(device, _digits(token)):
        raise Refused("wrong_token", _("Kode belum cocok. Tunggu kode baru, lalu coba lagi."), field="token")
    TOKENS.forget(str(user.pk))
    return _turn_on(user, device)


@transaction.atomic
def _turn_on(user: User, device: TOTPDevice) -> list[str]:
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    audit.note(by=user, verb="second_factor.on", what=user, region=duty_of(user).place)
    return new_recovery_codes(user=user)


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Ten fresh codes; the old ones are void."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [new_code() for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_index=index_of(code, "recovery")) for code in codes
    )
    return codes


def check(*, user: User, typed: str) -> TOTPDevice:
    """The device that accepts the six digits or a recovery code; refuses with what to do."""
    device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    if device is None:
        raise Refused("no_authenticator", _("Autentikator belum dipasang."), field="token")
    is_recovery = len("".join(sign for sign in typed if sign.isalnum())) == LENGTH
    allowance = RECOVERIES if is_recovery else TOKENS
    _take(allowance, user)
    is_right = _use_recovery_code(user, typed) if is_recovery else _spend_token(device, _digits(typed))
    if is_right:
        allowance.forget(str(user.pk))
        return device
    audit.note(by=user, verb="second_factor.failed", what=user, region=duty_of(user).place)
    raise Refused(
        "wrong_token", _("Kode belum cocok. Pakai enam angka terbaru, atau kode cadangan."), field="token"
    )


def _take(allowance: Allowance, user: User) -> None:
    """Count the try before it is judged, so that tries at the same moment are not one."""
    if allowance.take(str(user.pk)):
        return
    text = _("Terlalu sering mencoba. Tunggu %d menit, lalu coba lagi.")
    minutes = round(allowance.window.total_seconds() / 60)
    raise Refused("token_wait", text % minutes, field="token", status=429)


def _spend_token(device: TOTPDevice, digits: str) -> bool:
    """Whether the digits are those of now, spent in the statement that notes their time: they work once."""
    if len(digits) != DIGITS:
        return False
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    if not totp.verify(int(digits), device.tolerance, device.last_t + 1):
        return False
    rows = TOTPDevice.objects.filter(pk=device.pk, last_t__lt=totp.t())
    return bool(rows.update(last_t=totp.t(), drift=totp.drift, last_used_at=timezone.now()))


def _use_recovery_code(user: User, typed: str) -> bool:
    unused = RecoveryCode.objects.filter(user=user, code_index=index_of(typed, "recovery"), used_at=None)
    is_used = bool(unused.update(used_at=timezone.now()))
    if is_used:
        audit.note(by=user, verb="second_factor.recovery", what=user, region=duty_of(user).place)
    return is_used


@action("second_factor.off")
def remove_second_factor(*, user: User, by, region: str = "") -> None:
    """Take the authenticator away, for a person who lost phone and codes; they set up a new one."""
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    audit.note(by=by, verb="second_factor.off", what=user, region=region)


def _digits(typed: str) -> str:
    return "".join(sign for sign in plain_digits(typed) if sign.isdecimal())
