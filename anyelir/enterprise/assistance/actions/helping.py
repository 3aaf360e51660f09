"""Help that was given: to a business, or to those who came to the training of their group."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.core.wording import day
from anyelir.enterprise.assistance.due_dates import keep_deadline
from anyelir.enterprise.assistance.models import Assistance
from anyelir.enterprise.assistance.queries import PHOTO_OWNERS, photo_of, trainees_of
from anyelir.enterprise.assistance.summaries import assistance_words, training_words
from anyelir.enterprise.groups.queries.register import group_of
from anyelir.enterprise.trade.actions.holding import held_business
from anyelir.enterprise.trade.models import Business
from anyelir.files.keeping import erase_file, keep_file
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import Prepared
from anyelir.secretariat.models import Activity

# Before and after the training, of a hundred; None for who was not asked.
Scores = tuple[int | None, int | None]


@action("assistance.record", stored=assistance_words)
def record_assistance(
    *,
    business: Business,
    kind: str,
    on: dt.date,
    pre_score: int | None = None,
    post_score: int | None = None,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> Assistance:
    """Whoever writes it down is who helped; somebody else looks after three and six months.

    Refuses: date_ahead; as held_business.
    """
    business = held_business(business)
    if on > today_at(business.region_id):
        raise Refused("date_ahead", _("Tanggal %s belum tiba.") % day(on), field="on", status=422)
    assistance = Assistance.objects.create(
        region_id=business.region_id,
        business=business,
        kind=kind,
        on=on,
        helped_by=by.id,
        pre_score=pre_score,
        post_score=post_score,
    )
    keep_deadline(assistance, today_at(business.region_id), by)
    note(by=by, verb="assistance.record", what=assistance, region=business.region_id)
    return assistance


@action("assistance.train", stored=training_words)
def record_training(
    *, activity: Activity, scores: Mapping[str, Scores], by: Actor, op_id: uuid.UUID | None = None
) -> Activity:
    """Everybody of the group who came, with her scores by the key of her membership.

    Refuses: already_recorded, nobody_came, not_a_training, not_held_yet.
    """
    activity = held(activity)
    group = group_of(activity.body)
    if group is None or activity.kind != Activity.Kind.TRAINING:
        raise Refused("not_a_training", _("Ini bukan pelatihan kelompok."))
    if activity.state not in Activity.TOOK_PLACE:
        raise Refused("not_held_yet", _("Pelatihan ini belum dilaksanakan. Catat kehadirannya dulu."))
    if activity.assistances.exists():
        raise Refused("already_recorded", _("Peserta pelatihan ini sudah dicatat."))
    trainees = trainees_of(activity)
    if not trainees:
        raise Refused("nobody_came", _("Belum ada anggota kelompok yang tercatat hadir."))
    today = today_at(group.region_id)
    for person in trainees:
        pre_score, post_score = scores.get(str(person.pk), (None, None))
        assistance = Assistance.objects.create(
            region_id=group.region_id,
            body_member=person,
            kind=Assistance.Kind.TRAINING,
            activity=activity,
            on=activity.on,
            helped_by=by.id,
            pre_score=pre_score,
            post_score=post_score,
        )
        keep_deadline(assistance, today, by)
    note(by=by, verb="assistance.train", what=activity, region=group.region_id)
    return activity


@action("assistance.photo", stored=assistance_words)
def keep_photo(
    *, assistance: Assistance, which: str, photo: Prepared, by: Actor, op_id: uuid.UUID | None = None
) -> Assistance:
    """``which`` is before or after; a new photo takes the place of the one before. Refuses: no_photo."""
    assistance = held(assistance)
    if photo.kind != FileBase.Kind.PHOTO:
        raise Refused("no_photo", _("Pilih foto (JPEG, PNG, WebP), bukan PDF."), field="photo", status=422)
    earlier = photo_of(assistance, which)
    keep_file(StoredFile, photo, owner_kind=PHOTO_OWNERS[which], owner_key=assistance.pk, by=by)
    if earlier is not None:
        erase_file(earlier)
    note(by=by, verb="assistance.photo", what=assistance, region=assistance.region_id)
    return assistance
