"""Businesses of PKK families: size class, P-IRT eligibility, permit states, the next permit.

Source: domain handbook, enterprise.md sections 1, 2 and 4; tables ``business_size``,
``pirt_conditions``, ``pirt_food_types``, ``permit_terms``, ``permit_steps``, ``halal_rules``. Software can
see form, dates and order; whether a paper is genuine is said by the person who verified it.
"""

from anyelir.rules.business.eligibility import (
    Eligibility,
    HalalPath,
    Outcome,
    duty_starts_on,
    halal_path,
    pirt_eligibility,
)
from anyelir.rules.business.path import PathStep, StepState, permit_path, what_next
from anyelir.rules.business.permits import (
    PermitPapers,
    PermitProblem,
    PermitState,
    PermitStatus,
    permit_status,
)
from anyelir.rules.business.size import Basis, Size, SizeClass, size_class

__all__ = [
    "Basis",
    "Eligibility",
    "HalalPath",
    "Outcome",
    "PathStep",
    "PermitPapers",
    "PermitProblem",
    "PermitState",
    "PermitStatus",
    "Size",
    "SizeClass",
    "StepState",
    "duty_starts_on",
    "halal_path",
    "permit_path",
    "permit_status",
    "pirt_eligibility",
    "size_class",
    "what_next",
]
