"""Photos of an activity, with the word that those on them agreed; and what it cost, from which money."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.files.keeping import erase_file, keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.ledger.models import LedgerEntry
from anyelir.meetings.models import ActivityPhoto, CostLine
from anyelir.meetings.models.contents import MOST_IDR
from anyelir.meetings.summaries import cost_words, photo_words
from anyelir.rules.texts import clean_text
from anyelir.secretariat.models import Activity

MOST_PHOTOS = 12
PHOTO_OWNER = "meetings.activity"


@action("activity.add_photo", stored=photo_words)
def add_photo(
    *,
    activity: Activity,
    file: Prepared,
    caption: str,
    has_consent: bool,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> ActivityPhoto:
    """Photos may come after the minutes, never of what was cancelled.

    Refuses: caption_missing, consent_missing, no_photo, photos_full; as _refuse_cancelled.
    """
    activity = held(activity)
    _refuse_cancelled(activity)
    caption = clean_text(caption)
    if file.kind != StoredFile.Kind.PHOTO:
        raise Refused("no_photo", _("Pilih foto (JPEG, PNG, WebP), bukan PDF."), field="file", status=422)
    if not caption:
        raise Refused("caption_missing", _("Tulis apa yang tampak di foto."), field="caption", status=422)
    if not has_consent:
        text = _("Tanyakan dulu kepada yang tampak di foto. Tanpa izinnya foto tidak disimpan.")
        raise Refused("consent_missing", text, field="has_consent", status=422)
    if activity.photos.count() >= MOST_PHOTOS:
        text = _("Sudah ada %d foto. Ambil dulu yang tidak dipakai.")
        raise Refused("photos_full", text % MOST_PHOTOS, field="file", status=422)
    kept = keep_file(StoredFile, file, owner_kind=PHOTO_OWNER, owner_key=activity.pk, by=by)
    photo = ActivityPhoto.objects.create(activity=activity, file=kept, caption=caption, agreed_by=by.id)
    note(by=by, verb="activity.add_photo", what=photo, region=activity.body.region_id)
    return photo


@action("activity.remove_photo")
def remove_photo(*, photo: ActivityPhoto, by: Actor) -> None:
    """Also when somebody on it no longer agrees: the file goes. Refuses: photo_gone."""
    activity = held(photo.activity)
    known = ActivityPhoto.objects.filter(pk=photo.pk).select_related("file").first()
    if known is None:
        raise Refused("photo_gone", _("Foto ini sudah dihapus. Muat ulang halamannya."))
    note(by=by, verb="activity.remove_photo", what=known, region=activity.body.region_id)
    known.delete()
    erase_file(known.file)


@action("activity.add_cost", stored=cost_words)
def add_cost(
    *,
    activity: Activity,
    source: str,
    text: str,
    amount_idr: int,
    by: Actor,
    entry: LedgerEntry | None = None,
    op_id: uuid.UUID | None = None,
) -> CostLine:
    """What was spent; with ``entry`` the line of the cash book that says so. No money moves here.

    Refuses: amount_not_positive, cost_words_missing, entry_elsewhere, entry_taken; as _refuse_cancelled.
    """
    activity = held(activity)
    _refuse_cancelled(activity)
    text = clean_text(text)
    if not text:
        raise Refused("cost_words_missing", _("Tulis untuk apa uangnya."), field="text", status=422)
    if not 0 < amount_idr <= MOST_IDR:
        raise Refused(
            "amount_not_positive", _("Isi jumlah rupiah di atas nol."), field="amount_idr", status=422
        )
    _refuse_entry(activity, entry)
    cost = CostLine.objects.create(
        activity=activity, source=source, words=text, amount_idr=amount_idr, entry=entry
    )
    note(by=by, verb="activity.add_cost", what=cost, region=activity.body.region_id)
    return cost


@action("activity.drop_cost")
def drop_cost(*, cost: CostLine, by: Actor) -> None:
    """A line that was wrong; the cash book stays as it is. Refuses: cost_gone."""
    activity = held(cost.activity)
    known = CostLine.objects.filter(pk=cost.pk).first()
    if known is None:
        raise Refused("cost_gone", _("Baris biaya ini sudah dihapus. Muat ulang halamannya."))
    note(by=by, verb="activity.drop_cost", what=known, region=activity.body.region_id)
    known.delete()


def _refuse_entry(activity: Activity, entry: LedgerEntry | None) -> None:
    if entry is None:
        return
    if entry.ledger.body_id != activity.body_id:
        raise Refused(
            "entry_elsewhere", _("Pilih baris dari buku kas lembaga ini."), field="entry", status=422
        )
    if CostLine.objects.filter(entry=entry).exists():
        text = _("Baris kas ini sudah dipakai untuk biaya lain. Pilih baris lain, atau kosongkan.")
        raise Refused("entry_taken", text, field="entry", status=422)


def _refuse_cancelled(activity: Activity) -> None:
    """Refuses: activity_cancelled."""
    if activity.state == Activity.State.CANCELLED:
        text = _("Kegiatan ini sudah dibatalkan. Catat di kegiatan lain.")
        raise Refused("activity_cancelled", text)
