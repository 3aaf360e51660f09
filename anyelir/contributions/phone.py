"""What a phone is answered when it sends what was tapped: new versions, or the rows that another phone changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from anyelir.contributions.actions import save_sheet
from anyelir.contributions.actions.drafting import SheetChanged
from anyelir.contributions.forms import SentSheet
from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.pages import state_of_head, state_of_row
from anyelir.contributions.queries import SheetView
from anyelir.core.audit import Actor
from anyelir.core.refusal import Refused


def kept_on_phone(
    sheet: MeetingSheet, sent: Mapping[str, str], by: Actor, op_id: uuid.UUID
) -> tuple[int, dict[str, Any]]:
    """Status and content of the answer; nothing was stored unless the status is 200."""
    view = SheetView(sheet)
    try:
        drafts = SentSheet(view, sent)
        rows = drafts.rows()
        saved = save_sheet(sheet=sheet, rows=rows, head=drafts.head(), by=by, op_id=op_id)
    except SheetChanged as changed:
        return changed.status, _theirs(view, changed)
    except Refused as refusal:
        return refusal.status, {"code": refusal.code, "text": refusal.text}
    numbers = {row.person.number for row in rows}
    fresh = SheetView(saved).rows
    versions = {row.person.number: row.version for row in fresh if row.person.number in numbers}
    return 200, {"rows": versions, "head": saved.version}


def _theirs(view: SheetView, changed: SheetChanged) -> dict[str, Any]:
    keys = {line.body_member_id for line in changed.lines}
    return {
        "code": changed.code,
        "text": changed.text,
        "rows": [state_of_row(row) for row in view.rows if row.person.pk in keys],
        "head": state_of_head(view.sheet) if changed.is_head else None,
    }
