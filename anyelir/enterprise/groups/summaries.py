"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.enterprise.groups.models import BookQuestion, Group, GroupStage, MemberCard
from anyelir.membership.models import Post
from anyelir.membership.offices import post_name


def group_words(group: Group) -> str:
    return f"{group}, {group.region.name}"


def closed_words(group: Group) -> str:
    return _("%(group)s ditutup %(day)s") % {"group": group, "day": day(group.closed_on)}


def group_stage_words(stage: GroupStage) -> str:
    return _("strata %(stage)s pada %(day)s") % {"stage": stage.get_stage_display(), "day": day(stage.on)}


def card_words(card: MemberCard) -> str:
    return _("kartu buku anggota nomor %s") % card.body_member.number


def question_words(question: BookQuestion) -> str:
    return _("pertanyaan anggota nomor %s") % question.body_member.number


def officer_words(post: Post) -> str:
    return f"{post_name(post)}: {post.name}"
