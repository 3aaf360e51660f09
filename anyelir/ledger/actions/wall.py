"""The page on the wall is opened and ended by whoever confirms closings; an address that ended never comes back."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held_alone
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.documents.issuing import new_code
from anyelir.ledger.models import Ledger, WallPage
from anyelir.ledger.wall import current_wall_page


@action("ledger.wall_open")
def open_wall_page(*, ledger: Ledger, by: Actor, op_id: uuid.UUID | None = None) -> WallPage:
    """Give the books an address that everybody with its code may read. Refuses: already_ended, wall_open."""
    ledger = held_alone(ledger)
    if ledger.until is not None:
        raise Refused("already_ended", _("Buku ini sudah berakhir %s.") % day(ledger.until))
    if current_wall_page(ledger) is not None:
        raise Refused("wall_open", _("Halaman dinding sudah dibuka. Muat ulang untuk melihat alamatnya."))
    made = WallPage.objects.create(ledger=ledger, code=new_code())
    note(by=by, verb="ledger.wall_open", what=made, region=ledger.body.region_id)
    return made


@action("ledger.wall_end")
def end_wall_page(*, page: WallPage, by: Actor) -> WallPage:
    """From now on nobody reads that address, not even from a paper on a wall. Refuses: wall_ended."""
    ledger = held_alone(page.ledger)
    page = WallPage.objects.get(pk=page.pk)
    if page.ended_at is not None:
        raise Refused("wall_ended", _("Halaman dinding ini sudah ditutup. Buka yang baru kalau perlu."))
    page.ended_at = timezone.now()
    page.save(update_fields=["ended_at", "updated_at"])
    note(by=by, verb="ledger.wall_end", what=page, region=ledger.body.region_id)
    return page
