"""How often somebody may try to sign in, so that nobody guesses and nobody locks another out.

Tries are counted for the pair of name and address, and for the address over all names. A browser from which the
person signed in before has tries of its own, so that the tries of others never close it.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing

from anyelir.accounts.address import budget_address
from anyelir.accounts.models import User
from anyelir.core.budget import Allowance

WAIT = dt.timedelta(minutes=15)
PAIR = Allowance("sign-in.pair", 5, WAIT)
# Many kader share the address of one provider; who guesses names needs far more.
ADDRESS = Allowance("sign-in.address", 30, WAIT)
DEVICE = Allowance("sign-in.device", 5, WAIT)
PROOFS = Allowance("own-password", 5, WAIT)
KNOWN_FOR = dt.timedelta(days=180)
SALT = "anyelir.known-device"


class Gate:
    """The tries of one request for one name."""

    def __init__(self, request, name: str, user: User | None) -> None:
        address = budget_address(request)
        device = _known_device(request, user)
        self._holds = [(DEVICE, (device,))] if device else [(ADDRESS, (address,)), (PAIR, (name, address))]

    def open(self) -> bool:
        """Take a try; False when none is left."""
        for number, (allowance, holder) in enumerate(self._holds):
            if not allowance.take(*holder):
                self._undo(number)
                return False
        return True

    def has_left(self) -> bool:
        return all(allowance.has_left(*holder) for allowance, holder in self._holds)

    def passed(self) -> None:
        """The right password: the tries of this pair are good again, the address gets its one back."""
        for allowance, holder in self._holds:
            if allowance is ADDRESS:
                allowance.give_back(*holder)
            else:
                allowance.forget(*holder)

    def not_tried(self) -> None:
        """The password was not looked at."""
        self._undo(len(self._holds))

    def _undo(self, count: int) -> None:
        for allowance, holder in self._holds[:count]:
            allowance.give_back(*holder)


def remember_device(response, user: User) -> None:
    """From now on this browser is known for the person, until the password changes."""
    value = signing.dumps([str(user.pk), secrets.token_urlsafe(12), _password_mark(user)], salt=SALT)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        value,
        max_age=int(KNOWN_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_device(request, user: User | None) -> str:
    """The mark of this browser if the person signed in from it before, "" otherwise."""
    if user is None:
        return ""
    try:
        stored = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        owner, token, mark = signing.loads(stored, salt=SALT, max_age=KNOWN_FOR)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return token if owner == str(user.pk) and mark == _password_mark(user) else ""


def _password_mark(user: User) -> str:
    return user.get_session_auth_hash()[:16]
