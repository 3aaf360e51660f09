"""A form that comes again with other content, after Back or from a second tab: what is stored, and what to do now.

Nothing that was typed is lost: it stands in the form, and one more tap stores it as a correction.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from anyelir.core.ids import uuid7
from anyelir.families.access import can_edit_person
from anyelir.families.models import Person
from anyelir.posyandu.day.forms.measuring import CorrectMeasurementForm
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.summaries import value_words
from anyelir.posyandu.register import access
from anyelir.posyandu.register.summaries import child_words


def correction_of(request, record) -> tuple[Measurement, CorrectMeasurementForm]:
    """The newest row of what is stored, and the form that corrects it, filled with what was typed."""
    stored = newest_row(record)
    if not access.can_run_session(request.user, stored.visit.session.posyandu):
        raise PermissionDenied
    submitted = request.POST.copy()
    submitted["op_id"] = str(uuid7())
    submitted.setdefault("kind", "typo")
    return stored, CorrectMeasurementForm(submitted)


def newest_row(row: Measurement) -> Measurement:
    """The end of the corrections that began with ``row``."""
    related = ("visit__session__posyandu__region", "visit__session__posyandu__puskesmas", "child__mother")
    row = Measurement.objects.select_related(*related).get(pk=row.pk)
    while (later := Measurement.objects.select_related(*related).filter(supersedes=row).first()) is not None:
        row = later
    return row


def page_of_correction(stored: Measurement, form: CorrectMeasurementForm) -> dict[str, object]:
    """What the page needs to send the correction where it belongs."""
    return {
        "session": stored.visit.session,
        "measurement": stored,
        "stored_words": value_words(stored),
        "typed_words": value_words(form.values) if form.is_valid() else "",
        "action": reverse("posyandu:correct", args=[stored.pk]),
        "cancel": reverse("posyandu:result", args=[stored.pk]),
    }


def stored_child(request, record) -> dict[str, object]:
    """The child that was registered from the same page, and whether this person may mend its record."""
    child = Person.objects.get(pk=record.pk).survivor
    return {
        "stored": child,
        "stored_words": child_words(child),
        "can_mend": can_edit_person(request.user, child),
    }


def of_another_child(submitted):
    """What was posted, as a sending of its own where the person said that it is another child."""
    if "lain" not in submitted:
        return submitted
    submitted = submitted.copy()
    with suppress(ValueError):
        # The same tap twice is the same sending.
        submitted["op_id"] = str(uuid5(UUID(submitted.get("op_id", "")), "another child"))
    return submitted
