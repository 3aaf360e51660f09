"""The posyandu, its open days, the measurements taken there and the referrals that follow."""

from anyelir.posyandu.models.measurement import Measurement, Visit
from anyelir.posyandu.models.post import Enrolment, Posyandu, PosyanduKader, StageAssessment
from anyelir.posyandu.models.referral import Referral, ReferralEvent
from anyelir.posyandu.models.request import TransferRequest
from anyelir.posyandu.models.session import MonthClosing, PosyanduSession

__all__ = [
    "Enrolment",
    "Measurement",
    "MonthClosing",
    "Posyandu",
    "PosyanduKader",
    "PosyanduSession",
    "Referral",
    "ReferralEvent",
    "StageAssessment",
    "TransferRequest",
    "Visit",
]
