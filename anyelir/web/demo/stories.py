"""What happened in the demo: the imported month, referrals and their answers, strata, and totals that were told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db.models import Q

from anyelir.core.audit import SYSTEM
from anyelir.posyandu.care import actions
from anyelir.posyandu.care.queries.child import growth_history
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.day.values import Source
from anyelir.posyandu.eppgbm.importer import import_eppgbm
from anyelir.posyandu.register.models import Posyandu, StageAssessment
from anyelir.reports.models import ReportedTotal
from anyelir.rules.referral import due_on, most_urgent
from anyelir.web.demo.places import KABUPATEN, KECAMATAN, DemoPlaces

WORKBOOK = Path(__file__).with_name("eppgbm_cibinong.xlsx")
TOLD_ON = dt.date(2024, 10, 29)
TOLD_BY = "Berita Pemerintah Kabupaten Bogor"
TOLD = [
    (KABUPATEN, "posyandu_count", 5152),
    (KABUPATEN, "posyandu_pratama", 1898),
    (KABUPATEN, "posyandu_mandiri", 1859),
    (KABUPATEN, "kader", 26618),
    (KECAMATAN, "posyandu_count", 215),
]
STAGES = {
    "Anyelir": "mandiri",
    "Melati": "madya",
    "Dahlia 5": "purnama",
}
# Referrals of a posyandu at the most, and the z-score in hundredths below which a child is looked at for one.
REFERRED = 3
BELOW = -200


def make_stories(places: DemoPlaces) -> None:
    """Import the sample, and grade three of the four posyandu."""
    import_eppgbm(WORKBOOK, by=SYSTEM)
    for name, stage in STAGES.items():
        StageAssessment.objects.create(
            posyandu=places.posyandu[name],
            assessed_on=dt.date(2026, 1, 15),
            stage=stage,
            computed_stage=stage,
            assessor_name="Bidan Lilis Suryati",
            rules_version="strata.1",
        )


def refer_children(places: DemoPlaces) -> None:
    """Each posyandu sends its first children in need to its puskesmas; the second of each has an answer."""
    for posyandu in places.posyandu.values():
        measured = Measurement.objects.filter(
            visit__session__posyandu=posyandu, is_chosen=True, source=Source.IMPORT
        )
        needing = measured.filter(Q(haz__lt=BELOW) | Q(waz__lt=BELOW) | Q(whz__lt=BELOW)).order_by("haz")
        for position, measurement in enumerate(needing.select_related("child")[:REFERRED]):
            _refer(posyandu, measurement, is_answered=position == 1)


def _refer(posyandu: Posyandu, measurement: Measurement, *, is_answered: bool) -> None:
    child = measurement.child
    reasons = growth_history(child).judged(measurement).reasons
    if not reasons:
        return
    referral = actions.create_referral(
        child=child,
        posyandu=posyandu,
        reasons=[reason.code for reason in reasons],
        by=SYSTEM,
        measurement=measurement,
        referred_on=measurement.measured_on,
        urgency=most_urgent(reasons),
        due_on=due_on(reasons, measurement.measured_on),
    )
    if is_answered:
        for status, explanation in (
            ("received", ""),
            ("attended", ""),
            ("result", "Diberi konseling dan PMT."),
        ):
            actions.answer_referral(referral=referral, status=status, by=SYSTEM, remark=explanation)


def numbers_told(places: DemoPlaces) -> None:
    """Totals from the press, kept apart from what the system counted."""
    for code, measure, value in TOLD:
        ReportedTotal.objects.create(
            region_id=code, measure=measure, value=value, reported_on=TOLD_ON, source=TOLD_BY
        )
