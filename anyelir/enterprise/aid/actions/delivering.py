"""The things are bought, get their tags, and are handed over with a signed record (BAST) and a photo."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.refusal import Refused
from anyelir.core.wording import rupiah
from anyelir.deadlines.keeping import set_deadline
from anyelir.deadlines.models import Deadline
from anyelir.enterprise.aid.actions.steps import check_day, held_at, refuse_no_picture
from anyelir.enterprise.aid.due_dates import VISIT, visit_moment
from anyelir.enterprise.aid.models import Aid, AidItem
from anyelir.enterprise.aid.models.item import HAND_OVER_PHOTO, TAG_LENGTH
from anyelir.enterprise.aid.queries.aids import cost_of_items
from anyelir.enterprise.aid.summaries import aid_words
from anyelir.files.keeping import keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.rules.aid import VISIT_MONTHS
from anyelir.rules.texts import clean_text

# Without vowels, and without signs that are read as others on a scratched tag.
SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"


@action("aid.procure", stored=aid_words)
def procure_aid(
    *,
    aid: Aid,
    on: dt.date,
    unit_price_idr: int,
    serials: Sequence[str] = (),
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Aid:
    """As many items as were decided, each with a tag of its own; serial numbers of all or of none.

    Refuses: dates_not_in_order, future_date, not_positive, over_decree, serials_differ, step_skipped.
    """
    aid = held_at(aid, Aid.Step.GRANTED)
    check_day(aid, on, after=aid.granted_on, field="on")
    if unit_price_idr < 1:
        text = _("Tulis harga satuannya dalam rupiah, lebih dari 0.")
        raise Refused("not_positive", text, field="unit_price_idr", status=422)
    if aid.quantity * unit_price_idr > (aid.budget_idr or 0):
        text = _("Melebihi SK: untuk penerima ini ditetapkan %s.") % rupiah(aid.budget_idr)
        raise Refused("over_decree", text, field="unit_price_idr", status=422)
    serials = [clean_text(serial) for serial in serials]
    if serials and len(serials) != aid.quantity:
        text = ngettext(
            "Tulis %d nomor seri, satu di tiap baris.",
            "Tulis %d nomor seri, satu di tiap baris.",
            aid.quantity,
        )
        raise Refused("serials_differ", text % aid.quantity, field="serials", status=422)
    for number in range(1, aid.quantity + 1):
        serial = serials[number - 1] if serials else ""
        AidItem.objects.create(
            aid=aid, number=number, tag=_new_tag(), serial=serial, unit_price_idr=unit_price_idr
        )
    aid.procured_on = on
    aid.save()
    note(by=by, verb="aid.procure", what=aid, region=aid.place)
    return aid


def _new_tag() -> str:
    """378 thousand million are possible: who guesses finds nothing."""
    return "".join(secrets.choice(SIGNS) for _sign in range(TAG_LENGTH))


@action("aid.hand_over", stored=aid_words)
def hand_over_aid(
    *,
    aid: Aid,
    on: dt.date,
    bast_no: str,
    bast_idr: int,
    giver_signer: str,
    receiver_signer: str,
    witnesses: str = "",
    photo: Prepared | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Aid:
    """Handed over by a signed record whose total is that of the items; from here on they are visited.

    Refuses: bast_differs, dates_not_in_order, future_date, no_photo, number_missing, photo_missing, signer_missing,
    step_skipped.
    """
    aid = held_at(aid, Aid.Step.PROCURED)
    check_day(aid, on, after=aid.procured_on, field="on")
    bast_no = clean_text(bast_no)
    if not bast_no:
        raise Refused("number_missing", _("Tulis nomor BAST-nya."), field="bast_no", status=422)
    cost_idr = cost_of_items(aid)
    if bast_idr != cost_idr:
        text = _("Nilai BAST tidak sama dengan nilai barangnya: %s.") % rupiah(cost_idr)
        raise Refused("bast_differs", text, field="bast_idr", status=422)
    signers = {"giver_signer": clean_text(giver_signer), "receiver_signer": clean_text(receiver_signer)}
    for field, name in signers.items():
        if not name:
            raise Refused("signer_missing", _("Tulis nama penanda tangan."), field=field, status=422)
    refuse_no_picture(photo, is_needed=True)
    aid.handed_over_on, aid.bast_no = on, bast_no
    aid.giver_signer, aid.receiver_signer = signers.values()
    aid.witnesses = clean_text(witnesses, keeps_lines=True)
    aid.save()
    if photo is not None:
        keep_file(StoredFile, photo, owner_kind=HAND_OVER_PHOTO, owner_key=aid.pk, by=by)
    for asset in aid.items.all():
        due_at = visit_moment(aid, VISIT_MONTHS[0])
        set_deadline(Deadline, kind=VISIT, record=asset, region=aid.place, due_at=due_at)
    note(by=by, verb="aid.hand_over", what=aid, region=aid.place)
    return aid
