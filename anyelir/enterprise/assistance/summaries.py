"""What a stored record of this room holds, in the few words told to whoever sends its form again with other content."""

from __future__ import annotations

from anyelir.core.wording import day
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp
from anyelir.secretariat.models import Activity


def assistance_words(assistance: Assistance) -> str:
    return f"{assistance}, {day(assistance.on)}"


def follow_up_words(follow_up: UseFollowUp) -> str:
    return f"{follow_up.assistance}: {follow_up}"


def training_words(activity: Activity) -> str:
    return f"{activity.title}, {day(activity.on)}"
