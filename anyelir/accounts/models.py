"""People who sign in, the phones and computers they signed in from, and their codes."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anyelir.core.crypto import Index, index_of
from anyelir.core.fields import CleanCharField
from anyelir.core.ids import uuid7
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField, IndexField


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person with a sign-in. Rights come only from role grants; there is no superuser."""

    class Theme(models.TextChoices):
        LIGHT = "light", _("Terang")
        DARK = "dark", _("Gelap")
        AUTO = "auto", _("Ikut HP")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = CleanCharField(_("nama pengguna"), max_length=60, unique=True)
    name = CleanCharField(_("nama"), max_length=120)
    phone = EncryptedField(_("nomor telepon"), blank=True, place="user.phone", index="phone_index")
    phone_index = IndexField(max_length=43, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(
        max_length=5, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")]
    )
    theme = models.CharField(max_length=5, default=Theme.LIGHT, choices=Theme.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()
    is_system = False
    # Set by the backend on the person in hand: a code stood in for the password.
    came_by_code = False
    privacy = {
        "id is_active must_change_password language theme created_at updated_at last_login": Privacy.INTERNAL,
        "username name": Privacy.PERSONAL,
        "password phone phone_index": Privacy.SECRET,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone_index"], condition=~models.Q(phone_index=""), name="user_phone_once"
            )
        ]

    def __str__(self):
        return self.name

    @staticmethod
    def index_of_phone(phone: str) -> Index:
        """Blind index of a phone number in E.164 form."""
        return index_of(phone, "user.phone")


class Device(Record):
    """One signed-in browser; ending it signs a lost phone out."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    label = CleanCharField(max_length=120)
    address = models.CharField(max_length=45)
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at last_seen_at ended_at": Privacy.INTERNAL,
        "user label address": Privacy.PERSONAL,
        "session_key": Privacy.SECRET,
    }

    class Meta:
        ordering = ["-last_seen_at"]


class SignInCode(Record):
    """A code for one sign-in, made by the level above for a person without e-mail; kept as a blind index only."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_codes")
    code_index = models.CharField(max_length=43, db_index=True)
    made_by = models.UUIDField()
    # Later than now when its maker must leave the owner time to see it.
    valid_from = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at made_by valid_from expires_at used_at": Privacy.INTERNAL,
        "user": Privacy.PERSONAL,
        "code_index": Privacy.SECRET,
    }


class RecoveryCode(Record):
    """One of ten codes that stand in for a lost authenticator; each works once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code_index = models.CharField(max_length=43)
    used_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at used_at": Privacy.INTERNAL,
        "user": Privacy.PERSONAL,
        "code_index": Privacy.SECRET,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_index"], name="recovery_code_once")]
