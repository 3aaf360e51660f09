"""People with an account to whom messages go, in their own language. The number is decrypted when one is sent."""

from django.utils.translation import gettext_lazy as _

from anyelir.accounts.models import User
from anyelir.channels.recipients import RECIPIENTS, Address, RecipientKind

ACCOUNT = "user"


def address_of(key: str) -> Address | None:
    user = User.objects.filter(pk=key, is_active=True).first()
    return Address(phone=user.phone, language=user.language) if user is not None else None


def name_of(key: str) -> str:
    user = User.objects.filter(pk=key).first()
    return user.name if user is not None else ""


RECIPIENTS.declare(RecipientKind(ACCOUNT, _("Pengguna"), address_of, name_of))
