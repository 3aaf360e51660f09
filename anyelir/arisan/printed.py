"""What everybody may read of a draw: numbers, times, the locked secret when it is open, and never a name."""

from __future__ import annotations

from dataclasses import dataclass

from anyelir.arisan.models import Draw
from anyelir.rules.draws import PrintedDraw, checked_draw, digest_of_draw, message_of


@dataclass(frozen=True)
class ShownDraw:
    """A round with what a stranger needs; ``secret`` is empty as long as the draw is locked."""

    draw: Draw
    numbers: list[int]
    secret: str
    message: str
    digest: str
    winner: int | None
    is_right: bool
    # Rounds of this number that were made void before.
    void_before: int

    @property
    def numbers_text(self) -> str:
        return ",".join(str(number) for number in self.numbers)


def shown_draw(draw: Draw) -> ShownDraw:
    numbers = sorted(draw.eligible)
    others = Draw.objects.filter(arisan=draw.arisan_id, round_no=draw.round_no, state=Draw.State.VOID)
    void_before = others.filter(created_at__lt=draw.created_at).count()
    winner = draw.winner.number if draw.winner is not None else None
    if draw.way == Draw.Way.GLASS or not draw.word:
        return ShownDraw(draw, numbers, "", "", "", winner, False, void_before)
    message = message_of(draw.round_no, numbers, draw.word)
    printed = PrintedDraw(draw.commitment, draw.secret, draw.round_no, tuple(numbers), draw.word)
    check = checked_draw(printed)
    is_right = check.is_locked_secret and check.winner == winner
    digest = digest_of_draw(draw.secret, message)
    return ShownDraw(draw, numbers, draw.secret, message, digest, winner, is_right, void_before)
