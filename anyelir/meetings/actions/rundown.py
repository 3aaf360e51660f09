"""The order of events: lines written, changed and taken away while the activity is open."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.meetings.models import RundownItem
from anyelir.meetings.summaries import rundown_words
from anyelir.membership.models import Post
from anyelir.rules.texts import clean_text
from anyelir.secretariat.actions.activities import refuse_closed
from anyelir.secretariat.models import Activity


@action("rundown.add", stored=rundown_words)
def add_rundown(
    *, activity: Activity, by: Actor, op_id: uuid.UUID | None = None, **values: Any
) -> RundownItem:
    """``values`` are fields of the line. Refuses: title_missing; as _refuse_outside, refuse_closed."""
    activity = held(activity)
    refuse_closed(activity)
    return _written(RundownItem(activity=activity), "rundown.add", by, values)


@action("rundown.change", stored=rundown_words)
def change_rundown(
    *, line: RundownItem, by: Actor, op_id: uuid.UUID | None = None, **values: Any
) -> RundownItem:
    """``values`` are fields of the line. Refuses: rundown_gone, title_missing; as _refuse_outside, refuse_closed."""
    refuse_closed(held(line.activity))
    return _written(_known(line), "rundown.change", by, values)


@action("rundown.drop")
def drop_rundown(*, line: RundownItem, by: Actor) -> None:
    """Refuses: rundown_gone; as refuse_closed."""
    refuse_closed(held(line.activity))
    known = _known(line)
    note(by=by, verb="rundown.drop", what=known, region=line.activity.body.region_id)
    known.delete()


def _written(line: RundownItem, verb: str, by: Actor, values: dict[str, Any]) -> RundownItem:
    set_fields(line, values)
    line.title = clean_text(line.title)
    if not line.title:
        raise Refused("title_missing", _("Tulis nama acaranya."), field="title", status=422)
    _refuse_outside(line.activity, line.post)
    line.save()
    note(by=by, verb=verb, what=line, region=line.activity.body.region_id)
    return line


def _known(line: RundownItem) -> RundownItem:
    known = RundownItem.objects.filter(pk=line.pk).first()
    if known is None:
        raise Refused("rundown_gone", _("Acara ini sudah dihapus. Muat ulang halamannya."))
    return known


def _refuse_outside(activity: Activity, post: Post | None) -> None:
    """Refuses: post_of_another."""
    if post is not None and post.body_id != activity.body_id:
        raise Refused(
            "post_of_another", _("Pilih penanggung jawab dari lembaga ini."), field="post", status=422
        )
