"""Partners to whom messages go: a puskesmas, by its office number or its office address."""

from django.utils.translation import gettext_lazy as _

from anyelir.channels.recipients import RECIPIENTS, Address, RecipientKind
from anyelir.partners.models import Puskesmas

PUSKESMAS = "puskesmas"


def address_of(key: str) -> Address | None:
    puskesmas = Puskesmas.objects.filter(pk=key).first()
    return Address(phone=puskesmas.phone, email=puskesmas.email) if puskesmas is not None else None


def name_of(key: str) -> str:
    puskesmas = Puskesmas.objects.filter(pk=key).first()
    return f"Puskesmas {puskesmas.name}" if puskesmas is not None else ""


RECIPIENTS.declare(RecipientKind(PUSKESMAS, _("Puskesmas"), address_of, name_of))
