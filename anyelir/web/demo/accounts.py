"""One account for each role; the password is made once for this site and never leaves it."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise

from anyelir.accounts.models import User
from anyelir.core.audit import SYSTEM
from anyelir.enterprise.groups.models import Group
from anyelir.keyfiles import write_once
from anyelir.membership.actions import appoint_member
from anyelir.membership.bodies import body_of_grant
from anyelir.membership.models import Member, Post, RoleGrant, Sex
from anyelir.membership.roles import ROLES
from anyelir.regions.models import Region
from anyelir.web.demo.places import KABUPATEN, KECAMATAN, DemoPlaces

SINCE = dt.date(2024, 1, 1)


class Account(NamedTuple):
    """What is printed when the demo starts."""

    username: str
    password: str
    title: str


class Invented(NamedTuple):
    """A person of the demo: ``place`` names a region code, a posyandu or a puskesmas."""

    username: str
    name: str
    role: str
    place: str

    @property
    def title(self) -> str | Promise:
        return f"{self.name}, {ROLES[self.role].name}"


PEOPLE = [
    Invented("sari", "Sari Wulandari", "kader_posyandu", "Anyelir"),
    Invented("rina", "Rina Kartika", "kader_posyandu", "Melati"),
    Invented("tuti", "Tuti Handayani", "posyandu_chair", "Anyelir"),
    Invented("yanti", "Yanti Rosmiati", "kader_dasawisma", "rw"),
    Invented("hendra", "Hendra Gunadi", "village_secretary", "Ciriung"),
    # In the kelurahan of the two records that may be one child.
    Invented("dani", "Dani Firmansyah", "village_secretary", "32.01.01.1006"),
    Invented("lilis", "Bidan Lilis Suryati", "puskesmas_staff", "Cirimekar"),
    Invented("nur", "Nur Aini", "puskesmas_staff", "Pabuaran Indah"),
    Invented("endang", "Endang Setiawati", "team_kecamatan", KECAMATAN),
    Invented("ratna", "Ratna Dewayani", "team_kabkota", KABUPATEN),
    Invented("bayu", "Bayu Prasetya", "health_office", KABUPATEN),
    Invented("ani", "Ani Kurniasih", "team_provinsi", "32"),
    Invented("maya", "Maya Anggraeni", "team_national", ""),
    Invented("nani", "Nani Suryani", "posyandu_treasurer", "Anyelir"),
    Invented("eka", "Eka Susanti", "team_treasurer", "Ciriung"),
    Invented("dedi", "Dedi Mulyana Putra", "team_chair", "Ciriung"),
    Invented("eti", "Eti Rohaeti", "group_officer", "rw"),
    Invented("sumiati", "Sumiati Wijaya", "group_chair", "kelompok"),
    Invented("lina", "Lina Marlina", "group_treasurer", "kelompok"),
    Invented("neneng", "Neneng Fatimah", "group_chair", "kelompok lama"),
    Invented("maesaroh", "Siti Maesaroh", "group_treasurer", "kelompok lama"),
    Invented("rahmat", "Rahmat Setiadi", "cooperative_office", KABUPATEN),
    Invented("wida", "Wida Nurlela", "business_companion", "Ciriung"),
    Invented("retno", "Retno Kusumastuti", "team_kabkota", "33.75"),
    Invented("ratmi", "Ratmi Kusmiati", "group_officer", "dasawisma"),
    Invented("wayan", "Wayan Sukerti", "team_kabkota", "51.07"),
    Invented("luh", "Ni Luh Sari Wahyuni", "team_chair", "51.07"),
]


def password() -> str:
    """The password of all demo accounts on this machine."""
    path = settings.KEYS / "demo_password.txt"
    write_once(path, f"anyelir-{secrets.token_hex(4)}\n")
    return path.read_text().strip()


# Names of groups for which somebody works.
GROUPS = {"kelompok": "Mekar Sari", "kelompok lama": "Kencana"}


def make_accounts(places: DemoPlaces) -> None:
    """Users with their grants, and the posts that some of them hold."""
    for person in PEOPLE:
        user = User(username=person.username, name=person.name)
        user.set_password(password())
        user.save()
        where = _where(person.place, places)
        body_of_grant(RoleGrant.objects.create(user=user, role=person.role, since=SINCE, **where))
        _link(person.name, user)
    _teams(places)


def _link(name: str, user: User) -> None:
    """The account of a member who serves; of two records that wait at the desk, the first."""
    member = Member.objects.filter(name=name, user=None).order_by("created_at", "id").first()
    if member is not None:
        member.user = user
        member.save()


def _where(place: str, places: DemoPlaces) -> dict:
    if place in places.posyandu:
        unit = places.posyandu[place]
        return {"region": unit.region, "unit_kind": "posyandu", "unit_id": unit.pk}
    if place in places.puskesmas:
        unit = places.puskesmas[place]
        return {"region": unit.region, "unit_kind": "puskesmas", "unit_id": unit.pk}
    if place in GROUPS:
        group = Group.objects.get(name=GROUPS[place])
        return {"region": group.region, "unit_kind": "group", "unit_id": group.pk}
    if place == "rw":
        return {"region": places.rw}
    if place == "dasawisma":
        return {"region": places.dasawisma}
    if place in places.kelurahan:
        return {"region": places.kelurahan[place]}
    return {"region_id": place or None}


def _teams(places: DemoPlaces) -> None:
    """A chair who is acting, a husband as chair, one person in two posts, and a vacancy."""
    office = Post.Office
    posts = {
        KABUPATEN: [(office.CHAIR, None, "Ratna Dewayani", Sex.FEMALE, False)],
        KECAMATAN: [
            (office.CHAIR, None, "Endang Setiawati", Sex.FEMALE, True),
            (office.SECRETARY, None, "Mira Lestari", Sex.FEMALE, False),
            (office.POKJA_CHAIR, 4, "Mira Lestari", Sex.FEMALE, False),
        ],
        places.kelurahan["Ciriung"].code: [
            (office.CHAIR, None, "Dedi Mulyana Putra", Sex.MALE, False),
            (office.SECRETARY, None, "Hendra Gunadi", Sex.MALE, False),
            (office.TREASURER, None, "", "", False),
            (office.POKJA_CHAIR, 4, "Tuti Handayani", Sex.FEMALE, False),
        ],
    }
    for code, holders in posts.items():
        region = Region.objects.get(code=code)
        for chair, pokja, name, sex, acting in holders:
            post = appoint_member(
                region=region,
                office=chair,
                pokja=pokja,
                name=name,
                sex=sex,
                is_acting=acting,
                decree_no=f"411.4/{Post.objects.count() + 21}-TPPKK/2024",
                decree_on=SINCE,
                since=SINCE,
                by=SYSTEM,
            )
            user = User.objects.filter(name=name, member=None).first() if name else None
            if user is not None and post.member.user is None:
                post.member.user = user
                post.member.save()
