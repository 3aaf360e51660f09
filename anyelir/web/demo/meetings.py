"""Meetings of TP PKK Ciriung: one of today that has just begun, and one whose minutes wait for the chair."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.meetings import actions
from anyelir.meetings.queries.attendance import invited_to
from anyelir.meetings.queries.inviting import InvitationRule
from anyelir.membership import actions as membership
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Post
from anyelir.secretariat import actions as secretariat
from anyelir.secretariat.models import Activity
from anyelir.web.demo.places import DemoPlaces

WOMEN = (
    *("Aan Hasanah", "Cucu Komalasari", "Dede Rukmini", "Enok Juariah", "Iis Sholihat", "Kokom Komariah"),
    *("Lia Marliani", "Mimin Mintarsih", "Neneng Hayati", "Oom Rohmah", "Popon Suhartini", "Titi Sumiati"),
)
ORDER = (
    (dt.time(9), "Pembukaan dan doa", "Aan Hasanah"),
    (dt.time(9, 15), "Laporan pokja", "ketua pokja"),
    (dt.time(10), "Rencana Dapur PMT lokal", "Bidan Lilis Suryati"),
    (dt.time(11), "Kesimpulan dan penutup", ""),
)
HERE = 7
MINUTES = {
    "led_by": "Dedi Mulyana Putra",
    "course": "Tiap pokja melaporkan kegiatan bulan lalu.\nPeserta membahas jadwal Dapur PMT lokal bersama posyandu.",
    "conclusions": "Dapur PMT lokal berjalan tiap Selasa di Posyandu Anyelir.",
    "closing": "Ditutup dengan doa bersama.",
}


def keep_meetings(places: DemoPlaces) -> None:
    by = User.objects.get(username="hendra")
    body = body_of_region(places.kelurahan["Ciriung"])
    today = today_at(body.region_id)
    for name in WOMEN:
        membership.join_body(body=body, name=name, since=dt.date(2025, 1, 6), by=by)
    actions.give_cards(body=body, by=by)
    _begun(body, today, by)
    _to_be_signed(body, today, by)


def _planned(body: Body, title: str, on: dt.date, by: User) -> Activity:
    secretary = Post.objects.filter(body=body, office=Post.Office.SECRETARY).exclude(member=None).first()
    activity = secretariat.plan_activity(
        body=body, kind=Activity.Kind.MEETING, title=title, on=on, starts_at=dt.time(9), ends_at=dt.time(11, 30),
        place="Aula kelurahan", organiser=secretary, by=by,
    )  # fmt: skip
    for kind in ("all", "board"):
        actions.invite_people(activity=activity, rule=InvitationRule(kind), by=by)
    return activity


def _begun(body: Body, today: dt.date, by: User) -> None:
    """The first are here, and a guest."""
    activity = _planned(body, "Rapat koordinasi bulanan", today, by)
    for starts_at, title, speaker in ORDER:
        actions.add_rundown(activity=activity, starts_at=starts_at, title=title, speaker=speaker, by=by)
    for position, row in enumerate(invited_to(activity)[:HERE]):
        at = timezone.now() - dt.timedelta(minutes=HERE - position)
        who = {"member": row.member, "body_member": row.body_member}
        actions.mark_present(activity=activity, way="qr" if position % 3 else "list", at=at, by=by, **who)
    actions.mark_guest(activity=activity, name="Lilis Suryati", place="Puskesmas Cirimekar", by=by)


def _to_be_signed(body: Body, today: dt.date, by: User) -> None:
    activity = _planned(body, "Rapat evaluasi triwulan", today - dt.timedelta(days=6), by)
    for row in invited_to(activity)[2:]:
        who = {"member": row.member, "body_member": row.body_member}
        actions.mark_present(activity=activity, way="list", by=by, **who)
    actions.write_minutes(activity=activity, by=by, **MINUTES)
    for source, text, amount_idr in (
        ("apbd", "Konsumsi 16 orang", 480_000),
        ("swadaya", "Cetak bahan", 60_000),
    ):
        actions.add_cost(activity=activity, source=source, text=text, amount_idr=amount_idr, by=by)
