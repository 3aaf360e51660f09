"""A draw of an arisan for tests of other rooms."""

from __future__ import annotations

from django.utils import timezone

from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.documents.issuing import new_code
from anyelir.membership.models import BodyMember
from anyelir.rules.draws import commitment_of
from tests.factories import SINCE


def locked_draw(holder: BodyMember) -> Draw:
    """A locked draw of an arisan with one share."""
    cycle = Arisan.objects.create(body=holder.body, title="Arisan", stake_idr=20_000, started_on=SINCE)
    ArisanShare.objects.create(arisan=cycle, number=1, body_member=holder, since=SINCE)
    secret = "0a" * 32
    values = {"secret": secret, "commitment": commitment_of(secret), "committed_at": timezone.now()}
    return Draw.objects.create(
        arisan=cycle, round_no=1, way="number", state="committed", eligible=[1], code=new_code(), **values
    )
