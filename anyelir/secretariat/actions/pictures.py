"""Pictures of an annual report: brought with the words of whoever agreed to be seen, and taken away again."""

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
from anyelir.membership.models import Body
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.reports import refuse_ahead
from anyelir.secretariat.attachments import REPORT_PICTURE
from anyelir.secretariat.models import AnnualReport, ReportPicture

MOST_PICTURES = 6


@action("report.add_picture", stored=str)
def add_picture(
    *,
    body: Body,
    year: int,
    file: Prepared,
    caption: str,
    has_consent: bool,
    by: Actor,
    op_id: uuid.UUID | None = None,
) -> ReportPicture:
    """A photo for the report of a year.

    Refuses: caption_missing, consent_missing, no_photo, pictures_full, year_ahead.
    """
    held(body)
    refuse_ahead(body, year)
    caption = clean_text(caption)
    if file.kind != StoredFile.Kind.PHOTO:
        text = _("Pilih foto (JPEG, PNG, WebP). PDF tidak bisa dicetak di dalam laporan.")
        raise Refused("no_photo", text, field="file", status=422)
    if not caption:
        text = _("Tulis apa yang tampak di foto.")
        raise Refused("caption_missing", text, field="caption", status=422)
    if not has_consent:
        text = _("Tanyakan dulu kepada yang tampak di foto. Tanpa izinnya foto tidak dicetak.")
        raise Refused("consent_missing", text, field="has_consent", status=422)
    report, _created = AnnualReport.objects.get_or_create(body=body, year=year)
    if report.pictures.count() >= MOST_PICTURES:
        text = _("Sudah ada %d foto. Ambil dulu yang tidak dipakai.")
        raise Refused("pictures_full", text % MOST_PICTURES, field="file", status=422)
    kept = keep_file(StoredFile, file, owner_kind=REPORT_PICTURE, owner_key=report.pk, by=by)
    picture = ReportPicture.objects.create(report=report, file=kept, caption=caption)
    note(by=by, verb="report.add_picture", what=picture, region=body.region_id, year=year)
    return picture


@action("report.remove_picture")
def remove_picture(*, picture: ReportPicture, by: Actor) -> None:
    """Take a photo out of the report; a paper that was signed with it stays. Refuses: picture_gone."""
    body = held(picture.report.body)
    known = ReportPicture.objects.filter(pk=picture.pk).first()
    if known is None:
        raise Refused("picture_gone", _("Foto ini sudah diambil. Muat ulang halaman."))
    note(by=by, verb="report.remove_picture", what=known, region=body.region_id, year=known.report.year)
    known.delete()
    erase_file(known.file)
