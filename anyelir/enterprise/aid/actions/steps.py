"""What every step checks: that it is the next one, that its day is in order, and that nobody serves herself."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from anyelir.core.audit import Actor
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.aid.access import is_of_receiver
from anyelir.enterprise.aid.models import Aid
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared


def held_at(aid: Aid, *steps: str) -> Aid:
    """The aid as it is now, held, if it stands at one of these steps. Refuses: step_skipped."""
    aid = held(aid)
    if aid.step not in steps:
        text = _("Bantuan ini sekarang: %s. Langkah itu bukan langkah berikutnya.")
        raise Refused("step_skipped", text % aid.step_label)
    return aid


def check_day(aid: Aid, on: dt.date, *, after: dt.date | None, field: str) -> None:
    """Refuses: dates_not_in_order, future_date."""
    if on > today_at(aid.place):
        raise Refused("future_date", _("Tanggal ini belum tiba."), field=field, status=422)
    if after is not None and on < after:
        text = _("Langkah sebelumnya tercatat %s. Pilih hari itu atau sesudahnya.") % day(after)
        raise Refused("dates_not_in_order", text, field=field, status=422)


def refuse_own(aid: Aid, by: Actor) -> None:
    """Refuses: own_request."""
    if is_of_receiver(by, aid):
        text = _(
            "Penerima bantuan ini usaha atau kelompok Ibu/Bapak sendiri, atau nomor HP-nya sama dengan Ibu/Bapak."
            " Petugas lain yang mencatatnya."
        )
        raise Refused("own_request", text)


def refuse_no_picture(photo: Prepared | None, *, is_needed: bool) -> None:
    """Refuses: no_photo, photo_missing."""
    if photo is None and is_needed:
        raise Refused("photo_missing", _("Tambahkan foto barangnya."), field="photo", status=422)
    if photo is not None and photo.kind != StoredFile.Kind.PHOTO:
        raise Refused("no_photo", _("Pilih foto (JPEG, PNG, WebP), bukan PDF."), field="photo", status=422)
