"""What care says to people outside."""

import datetime as dt

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from anyelir.channels.purposes import PURPOSES, Purpose, Template

REMINDER = "referral.reminder"

PURPOSES.declare(
    Purpose(
        REMINDER,
        _("Pengingat rujukan"),
        {
            "overdue": Template(
                _("Rujukan menunggu jawaban"),
                ngettext_lazy(
                    "Ada %(count)d rujukan dari posyandu yang menunggu jawaban. Mohon dibuka di Anyelir.",
                    "Ada %(count)d rujukan dari posyandu yang menunggu jawaban. Mohon dibuka di Anyelir.",
                    "count",
                ),
                ("count",),
            )
        },
        lasts=dt.timedelta(days=3),
        runs_on=True,
    )
)
