"""Two members side by side: what agrees and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.membership.models import Member, MemberPair
from anyelir.membership.offices import post_name
from anyelir.membership.queries import posts_of_member, services_of_member


@dataclass(frozen=True)
class ComparedFact:
    """One line of the comparison; ``is_same`` is None where one of the two says nothing."""

    label: str
    kept: str
    other: str

    @property
    def is_same(self) -> bool | None:
        return self.kept == self.other if self.kept and self.other else None


def lines_of(pair: MemberPair) -> list[ComparedFact]:
    """What somebody who knows them needs to decide."""
    return [
        ComparedFact(label, kept, other)
        for (label, kept), (_label, other) in zip(_facts(pair.kept), _facts(pair.other), strict=True)
    ]


def _facts(member: Member) -> list[tuple[str, str]]:
    posts = (f"{post_name(post)}, {post.body}" for post in posts_of_member(member))
    services = (f"{service.what}, {service.region.name}" for service in services_of_member(member))
    return [
        (_("Nama"), member.name),
        (_("Jenis kelamin"), member.get_sex_display()),
        (_("Tempat lahir"), member.birth_place),
        (_("Tanggal lahir"), day(member.born_on) if member.born_on else ""),
        (_("Alamat"), member.address),
        (_("Nomor registrasi"), member.registration_no),
        (_("Tercatat di"), member.region.label),
        (_("Jabatan"), "; ".join(posts)),
        (_("Layanan kader"), "; ".join(services)),
        (_("Akun"), member.user.username if member.user else ""),
    ]
