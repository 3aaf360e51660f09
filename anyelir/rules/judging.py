"""What one measurement of a child says: categories, the lines of the KMS, doubts, and the reasons to refer.

The same for the screens, the papers and ``anyelir growth judge``. WHO's flags exclude a value from prevalence, never
from here: a true case of severe wasting is flagged just like a slip of the pen, so a doubtful value asks for a second
measurement and keeps the child in sight. Only "too heavy for its length" is not said of a length that is in doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from anyelir.rules import nutrition, skdn
from anyelir.rules.child_months import ChildMonth, WeighedChild
from anyelir.rules.growth_row import GrowthResult
from anyelir.rules.measurement_checks import CheckedValues, MeasurementWarning, check
from anyelir.rules.referral import ChildFindings, ReferralReason, Urgency, child_reasons, most_urgent

INDICES = ("waz", "haz", "whz", "baz", "hcz")
OF_LENGTH = ("whz", "baz")


@dataclass(frozen=True)
class Judgement:
    """What one measurement says.

    ``categories`` by index, None without a z-score; ``held_back`` are the indices whose category is not said because
    the length is in doubt; ``doubts`` name the measures to take again.
    """

    categories: Mapping[str, str | None]
    held_back: tuple[str, ...]
    muac: str | None
    below_red_line: bool
    above_orange_line: bool
    doubts: tuple[str, ...]
    reasons: tuple[ReferralReason, ...]

    @property
    def urgency(self) -> Urgency | None:
        return most_urgent(self.reasons)


def judge(
    subject: WeighedChild,
    row: GrowthResult,
    month: ChildMonth | None,
    *,
    weighed_before: Any = None,
    length_before: Any = None,
) -> Judgement:
    """What ``row`` says about the child.

    ``row`` has ``weight_kg corrected_height_cm head_cm muac_cm`` as well; ``month`` is the month whose weight the row
    gives. ``weighed_before`` and ``length_before`` are the last earlier rows with a weight and with a length.
    """
    on, flags = row.measured_on, row.flagged
    warnings = _warnings(subject, row, weighed_before, length_before)
    in_doubt = tuple(dict.fromkeys([*_flagged_measures(flags), *(warning.measure for warning in warnings)]))
    categories = {index: row.category(index) for index in INDICES}
    held_back = tuple(
        index for index in OF_LENGTH if "height_cm" in in_doubt and categories[index] in nutrition.HEAVY
    )
    said = {index: None if index in held_back else category for index, category in categories.items()}
    waz = row.z("waz")
    below, above = skdn.is_below_red_line(waz, on) is True, skdn.is_above_orange_line(waz, on) is True
    muac = _muac(subject, row)
    # With oedema nothing was read from the weight: the swelling is the reason, not a gain that was too small.
    is_swollen = row.oedema or (month is not None and month.weighed.oedema)
    read = None if is_swollen else month
    findings = ChildFindings(
        growth_status=read.status.status if read else None,
        months_not_gained=read.not_gained_run if read else 0,
        below_red_line=below,
        above_orange_line=above,
        # Oedema is a reason of its own; nobody measured a BB/TB below the line.
        whz=None if row.z("whz") is None else said["whz"],
        haz=said["haz"],
        hcz=said["hcz"],
        muac=muac,
        oedema=is_swollen,
        measure_again=bool(flags or held_back),
    )
    return Judgement(said, held_back, muac, below, above, in_doubt, child_reasons(findings, on))


# The measure that a flagged index casts doubt on first.
MEASURE_OF_INDEX = {
    "waz": "weight_kg",
    "haz": "height_cm",
    "hcz": "head_cm",
    "acz": "muac_cm",
}


def _flagged_measures(flags: Collection[str]) -> list[str]:
    """The weight, too, where only BB/TB or IMT/U is out of range: one of the two values is."""
    measures = [MEASURE_OF_INDEX[index] for index in flags if index in MEASURE_OF_INDEX]
    if set(OF_LENGTH) & set(flags) and not {"weight_kg", "height_cm"} & set(measures):
        measures.append("weight_kg")
    return measures


def _muac(subject: WeighedChild, row: Any) -> str | None:
    """By centimetres alone, where any possible age lies within the 6-59 months of the band."""
    if row.muac_cm is None:
        return None
    ages = subject.ages(row.measured_on) or (None,)
    possible = (nutrition.muac_category(float(row.muac_cm), row.measured_on, age) for age in ages)
    return next((category for category in possible if category is not None), None)


def _warnings(subject: WeighedChild, row: Any, weighed: Any, length: Any) -> tuple[MeasurementWarning, ...]:
    ages = subject.ages(row.measured_on)
    return check(
        _values(row),
        completed_month=ages[0] if ages else None,
        previous=None if weighed is None else _values(weighed),
        previous_length=None if length is None else _values(length),
    )


def _values(row: Any) -> CheckedValues:
    corrected = row.corrected_height_cm
    return CheckedValues(
        row.measured_on,
        _float(row.weight_kg),
        _float(corrected),
        _float(row.head_cm),
        _float(row.muac_cm),
    )


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
