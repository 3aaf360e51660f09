import datetime as dt

from anyelir.channels.models import Message
from anyelir.channels.queueing import queue_message
from anyelir.channels.recipients import To
from anyelir.core.deadlines import KINDS, DeadlineKind, Owed, Step
from anyelir.regions.access import visible_codes
from anyelir.regions.models import Region
from tests.rooms.sample.channels import BELL, KEEPERS


def ring(deadline, now):
    to = To(KEEPERS, deadline.object_key)
    queue_message(
        Message, purpose=BELL, template="late", counts={"count": 1}, to=to, region=deadline.region, now=now
    )


KINDS.declare(
    DeadlineKind(
        "sample.board",
        "papan yang belum dihapus",
        "flag",
        (Step("late", dt.timedelta(), ring),),
        lambda user: Region.objects.filter(code__in=visible_codes(user)),
        lambda place: Owed(f"Papan {place.name}", "penuh", "/percobaan/"),
    )
)
