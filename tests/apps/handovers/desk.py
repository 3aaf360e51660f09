"""The desk of a hand-over in Kelurahan Ciriung: Wulan is chair, Laras takes over, Hendra prepares, Endang is above."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.files.reading import Prepared, prepared
from anyelir.handovers import actions
from anyelir.handovers.models import HandOver
from anyelir.handovers.pack import digest_of, spelled_code
from anyelir.membership.models import Member, Post, RoleGrant
from tests import factories as make

CHECK = "https://anyelir.example/cek/"


def ink() -> bytes:
    """What was drawn in the box."""
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "black").save(target, "PNG")
    return target.getvalue()


def drawn() -> Prepared:
    return prepared(ContentFile(ink()))


@dataclass
class Desk:
    world: Any
    secretary: User
    above: User
    outgoing: User
    incoming: User
    post: Post
    successor: Member

    @property
    def today(self) -> dt.date:
        return today_at(self.post.body.region_id)

    def prepare(self, **fields) -> HandOver:
        values = {"post": self.post, "on": self.today, "member": self.successor, "by": self.secretary}
        return actions.prepare_handover(**values | fields)

    def sign(self, handover: HandOver, by: User, **fields):
        handover.refresh_from_db()
        values = {"seen": digest_of(handover), "picture": drawn(), **fields}
        return actions.sign_pack(handover=handover, by=by, **values)

    def both_sign(self, handover: HandOver) -> None:
        self.sign(handover, self.outgoing)
        self.sign(handover, self.incoming)

    def confirm(self, handover: HandOver, by: User | None = None, **fields) -> HandOver:
        return actions.confirm_handover(handover=handover, check_url=CHECK, by=by or self.above, **fields)

    def code(self, handover: HandOver) -> str:
        return spelled_code(digest_of(handover))


def open_desk(world) -> Desk:
    body = world.body
    outgoing, incoming = make.user("wulan", "Wulan Sari"), make.user("laras", "Laras Prameswari")
    chair = make.post(body, "chair", "Wulan Sari", since=dt.date(2021, 3, 12))
    chair.member.user = outgoing
    chair.member.save()
    successor = make.member(world.kelurahan, "Laras Prameswari", user=incoming)
    make.grant(outgoing, "team_chair", world.kelurahan)
    return Desk(
        world=world,
        secretary=world.user("secretary"),
        above=world.user("kecamatan"),
        outgoing=outgoing,
        incoming=incoming,
        post=chair,
        successor=successor,
    )


def roles_in_force(user: User, on: dt.date) -> set[str]:
    return {grant.role for grant in RoleGrant.objects.filter(user=user) if grant.is_in_force(on)}
