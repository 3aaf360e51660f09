"""The evaluation protocol: frozen when a commitment is signed, and known by its hash ever after.

Whoever changes it makes a new version that names the one before, so that everybody sees what was decided
before the outcome was known. Source: handbook, honest evidence rule 1 [D].
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.verdict import Direction
from anyelir.rules.evidence.windows import EvaluationWindow, evaluation_window
from anyelir.rules.finiteness import check_fields


@dataclass(frozen=True)
class EvaluationProtocol:
    """What will be measured, on whom, when, and which change would be worth having.

    ``indicator`` and ``definition``: code and definition version; ``level``: of the units, as PROVINSI or
    DESAKEL; ``first_period`` .. ``last_period``: labels of all windows, ``trigger_period`` the bad value
    that led to the visit (or None), ``start_period`` the first period of the programme;
    ``excluded_donors``: the host and neighbours that share staff; ``stratum``: of the donors, "" for any;
    ``smallest_useful_change``: above zero, in the unit of the indicator; ``planned_units``: units that
    will be treated; ``seed``: of every random draw. Raises ValueError for values that contradict each other.
    """

    indicator: str
    definition: str
    direction: Direction
    level: str
    treated_units: tuple[str, ...]
    excluded_donors: tuple[str, ...]
    stratum: str
    first_period: str
    trigger_period: str | None
    start_period: str
    last_period: str
    smallest_useful_change: Decimal
    planned_units: int
    seed: int
    frozen_on: dt.date
    version: int = 1
    previous: str | None = None

    def __post_init__(self) -> None:
        check_fields(self)
        if not self.smallest_useful_change.is_finite() or self.smallest_useful_change <= 0:
            raise ValueError("the smallest useful change must be above zero")
        if self.planned_units < 1 or not self.treated_units:
            raise ValueError("a protocol treats at least one unit")
        if set(self.treated_units) & set(self.excluded_donors):
            raise ValueError("a treated unit is no donor anyway")
        if (self.version == 1) != (self.previous is None):
            raise ValueError("every version but the first names the one before")

    @property
    def digest(self) -> str:
        """SHA-256 (64 hexadecimal digits) of the canonical form; equal for equal protocols alone."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def canonical(self) -> str:
        """One text for one meaning: sorted keys and units, plain decimals, composed letters."""
        fields = asdict(self)
        for unordered in ("treated_units", "excluded_donors"):
            fields[unordered] = sorted({_composed(unit) for unit in fields[unordered]})
        return canonical_json(fields)

    def amend(self, on: dt.date, **changes: Any) -> EvaluationProtocol:
        """The next version, frozen on ``on``; raises ValueError when it would be older than this one."""
        if on < self.frozen_on:
            raise ValueError("a version cannot be older than the one before")
        return replace(self, **changes, frozen_on=on, version=self.version + 1, previous=self.digest)

    def window(self, periods: tuple[str, ...]) -> EvaluationWindow:
        """The windows among the periods of a panel; raises ValueError for a label that it lacks."""
        inside = periods[periods.index(self.first_period) :]
        return evaluation_window(
            inside, trigger=self.trigger_period, start=self.start_period, last=self.last_period
        )


def is_unbroken(versions: Sequence[EvaluationProtocol]) -> bool:
    """Whether each version names the hash of the one before and the first names none."""
    if not versions or versions[0].previous is not None:
        return False
    return all(
        later.previous == earlier.digest and later.version == earlier.version + 1
        for earlier, later in zip(versions, versions[1:], strict=False)
    )


def data_digest(panel: Panel) -> str:
    """SHA-256 of the data of a run, so that it can be run again on the very same numbers."""
    content = {
        "units": panel.units,
        "periods": panel.periods,
        "outcome": panel.outcome.tolist(),
        "first_treated": panel.first_treated.tolist(),
        "denominator": None if panel.denominator is None else panel.denominator.tolist(),
    }
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def canonical_json(content: Any) -> str:
    """JSON with one spelling for each value: sorted keys, no blanks, no NaN."""
    return json.dumps(_plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_composed(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _composed(value) if isinstance(value, str) else value


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
