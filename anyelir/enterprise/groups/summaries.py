"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.enterprise.groups.models import Group, GroupStage


def group_words(group: Group) -> str:
    return _("%(group)s, %(place)s") % {"group": group, "place": group.region.name}


def group_stage_words(stage: GroupStage) -> str:
    return _("strata %(stage)s pada %(day)s") % {"stage": stage.get_stage_display(), "day": day(stage.on)}
