"""The programme of Kota Pekalongan: 1,001 companions promised on 26 January 2022 without a day, 150 of them ready."""

from __future__ import annotations

import datetime as dt

from anyelir.commitments.models import Commitment
from anyelir.core.audit import SYSTEM
from anyelir.membership.bodies import body_of_region
from anyelir.programmes.plan import actions
from anyelir.regions.models import Region
from anyelir.regions.queries import children
from anyelir.web.demo.promises import CITY, LAUNCHED

COMPANIONS = 1001
# Trained by the dinas in SAFE4C, and on the day of the launch in stage 1.
READY = 150
# Of the four kecamatan, in the order of their codes, by the end of the first quarter.
READY_BELOW = ((dt.date(2022, 3, 31), 12), (dt.date(2022, 3, 31), 7))


def keep_programmes() -> None:
    """Launched with the pledge that the city signed, announced to its kecamatan, two of which have counted."""
    city = Region.objects.get(pk=CITY)
    team = body_of_region(city)
    programme = actions.draft_programme(
        body=team,
        kind="kader_pendamping",
        title="#1001 Kader Pendamping Ketahanan Keluarga",
        starts_on=LAUNCHED,
        problem="Keluarga yang kesulitan tidak tahu ke mana bertanya sebelum masalahnya menjadi besar.",
        theory=(
            "Jika tiap RW punya kader pendamping, maka keluarga tahu ke mana bertanya, karena pendampingnya tetangga"
            " sendiri."
        ),
        press="Kota Pekalongan menjanjikan 1.001 kader pendamping keluarga; 150 orang pertama sudah dibekali.",
        by=SYSTEM,
    )
    target = actions.set_target(programme=programme, counts="companion", value=COMPANIONS, by=SYSTEM)
    pledge = Commitment.objects.filter(
        body=team, kind=Commitment.Kind.LAUNCH, signed_on__isnull=False
    ).first()
    actions.launch_programme(
        programme=programme,
        on=LAUNCHED,
        pledge=pledge,
        reason="" if pledge is not None else "Naskahnya belum ditandatangani semua pihak.",
        by=SYSTEM,
    )
    actions.add_tally(target=target, region=city, on=LAUNCHED, total=READY, by=SYSTEM)
    division = actions.divide_target(target=target, parent=city, basis="even", by=SYSTEM)
    actions.announce_division(division=division, by=SYSTEM)
    for place, (on, total) in zip(children(CITY), READY_BELOW, strict=False):
        actions.add_tally(target=target, region=place, on=on, total=total, by=SYSTEM)
