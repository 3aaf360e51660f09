"""What waits in imports: previews that somebody should confirm."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.waiting import WAITING, Task, Waiting
from anyelir.exchange.access import visible_runs
from anyelir.exchange.models import ImportRun

SHOWN = 8


def previewed(user) -> list[Task]:
    ready = visible_runs(user).filter(state=ImportRun.State.PREVIEWED)[:SHOWN]
    return [
        Task(_("Impor siap disimpan"), run.file_name, reverse("exchange:run", args=[run.pk]), "outbox")
        for run in ready
    ]


WAITING.declare(Waiting("exchange.previewed", previewed))
