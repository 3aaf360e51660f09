"""The book of e-PPGBM as a kind of import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from anyelir.core.audit import Actor, note
from anyelir.core.permission import Permission
from anyelir.exchange.kinds import KINDS, Importer, ImportKind, ImportScope
from anyelir.posyandu.eppgbm.sheet_rows import ALIASES, DAYS, REQUIRED, day_of
from anyelir.posyandu.eppgbm.z_scores import z_details


def _begin(scope: ImportScope) -> Importer:
    from anyelir.posyandu.eppgbm.importer import EppgbmImporter

    return EppgbmImporter(scope)


def _note(by: Actor, counts: Mapping[str, int]) -> Any:
    return note(by=by, verb="import.eppgbm", what="exchange.importrun", **counts)


KINDS.declare(
    ImportKind(
        "eppgbm",
        _("Buku e-PPGBM"),
        _("Anak, penimbangan dan pengukuran, seperti yang diunduh dari Sigizi Terpadu."),
        Permission.IMPORT_RUN,
        ALIASES,
        REQUIRED,
        "name",
        _begin,
        _note,
        _("Usulan penggabungan"),
        # A child that moved is followed from its first posyandu to its last, whatever the order of the file.
        order=("measured_on", day_of),
        days=DAYS,
        details=z_details,
        details_part="eppgbm/_z_scores.html",
        rank=10,
    )
)
