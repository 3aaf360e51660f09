"""Partners to whom messages go: a puskesmas, by its office number or its office address."""

from django.utils.translation import gettext_lazy as _

from anyelir.channels.recipients import RECIPIENTS, Address, RecipientKind
from anyelir.partners.models import Puskesmas

PUSKESMAS = "puskesmas"


def address_of(key: str) -> Address | None:
    found = Puskesmas.objects.filter(pk=key).first()
    return Address(phone=found.phone, email=found.email) if found is not None else None


def name_of(key: str) -> str:
    found = Puskesmas.objects.filter(pk=key).first()
    return f"Puskesmas {found.name}" if found is not None else ""


RECIPIENTS.declare(RecipientKind(PUSKESMAS, _("Puskesmas"), address_of, name_of))
