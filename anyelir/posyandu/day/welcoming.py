"""A child who is not on the list: welcomed, mended when the form came before, or asked for elsewhere."""

from __future__ import annotations

from typing import Any

from anyelir.core.action import OperationDiffers
from anyelir.families.access import can_edit_person
from anyelir.families.actions import PerhapsKnown
from anyelir.families.looking import NumberElsewhere
from anyelir.families.models import Person
from anyelir.posyandu.day import actions
from anyelir.posyandu.day.asking import met
from anyelir.posyandu.day.models import PosyanduSession
from anyelir.posyandu.register import actions as register_actions


def welcome_or_ask(session: PosyanduSession, said: dict[str, Any], *, by, is_same: bool) -> Person | None:
    """The child, here now; None when it is held elsewhere and was asked for there, as the form says."""
    asks, reason = said.pop("ask"), said.pop("ask_reason")
    try:
        return _welcomed(session, dict(said), by, is_same)
    except (register_actions.NeedsAnswer, NumberElsewhere, PerhapsKnown) as refused:
        child = met(by, refused)
        if not asks or (child is None and not isinstance(refused, NumberElsewhere)):
            raise
    register_actions.ask_transfer(
        to=session.posyandu,
        child=child,
        child_name=said["name"],
        nik=said["nik"],
        reason=reason,
        by=by,
        op_id=said["op_id"],
    )
    return None


def _welcomed(session: PosyanduSession, said: dict[str, Any], by, is_same: bool) -> Person:
    """The child of the form; when the form came before with other words, the record mended if it is the same child."""
    try:
        return actions.welcome_child(session=session, by=by, **said)
    except OperationDiffers as differs:
        stored = differs.record.survivor
        if not is_same or not can_edit_person(by, stored):
            raise
        del said["op_id"]
        return actions.mend_welcomed_child(child=stored, by=by, **said)
