"""Businesses of PKK families: size class, whether active, which permits, their states, the next one, the label.

Source: domain handbook, enterprise.md sections 1, 2 and 4; tables ``business_size``, ``business_activity``,
``exempt_food``, ``pirt_conditions``, ``pirt_food_types``, ``permit_terms``, ``permit_steps``, ``halal_rules``,
``label_items``. Software can
see form, dates and order; whether a paper is genuine is said by the person who verified it.
"""

from anyelir.rules.business.activity import BusinessActivity, business_activity
from anyelir.rules.business.eligibility import (
    Eligibility,
    HalalPath,
    Outcome,
    distribution_permit,
    duty_starts_on,
    halal_path,
    pirt_eligibility,
)
from anyelir.rules.business.labels import has_special_origin, missing_on_label
from anyelir.rules.business.path import PathStep, StepState, permit_path, what_next
from anyelir.rules.business.permits import (
    PermitPapers,
    PermitProblem,
    PermitStatus,
    permit_status,
)
from anyelir.rules.business.size import Basis, Size, SizeClass, size_class
from anyelir.rules.permit_state import PermitState

__all__ = [
    "Basis",
    "BusinessActivity",
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
    "business_activity",
    "distribution_permit",
    "duty_starts_on",
    "halal_path",
    "has_special_origin",
    "missing_on_label",
    "permit_path",
    "permit_status",
    "pirt_eligibility",
    "size_class",
    "what_next",
]
