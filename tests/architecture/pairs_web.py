"""Lists of the room `web` with their rules."""

from __future__ import annotations

from anyelir.core.audit import note
from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission as P
from anyelir.membership.access import can
from anyelir.web import trail
from tests.architecture.access_pairs import pair


def populate(world) -> None:
    for place in (world.rw, world.next_rw, world.elsewhere, world.kabupaten):
        note(by=world.user("kader"), verb="person.view", what="families.person", region=place.pk)
    note(by=world.user("kader"), verb="person.view", what="families.person")


PAIRS = {
    "web.lines": pair(
        trail.lines, lambda u, line: can(u, P.AUDIT_VIEW, line.region_code), AuditEntry, P.AUDIT_VIEW
    ),
}  # fmt: skip
