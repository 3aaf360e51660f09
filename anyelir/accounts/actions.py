"""Writes about sign-ins. Rights are checked by the room that knows roles; here the facts are kept right."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import password_validation
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.codes import index_of, new_code, open_codes
from anyelir.accounts.duty import duty_of
from anyelir.accounts.identity import USERNAME, clean_phone, clean_username
from anyelir.accounts.models import Device, SignInCode, User
from anyelir.core import audit
from anyelir.core.action import action
from anyelir.core.audit import Actor
from anyelir.core.locking import held
from anyelir.core.refusal import Refused

CODE_LIFETIME = dt.timedelta(days=2)
AT_ONCE = dt.timedelta(0)


@action("user.create")
def create_user(
    *, username: str, name: str, phone: str = "", password: str = "", by: Actor, region: str = ""
) -> User:
    """A new person. Without a password they enter by a code; with one they must choose their own at first.

    Refuses: name_missing, phone_shape, phone_taken, username_shape, username_taken, weak_password.
    """
    user = User(username=_new_username(username), name=_a_name(name), must_change_password=True)
    _put_phone(user, phone)
    if password:
        _check_password(password, user)
        user.set_password(password)
    else:
        user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        raise Refused("username_taken", _("Nama pengguna ini sudah dipakai."), field="username") from clash
    audit.note(by=by, verb="user.create", what=user, region=region)
    return user


@action("user.edit")
def change_person(*, user: User, name: str, phone: str, by: Actor, region: str = "") -> User:
    """Another name or phone number. Refuses: name_missing, phone_shape, phone_taken."""
    user.name = _a_name(name)
    _put_phone(user, phone)
    user.save(update_fields=["name", "phone", "phone_index", "updated_at"])
    audit.note(by=by, verb="user.edit", what=user, region=region)
    return user


@action("user.preferences")
def change_preferences(*, user: User, language: str, theme: str, by: Actor) -> None:
    """What the person likes to see; not worth an audit line."""
    user.language, user.theme = language, theme
    user.save(update_fields=["language", "theme", "updated_at"])


@action("user.password")
def change_password(*, user: User, password: str, session_key: str = "", by: Actor) -> None:
    """A new password; every other device is signed out, open codes are void.

    Refuses: same_password, weak_password.
    """
    _check_password(password, user)
    if user.has_usable_password() and user.check_password(password):
        raise Refused("same_password", _("Kata sandi baru masih sama dengan yang lama."), field="password")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password", "updated_at"])
    SignInCode.objects.filter(user=user, used_at=None).update(expires_at=timezone.now())
    _end(Device.objects.filter(user=user).exclude(session_key=session_key))
    audit.note(by=by, verb="user.password", what=user, region=duty_of(user).place)


@action("user.code")
def issue_code(*, user: User, by: Actor, region: str = "", wait: dt.timedelta = AT_ONCE) -> str:
    """A code for one sign-in, shown once to the one who made it; earlier codes are void.

    One that waits works after that time, unless the owner of the account refused it before.

    Refuses: user_inactive.
    """
    if not user.is_active:
        raise Refused("user_inactive", _("Akun ini sedang dinonaktifkan. Aktifkan dulu."))
    now = timezone.now()
    SignInCode.objects.filter(user=user, used_at=None).update(expires_at=now)
    code = new_code()
    SignInCode.objects.create(
        user=user,
        code_index=index_of(code, "sign-in"),
        made_by=by.id,
        valid_from=now + wait,
        expires_at=now + wait + CODE_LIFETIME,
    )
    waits: dict[str, Any] = {"waits": "yes"} if wait else {}
    audit.note(by=by, verb="user.code", what=user, region=region, **waits)
    return code


@action("user.refuse_codes")
def refuse_codes(*, user: User, by: Actor) -> None:
    """The owner did not ask for the open codes of the account: none of them works any more."""
    if open_codes(user).update(expires_at=timezone.now()):
        audit.note(by=by, verb="user.code_refused", what=user, region=duty_of(user).place)


@action("user.active")
def set_active(*, user: User, is_active: bool, by: Actor, region: str = "") -> None:
    """Close or open an account; closing ends every session at once. What is so already is left as it is."""
    was_active, user.is_active = held(user).is_active, is_active
    if was_active == is_active:
        return
    user.save(update_fields=["is_active", "updated_at"])
    if not is_active:
        _end(Device.objects.filter(user=user))
    audit.note(by=by, verb="user.open" if is_active else "user.close", what=user, region=region)


@action("device.end")
def end_device(*, device: Device, by: Actor, region: str = "") -> None:
    """Sign one phone or computer out, wherever it is."""
    _end(Device.objects.filter(pk=device.pk))
    audit.note(by=by, verb="device.end", what=device, region=region, label=device.label)


@action("device.end_all")
def end_other_devices(*, user: User, session_key: str, by: Actor, region: str = "") -> int:
    """Sign out every device but the one in use; how many there were."""
    ended = _end(Device.objects.filter(user=user).exclude(session_key=session_key))
    if ended:
        audit.note(by=by, verb="device.end_all", what=user, region=region, count=ended)
    return ended


def _end(devices: QuerySet[Device]) -> int:
    """End devices and remove their sessions, which is what truly signs them out."""
    open_devices = devices.filter(ended_at=None)
    keys = list(open_devices.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return open_devices.update(ended_at=timezone.now())


def _new_username(typed: str) -> str:
    username = clean_username(typed)
    if not USERNAME.fullmatch(username):
        raise Refused(
            "username_shape",
            _("Nama pengguna 3 sampai 60 huruf kecil, angka, titik, atau garis, dan diawali huruf."),
            field="username",
        )
    if User.objects.filter(username=username).exists():
        raise Refused("username_taken", _("Nama pengguna ini sudah dipakai."), field="username")
    return username


def _a_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Refused("name_missing", _("Nama perlu diisi."), field="name")
    return name


def _put_phone(user: User, typed: str) -> None:
    phone = clean_phone(typed) if typed.strip() else ""
    if phone is None:
        raise Refused("phone_shape", _("Nomor HP belum lengkap, misalnya 0812 5550 0147."), field="phone")
    index = User.index_of_phone(phone)
    if phone and User.objects.filter(phone_index=index).exclude(pk=user.pk).exists():
        raise Refused("phone_taken", _("Nomor HP ini sudah dipakai akun lain."), field="phone")
    user.phone, user.phone_index = phone, index


def _check_password(password: str, user: User) -> None:
    try:
        password_validation.validate_password(password, user)
    except ValidationError as weak:
        raise Refused("weak_password", " ".join(weak.messages), field="password") from weak
