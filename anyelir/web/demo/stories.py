"""What happened in the demo: the imported month, referrals and their answers, strata, and totals that were told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from anyelir.core.audit import SYSTEM
from anyelir.exchange.importing import import_eppgbm
from anyelir.posyandu import actions
from anyelir.posyandu.models import Measurement, StageAssessment
from anyelir.reports.models import ReportedTotal
from anyelir.web.demo.places import KABUPATEN, KECAMATAN, Places

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
REFERRED = 6


def make_stories(places: Places) -> None:
    """Import the sample, refer the children that need it, answer some, and grade three of the four posyandu."""
    import_eppgbm(WORKBOOK, by=SYSTEM)
    _refer()
    for name, stage in STAGES.items():
        StageAssessment.objects.create(
            posyandu=places.posyandu[name],
            assessed_on=dt.date(2026, 1, 15),
            stage=stage,
            computed_stage=stage,
            assessor_name="Bidan Lilis Suryati",
            rules_version="strata.1",
        )


def _refer() -> None:
    """The most wasted children of the sample; every second one already has an answer."""
    needing = Measurement.objects.filter(is_chosen=True, whz__lt=-200, flags="").order_by("whz")[:REFERRED]
    for position, measurement in enumerate(needing.select_related("visit__session__posyandu", "child")):
        posyandu = measurement.visit.session.posyandu
        referral = actions.create_referral(
            child=measurement.child,
            posyandu=posyandu,
            reasons=["severe_wasting" if measurement.whz < -300 else "wasting"],
            by=SYSTEM,
            measurement=measurement,
            referred_on=measurement.measured_on,
        )
        if position % 2:
            for status, words in (
                ("received", ""),
                ("attended", ""),
                ("result", "Diberi konseling dan PMT."),
            ):
                actions.answer_referral(referral, status=status, by=SYSTEM, words=words)


def numbers_told(places: Places) -> None:
    """Totals from the press, kept apart from what the system counted."""
    for code, measure, value in TOLD:
        ReportedTotal.objects.create(
            region_id=code, measure=measure, value=value, reported_on=TOLD_ON, source=TOLD_BY
        )
