"""KBLI, the classification of business activities: a code means nothing without its version.

KBLI 2025 (BPS Regulation 7/2025) replaced KBLI 2020 and moved codes (tempe 10391 -> 10307). Tables:
``kbli_versions`` (when a version may be used), ``kbli_codes`` (short titles of the activities that home industry
of PKK families has) and ``kbli_mapping`` (what a code became, as far as it was seen). No complete licensed table of
KBLI 2025 exists, so an unknown code is unknown to us, not wrong. Handbook, enterprise section 5.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from anyelir.rules import tables
from anyelir.rules.finiteness import finite_numbers
from anyelir.rules.identity.problem import Problems, error, is_digits, warning

LENGTH = 5


@dataclass(frozen=True, slots=True)
class KbliMapping:
    """What a code is called in another version. ``code`` is None when nobody has said; then a person asks."""

    code: str | None
    is_confirmed: bool


UNKNOWN = KbliMapping(None, False)


def kbli_version(on: dt.date) -> int | None:
    """The newest version in force on a day (2020, 2025, ...); None before the first one listed."""
    return max((int(rule["version"]) for rule in tables.load("kbli_versions").as_of(on)), default=None)


@finite_numbers
def kbli_title(version: int, code: str, *, on: dt.date) -> str | None:
    """A short Indonesian title, None when the code is not in our list."""
    rule = tables.load("kbli_codes").by_key(on).get((version, code))
    return None if rule is None else str(rule["title"])


@finite_numbers
def map_kbli(code: str, *, from_version: int, to_version: int, on: dt.date) -> KbliMapping:
    """The code of the same activity in another version, forward or back."""
    if from_version == to_version:
        return KbliMapping(code, True)
    for rule in tables.load("kbli_mapping").as_of(on):
        old, new = (rule["from_version"], rule["from_code"]), (rule["to_version"], rule["to_code"])
        if old == (from_version, code) and new[0] == to_version:
            return KbliMapping(new[1], rule.is_confirmed)
        if new == (from_version, code) and old[0] == to_version:
            return KbliMapping(old[1], rule.is_confirmed)
    return UNKNOWN


@finite_numbers
def check_kbli(version: int, code: str, *, on: dt.date) -> Problems:
    """Problems of a code with its version on a day.

    Errors: ``kbli_not_5_digits``, ``kbli_version_unknown``. Warnings: ``kbli_version_ended`` (may not be used any
    more), ``kbli_version_superseded`` (a newer one is in force); the detail is the new code, empty when it is not
    known.
    """
    if not is_digits(code, LENGTH):
        return (error("kbli_not_5_digits", len(code)),)
    versions = tables.load("kbli_versions")
    if version not in {rule["version"] for rule in versions.rules}:
        return (error("kbli_version_unknown", version),)
    current = kbli_version(on)
    if current is None or version >= current:
        return ()
    new_code = map_kbli(code, from_version=version, to_version=current, on=on).code or ""
    may_still_be_used = version in {rule["version"] for rule in versions.as_of(on)}
    return (warning("kbli_version_superseded" if may_still_be_used else "kbli_version_ended", new_code),)
