"""Reads of an arisan: the running cycle of a body, its shares, who can still win, and what a sheet pays out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.contributions.models import MeetingSheet
from anyelir.membership.models import Body, BodyMember


def shares_of(arisan: Arisan) -> QuerySet[ArisanShare]:
    """Each share with who holds it now."""
    return ArisanShare.objects.filter(arisan=arisan, until=None).select_related("body_member")


def is_running() -> Q:
    """Of cycles: a share has not won yet, or nothing was drawn; so one that nobody joined yet runs too."""
    drawn = Draw.objects.filter(arisan=OuterRef("pk"), state=Draw.State.REVEALED)
    won = Draw.objects.filter(arisan=OuterRef("arisan"), winner__number=OuterRef("number"))
    shares = ArisanShare.objects.filter(arisan=OuterRef("pk"), until=None)
    return Q(Exists(shares.exclude(Exists(won.filter(state=Draw.State.REVEALED))))) | ~Q(Exists(drawn))


def is_finished(arisan: Arisan) -> bool:
    """Each share has won."""
    return not Arisan.objects.filter(is_running(), pk=arisan.pk).exists()


def running_arisan(body: Body) -> Arisan | None:
    return Arisan.objects.filter(is_running(), body=body).first()


@dataclass(frozen=True)
class CycleStanding:
    """A cycle with its shares under who holds them now, and its draws without those that were made void."""

    arisan: Arisan
    shares: list[ArisanShare]
    draws: list[Draw]

    @property
    def won(self) -> set[int]:
        return {draw.winner.number for draw in self.draws if draw.state == Draw.State.REVEALED}

    @property
    def eligible(self) -> list[ArisanShare]:
        """Those that have not won yet, by number."""
        won = self.won
        return [share for share in self.shares if share.number not in won]

    @property
    def next_round(self) -> int:
        return len(self.won) + 1

    @property
    def is_committed(self) -> bool:
        return any(draw.state == Draw.State.COMMITTED for draw in self.draws)

    @property
    def stakes(self) -> dict[object, int]:
        """What each holder brings in a round, by her key; for two shares twice the stake."""
        stakes: dict[object, int] = {}
        for share in self.shares:
            stakes[share.body_member_id] = stakes.get(share.body_member_id, 0) + self.arisan.stake_idr
        return stakes

    @property
    def pot_idr(self) -> int:
        return len(self.shares) * int(self.arisan.stake_idr)

    def drawn_at(self, sheet: MeetingSheet) -> Draw | None:
        """Who won at that meeting."""
        return next((draw for draw in self.draws if draw.activity_id == sheet.activity_id), None)


def standing_of(arisan: Arisan) -> CycleStanding:
    draws = Draw.objects.filter(arisan=arisan).exclude(state=Draw.State.VOID)
    return CycleStanding(arisan, list(shares_of(arisan)), list(draws.select_related("winner__body_member")))


def committed_draw(arisan: Arisan) -> Draw | None:
    return Draw.objects.filter(arisan=arisan, state=Draw.State.COMMITTED).first()


def is_drawn_at(sheet: MeetingSheet) -> bool:
    return Draw.objects.filter(activity=sheet.activity_id, state=Draw.State.REVEALED).exists()


def standing_at(sheet: MeetingSheet, _people: Sequence[BodyMember] = ()) -> CycleStanding | None:
    """The cycle that a meeting is about: of its draw, or the running one that had begun by then."""
    here = Draw.objects.filter(arisan=OuterRef("pk"), activity=sheet.activity_id, state=Draw.State.REVEALED)
    cycles = Arisan.objects.filter(body=sheet.body_id).annotate(is_drawn_here=Exists(here))
    about = Q(is_drawn_here=True)
    if sheet.is_open:
        about |= Q(is_running(), started_on__lte=sheet.activity.on)
    arisan = cycles.filter(about).order_by("-is_drawn_here", "-started_on", "-created_at").first()
    if arisan is None:
        return None
    arisan.body = sheet.body
    return standing_of(arisan)


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
