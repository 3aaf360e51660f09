"""Sign-in by user name or phone number, with the password or with a code made by the level above."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from anyelir.accounts.codes import index_of, open_codes
from anyelir.accounts.identity import find_user
from anyelir.accounts.models import User


class UsernameOrPhoneBackend(ModelBackend):
    """The answer takes equally long for an unknown person, so that nobody can try out who has an account."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or not password:
            return None
        user = find_user(username)
        if user is None:
            User().set_password(password)
            return None
        if not self.user_can_authenticate(user):
            User().set_password(password)
            return None
        if user.check_password(password) or use_code(user, password):
            return user
        return None


def use_code(user: User, typed: str) -> bool:
    """Spend a sign-in code that is still good; the person must then choose a password."""
    now = timezone.now()
    working = open_codes(user).filter(code_index=index_of(typed, "sign-in"), valid_from__lte=now)
    # One statement decides, so that two phones cannot spend the same code.
    if not working.update(used_at=now):
        return False
    user.must_change_password = user.came_by_code = True
    user.save(update_fields=["must_change_password"])
    return True
