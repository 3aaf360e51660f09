"""Lists of the room `partners` with their rules."""

from __future__ import annotations

from anyelir.core.permission import Permission as P
from anyelir.partners import access as partners
from anyelir.partners.models import Puskesmas
from tests.architecture.access_pairs import pair

PAIRS = {
    "partners.visible_puskesmas": pair(
        partners.visible_puskesmas, partners.can_edit_puskesmas, Puskesmas, P.MESSAGE_SEND
    ),
}  # fmt: skip
