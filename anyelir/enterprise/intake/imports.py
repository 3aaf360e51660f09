"""The list of businesses of the dinas as a kind of import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from anyelir.core.audit import Actor, note
from anyelir.core.permission import Permission
from anyelir.enterprise.intake.business_rows import COLUMNS, DAYS, KEPT_BACK, REQUIRED
from anyelir.exchange.kinds import KINDS, Importer, ImportKind, ImportScope


def _begin(scope: ImportScope) -> Importer:
    from anyelir.enterprise.intake.importer import BusinessImporter

    return BusinessImporter(scope)


def _note(by: Actor, counts: Mapping[str, int]) -> Any:
    return note(by=by, verb="import.businesses", what="exchange.importrun", **counts)


def _place(cell: Any) -> str:
    return str(cell or "").casefold()


KINDS.declare(
    ImportKind(
        "businesses",
        _("Daftar usaha dinas"),
        _("Usaha dengan pemilik, NIB dan P-IRT. Tidak ada yang tampil untuk umum karena impor."),
        Permission.BUSINESS_IMPORT,
        COLUMNS,
        REQUIRED,
        "name",
        _begin,
        _note,
        _("Mungkin sudah ada"),
        # A portion asks after the businesses of few desa.
        order=("desakel", _place),
        days=DAYS,
        kept_back=KEPT_BACK,
        is_planned=True,
        rank=20,
    )
)
