"""The decree (SK) of a posyandu as a photo or PDF: the newest is shown, older ones stay until somebody removes them."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.files.keeping import erase_file, files_of, keep_file
from anyelir.files.models import StoredFile
from anyelir.files.reading import Prepared
from anyelir.posyandu.register.attachments import DECREE
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.summaries import decree_words

MOST_FILES = 10


@action("posyandu.keep_decree", stored=decree_words)
def keep_decree(
    *, posyandu: Posyandu, file: Prepared, by: Actor, op_id: uuid.UUID | None = None
) -> StoredFile:
    """Keep a page of the decree. Refuses: decree_full."""
    held(posyandu)
    if len(files_of(StoredFile, DECREE, posyandu.pk)) >= MOST_FILES:
        text = _("Sudah ada %d berkas SK. Hapus dulu yang tidak dipakai.")
        raise Refused("decree_full", text % MOST_FILES, field="file", status=422)
    kept = keep_file(StoredFile, file, owner_kind=DECREE, owner_key=posyandu.pk, by=by)
    note(by=by, verb="posyandu.keep_decree", what=posyandu, region=posyandu.region_id, file=str(kept.pk))
    return kept


@action("posyandu.erase_decree", stored=decree_words)
def erase_decree(
    *, posyandu: Posyandu, file: StoredFile, by: Actor, op_id: uuid.UUID | None = None
) -> StoredFile:
    """Take a page away; again changes nothing. Refuses: decree_of_another."""
    file = held(file)
    if (file.owner_kind, file.owner_key) != (DECREE, str(posyandu.pk)):
        raise Refused("decree_of_another", _("Berkas ini bukan SK posyandu ini."), status=404)
    if file.erased_at is None:
        erase_file(file)
        note(by=by, verb="posyandu.erase_decree", what=posyandu, region=posyandu.region_id, file=str(file.pk))
    return file
