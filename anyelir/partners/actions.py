"""What is written down of partners."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.partners.models import Puskesmas
from anyelir.rules.identity import Problem, normalise_phone


@action("puskesmas.contact")
def set_contact(*, puskesmas: Puskesmas, phone: str, email: str, by: Actor) -> Puskesmas:
    """The office number and address to which messages go; "" where there is none. Refuses: phone_wrong."""
    number = normalise_phone(phone) if phone.strip() else ""
    if isinstance(number, Problem):
        text = _("Nomor ini tidak bisa dibaca. Tulis seperti 0812-3456-7890 atau (021) 555-1234.")
        raise Refused("phone_wrong", text, field="phone", status=422)
    puskesmas = held(puskesmas)
    changed = set_fields(puskesmas, {"phone": number, "email": email.strip()})
    if changed:
        puskesmas.save(update_fields=[*changed, "updated_at"])
        note(by=by, verb="puskesmas.contact", what=puskesmas, region=puskesmas.region_id, fields=changed)
    return puskesmas
