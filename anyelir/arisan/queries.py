"""Reads of an arisan: the running cycle of a body, its shares, who can still win, and what a sheet pays out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.contributions.models import MeetingSheet
from anyelir.membership.models import Body, BodyMember


def shares_of(arisan: Arisan) -> QuerySet[ArisanShare]:
    """Each share with who holds it now."""
    return ArisanShare.objects.filter(arisan=arisan, until=None).select_related("body_member")


def won_numbers(arisan: Arisan) -> set[int]:
    drawn = Draw.objects.filter(arisan=arisan, state=Draw.State.REVEALED)
    return set(drawn.values_list("winner__number", flat=True))


def eligible_shares(arisan: Arisan) -> list[ArisanShare]:
    """Those that have not won yet, by number."""
    won = won_numbers(arisan)
    return [share for share in shares_of(arisan) if share.number not in won]


def is_finished(arisan: Arisan) -> bool:
    """Each share has won; a cycle that nobody joined yet is not."""
    won = won_numbers(arisan)
    return bool(won) and all(share.number in won for share in shares_of(arisan))


def next_round(arisan: Arisan) -> int:
    return len(won_numbers(arisan)) + 1


def running_arisan(body: Body) -> Arisan | None:
    return next((each for each in Arisan.objects.filter(body=body) if not is_finished(each)), None)


def draw_at(sheet: MeetingSheet) -> Draw | None:
    """Who won at that meeting."""
    drawn = Draw.objects.filter(activity=sheet.activity_id, state=Draw.State.REVEALED)
    return drawn.select_related("arisan", "winner__body_member").first()


def committed_draw(arisan: Arisan) -> Draw | None:
    return Draw.objects.filter(arisan=arisan, state=Draw.State.COMMITTED).first()


def arisan_at(sheet: MeetingSheet) -> Arisan | None:
    """The cycle that a meeting is about: of its draw, or the running one that had begun by then."""
    drawn = draw_at(sheet)
    if drawn is not None:
        arisan: Arisan = drawn.arisan
        return arisan
    running = running_arisan(sheet.body) if sheet.is_open else None
    return running if running is not None and running.started_on <= sheet.activity.on else None


def stakes_of(arisan: Arisan) -> dict[object, int]:
    """What each holder brings in a round, by her key; for two shares twice the stake."""
    stakes: dict[object, int] = {}
    for share in shares_of(arisan):
        stakes[share.body_member_id] = stakes.get(share.body_member_id, 0) + arisan.stake_idr
    return stakes


def pot_of(arisan: Arisan) -> int:
    return sum(stakes_of(arisan).values())


@dataclass(frozen=True)
class ShareRow:
    """A share with the round in which it won."""

    share: ArisanShare
    draw: Draw | None


def share_rows(arisan: Arisan) -> list[ShareRow]:
    drawn = Draw.objects.filter(arisan=arisan, state=Draw.State.REVEALED).select_related("winner")
    by_number = {draw.winner.number: draw for draw in drawn}
    return [ShareRow(share, by_number.get(share.number)) for share in shares_of(arisan)]


def draws_of(arisan: Arisan) -> QuerySet[Draw]:
    """Every round, also those that were made void."""
    rows = Draw.objects.filter(arisan=arisan).select_related("winner__body_member", "activity")
    return rows.order_by("-round_no", "-created_at")


def shares_to_hand_on(person: BodyMember) -> Iterable[str]:
    """Why she cannot leave the body yet."""
    held = ArisanShare.objects.filter(body_member=person, until=None).select_related("arisan")
    text = _("%s masih memegang bagian arisan. Serahkan dulu bagiannya, atau tunggu putarannya selesai.")
    return [text % person.name] if any(not is_finished(share.arisan) for share in held) else []
