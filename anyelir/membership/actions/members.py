"""Members: one row for one human. Found again by name where she is known, asked about where that is not certain."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note, set_fields
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.membership.models import NAME_LENGTH, Member, MemberPair
from anyelir.membership.summaries import member_words
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import at_level, is_within
from anyelir.rules.names import name_key


def member_meant(
    region: Region, member: Member | None, name: str, sex: str, is_namesake: bool
) -> Member | None:
    """Who is meant: chosen from the list, or typed by name and made when nobody of the place has it; None: nobody.

    The same name in the same place is the same human unless ``is_namesake`` says otherwise; the same name
    elsewhere in the desa is proposed to the desk. Raises Refused: named_twice, several_namesakes.
    """
    name = " ".join(name.split())
    if member is not None:
        if name:
            text = _("Pilih orangnya dari daftar, atau tulis namanya. Tidak keduanya.")
            raise Refused("named_twice", text, field="name", status=422)
        return member.survivor
    if not name:
        return None
    held(region)
    return (None if is_namesake else _known(name, region)) or _made(name, sex, region)


def _known(name: str, region: Region) -> Member | None:
    same = list(Member.objects.filter(region=region, name__iexact=name, merged_into=None)[:2])
    if len(same) > 1:
        text = _("Di %(place)s ada beberapa orang bernama %(name)s. Pilih orangnya dari daftar.")
        raise Refused("several_namesakes", text % {"place": region.name, "name": name}, field="member")
    return same[0] if same else None


def _made(name: str, sex: str, region: Region) -> Member:
    member = Member.objects.create(name=name, name_key=key_of(name), sex=sex, region=region)
    propose_pairs(member)
    return member


def propose_pairs(member: Member) -> list[MemberPair]:
    """Ask the desk about everybody of the name in the desa. A pair that was proposed before stays as it is."""
    desa = at_level(member.region_id, Level.DESAKEL) or member.region_id
    if not member.name_key:
        return []
    alike = Member.objects.filter(is_within(desa), name_key=member.name_key, merged_into=None).exclude(
        pk=member.pk
    )
    paired = MemberPair.objects.filter(kept__in=alike, other=member) | MemberPair.objects.filter(
        kept=member, other__in=alike
    )
    known = {pk for pair in paired for pk in (pair.kept_id, pair.other_id)}
    pairs: list[MemberPair] = [
        MemberPair(kept=other, other=member, region_id=desa)
        for other in alike
        if other.pk not in known and (not other.sex or not member.sex or other.sex == member.sex)
    ]
    MemberPair.objects.bulk_create(pairs)
    return pairs


def key_of(name: str) -> str:
    """The spelling under which namesakes are found."""
    return name_key(name)[:NAME_LENGTH]


@action("member.edit", stored=member_words)
def change_member(*, member: Member, by: Actor, op_id: uuid.UUID | None = None, **facts: Any) -> Member:
    """Mend or complete what is known of a human, once for all posts and services. Refuses: name_missing."""
    member = held(member)
    changed = set_fields(member, facts)
    member.name = " ".join(member.name.split())
    if not member.name:
        raise Refused("name_missing", _("Tuliskan namanya."), field="name", status=422)
    member.name_key = key_of(member.name)
    member.save()
    if "name" in changed:
        propose_pairs(member)
    note(by=by, verb="member.edit", what=member, region=member.region_id, fields=changed)
    return member
