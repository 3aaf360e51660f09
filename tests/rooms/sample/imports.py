"""A sheet of boards: each row is taken as it is."""

from anyelir.core.audit import note
from anyelir.core.permission import Permission
from anyelir.exchange.kinds import KINDS, ImportKind


def _begin(scope):
    raise NotImplementedError


def _note(by, counts):
    return note(by=by, verb="sample.write", what="sample.board", **counts)


KINDS.declare(
    ImportKind(
        "boards",
        "Daftar papan",
        "Papan nama posyandu.",
        Permission.IMPORT_RUN,
        {"name": ("Nama",)},
        ("name",),
        "name",
        _begin,
        _note,
        "Mungkin sama",
        order=("name", str),
    )
)
