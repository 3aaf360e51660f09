"""Each of the two signs the pack as she read it, with her own account."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from anyelir.accounts.codes import used_code_of
from anyelir.accounts.models import User
from anyelir.core.action import action
from anyelir.core.audit import note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.files.keeping import keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.handovers.access import side_of
from anyelir.handovers.actions.preparing import open_and_held
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.handovers.pack import (
    counts_as_in_the_book,
    digest_of,
    ledger_of,
    parts_of,
    signature_of,
    unready_of,
)
from anyelir.handovers.summaries import signature_words
from anyelir.membership.granting import BY_CODE

Side, Way = PackSignature.Side, PackSignature.Way
SIGNATURE_KIND = "handovers.signature"
NOT_ALLOWED, MONTHS_OPEN = 403, "months_open"


@action("handover.sign", stored=signature_words)
def sign_pack(
    *, handover: HandOver, seen: str, picture: Prepared, by: User, op_id: uuid.UUID | None = None
) -> PackSignature:
    """``seen`` is the digest of the pack on her page: another one now says that something changed since.

    Refuses: code_of_preparer, handover_closed, months_open, not_counted, not_one_of_two, not_ready, pack_changed.
    """
    held(handover.body)
    handover = open_and_held(handover)
    side = side_of(handover, by)
    if side is None:
        text = _("Hanya yang menyerahkan dan yang menerima yang menandatangani berkas ini.")
        raise Refused("not_one_of_two", text, status=NOT_ALLOWED)
    refuse_code_of_preparer(handover, by)
    refuse_unready(handover)
    digest = digest_of(handover)
    refuse_changed(seen, digest)
    # Who presses twice signed once.
    if (known := signature_of(handover, side, digest)) is not None:
        return known
    file = keep_file(StoredFile, picture, owner_kind=SIGNATURE_KIND, owner_key=handover.pk, by=by)
    signature = PackSignature.objects.create(
        handover=handover, side=side, way=Way.DRAWN, digest=digest, picture=file, by=by.id, by_name=by.name
    )
    note(by=by, verb="handover.sign", what=handover, region=handover.body.region_id, side=str(side))
    return signature


def refuse_code_of_preparer(handover: HandOver, by: User) -> None:
    """Whoever prepared it may still know a password that began with her code. Refuses: code_of_preparer."""
    since: dt.datetime = timezone.now() - BY_CODE
    if by.id != handover.prepared_by and used_code_of(by, handover.prepared_by, since=since):
        text = _(
            "Akun ini baru dibuka dengan kode dari yang menyiapkan serah terima. Tanda tangani di berkas cetak; kantor"
            " satu tingkat di atas mengonfirmasi."
        )
        raise Refused("code_of_preparer", text, status=NOT_ALLOWED)


def refuse_unready(handover: HandOver) -> None:
    """Refuses: months_open, not_counted, not_ready."""
    unready = unready_of(parts_of(handover))
    said = " ".join(reason.text for reason in unready)
    if any(reason.code == MONTHS_OPEN for reason in unready):
        raise Refused("months_open", said)
    if unready:
        raise Refused("not_ready", said)
    counted = counts_as_in_the_book(handover) or (handover.counted_idr is not None and handover.count_reason)
    if ledger_of(handover) is not None and not counted:
        text = _("Hitung dulu uang tunainya bersama-sama, lalu tulis jumlahnya di halaman ini.")
        raise Refused("not_counted", text)


def refuse_changed(seen: str, digest: str) -> None:
    """Refuses: pack_changed."""
    if seen != digest:
        text = _("Isi berkas berubah sejak dibaca. Muat ulang, baca lagi, lalu tanda tangani.")
        raise Refused("pack_changed", text)
