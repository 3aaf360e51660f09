import uuid

from anyelir.core.permission import Permission
from anyelir.membership.roles import ROLES, Role
from anyelir.membership.units import UNIT_KINDS, OfferedUnit, UnitKind
from anyelir.regions.models import Level

BOARD = uuid.UUID(int=7)


def boards_in(code: str) -> list[OfferedUnit]:
    return [OfferedUnit(BOARD, "Papan Melati", code)]


def board_name(pk: uuid.UUID) -> str:
    return "Papan Melati"


UNIT_KINDS.declare(UnitKind("board", "papan", boards_in, board_name, widest=Level.KECAMATAN))
ROLES.declare(
    Role(
        "board_keeper",
        "Penjaga papan",
        "Menulis di papannya.",
        frozenset({Permission.REPORT_VIEW}),
        unit_kind="board",
    )
)
