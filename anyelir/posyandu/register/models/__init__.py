"""The tables of the register: posyandu, who serves and who belongs there, strata, and children that are asked for."""

from anyelir.posyandu.register.models.post import Enrolment, Posyandu, PosyanduKader, StageAssessment
from anyelir.posyandu.register.models.request import TransferRequest

__all__ = ["Enrolment", "Posyandu", "PosyanduKader", "StageAssessment", "TransferRequest"]
