"""What membership adds to a hand-over: the posts with their holders, vacancies, and the accounts of the body."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.blocks import Block, BlockColumn, HeadingBlock, TableBlock, TextBlock
from anyelir.core.handover import PACK_PARTS, PackPart, PartRead, cut
from anyelir.core.terms import in_force
from anyelir.core.wording import number, short_day
from anyelir.membership.models import Body, Post, RoleGrant
from anyelir.membership.offices import post_name
from anyelir.membership.roles import ROLES


def people_part(body: Body, on: dt.date) -> PartRead | None:
    """As they stand on the day before: what ends and begins is said on the page of the hand-over."""
    before = on - dt.timedelta(days=1)
    rows = Post.objects.filter(in_force(before), body=body)
    posts = list(rows.select_related("member").order_by("pokja", "office", "since", "id"))
    filled = [post for post in posts if post.member is not None]
    vacant = [post_name(post) for post in posts if post.member is None]
    grants = _grants(body, before)
    vacancies = _("%s jabatan masih kosong") % number(len(vacant)) if vacant else ""
    params = {"posts": number(len(filled)), "roles": number(len(grants))}
    return PartRead(
        figure=_("%(posts)s dan %(roles)s") % params,
        beside=vacancies or _("jabatan terisi dan peran"),
        text=_("Lowong: %s.") % ", ".join(_some(vacant)) if vacant else "",
        blocks=[*_post_blocks(filled, vacant), *_grant_blocks(grants)],
        asks_a_look=bool(vacant),
    )


def _some(names: list[str]) -> list[str]:
    shown, rest = cut(names, 3)
    return [*shown, *filter(None, [rest])]


def _grants(body: Body, on: dt.date) -> list[RoleGrant]:
    """Roles of exactly this body."""
    here = {"unit_kind": body.unit_kind, "unit_id": body.unit_id}
    if not body.unit_kind:
        here["region"] = body.region_id
    rows = RoleGrant.objects.filter(in_force(on), role__in=[role.slug for role in ROLES], **here)
    return list(rows.select_related("user").order_by("role", "since", "id"))


def _post_blocks(filled: list[Post], vacant: list[str]) -> list[Block]:
    columns = [BlockColumn(_("Jabatan"), 5), BlockColumn(_("Nama"), 6), BlockColumn(_("Sejak"), 3)]
    shown, rest = cut(filled)
    rows = [[post_name(post), post.name, short_day(post.since)] for post in shown]
    texts = [rest, _("Lowong: %s.") % ", ".join(_some(vacant)) if vacant else ""]
    return [TableBlock(columns, rows), *(TextBlock(text) for text in texts if text)]


def _grant_blocks(grants: list[RoleGrant]) -> list[Block]:
    if not grants:
        return []
    columns = [BlockColumn(_("Akun"), 6), BlockColumn(_("Peran"), 6), BlockColumn(_("Sejak"), 3)]
    shown, rest = cut(grants)
    rows = [[grant.user.name, str(ROLES[grant.role].name), short_day(grant.since)] for grant in shown]
    table = TableBlock(columns, rows)
    return [HeadingBlock(_("Akun dan peran"), 2), table, *([TextBlock(rest)] if rest else [])]


PACK_PARTS.declare(PackPart("membership.people", 600, gettext_lazy("Orang dan hak"), "users", people_part))
