"""What stands on the papers of a permit: written down as far as it is known, at any step of its way."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.permits.due_dates import keep_deadlines
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import can_help
from anyelir.enterprise.permits.states import normalised_number, number_errors
from anyelir.enterprise.permits.summaries import permit_words
from anyelir.enterprise.permits.wording import problem_text
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.changes import tell_changed
from anyelir.enterprise.trade.models import Business, Product

# Days that lie behind us when they are written down; only the end may lie ahead.
PAST_DAYS = ("file_ready_on", "submitted_on", "issued_on", "course_on", "inspection_on", "label_on")


@dataclass(frozen=True)
class PermitFacts:
    """What is known of the paper; days that are not known stay None."""

    number: str = ""
    file_ready_on: dt.date | None = None
    submitted_on: dt.date | None = None
    issued_on: dt.date | None = None
    course_on: dt.date | None = None
    inspection_on: dt.date | None = None
    label_on: dt.date | None = None
    ends_on: dt.date | None = None


@action("permit.save", stored=permit_words)
def save_permit(
    *,
    business: Business,
    kind: str,
    facts: PermitFacts,
    products: Collection[Product] = (),
    helper: Any = None,
    permit: Permit | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Permit:
    """A new permit, or what changed in ``permit``; after a change of number or days its proof is to be verified anew.

    Refuses: helper_unknown, number_taken, permit_revoked, product_elsewhere; as held_business, set_facts.
    """
    business = held_business(business)
    if permit is None:
        permit = Permit(business=business, kind=kind, noted_by=by.id)
    else:
        permit = held(permit)
        permit.business = business
        refuse_revoked(permit)
    _refuse_strangers(business, products, helper)
    before = _facts_of(permit)
    set_facts(permit, facts)
    _refuse_taken(permit)
    permit.helper = helper
    if _facts_of(permit) != before:
        permit.verified_at = permit.verified_by = None
    permit.save()
    permit.products.set(products)
    keep_deadlines(permit, by)
    if permit.renews is not None:
        keep_deadlines(permit.renews, by)
    tell_changed(business)
    note(by=by, verb="permit.save", what=permit, region=business.region_id)
    return permit


def refuse_revoked(permit: Permit) -> None:
    """Refuses: permit_revoked."""
    if permit.revoked_on is not None:
        text = _("Izin ini dicabut %s. Untuk izin yang baru, buat catatan baru.")
        raise Refused("permit_revoked", text % day(permit.revoked_on))


def _facts_of(permit: Permit) -> dict[str, object]:
    return {name: getattr(permit, name) for name in PermitFacts.__dataclass_fields__}


def _refuse_strangers(business: Business, products: Collection[Product], helper: Any) -> None:
    """Refuses: helper_unknown, product_elsewhere."""
    if any(product.business_id != business.pk for product in products):
        text = _("Pilih produk dari usaha ini sendiri.")
        raise Refused("product_elsewhere", text, field="products", status=422)
    if helper is not None and not can_help(helper, business):
        text = _("Pilih pendamping wilayah ini atau petugas dinasnya.")
        raise Refused("helper_unknown", text, field="helper", status=422)


def set_facts(permit: Permit, facts: PermitFacts) -> None:
    """What stands on the paper, unsaved.

    Refuses: date_ahead, ends_before_issue, number_wrong, permit_empty.
    """
    for name, value in asdict(facts).items():
        setattr(permit, name, value)
    permit.number = normalised_number(permit.kind, facts.number)
    today = today_at(permit.business.region_id)
    days = {name: getattr(permit, name) for name in PAST_DAYS}
    ahead = next((name for name, value in days.items() if value is not None and value > today), "")
    if ahead:
        text = _("Tanggal %s belum tiba.")
        raise Refused("date_ahead", text % day(days[ahead]), field=ahead, status=422)
    if permit.issued_on is not None and permit.ends_on is not None and permit.ends_on < permit.issued_on:
        text = _("Berakhir sebelum terbit. Periksa kedua tanggalnya.")
        raise Refused("ends_before_issue", text, field="ends_on", status=422)
    if not permit.number and not any(days.values()):
        text = _("Isi yang sudah diketahui: tanggal berkas siap, tanggal diajukan, atau nomornya.")
        raise Refused("permit_empty", text, field="file_ready_on", status=422)
    for problem in number_errors(permit, today):
        raise Refused("number_wrong", problem_text(problem), field="number", status=422)


def _refuse_taken(permit: Permit) -> None:
    """Refuses: number_taken."""
    same = Permit.objects.filter(business=permit.business, kind=permit.kind, number=permit.number)
    if permit.number and same.exclude(pk=permit.pk).exists():
        text = _("Nomor ini sudah dicatat di usaha ini. Buka catatannya untuk membetulkan.")
        raise Refused("number_taken", text, field="number", status=422)
